"""What the window asks at its start of what the program left behind the last time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.files.lock import written_alone
from digitpad.files.user_data import checkpoint_path
from digitpad.learning.checkpoint import load_checkpoint, save_checkpoint
from digitpad.learning.config import config_from_json
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, answer, gallery_of, wait_for
from tests.ui.retrain_hand import (
    all_ended,
    opened,
    set_small,
    started_again,
    state,
    trained,
)

ABOUT_TRAINING = "Training finished (4 epochs). Show results?"

DAMAGED = (
    "Cannot resume training: its checkpoint is damaged. It is kept as training.checkpoint.damaged."
)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> TrainPage:
    """Has trained a small network on 300 synthetic digits, whose checkpoint is on the disk."""
    page = opened(qtbot, window)
    set_small(page)
    trained(qtbot, page)
    return page


def asked_nothing(qtbot: QtBot) -> MainWindow:
    """The window of a program that was started anew, once it could have asked something."""
    again = started_again(qtbot)
    qtbot.waitUntil(lambda: again.dataset_tab._view is not None)
    all_ended(qtbot)
    assert not again.findChildren(QMessageBox)
    return again


@pytest.mark.parametrize("choice", ["Open", "Discard", "Later"])
def test_the_training_is_asked_about_once_the_digits_are_answered(
    qtbot: QtBot, window: MainWindow, page: TrainPage, choice: str
) -> None:
    window.open_dataset("synthetic:20:4")
    wait_for(qtbot, window, "20 digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Right)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    window.quit()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.dataset_tab.make_view().controller.recovery._mine.release()  # type: ignore[union-attr]
    again = started_again(qtbot)
    qtbot.waitUntil(lambda: bool(again.findChildren(QMessageBox)))
    all_ended(qtbot)
    assert len(again.findChildren(QMessageBox)) == 1
    assert answer(qtbot, again, choice).startswith(
        'Changes to 1 digit of "synthetic:20:4" were not'
    )
    assert answer(qtbot, again, "Later") == ABOUT_TRAINING
    if choice == "Open":
        wait_for(qtbot, again, "1 unsaved change")
        again.dataset_tab.make_view().controller.editing.undo_stack.undo()
    with qtbot.waitSignal(again.closed):
        again.close()


@pytest.mark.parametrize("step", [0, 5])
def test_a_training_without_an_epoch_is_not_asked_about(
    qtbot: QtBot, window: MainWindow, page: TrainPage, step: int
) -> None:
    window.close()
    path = checkpoint_path()
    kept = load_checkpoint(path, lambda r: config_from_json(r["config"]).make_optimizer())
    kept.state.epoch = kept.state.best_epoch = 0
    kept.state.step = step
    save_checkpoint(kept.state, {**kept.record, "history": []}, path)
    again = asked_nothing(qtbot)
    assert path.exists() == bool(step)  # Without a step there is nothing to go on with.
    assert again.retraining.page.pause_button.isEnabled() == bool(step)
    again.close()


def test_a_damaged_checkpoint_is_told_of_once_and_set_aside(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    window.close()
    path = checkpoint_path()
    damaged = path.read_bytes()[:-100]
    path.write_bytes(damaged)
    again = started_again(qtbot)
    assert answer(qtbot, again, "OK") == DAMAGED
    assert not path.exists()
    assert path.with_name("training.checkpoint.damaged").read_bytes() == damaged
    assert not again.retraining.page.pause_button.isEnabled()
    assert state(again.retraining.page) == ""
    again.close()
    asked_nothing(qtbot).close()


def test_a_checkpoint_that_cannot_be_opened_is_told_of_and_stays(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    window.close()
    checkpoint_path().unlink()
    checkpoint_path().mkdir()
    again = started_again(qtbot)
    assert "training.checkpoint: a folder" in answer(qtbot, again, "OK")
    assert checkpoint_path().exists()
    again.close()


def test_the_damaged_checkpoint_of_another_window_is_left_alone(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    window.close()
    checkpoint_path().write_bytes(b"PK no zip")
    with written_alone(checkpoint_path()):
        asked_nothing(qtbot).close()
    assert checkpoint_path().read_bytes() == b"PK no zip"
