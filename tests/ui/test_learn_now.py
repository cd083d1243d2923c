"""Learn now: the network in use is taught My digits, and the window says what that brought."""

import threading
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from digitpad.cli import main
from digitpad.data import reference
from digitpad.data.digitset import DigitSet
from digitpad.data.my_digits import my_digits
from digitpad.data.reference import check_part
from digitpad.errors import DatasetError
from digitpad.learning import adaptation, teaching
from digitpad.models.model_file import load_model, save_model
from digitpad.nn.network import Network
from digitpad.ui.draw import learn_after_each, learn_now
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.model import current_model
from digitpad.ui.support.settings import path_setting
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import ONE, SEVEN, Draw, Line, action, button, pixel, probabilities, wait_for_box
from tests.ui.retrain_hand import (
    all_ended,
    click,
    keep_a_one,
    opened,
    same,
    set_small,
    show_tab,
    start_without_end,
    started_again,
    state,
)

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 20_000
"""Milliseconds for a lesson, on a machine that is busy."""


@cache
def a_few() -> DigitSet:
    return check_part().select(range(200))  # type: ignore[arg-type]  # a range will do


@pytest.fixture(autouse=True)
def short_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lessons of some steps, against some digits."""
    monkeypatch.setattr(adaptation, "STEPS", 6)
    monkeypatch.setattr(teaching, "MIN_TAUGHT_SHARE", 0)  # So few steps teach little.
    monkeypatch.setattr(adaptation, "VERSIONS", 20)
    monkeypatch.setattr(teaching, "check_part", a_few)
    monkeypatch.setattr(learn_after_each, "IDLE_TIME", 20)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A lesson does not end by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(adaptation, "STEPS", 1_000_000)
        yield


def line(window: MainWindow) -> str:
    label = window.findChild(QLabel, "lessonLine")
    assert label is not None
    return label.text() if label.isVisible() else ""


def wait_for_line(qtbot: QtBot, window: MainWindow, text: str) -> None:
    qtbot.waitUntil(lambda: text in line(window), timeout=PATIENCE)


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
    with qtbot.waitSignal(window.current_model.changed, timeout=PATIENCE):
        press(window, "Learn now")
    return window.current_model.current.network


def undo(window: MainWindow) -> None:
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_Z, CTRL)


def redo(window: MainWindow) -> None:
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_Y, CTRL)


def test_there_is_nothing_to_learn_at_first(window: MainWindow, canvas: Canvas) -> None:
    learn_now = action(window, "actionLearnNow")
    assert not learn_now.isEnabled()
    assert "no labeled digit" in learn_now.toolTip()
    assert "Click the correct label" in line(window)
    QTest.keyClick(canvas, Qt.Key.Key_L, CTRL)
    assert not button(window.draw_tab, "Learn now").isEnabled()


def test_what_was_kept_before_can_be_learned(qtbot: QtBot) -> None:
    keep_a_one()
    window = started_again(qtbot)
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    all_ended(qtbot)
    window.close()


def test_digits_that_lost_their_labels_are_nothing_to_learn(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    file = kept()[0]
    file.write_text("\n".join(file.read_text().splitlines()[:28]) + "\n")
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not action(window, "actionLearnNow").isEnabled())


def test_a_look_from_before_a_digit_was_kept_says_nothing_about_it(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, look, looks = threading.Event(), learn_now._has_labelled, iter([True])

    def slow_at_first() -> bool:
        return not may_end.wait(10) if next(looks, False) else look()

    monkeypatch.setattr(learn_now, "_has_labelled", slow_at_first)
    window.draw_tab.learning.look()
    keep(qtbot, window, draw)
    may_end.set()
    all_ended(qtbot)
    assert action(window, "actionLearnNow").isEnabled()


def test_a_kept_digit_leads_to_the_button_and_that_to_other_bars(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw, SEVEN, 1)
    assert "Added to My digits as 1 (1 digit)" in line(window)
    draw(*SEVEN)
    qtbot.waitUntil(lambda: bool(probabilities(window)))
    before = probabilities(window)
    learn(qtbot, window)
    qtbot.waitUntil(lambda: probabilities(window)[1] > before[1])
    assert "My digits: " in line(window)
    assert " of 1 correct (before: 0) · Reference digits: " in line(window)
    assert "of 200 misclassified (" in line(window)
    assert window.current_model.name.startswith("Taught ")
    assert "on reference digits" in window.current_model.description
    undo(window)  # What was drawn meanwhile is a step of its own, and lies below the learn_now.
    assert not window.draw_tab.canvas.is_empty


def test_the_line_stays_until_the_next_digit_is_kept(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    learn(qtbot, window)
    draw(*ONE)
    assert "Reference" in line(window)
    press(window, "1")
    wait_for_line(qtbot, window, "Added to My digits as 1")
    assert "Reference" not in line(window)


def test_a_model_that_is_asked_for_later_is_the_one_in_use(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    model, path = window.current_model, tmp_path / "other.npz"
    save_model(model.current, path)
    model.open(str(path))
    model.restore()  # Comes first, as it has nothing to read.
    qtbot.waitUntil(lambda: not running())
    assert model.path == ""
    with qtbot.waitSignal(model.changed):
        model.open(str(path))
    assert model.path == str(path)


def test_undo_takes_each_step_back_and_redo_teaches_nothing_again(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    builtin = window.current_model.current
    for lines, label in ((SEVEN, 7), (ONE, 1)):
        keep(qtbot, window, draw, lines, label)
    learn(qtbot, window)
    taught, path = window.current_model.current, window.current_model.path
    monkeypatch.setattr(teaching, "stream_teaching", None)
    undo(window)
    assert window.current_model.current is builtin
    assert window.current_model.path == ""
    assert "before learning" in line(window)
    assert len(kept()) == 2
    for left in (1, 0):
        undo(window)
        qtbot.waitUntil(partial(has_kept, left))
        assert not window.draw_tab.canvas.is_empty
        undo(window)  # the stroke that came back
    for _ in range(4):
        redo(window)
    qtbot.waitUntil(lambda: "(2 digits)" in line(window))
    redo(window)
    qtbot.waitUntil(lambda: window.current_model.path == path)
    again = window.current_model.current.network.parameters
    assert all(map(np.array_equal, again, taught.network.parameters))
    assert "Reference" in line(window)
    qtbot.waitUntil(lambda: len(kept()) == 2)


def test_the_previous_model_is_the_one_before_the_lesson(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    builtin = window.current_model.current.network
    keep(qtbot, window, draw)
    taught = learn(qtbot, window)
    path = window.current_model.path
    action(window, "actionPreviousModel").trigger()
    qtbot.waitUntil(lambda: same(window.current_model.current.network, builtin))
    assert "Reference" not in line(window)
    assert same(load_model(path).network, taught)


def test_taught_models_push_older_taught_ones_out_and_no_others(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_model, "MAX_TAUGHT", 2)
    folder = my_digits().parent / "models"
    folder.mkdir(parents=True)
    for day in (1, 2, 3):
        (folder / f"taught 2020-01-0{day} 10.00.00.npz").touch()
        (folder / f"retrained 2020-01-0{day} 10.00.00.npz").touch()
    keep(qtbot, window, draw)
    learn(qtbot, window)
    newest = [Path(window.current_model.path).name, "taught 2020-01-03 10.00.00.npz"]
    assert sorted(file.name for file in folder.glob("taught*")) == sorted(newest)
    assert len(list(folder.glob("retrained*"))) == 3


def test_window_and_command_teach_to_the_same_bits(
    qtbot: QtBot, window: MainWindow, draw: Draw, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    keep(qtbot, window, draw, SEVEN, 1)
    once = learn(qtbot, window)
    assert main(["teach", str(my_digits()), "--out", str(first)]) == 0
    start = window.current_model.path
    keep(qtbot, window, draw, ONE, 7)
    twice = learn(qtbot, window)
    assert window.current_model.path != start
    assert main(["teach", str(my_digits()), "--out", str(second), "--from", start]) == 0
    assert same(load_model(first).network, once)
    assert same(load_model(second).network, twice)
    assert not same(once, twice)
    assert "Taught digits: 0 of 1 correct" in capsys.readouterr().out
    command = window.current_model.current.record["command"]
    assert command.startswith("digitpad teach")
    assert "--from" in command


@pytest.mark.parametrize("answer", ["Discard", "Use it anyway"])
def test_worse_for_others_is_told_first_and_the_user_decides(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(teaching, "WORSE", -1)
    before = window.current_model.current
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_line(qtbot, window, "Worse for other writers: ")
    assert line(window).index("reference") < line(window).index("My digits")
    assert window.current_model.current is before
    assert not action(window, "actionLearnNow").isEnabled()
    draw(*ONE)  # Nothing is in the way meanwhile.
    assert not window.draw_tab.canvas.is_empty
    press(window, answer)
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled(), timeout=PATIENCE)
    assert (window.current_model.current is before) == (answer == "Discard")
    assert "misclassified" in line(window) or "Discarded" in line(window)


@pytest.mark.usefixtures("endless")
def test_a_lesson_can_be_cancelled_and_nothing_comes_of_it(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    before = window.current_model.current
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning · ")
    assert not action(window, "actionLearnNow").isEnabled()
    draw(*ONE)
    qtbot.waitUntil(lambda: bool(probabilities(window)))
    press(window, "Cancel")
    wait_for_line(qtbot, window, "Canceled")
    assert window.current_model.current is before
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    press(window, "Learn now")  # There is room for another.
    wait_for_part(qtbot, window, "Learning")
    press(window, "Cancel")
    all_ended(qtbot)


def wait_for_part(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Wait until the progress names a part, and then has begun."""

    def said() -> bool:
        labels = window.draw_tab.lesson_row.findChildren(QLabel)
        return any(text in label.text() for label in labels if label.isVisible())

    qtbot.waitUntil(said, timeout=PATIENCE)


