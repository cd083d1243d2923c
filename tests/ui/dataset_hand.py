"""A hand and eyes for the Dataset tab."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListView,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from digitpad.ui.support.plain_text import without_mnemonic
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button, wait_for_box

COUNT = 40
WRONG = [4, 11, 30]
"""Digits with a wrong label: one more than what they are."""

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def gallery_of(window: MainWindow) -> QListView:
    gallery = window.findChild(QListView, "gallery")
    assert gallery is not None
    return gallery


def texts(window: MainWindow) -> str:
    """All that the labels and buttons of the tab say; its title is "name\\n40 digits"."""
    tab = window.dataset_tab
    shown: list[QLabel | QPushButton] = [*tab.findChildren(QLabel), *tab.findChildren(QPushButton)]
    return "\n".join(without_mnemonic(one.text()) for one in shown if one.isVisible())


def wait_for(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Wait until the tab says something, and all of a dataset has been loaded."""
    opened = window.dataset_tab.make_view().open_dataset
    qtbot.waitUntil(lambda: text in texts(window) and opened.loading is None)


def open_whole(qtbot: QtBot, window: MainWindow, path: Path | str) -> None:
    with qtbot.waitSignal(window.dataset_tab.make_view().open_dataset.loading_ended):
        window.open_dataset(path)


def names(window: MainWindow) -> list[str]:
    """The files of the digits that are shown."""
    model = gallery_of(window).model()
    tips = (
        str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole))
        for row in range(model.rowCount())
    )
    return [name_in(tip) for tip in tips]


def name_in(tip: str) -> str:
    """The file that the tooltip of a digit names."""
    return tip.splitlines()[0].removesuffix(" (changed)")


def file_name(number: int) -> str:
    return f"{number + 1:05}.txt"


def current(window: MainWindow) -> str:
    tip = gallery_of(window).currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    return name_in(str(tip))


def pick(window: MainWindow, row: int) -> None:
    """Click a digit."""
    gallery = gallery_of(window)
    index = gallery.model().index(row, 0)
    gallery.scrollTo(index)
    place = gallery.visualRect(index).center()
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)


def box(window: MainWindow, text: str) -> QComboBox:
    """The box with a choice of this text."""
    return next(b for b in window.dataset_tab.findChildren(QComboBox) if b.findText(text) >= 0)


def choose(window: MainWindow, text: str) -> None:
    """Choose something in whichever box has it."""
    found = box(window, text)
    found.setCurrentIndex(found.findText(text))


def press(window: MainWindow, text: str) -> None:
    """Click the button with this text."""
    QTest.mouseClick(button(window.dataset_tab, text), Qt.MouseButton.LeftButton)


def answer(qtbot: QtBot, window: MainWindow, text: str) -> str:
    """Click a button of the question that comes; what it asks."""
    asked = wait_for_box(qtbot, window)
    question = asked.text()
    QTest.mouseClick(button(asked, text), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked not in window.findChildren(QMessageBox))
    window.activateWindow()  # Without a window manager, nobody else does.
    return question


def wait_for_digits(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: gallery_of(window).model().rowCount() == count)
    qtbot.waitUntil(lambda: "Cancel" not in texts(window))


def undo(window: MainWindow) -> None:
    """Undo the only change: the window is closed at the end of a test."""
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()
    assert "unsaved" not in texts(window)


def no_question(window: MainWindow) -> bool:
    return not window.findChildren(QMessageBox)
