"""Boxes with a text and a button, beside which the window stays alive."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from digitpad.errors import DigitpadError, InternalError, printable
from digitpad.files.log import log_path
from digitpad.translatable import translatable
from digitpad.ui.support.error_text import error_text
from digitpad.ui.support.translation import tr

Button = QMessageBox.StandardButton
Answer = Button | str
"""A button of a question: one of Qt's, or a text."""

A = TypeVar("A", bound=Answer)

WITH_MNEMONIC = {
    Button.Discard: translatable("&Discard"),
    Button.Open: translatable("&Open"),
    Button.Save: translatable("&Save"),
}
"""Buttons that get a mnemonic, as Qt gives them no key. (Cancel has Esc.)"""


def show_page(window: QWidget, title: str, text: str) -> None:
    """Show a page of rich text."""
    box = QMessageBox(window)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(text)
    _show(box)


def show_error(window: QWidget, error: DigitpadError) -> QMessageBox:
    """Show what could not be done, and why."""
    box = QMessageBox(QMessageBox.Icon.Warning, "digitpad", error_text(error), Button.Ok, window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    if isinstance(error, InternalError):
        noted = tr("The details are also in the log: {path}").format(path=printable(log_path()))
        box.setInformativeText(noted)
        _add_copy_button(box, error.details)
    _show(box)
    return box


def _add_copy_button(box: QMessageBox, details: str) -> None:
    """Add a button that copies the details, and leaves the box open."""
    copy = QPushButton(tr("&Copy details"), box)
    box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # A button of a box closes it.
    copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
    box.setDefaultButton(Button.Ok)
    box.setEscapeButton(Button.Ok)


def without_icons(box: QMessageBox) -> QMessageBox:
    """Remove the style's icons from the buttons: they do not look like those of this program."""
    for button in box.buttons():
        button.setIcon(QIcon())
    return box


def _show(box: QMessageBox) -> None:
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    without_icons(box).open()


def ask(
    window: QWidget,
    text: str,
    answers: Mapping[A, Callable[[], None]],
    *,
    is_harmless: bool = False,
) -> None:
    """Ask a question; the answer is called once it is given.

    Return gives the first, unless that would destroy something: a text of one's own is taken for
    an answer that would, except with ``is_harmless``. To leave the box answers the last.
    """
    box = QMessageBox(window)
    box.setWindowTitle("digitpad")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    calls = [(_button(box, answer), call) for answer, call in answers.items()]
    first, last = next(iter(answers)), calls[-1]
    destroys = first == Button.Discard or (isinstance(first, str) and not is_harmless)
    box.setDefaultButton(last[0] if destroys else calls[0][0])
    box.setEscapeButton(last[0])

    def answered() -> None:
        # Closed by its frame, a box names no button.
        clicked = box.clickedButton()
        next((call for button, call in calls if button == clicked), last[1])()

    box.finished.connect(answered)
    _show(box)


def _button(box: QMessageBox, answer: Answer) -> QPushButton:
    if isinstance(answer, Button):
        button = box.addButton(answer)
        if answer in WITH_MNEMONIC:
            button.setText(tr(WITH_MNEMONIC[answer]))
        return button
    return box.addButton(answer, QMessageBox.ButtonRole.ActionRole)
