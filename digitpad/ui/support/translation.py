"""The languages of the window, the selected one, and texts in it.

Every text that the window shows stands in ``tr("…")``, and its Chinese in
``resources/translations/digitpad_zh_CN.ts``. Commands and errors stay English.
"""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from digitpad.files.resources import resource_path
from digitpad.ui.support.settings import text_setting

LANGUAGES = {"system": "System", "en": "English", "zh_CN": "简体中文"}
"""All choices; each language is named in itself."""

KEY = "window/language"

_installed: list[QTranslator] = []


def tr(text: str, note: str | None = None) -> str:
    """Return a text in the language of the window.

    Parameters
    ----------
    text : in English, a literal: ``pyside6-lupdate`` reads it from the source, but not from within
        an f-string. Values are filled in afterwards, as in ``tr("Epoch {n}").format(n=3)``.
    note : tells apart two uses of one English text that are two texts in another language.
    """
    return QCoreApplication.translate("", text, note)


def tr_in(choice: str, text: str) -> str:
    """Return a text in a language, which is a key of :data:`LANGUAGES`."""
    translator = QTranslator()
    translator.load(_locale(choice), "digitpad", "_", _own_folder())
    return translator.translate("", text) or text


def plural(count: int, one: str, many: str) -> str:
    """Fill in a number, as in ``plural(n, tr("1 digit"), tr("{n:,} digits"))``."""
    return one if count == 1 else many.format(n=count)


def joined(texts: Iterable[str]) -> str:
    """Some names or values as one text."""
    return tr(", ", "between the parts of a list").join(texts)


def selected_language() -> str:
    """A key of :data:`LANGUAGES`."""
    return text_setting(KEY, "system", [*LANGUAGES])


def install_translators(app: QCoreApplication) -> None:
    """Use the selected language for the texts of this program and of Qt."""
    # Not app.findChildren: its first call takes 15 ms of the start.
    while _installed:
        app.removeTranslator(_installed.pop())
    locale = _locale(selected_language())
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt), ("digitpad", _own_folder())):
        translator = QTranslator()
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
            _installed.append(translator)


def _locale(choice: str) -> QLocale:
    return QLocale() if choice == "system" else QLocale(choice)


def _own_folder() -> str:
    return str(resource_path("translations"))
