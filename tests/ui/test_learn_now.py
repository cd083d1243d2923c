"""Learn now: the network in use is taught My digits, and the window says what that brought."""

import threading
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from digitpad.cli import main
from digitpad.data import my_digits as own_digits
from digitpad.data.my_digits import my_digits
from digitpad.learning import kept_models, teaching
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network
from digitpad.ui.draw import learn_now
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import ONE, SEVEN, Draw, action, button, probabilities
from tests.ui.retrain_hand import (
    all_ended,
    keep_a_one,
    same,
    started_again,
)
from tests.ui.teaching_hand import (
    CTRL,
    a_few,
    has_kept,
    keep,
    kept,
    learn,
    line,
    press,
    redo,
    undo,
    wait_for_line,
)

pytestmark = [pytest.mark.light_window, pytest.mark.usefixtures("short_teaching")]


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


def test_to_see_whether_there_is_something_to_learn_reads_no_strokes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a few hundred digits they would slow the window each time that it is shown."""
    read: list[Path] = []
    keep_a_one()
    monkeypatch.setattr(own_digits, "read_drawing", read.append)
    window = started_again(qtbot)
    qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    all_ended(qtbot)
    window.close()
    assert not read


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

    def slow_at_first() -> Generator[None, None, bool]:
        if next(looks, False):
            return not may_end.wait(60)
        return (yield from look())

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
    assert "Added to My digits as 1 (1 digit). Learn now to teach" in line(window)
    draw(*SEVEN)
    qtbot.waitUntil(lambda: bool(probabilities(window)))
    before = probabilities(window)
    learn(qtbot, window)
    qtbot.waitUntil(lambda: probabilities(window)[1] > before[1])
    assert "My digits: " in line(window)
    assert " of 1 correct (before: 0) · Reference digits: " in line(window)
    assert f"of {len(a_few())} misclassified (" in line(window)
    assert window.current_model.name.startswith("Taught ")
    assert "on reference digits" in window.current_model.description
    undo(window)  # What was drawn meanwhile is a step of its own, and lies below the learn_now.
    assert not window.draw_tab.canvas.is_empty


def test_the_bar_is_not_full_before_teaching_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> Iterator[object]:
        yield from ()

    keep_a_one()
    monkeypatch.setattr(teaching, "stream_teaching", nothing)
    parts = list(learn_now._taught(Model(Network([])), ""))
    assert not [part for part in parts if part.done == part.total]


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
    monkeypatch.setattr(kept_models, "MAX_TAUGHT", 2)
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


def test_all_that_was_learned_can_be_undone(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_models, "MAX_TAUGHT", 1)
    model, paths = window.current_model, [""]
    keep(qtbot, window, draw)
    for _ in range(3):
        learn(qtbot, window)
        paths.append(model.path)
        qtbot.waitUntil(lambda: action(window, "actionLearnNow").isEnabled())
    for path in paths[-2::-1]:
        undo(window)
        qtbot.waitUntil(lambda path=path: model.path == path)  # type: ignore[misc]


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
