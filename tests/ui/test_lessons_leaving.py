"""What becomes of the user's own work where the program closes within a lesson."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.data.saved_drawing import kept_drawing
from digitpad.playground.state_file import read_state, save_state
from digitpad.playground.unsaved_playground import kept_playgrounds
from digitpad.ui.model.current_model import remembered_model
from digitpad.ui.playground.session import MAX_UNDO_STEPS
from digitpad.ui.window.main_window import MainWindow
from tests.ui import dataset_hand, playground_hand, retrain_hand
from tests.ui.hand import ONE, SEVEN, Draw
from tests.ui.lessons_hand import Learner, Player

pytestmark = pytest.mark.light_window

Key = Qt.Key
QUESTION = "Bring back drawing, model, training settings and Playground as before the lesson?"


@pytest.fixture
def learner(qtbot: QtBot, window: MainWindow, draw: Draw) -> Learner:
    """Somebody who had drawn a 7, and within a lesson draws a 1 and uses another model."""
    draw(*SEVEN)
    learner = Learner(qtbot, window)
    learner.begin(5)
    canvas = window.draw_tab.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Delete)
    draw(*ONE)
    model = window.current_model
    model.use(model.current, "taught.npz")
    window.retraining.page.choice.hyperparameters.show_remembered({"epochs": 3})
    return learner


def strokes_end_at(point: tuple[float, float]) -> bool:
    (stroke,) = kept_drawing().strokes
    return bool(np.abs(stroke.points[-1] - point).max() < 5)


def test_what_was_there_before_is_brought_back(qtbot: QtBot, learner: Learner) -> None:
    window = learner.window
    window.close()
    with qtbot.waitSignal(window.closed):
        assert dataset_hand.answer(qtbot, window, "Bring back") == QUESTION
    assert strokes_end_at(SEVEN[0][-1])
    assert remembered_model() == ""
    again = retrain_hand.started_again(qtbot)
    epochs = again.retraining.page.choice.hyperparameters.remembered()["epochs"]
    assert epochs != 3
    again.close()


def test_what_the_lesson_left_can_be_kept(qtbot: QtBot, learner: Learner) -> None:
    window = learner.window
    window.close()
    with qtbot.waitSignal(window.closed):
        dataset_hand.answer(qtbot, window, "Keep as they are")
    assert strokes_end_at(ONE[0][-1])
    assert remembered_model() == "taught.npz"


def test_cancel_leaves_the_lesson_open(qtbot: QtBot, learner: Learner) -> None:
    window, step = learner.window, learner.panel.step
    window.close()
    dataset_hand.answer(qtbot, window, "Cancel")
    assert window.isVisible()
    assert learner.panel.step is step
    window.quit()


def test_a_program_that_is_ended_brings_it_back_unasked(qtbot: QtBot, learner: Learner) -> None:
    with qtbot.waitSignal(learner.window.closed):
        learner.window.quit()
    assert strokes_end_at(SEVEN[0][-1])
    assert remembered_model() == ""


def test_work_after_the_lesson_is_not_replaced_unasked(qtbot: QtBot, learner: Learner) -> None:
    learner.panel.view.text.setFocus()
    QTest.keyClick(learner.panel.view.text, Key.Key_Escape)
    assert learner.panel.isHidden()
    with qtbot.waitSignal(learner.window.closed):
        learner.window.quit()
    assert strokes_end_at(ONE[0][-1])


def test_points_of_ones_own_are_brought_back(qtbot: QtBot, window: MainWindow) -> None:
    session = playground_hand.opened(qtbot, window).session
    learner = Learner(qtbot, window)
    Player(learner).drag()
    learner.begin(0)
    session.choose_preset("XOR")
    assert not window.close()
    dataset_hand.answer(qtbot, window, "Bring back")
    learner.wait(lambda: window.findChildren(QMessageBox))  # Now they can be saved.
    assert session.state.setup.preset == "quadrants"
    window.quit()


def test_nothing_is_asked_where_nothing_would_be_lost(qtbot: QtBot, window: MainWindow) -> None:
    learner = Learner(qtbot, window)
    learner.begin(0)
    playground_hand.opened(qtbot, window).session.choose_preset("XOR")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.findChildren(QMessageBox)


# A playground that a file has


@pytest.fixture
def file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Path:
    """Of a playground that is open."""
    view, path = playground_hand.opened(qtbot, window), tmp_path / "mine.json"
    save_state(path, view.session.setup_now())
    with qtbot.waitSignal(view.files.message):
        view.files.open(path)
    return path


@pytest.fixture
def player(qtbot: QtBot, window: MainWindow, file: Path) -> Player:
    """Somebody who has moved a point of it, and begun a lesson with another preset."""
    player = Player(Learner(qtbot, window))
    player.drag()
    qtbot.waitUntil(window.isWindowModified)
    player.learner.begin(0)
    player.preset("spiral")
    return player


def is_moved(path: Path) -> bool:
    """Whether the point that was at (2, 1) is moved in a file."""
    positions = read_state(path).experiment.points.positions
    return len(positions) == 8 and bool((np.abs(positions - (2.5, 1.5)) < 0.1).all(1).any())


def test_a_changed_playground_is_still_to_be_saved_after_back(
    qtbot: QtBot, player: Player, file: Path
) -> None:
    window = player.window
    player.learner.press("backToBefore")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("mine.json"))
    assert window.isWindowModified()
    assert not is_moved(file)
    window.close()
    with qtbot.waitSignal(window.closed):
        assert dataset_hand.answer(qtbot, window, "Save") == 'Save changes to "mine.json"?'
    assert is_moved(file)


def test_a_changed_playground_is_asked_about_once_it_is_brought_back(
    qtbot: QtBot, player: Player, file: Path
) -> None:
    window = player.window
    window.close()
    assert dataset_hand.answer(qtbot, window, "Bring back") == QUESTION
    with qtbot.waitSignal(window.closed):
        assert dataset_hand.answer(qtbot, window, "Save") == 'Save changes to "mine.json"?'
    assert is_moved(file)


def test_a_changed_playground_is_kept_after_back(qtbot: QtBot, player: Player, file: Path) -> None:
    player.learner.press("backToBefore")
    with qtbot.waitSignal(player.window.closed):
        player.window.quit()
    (kept,) = kept_playgrounds()
    assert is_moved(kept)
    assert not is_moved(file)


def test_a_changed_playground_is_kept_within_a_lesson(qtbot: QtBot, player: Player) -> None:
    with qtbot.waitSignal(player.window.closed):
        player.window.quit()
    (kept,) = kept_playgrounds()
    assert is_moved(kept)


def test_points_of_the_lesson_are_kept_too(qtbot: QtBot, player: Player) -> None:
    player.key(Key.Key_Insert)
    with qtbot.waitSignal(player.window.closed):
        player.window.quit()
    assert sorted(is_moved(file) for file in kept_playgrounds()) == [False, True]


def test_a_changed_playground_is_kept_where_the_display_goes(player: Player) -> None:
    player.window.keep_all()
    (kept,) = kept_playgrounds()
    assert is_moved(kept)


@pytest.mark.usefixtures("file")
def test_an_unchanged_playground_is_saved_after_back(qtbot: QtBot, window: MainWindow) -> None:
    player = Player(Learner(qtbot, window))
    player.learner.begin(0)
    player.preset("spiral")
    player.learner.press("backToBefore")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("mine.json"))
    assert not window.isWindowModified()
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_file_that_the_lesson_wrote_to_has_other_points_after_back(
    qtbot: QtBot, window: MainWindow, file: Path
) -> None:
    player = Player(Learner(qtbot, window))
    player.learner.begin(0)
    player.preset("spiral")
    with qtbot.waitSignal(player.view.files.message):
        player.view.files.save(str(file))
    player.learner.press("backToBefore")
    qtbot.waitUntil(window.isWindowModified)
    window.quit()


def test_it_is_asked_though_no_more_steps_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    player = Player(Learner(qtbot, window))
    player.open()
    session = player.view.session
    for _ in range(MAX_UNDO_STEPS):
        player.key(Key.Key_Insert)
    assert session.undo_stack.count() == MAX_UNDO_STEPS
    player.learner.begin(0)
    player.preset("spiral")
    assert not window.close()
    dataset_hand.answer(qtbot, window, "Cancel")
    window.quit()
