"""File dialogs where the usual folders are missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from digitpad.ui.support.file_dialogs import ask_folder, ask_open
from digitpad.ui.window.main_window import MainWindow


@pytest.mark.parametrize(
    "ask",
    [
        lambda window: ask_open(window, "Open", "image", "All files (*)"),
        lambda window: ask_folder(window, "Open", "dataset"),
    ],
    ids=["file", "folder"],
)
def test_without_documents_a_dialog_shows_the_home_with_an_empty_field(
    qtbot: QtBot,
    window: MainWindow,
    ask: Callable[[MainWindow], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    shown: list[tuple[str, Path]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        shown.append((field.text(), Path(dialog.directory().path())))
        dialog.reject()

    QTimer.singleShot(0, look)
    assert ask(window) == ""
    assert shown == [("", tmp_path)]


@pytest.mark.parametrize("module", ["draw.image_io", "sheet.sheet_import"])
def test_all_forms_of_pictures_are_offered(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    offered: list[str] = []

    def ask(*given: str) -> str:
        offered.append(given[-1])
        return ""

    monkeypatch.setattr(f"digitpad.ui.{module}.ask_open", ask)
    sheet = window.sheet_import.action
    (sheet if module.startswith("sheet") else window.image_io.open_action).trigger()
    assert "*.webp *.avif" in offered[0]
