"""The Train tab: what is selected is remembered, and what was left can be resumed."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.files.user_data import checkpoint_path
from digitpad.learning.saved_run import load_saved_run
from digitpad.ui.retrain.session_state import Stage
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action, button, wait_for_box
from tests.ui.retrain_hand import (
    LEFT,
    all_ended,
    click,
    click_answer,
    dataset_list,
    enter,
    idle,
    items,
    same,
    start_without_end,
    started_again,
    state,
    tick,
    trained,
    wait_for_epochs,
)

pytestmark = pytest.mark.light_window

# What is chosen


def test_defaults_come_back(page: TrainPage) -> None:
    enter(page, "learning_rate", 3)
    click(page, "Restore defaults")
    values = page.hyperparameters.values()
    assert values["learning_rate"] == 0.001
    assert values["hidden"] == (1024, 512)
    assert values["epochs"] == 20
    click(page, "Current model (fine-tune)")
    assert page.hyperparameters.values()["learning_rate"] == 0.0003
    assert page.choice.config().start.endswith("model.npz")


def test_every_setting_has_a_tooltip(page: TrainPage) -> None:
    for name, widget in page.hyperparameters._fields().items():
        assert len(widget.toolTip()) > 40, name


def test_what_was_chosen_is_there_the_next_time(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    write_dataset(load_dataset("synthetic:20:1"), tmp_path / "more")
    page.dataset_list.add(str(tmp_path / "more"), True)
    qtbot.waitUntil(lambda: "more · 20" in dataset_list(page))
    tick(page, "Synthetic", False)
    enter(page, "seed", 77)
    window.close()
    other = create_window()
    qtbot.addWidget(other)
    again = other.retraining.page
    qtbot.waitUntil(lambda: "more · 20" in dataset_list(again))
    assert again.choice.config().seed == 77
    assert again.choice.config().hidden == (16,)
    assert [Path(path).name for path in again.choice.config().datasets] == ["more"]
    other.close()


def test_delete_takes_an_added_set_off_the_list(
    qtbot: QtBot, page: TrainPage, tmp_path: Path
) -> None:
    write_dataset(load_dataset("synthetic:20:1"), tmp_path / "more")
    page.dataset_list.add(str(tmp_path / "more"), True)
    count = len(items(page))
    rows = page.dataset_list.list
    for item, is_gone in ((items(page)[0], False), (items(page)[-1], True)):
        QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualItemRect(item).center())
        rows.setFocus()
        QTest.keyClick(rows, Qt.Key.Key_Delete)
        assert len(items(page)) == count - is_gone


def test_without_a_set_nothing_can_be_started(qtbot: QtBot, page: TrainPage) -> None:
    tick(page, "Synthetic", False)
    # My digits may have to be counted first: there are none.
    qtbot.waitUntil(lambda: not page.start_button.isEnabled())
    reason = page.findChild(QLabel, "whyNotStart")
    assert reason is not None
    assert reason.isVisible()
    assert reason.text() == "Select at least one dataset."
    tick(page, "Synthetic", True)
    assert reason.text() == ""


def test_a_set_that_cannot_be_read_says_why(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK no zip")
    page.dataset_list.add(str(tmp_path / "bad.zip"), True)
    box = wait_for_box(qtbot, window)
    assert "bad.zip" in box.text()
    assert "bad.zip" not in dataset_list(page)
    QTest.keyClick(box, Qt.Key.Key_Escape)


# Leaving


def test_closing_in_the_middle_asks_once_and_the_next_window_goes_on(
    qtbot: QtBot, window: MainWindow, page: TrainPage, third_epoch: threading.Event
) -> None:
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 2)
    assert not window.close()
    box = wait_for_box(qtbot, window)
    click_answer(box, QMessageBox.StandardButton.Cancel)
    assert page.session.is_busy
    window.close()
    qtbot.waitUntil(lambda: len(window.findChildren(QMessageBox)) == 1)
    QTest.mouseClick(button(wait_for_box(qtbot, window), "Quit"), LEFT)
    qtbot.waitUntil(lambda: not window.isVisible())
    third_epoch.set()
    all_ended(qtbot)
    stopped = load_saved_run(checkpoint_path())
    assert stopped.state.epoch == 2

    other = started_again(qtbot)
    box = wait_for_box(qtbot, other)
    assert box.text() == "Resume unfinished training (epoch 2 of 4)?"
    QTest.keyClick(box, Qt.Key.Key_Return)  # "Resume": it destroys nothing.
    again = other.retraining.page
    assert state(again) == "Resuming training…"
    qtbot.waitUntil(lambda: state(again).startswith("Finished: 4 of 4"))
    idle(qtbot, again)
    run = again.session.state.run
    assert run
    assert run.losses[0][0] < 1  # What was there before it was closed.
    resumed = again.session.state.undecided
    assert resumed is not None
    click(again, "Keep current model")
    assert same(resumed.model.network, trained(qtbot, again).model.network)
    other.close()


def test_a_training_that_is_not_wanted_any_more_is_forgotten(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    page.shut_down()
    all_ended(qtbot)
    assert checkpoint_path().exists()
    window.close()
    other = started_again(qtbot)
    QTest.mouseClick(button(wait_for_box(qtbot, other), "Discard…"), LEFT)
    qtbot.waitUntil(lambda: "cannot be resumed" in wait_for_box(qtbot, other).text())
    assert checkpoint_path().exists()
    click_answer(wait_for_box(qtbot, other), QMessageBox.StandardButton.Discard)
    assert not checkpoint_path().exists()
    other.close()


def test_a_training_that_was_left_can_be_taken_up_later(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    page.shut_down()
    all_ended(qtbot)
    window.close()
    other = started_again(qtbot)
    QTest.mouseClick(button(wait_for_box(qtbot, other), "Later"), LEFT)
    action(other, "actionRetrain").trigger()
    again = other.retraining.page
    assert state(again) == "Training stopped; Resume continues it."
    click(again, "Resume")
    qtbot.waitUntil(lambda: again.session.state.stage is Stage.TRAINING)
    again.shut_down()
    all_ended(qtbot)
    other.close()


def test_two_windows_do_not_train_into_one_checkpoint(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    other = create_window()
    qtbot.addWidget(other)
    again = other.retraining.page
    with qtbot.waitSignal(again.session.failed):
        again.start()
    assert "Another digitpad window" in state(again)
    other.close()
