"""What the tests of the lessons do with mouse and keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.lessons.panel import LessonsPanel
from digitpad.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE = 30_000
"""Milliseconds for a step, on a machine that is busy."""


class Learner:
    """Somebody who goes through the lessons of a window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_F1, SHIFT)
        panel = window.findChild(LessonsPanel, "lessons")
        assert panel is not None
        self.panel = panel
        qtbot.waitUntil(panel.isVisible)

    def begin(self, row: int) -> None:
        """Start a lesson of the list with the keyboard."""
        rows = self.panel.list.list
        rows.setCurrentRow(row)
        QTest.keyClick(rows, Qt.Key.Key_Return)
        assert self.panel.step is not None

    @property
    def state(self) -> str:
        label = self.panel.findChild(QLabel, "lessonState")
        assert label is not None
        return label.text()

    @property
    def told(self) -> str:
        label = self.panel.findChild(QLabel, "lessonTold")
        assert label is not None
        return label.text()

    def wait_until_done(self) -> None:
        self.qtbot.waitUntil(lambda: self.state == "Done", timeout=PATIENCE)

    def press(self, name: str) -> None:
        """Click a button of the panel."""
        button = self.panel.findChild(QPushButton, name)
        assert button is not None
        assert button.isVisible(), name
        QTest.mouseClick(button, LEFT)

    def answer(self, *, right: bool = True) -> None:
        """Select the right answer to the question, or a wrong one."""
        assert self.panel.step
        answers = [answer for answer in self.panel.step.answers if answer.is_right == right]
        if answers:
            self.wait(lambda: self._rows_of(answers[0].text))
            QTest.mouseClick(self._rows_of(answers[0].text)[0], LEFT)

    def _rows_of(self, text: str) -> list[QLabel]:
        labels = self.panel.findChildren(QLabel)
        return [label for label in labels if label.text() == text and label.isVisible()]

    def wait(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE)


def named(window: QWidget, name: str) -> QAbstractButton:
    """The button of an object name."""
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    return button
