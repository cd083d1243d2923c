"""What the tests of the lessons do with mouse and keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.playground.operation import Phase
from digitpad.ui.lessons.panel import LessonsPanel
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.window.main_window import MainWindow
from tests.ui import playground_hand

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
        self.qtbot.waitUntil(lambda: self.state == "Done")

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
        self.qtbot.waitUntil(lambda: bool(is_so()))


def named(window: QWidget, name: str) -> QAbstractButton:
    """The button of an object name."""
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    return button


class Player:
    """Somebody at the Playground."""

    def __init__(self, learner: Learner) -> None:
        self.learner, self.window = learner, learner.window

    @property
    def view(self) -> PlaygroundView:
        return self.window.playground_tab.make_view()

    def open(self) -> None:
        playground_hand.opened(self.learner.qtbot, self.window)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.view.plane, key)

    def choose(self, box: QComboBox, value: str) -> None:
        """Go through a list with the keyboard to a value, and to another one first."""
        box.setFocus()
        QTest.keyClick(box, Key.Key_Home if box.currentIndex() else Key.Key_End)
        while box.currentIndex() > box.findData(value):
            QTest.keyClick(box, Key.Key_Up)
        while box.currentIndex() < box.findData(value):
            QTest.keyClick(box, Key.Key_Down)

    def preset(self, name: str) -> None:
        self.choose(self.view.controls.preset, name)

    def type_rate(self, rate: float) -> None:
        enter(self.view.controls.learning_rate, rate)

    def units(self, count: int) -> None:
        enter(playground_hand.units(self.view), count)

    def run(self) -> None:
        if not self.view.session.state.is_running:
            self.key(Key.Key_Space)

    def step_to(self, phase: Phase) -> None:
        while self.view.session.state.phase is not phase:
            self.key(Key.Key_S)

    def follow(self, name: str) -> None:
        """Open the operation that made a result, and select the result."""
        inspector = self.view.inspector
        places = [
            number
            for number, operation in enumerate(self.view.session.state.operations)
            if any(output.name == name for output in operation.outputs)
        ]
        inspector.row.open(places[0])
        names = [inspector.value.itemData(n).name for n in range(inspector.value.count())]
        inspector.value.setFocus()
        while inspector.value.currentIndex() < names.index(name):
            QTest.keyClick(inspector.value, Key.Key_Down)

    def drag(self) -> None:
        plane, place = self.view.plane, partial(playground_hand.place, self.view)
        QTest.mousePress(plane, LEFT, pos=place(2, 1))
        QTest.mouseMove(plane, place(2.5, 1.5))
        QTest.mouseRelease(plane, LEFT, pos=place(2.5, 1.5))


def enter(box: QAbstractSpinBox, value: float) -> None:
    """Type a number."""
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, f"{value:g}")
    QTest.keyClick(box, Key.Key_Tab)