@pytest.mark.usefixtures("endless")
def test_another_model_ends_the_lesson(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning")
    window.current_model.restore()
    wait_for_line(qtbot, window, "another model is in use")
    assert window.current_model.path == ""


@pytest.mark.usefixtures("endless")
def test_a_digit_taken_back_is_not_learned(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning")
    undo(window)
    wait_for_line(qtbot, window, "Removed from My digits")
    qtbot.waitUntil(lambda: not action(window, "actionLearnNow").isEnabled())
    all_ended(qtbot)


@pytest.mark.usefixtures("endless")
def test_a_digit_kept_during_a_lesson_is_told_of_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning · ")
    keep_fast(window, draw, 1)
    wait_for_line(qtbot, window, "Added to My digits as 1 (2 digits)")
    undo(window)
    wait_for_line(qtbot, window, "Removed from My digits (1 digit)")
    press(window, "Cancel")  # It has gone on: that digit was no part of it.
    wait_for_line(qtbot, window, "Canceled")
    all_ended(qtbot)


def test_a_line_under_way_is_not_lost_to_a_lesson_that_ends(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    before = window.current_model.current
    press(window, "Learn now")
    QTest.mousePress(canvas, LEFT, pos=pixel(canvas, (100, 100)))
    for x in range(110, 300, 10):
        QTest.mouseMove(canvas, pixel(canvas, (x, 100)))
    qtbot.waitUntil(lambda: any((my_digits().parent / "models").glob("*")), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not running(), timeout=PATIENCE)
    QTest.mouseMove(canvas, pixel(canvas, (400, 300)))
    assert window.current_model.current is before
    with qtbot.waitSignal(window.current_model.changed):
        QTest.mouseRelease(canvas, LEFT, pos=pixel(canvas, (400, 300)))
    (stroke,) = canvas.drawing.strokes
    assert stroke.points[0, 0] < 110
    assert stroke.points[-1, 0] > 390


@pytest.fixture
def to_rehearse(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What a lesson rehearses is yet to be drawn; the numbers of the chunks that are drawn."""
    drawn: list[int] = []

    def chunks() -> Iterator[np.ndarray]:
        for number in range(20):
            drawn.append(number)
            yield a_few().images[10 * number :][:10]

    monkeypatch.setattr(reference, "REHEARSED", reference.DrawnOnce(chunks, np.concatenate))
    return drawn


def test_what_is_rehearsed_is_drawn_once_a_digit_was_kept_and_not_again_for_lessons(
    qtbot: QtBot, window: MainWindow, draw: Draw, to_rehearse: list[int]
) -> None:
    all_ended(qtbot)
    assert not to_rehearse
    keep(qtbot, window, draw, SEVEN, 1)
    qtbot.waitUntil(reference.is_prepared)
    assert to_rehearse == [*range(20)]
    learn(qtbot, window)
    keep(qtbot, window, draw, ONE, 7)
    learn(qtbot, window)
    assert to_rehearse == [*range(20)]


def test_a_lesson_goes_on_with_what_is_being_drawn(
    qtbot: QtBot, window: MainWindow, draw: Draw, to_rehearse: list[int]
) -> None:
    draw(*SEVEN)
    press(window, "1")
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    learn(qtbot, window)
    assert to_rehearse == [*range(20)]


def test_closing_at_once_after_a_digit_was_kept(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def without_end() -> Iterator[np.ndarray]:
        while True:
            begun.set()
            yield a_few().images[:1]

    monkeypatch.setattr(reference, "REHEARSED", reference.DrawnOnce(without_end, np.concatenate))
    draw(*SEVEN)
    press(window, "7")
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        window.close()
    assert not running()
    assert has_kept(1)


def test_an_error_while_preparing_is_told_by_the_lesson(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> Iterator[np.ndarray]:
        raise DatasetError("reference-digits", found="a damaged file")
        yield

    monkeypatch.setattr(reference, "REHEARSED", reference.DrawnOnce(damaged, np.concatenate))
    keep(qtbot, window, draw)
    all_ended(qtbot)
    press(window, "Learn now")
    box = wait_for_box(qtbot, window)
    assert "a damaged file" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(button(window.draw_tab, "Learn now").isEnabled)


@pytest.mark.usefixtures("endless")
def test_closing_in_the_middle_of_a_lesson(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_part(qtbot, window, "Learning")
    assert not window.close()
    box = wait_for_box(qtbot, window)
    assert "Learning in progress" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert window.draw_tab.learning.is_busy  # Nothing is canceled yet.
    window.close()
    box = wait_for_box(qtbot, window)
    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        QTest.mouseClick(button(box, "Quit"), LEFT)
    assert not running()


@pytest.mark.parametrize("answer", ["Use", "Discard", "Cancel"])
def test_closing_asks_about_a_taught_model_that_is_not_decided_on(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(teaching, "WORSE", -1)
    keep(qtbot, window, draw)
    press(window, "Learn now")
    wait_for_line(qtbot, window, "Worse for other writers: ")
    assert not window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == "Use the taught model before you quit?"
    if answer == "Cancel":
        QTest.mouseClick(button(box, answer), LEFT)
        assert "Worse for other writers: " in line(window)
        press(window, "Discard")
        return
    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        QTest.mouseClick(button(box, answer), LEFT)
    path = path_setting("model/current")
    assert bool(path) == (answer == "Use")
    if path:
        assert "taught" in load_model(path).record


def test_a_model_that_cannot_be_written_is_not_used(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    (my_digits().parent / "models").write_text("a file where the folder should be")
    before = window.current_model.current
    press(window, "Learn now")
    box = wait_for_box(qtbot, window)
    assert "models" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    wait_for_line(qtbot, window, "Nothing learned")
    assert window.current_model.current is before
    assert button(window.draw_tab, "Learn now").isEnabled()


def test_a_file_that_cannot_be_read_is_left_out_and_said(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    (my_digits() / "torn.txt").write_text("1\t2\t3\n")
    learn(qtbot, window)
    assert "of 1 correct" in line(window)
    assert "1 file could not be read" in line(window)


def test_an_error_that_nobody_foresaw_is_told(
    qtbot: QtBot,
    window: MainWindow,
    draw: Draw,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    keep(qtbot, window, draw)

    def fail(*_: object) -> None:
        raise ValueError("nobody foresaw this")

    monkeypatch.setattr(teaching, "stream_adapted", fail)
    press(window, "Learn now")
    box = wait_for_box(qtbot, window)
    assert "nobody foresaw this" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert "Nothing learned" in line(window)
    qtbot.waitUntil(button(window.draw_tab, "Learn now").isEnabled)  # once the thread has ended
    caplog.clear()


def test_the_key_brings_the_draw_tab_to_the_front(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    keep(qtbot, window, draw)
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    page = tabs.currentWidget()
    assert page is not None
    with qtbot.waitSignal(window.current_model.changed, timeout=PATIENCE):
        QTest.keyClick(page, Qt.Key.Key_L, CTRL)
        assert tabs.currentIndex() == 0


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
    with qtbot.waitSignal(window.current_model.changed, timeout=PATIENCE):
        keep_fast(window, draw, 1)
    assert "of 1 correct" in line(window)


def test_digits_kept_during_a_lesson_lead_to_one_more_after_it(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons, most = [], []
    stream = teaching.stream_teaching

    def counted(model: object, digits: DigitSet, **named: object) -> object:
        lessons.append(len(digits))
        most.append(sum("_taught" in repr(worker._work) for worker in running()))
        return stream(model, digits, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(teaching, "stream_teaching", counted)
    after_each_action(window).trigger()
    with qtbot.waitSignals([window.current_model.changed] * 2, timeout=PATIENCE):
        keep_fast(window, draw, 1)
        wait_for_part(qtbot, window, "Learning")
        for _ in range(3):
            keep_fast(window, draw, 7)
    all_ended(qtbot)
    assert lessons == [1, 4]
    assert "of 4 correct" in line(window)


def keep_fast(window: MainWindow, draw: Draw, label: int) -> None:
    """Draw a digit and click its correct label, without waiting."""
    draw(*ONE)
    press(window, str(label))


def test_it_waits_while_something_is_drawn(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    after_each_action(window).trigger()
    rest = window.draw_tab.after_each._idle_timer
    rest.setTimerType(Qt.TimerType.PreciseTimer)
    rest.setInterval(60_000)
    keep_fast(window, draw, 1)
    qtbot.waitUntil(lambda: rest.isActive() and rest.remainingTime() < 59_000)
    QTest.mousePress(canvas, LEFT, pos=pixel(canvas, (100, 100)))
    QTest.mouseMove(canvas, pixel(canvas, (300, 300)))
    assert rest.remainingTime() > 59_000
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
    qtbot.waitUntil(learn_now.isEnabled, timeout=PATIENCE)
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
    row: QWidget = window.draw_tab.lesson_row
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
    qtbot.waitUntil(lambda: "Are all labels right?" in line(window), timeout=PATIENCE)
    draw(*ONE)
    action(window, "actionTeach1").trigger()
    qtbot.waitUntil(lambda: "Added to My digits as 1" in line(window))
    assert "Are all labels right?" in line(window)
    press(window, "Discard")
    assert window.current_model.current is builtin
