"""A hand for Learn now: digits are drawn, kept and learned."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.my_digits import my_digits
from digitpad.data.reference import check_part
from digitpad.nn.network import Network
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import ONE, SEVEN, Draw, Line, action, button

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@cache
def a_few() -> DigitSet:
    return check_part().select(range(60))  # type: ignore[arg-type]  # a range will do


def line(window: MainWindow) -> str:
    label = window.findChild(QLabel, "learnNowLine")
    assert label is not None
    return label.text() if label.isVisible() else ""


def wait_for_line(qtbot: QtBot, window: MainWindow, text: str) -> None:
    qtbot.waitUntil(lambda: text in line(window))


def press(window: MainWindow, text: str) -> None:
    QTest.mouseClick(button(window.draw_tab, text), LEFT)


def keep(
    qtbot: QtBot, window: MainWindow, draw: Draw, lines: Sequence[Line] = SEVEN, label: int = 7
) -> None:
    """Draw a digit, click its correct label, and wait until it is kept."""
    before = len(kept())
    draw(*lines)
    press(window, str(label))
    qtbot.waitUntil(lambda: len(kept()) == before + 1)
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())


def kept() -> list[Path]:
    return sorted(my_digits().glob("*.txt"))


def has_kept(count: int) -> bool:
    return len(kept()) == count


def learn(qtbot: QtBot, window: MainWindow) -> Network:
    """Click Learn now, and wait for the network that it brings."""
    with qtbot.waitSignal(window.current_model.changed):
        press(window, "Learn now")
    return window.current_model.current.network


def undo(window: MainWindow) -> None:
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_Z, CTRL)


def redo(window: MainWindow) -> None:
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_Y, CTRL)


def wait_for_part(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Wait until the progress names a part, and then has begun."""

    def said() -> None:
        labels = window.draw_tab.learn_now_row.findChildren(QLabel)
        shown = [label.text() for label in labels if label.isVisible()]
        learning = window.draw_tab.learning
        assert any(text in one for one in shown), (shown, learning.stage, learning.why_not)

    qtbot.waitUntil(said)


def keep_fast(window: MainWindow, draw: Draw, label: int) -> None:
    """Draw a digit and click its correct label, without waiting."""
    draw(*ONE)
    press(window, str(label))
