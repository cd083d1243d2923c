"""The Train tab: once the model of a stopped training is used, nothing is asked about it."""

from typing import NoReturn

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.data.formats import ReadOptions
from digitpad.errors import DatasetError
from digitpad.learning.run_history import past_runs
from digitpad.ui.retrain.session_state import Stage
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action, button, wait_for_box
from tests.ui.retrain_hand import (
    LEFT,
    all_ended,
    click,
    click_answer,
    enter,
    idle,
    start_without_end,
    started_again,
    state,
    tick,
    trained,
    wait_for_epochs,
)

pytestmark = pytest.mark.light_window


def used(qtbot: QtBot, page: TrainPage) -> None:
    """Take the new model into use."""
    click(page, "Use new model")
    qtbot.waitUntil(lambda: "Current model: " in state(page))


def test_a_stopped_training_whose_model_is_used_is_asked_about_no_more(
    qtbot: QtBot, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    stopped = trained(qtbot, page, "Stop")
    used(qtbot, page)
    assert page.pause_button.text() == "Res&ume"  # It still can be.
    enter(page, "epochs", 2)
    assert trained(qtbot, page).is_finished
    assert not page.findChildren(QMessageBox)
    assert stopped.path in [past.path for past in past_runs()]


def test_a_training_that_cannot_begin_leaves_the_stopped_one(
    qtbot: QtBot, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_without_end(qtbot, page)
    trained(qtbot, page, "Stop")
    used(qtbot, page)

    def gone(path: str, options: ReadOptions) -> NoReturn:
        raise DatasetError(path, found="no such file")

    with monkeypatch.context() as patch, qtbot.waitSignal(page.session.failed):
        patch.setattr("digitpad.learning.run.stream_dataset", gone)
        click(page, "Start training")
    idle(qtbot, page)
    assert "no such file" in state(page)
    tick(page, "Reference", True)  # It takes a while to prepare.
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, "Start training")
        click(page, "Stop")
    idle(qtbot, page)
    assert ended.args == [None]
    assert "no model created" in state(page)
    click(page, "Resume")
    wait_for_epochs(qtbot, page, 3)


def test_nor_is_it_at_the_next_start(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    start_without_end(qtbot, page)
    trained(qtbot, page, "Stop")
    used(qtbot, page)
    window.close()
    other = started_again(qtbot)
    all_ended(qtbot)
    assert not other.findChildren(QMessageBox)
    action(other, "actionRetrain").trigger()
    again = other.retraining.page
    assert state(again) == "Training stopped; Resume continues it."
    click(again, "Resume")
    qtbot.waitUntil(lambda: again.session.state.stage is Stage.TRAINING)
    stopped = trained(qtbot, again, "Stop")
    click(again, "Start training")  # What it learned since is not decided on.
    box = wait_for_box(qtbot, again)
    assert box.text() == "Discard the stopped run and start a new one?"
    click_answer(box, QMessageBox.StandardButton.Cancel)
    assert again.session.state.undecided is stopped
    other.close()


@pytest.mark.parametrize("is_used_first", [True, False])
def test_what_another_window_has_trained_since_is_asked_about(
    qtbot: QtBot, page: TrainPage, is_used_first: bool
) -> None:
    start_without_end(qtbot, page)
    trained(qtbot, page, "Stop")
    if is_used_first:
        used(qtbot, page)
    other = started_again(qtbot)
    if not is_used_first:
        QTest.mouseClick(button(wait_for_box(qtbot, other), "Later"), LEFT)
    action(other, "actionRetrain").trigger()
    trained_on = other.retraining.page
    click(trained_on, "Resume")
    qtbot.waitUntil(lambda: trained_on.session.state.stage is Stage.TRAINING)
    trained(qtbot, trained_on, "Stop")
    if not is_used_first:
        used(qtbot, page)
    click(page, "Start training")
    box = wait_for_box(qtbot, page)
    assert box.text() == "Discard the stopped run and start a new one?"
    click_answer(box, QMessageBox.StandardButton.Cancel)
    other.close()
