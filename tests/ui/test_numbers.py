"""Several digits on the canvas are a number, and each of them can be selected and taught."""

import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.formats import load_dataset
from digitpad.data.my_digits import my_digits
from digitpad.data.text.codec import parse_digit
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import (
    FOUR,
    ONE,
    SEVEN,
    ZERO,
    Draw,
    Line,
    action,
    pixel,
    prediction,
    probabilities,
    wait_for_box,
)

pytestmark = pytest.mark.light_window

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def small(lines: Sequence[Line], x: float, y: float = 150) -> list[Line]:
    """A digit of the hand at a third of its size, its middle at ``x`` and its top near ``y``."""
    return [[(x + (px - 280) / 3, y + (py - 80) / 3) for px, py in line] for line in lines]


SEVENTEEN = [*small(ONE, 150), *small(SEVEN, 280)]
BOTH_ROWS = [*SEVENTEEN, *small(ZERO, 150, 350), *small(FOUR, 280, 350)]


@pytest.fixture
def seventeen(qtbot: QtBot, window: MainWindow, draw: Draw) -> MainWindow:
    """The window with "17" on the canvas."""
    draw(*SEVENTEEN)
    qtbot.waitUntil(lambda: prediction(window) == "17")
    return window


def selected(window: MainWindow) -> int:
    return window.draw_tab.classifier.prediction.selected


def most_probable(window: MainWindow) -> int:
    found = probabilities(window)
    return found.index(max(found))


def kept() -> int:
    return sum(1 for _ in my_digits().glob("*.txt"))


def kept_labels() -> list[int]:
    """While files come and go, what there was is not always there."""
    try:
        return [parse_digit(path.read_bytes(), path)[1] for path in my_digits().glob("*.txt")]
    except FileNotFoundError:
        return []


def type_number(window: MainWindow, text: str) -> QLineEdit:
    line = window.findChild(QLineEdit, "correctNumber")
    assert line is not None
    QTest.mouseClick(line, LEFT)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return line


def test_rows_of_digits_are_numbers(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    draw(*small(ONE, 150))
    qtbot.waitUntil(lambda: prediction(window) == "1")
    draw(*BOTH_ROWS[1:])
    qtbot.waitUntil(lambda: prediction(window) == "17\n04")
    label = window.findChild(QLabel, "prediction")
    assert label is not None
    told = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Description)
    assert told.startswith("17, 04. Digit 4 of 4: 4, ")


def test_a_click_and_keys_select_a_digit_and_leave_no_ink(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas
) -> None:
    before, steps = canvas.drawing, canvas.undo_stack.count()
    assert most_probable(seventeen) == 7, "the last one drawn"
    QTest.mouseClick(canvas, LEFT, pos=pixel(canvas, (150, 200)))
    assert most_probable(seventeen) == 1
    QTest.keyClick(canvas, Qt.Key.Key_Right, ALT)
    assert most_probable(seventeen) == 7
    QTest.keyClick(canvas, Qt.Key.Key_Right, ALT)
    assert selected(seventeen) == 1, "there is no further one"
    label = seventeen.findChild(QLabel, "prediction")
    assert label is not None
    QTest.mouseClick(label, LEFT, pos=QPoint(label.width() // 4, label.height() // 2))
    assert most_probable(seventeen) == 1, "that on the left of the large number"
    QTest.keyClick(canvas, Qt.Key.Key_Right, ALT)
    QTest.keyClick(canvas, Qt.Key.Key_Left, ALT)
    assert most_probable(seventeen) == 1
    assert canvas.drawing.strokes == before.strokes
    assert canvas.undo_stack.count() == steps


def test_a_line_that_begins_in_a_frame_is_drawn(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    """The bar of the 7, drawn last."""
    draw([(262, 220), (310, 222)])
    qtbot.waitUntil(lambda: len(canvas.drawing.strokes) == 3)
    qtbot.waitUntil(lambda: prediction(seventeen) == "17")
    assert len(seventeen.draw_tab.classifier.prediction.number.digits[1].drawing.strokes) == 2


def test_a_label_teaches_the_selected_digit_alone(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas
) -> None:
    frames = seventeen.draw_tab.canvas.grab().toImage()
    QTest.keyClick(canvas, Qt.Key.Key_4, CTRL)
    qtbot.waitUntil(lambda: kept() == 1)
    digits = load_dataset(my_digits())
    assert digits.labels.tolist() == [4]
    assert len(digits.drawings[0].strokes) == 1
    assert prediction(seventeen) == "17", "the number stays on the canvas"
    assert canvas.grab().toImage() != frames, "the label is seen on it"
    QTest.keyClick(canvas, Qt.Key.Key_4, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_7, CTRL)
    qtbot.waitUntil(lambda: kept_labels() == [7])
    assert kept() == 1, "another label takes the place of the first"
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: kept_labels() == [4])
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: kept() == 0)
    assert prediction(seventeen) == "17"


def test_the_selected_digit_is_saved_as_text(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas, tmp_path: Path
) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_Left, ALT)
    seen = seventeen.draw_tab.network_input.picture
    path = tmp_path / "one.txt"
    seventeen.image_io.save(str(path))
    qtbot.waitUntil(path.exists)
    np.testing.assert_array_equal(parse_digit(path.read_bytes(), path)[0], seen)
    assert most_probable(seventeen) == 1


