"""Teaching that begins by itself, and beside a training."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.learning import teaching
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import ONE, Draw, action, pixel
from tests.ui.retrain_hand import (
    all_ended,
    click,
    opened,
    set_small,
    show_tab,
    start_without_end,
    started_again,
    state,
)
from tests.ui.teaching_hand import (
    LEFT,
    keep,
    keep_fast,
    learn,
    line,
    press,
    wait_for_line,
    wait_for_part,
)

pytestmark = [pytest.mark.light_window, pytest.mark.usefixtures("short_teaching")]


# Learn after each correction


def after_each_action(window: MainWindow) -> QAction:
    return action(window, "actionLearnAfterEach")


def test_it_is_off_at_first_and_remembered(qtbot: QtBot, window: MainWindow) -> None:
    assert not after_each_action(window).isChecked()
    after_each_action(window).trigger()
    again = started_again(qtbot)
    assert after_each_action(again).isChecked()
    again.close()


def test_a_lesson_begins_by_itself(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    after_each_action(window).trigger()
    told: list[str] = []
    learning = window.draw_tab.learning
    learning.changed.connect(lambda: told.append(learning.line))
    with qtbot.waitSignal(window.current_model.changed):
        keep_fast(window, draw, 1)
    assert (
        "Added to My digits as 1 (1 digit). The model learns by itself now; Ctrl+Z to undo." in told
    )
    assert "of 1 correct" in line(window)


def test_digits_kept_during_a_lesson_lead_to_one_more_after_it(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    stream = teaching.stream_teaching

    def counted(model: object, digits: DigitSet, **named: object) -> object:
        counts.append(len(digits))
        return stream(model, digits, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(teaching, "stream_teaching", counted)
    after_each_action(window).trigger()
    with qtbot.waitSignals([window.current_model.changed] * 2):
        keep_fast(window, draw, 1)
        wait_for_part(qtbot, window, "Learning")
        for _ in range(3):
            keep_fast(window, draw, 7)
    # One is enough, unless the disk is so slow that it begins before the last digit is written.
    qtbot.waitUntil(lambda: counts[-1] == 4)
    all_ended(qtbot)
    assert len(counts) < 4
    assert "of 4 correct" in line(window)


def test_it_waits_while_something_is_drawn(
    qtbot: QtBot,
    window: MainWindow,
    canvas: Canvas,
    draw: Draw,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    after_each_action(window).trigger()
    rest = window.draw_tab.after_each._idle_timer
    rest.setInterval(60_000)
    keep_fast(window, draw, 1)
    qtbot.waitUntil(rest.isActive)
    begun_again: list[bool] = []
    monkeypatch.setattr(rest, "start", lambda: begun_again.append(True))
    QTest.mousePress(canvas, LEFT, pos=pixel(canvas, (100, 100)))
    QTest.mouseMove(canvas, pixel(canvas, (300, 300)))
    assert begun_again
    QTest.mouseRelease(canvas, LEFT, pos=pixel(canvas, (300, 300)))
    after_each_action(window).trigger()
    assert not rest.isActive()  # Off again, it begins nothing.


# Learn now and Retrain


def test_no_lesson_begins_during_a_training(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    dialog = opened(qtbot, window)
    set_small(dialog)
    start_without_end(qtbot, dialog)
    learn_now = action(window, "actionLearnNow")
    assert not learn_now.isEnabled()
    assert "Training is in progress" in learn_now.toolTip()
    show_tab(window, "Draw")
    assert "Training is in progress" in line(window)
    show_tab(window, "Train")
    click(dialog, "Stop")
    qtbot.waitUntil(learn_now.isEnabled)
    show_tab(window, "Draw")
    assert "training" not in line(window)


@pytest.mark.usefixtures("endless")
def test_no_training_begins_during_a_lesson(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning")
    dialog = opened(qtbot, window)
    set_small(dialog)
    click(dialog, "Start training")
    qtbot.waitUntil(lambda: "My digits is being learned" in state(dialog))
    assert not dialog.session.is_busy
    show_tab(window, "Draw")
    press(window, "Cancel")
    all_ended(qtbot)


def test_no_training_begins_while_a_taught_model_waits_for_its_answer(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "WORSE", -1)
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_line(qtbot, window, "Worse for other writers: ")
    dialog = opened(qtbot, window)
    set_small(dialog)
    click(dialog, "Start training")
    qtbot.waitUntil(lambda: "First use or discard the model" in state(dialog))
    assert not dialog.session.is_busy
    show_tab(window, "Draw")
    press(window, "Discard")
    show_tab(window, "Train")
    start_without_end(qtbot, dialog)  # Now it can.


def test_the_row_keeps_its_height_and_the_canvas_its_size(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    row: QWidget = window.draw_tab.learn_now_row
    heights, sides = {row.height()}, {canvas.width()}
    keep(qtbot, window, draw)
    heights.add(row.height())
    sides.add(canvas.width())
    learn(qtbot, window)
    heights.add(row.height())
    sides.add(canvas.width())
    assert len(heights) == len(sides) == 1


def test_labels_that_may_be_wrong_are_asked_about(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "MIN_TAUGHT_SHARE", 2)
    builtin = window.current_model.current
    keep(qtbot, window, draw)
    press(window, "Learn now")
    qtbot.waitUntil(lambda: "Are all labels right?" in line(window))
    draw(*ONE)
    action(window, "actionTeach1").trigger()
    qtbot.waitUntil(lambda: "Added to My digits as 1" in line(window))
    assert "Are all labels right?" in line(window)
    press(window, "Discard")
    assert window.current_model.current is builtin