def test_a_typed_number_teaches_all_its_digits_in_one_step(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas
) -> None:
    line = type_number(seventeen, "471")
    assert kept() == 0
    assert line.selectedText() == "471", "it can be typed anew"
    assert "2 digits" in seventeen.statusBar().currentMessage()
    QTest.keyClicks(line, "47")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept() == 2)
    assert load_dataset(my_digits()).labels.tolist() == [4, 7]
    assert canvas.hasFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: kept() == 0)
    assert prediction(seventeen) == "17"


def test_digits_that_cannot_be_kept_have_no_label(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas
) -> None:
    (my_digits().parent).write_text("a file where the folder should be")
    QTest.keyClick(canvas, Qt.Key.Key_4, CTRL)
    QTest.keyClick(wait_for_box(qtbot, seventeen), Qt.Key.Key_Escape)
    labelling, shown = seventeen.draw_tab.labelling, seventeen.draw_tab.classifier.prediction
    assert [labelling.label_of(digit) for digit in shown.number.digits] == [None, None]
    assert prediction(seventeen) == "17"


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Nothing can be written to *My digits*, until this is undone."""

    def no_room(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("digitpad.data.my_digits.keep_digit", no_room)
        yield patch


def relabel(qtbot: QtBot, window: MainWindow, canvas: Canvas) -> None:
    """Label the 7 of "17" as a 4, and then as a 7."""
    QTest.keyClick(canvas, Qt.Key.Key_4, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_7, CTRL)
    qtbot.waitUntil(lambda: kept_labels() == [7])


def mark(window: MainWindow) -> str:
    """What stands at the frame of the selected digit: its prediction, and its label if any."""
    frames = window.draw_tab.canvas._frames
    return next(frame.text for frame in frames if frame.is_selected)


def test_a_label_that_cannot_be_taken_back_stays_on_the_canvas(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas, request: pytest.FixtureRequest
) -> None:
    relabel(qtbot, seventeen, canvas)
    full_disk = request.getfixturevalue("full_disk")
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(wait_for_box(qtbot, seventeen), Qt.Key.Key_Escape)
    assert kept_labels() == [7]
    assert mark(seventeen) == "7 ✓7"
    full_disk.undo()
    action(seventeen, "actionRedo").trigger()
    action(seventeen, "actionUndo").trigger()
    qtbot.waitUntil(lambda: kept_labels() == [4] and mark(seventeen) == "7 ✓4")


def test_a_label_that_could_not_be_kept_is_not_what_the_next_one_replaces(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas, request: pytest.FixtureRequest
) -> None:
    relabel(qtbot, seventeen, canvas)
    full_disk = request.getfixturevalue("full_disk")
    QTest.keyClick(canvas, Qt.Key.Key_2, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_3, CTRL)
    qtbot.waitUntil(lambda: mark(seventeen) == "7 ✓7")
    qtbot.waitUntil(lambda: len(seventeen.findChildren(QMessageBox)) == 2)
    for box in reversed(seventeen.findChildren(QMessageBox)):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not seventeen.findChildren(QMessageBox))
    full_disk.undo()
    action(seventeen, "actionTeach5").trigger()
    qtbot.waitUntil(lambda: kept_labels() == [5])
    assert kept() == 1
    assert mark(seventeen) == "7 ✓5"


def test_always_one_digit_is_remembered(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas
) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: prediction(seventeen) == "?")
    line = seventeen.findChild(QLineEdit, "correctNumber")
    assert line is not None
    assert not line.isVisible()
    QTest.keyClick(canvas, Qt.Key.Key_1, CTRL)
    assert canvas.is_empty, "the whole drawing was one digit"
    again = create_window()
    qtbot.addWidget(again)
    assert action(again, "actionAlwaysOneDigit").isChecked()
    with qtbot.waitSignal(again.closed):
        again.close()


def test_erasing_a_digit_leaves_the_others(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_E)
    draw(*small(SEVEN, 280))
    qtbot.waitUntil(lambda: prediction(seventeen) == "1")
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: prediction(seventeen) == "17")
    seventeen.draw_tab.clear.trigger()
    qtbot.waitUntil(lambda: prediction(seventeen) == "")
    assert probabilities(seventeen) == []


def test_the_explanation_is_that_of_the_selected_digit(
    qtbot: QtBot, seventeen: MainWindow, canvas: Canvas
) -> None:
    action(seventeen, "actionExplain").trigger()
    panel = seventeen.inside.panel
    assert panel is not None
    explanation = panel.explanation
    qtbot.waitUntil(lambda: explanation.found is not None and explanation.found.digit == 7)
    QTest.mouseClick(canvas, LEFT, pos=pixel(canvas, (150, 200)))
    qtbot.waitUntil(lambda: explanation.found is not None and explanation.found.digit == 1)
    shown = explanation.evidence_on_canvas()
    assert shown is not None
    place = shown[1]
    assert place.contains(150, 220)
    assert not place.contains(280, 220), "it lies over the digit on the left alone"
