"""The Train tab: a training is paused, stopped, resumed, or fails."""

import re
import threading
import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.files.user_data import checkpoint_path
from digitpad.learning.run_history import past_runs
from digitpad.learning.saved_run import load_saved_run
from digitpad.ui.retrain.run_facts import facts
from digitpad.ui.retrain.session_state import Stage
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action, button, status_text, wait_for_box
from tests.ui.retrain_hand import (
    LEFT,
    choose,
    click,
    click_answer,
    dataset_list,
    enter,
    idle,
    keep_a_one,
    same,
    show_tab,
    start_without_end,
    started_again,
    state,
    tick,
    trained,
    wait_for_epochs,
)

pytestmark = pytest.mark.light_window

SECONDS = r"(under 1|\d+) s"


def test_pause_rests_and_resume_goes_on(
    qtbot: QtBot, page: TrainPage, third_epoch: threading.Event
) -> None:
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 2)
    click(page, "Pause")
    third_epoch.set()
    assert state(page) == "Paused"
    qtbot.waitUntil(checkpoint_path().exists)
    assert state(page) == "Paused"  # whatever was still on its way
    page.setFocus()  # As when the tab is selected.
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.isEnabled()
    paused = trained(qtbot, page, "Resume")
    click(page, "Keep current model")
    assert same(paused.model.network, trained(qtbot, page).model.network)


def test_a_pause_is_no_training_time(
    qtbot: QtBot,
    window: MainWindow,
    page: TrainPage,
    third_epoch: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The user goes away for two hours."""
    away = 0.0
    clock = SimpleNamespace(
        monotonic=lambda: time.monotonic() + away, perf_counter=lambda: time.perf_counter() + away
    )
    for module in ("nn.training", "learning.run", "ui.retrain.training_job"):
        monkeypatch.setattr(f"digitpad.{module}.time", clock)
    told: list[str] = []
    page.session.changed.connect(lambda: told.append(state(page)))
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 2)
    click(page, "Pause")
    third_epoch.set()
    # It rests once it has kept a checkpoint of the middle of an epoch.
    qtbot.waitUntil(checkpoint_path().exists)
    qtbot.waitUntil(lambda: load_saved_run(checkpoint_path()).state.seen > 0)
    away = 7200
    trained(qtbot, page, "Resume")
    assert re.search(f" in {SECONDS}\\. ", state(page))
    assert not [text for text in told if re.search(r"\d h ", text)]  # Nor is the time left so long.
    (past,) = past_runs()
    assert re.fullmatch(SECONDS, facts(past)["Training time"])
    run = page.session.state.run
    assert run
    assert all(report.seconds < 3600 for report in run.reports)
    click(page, "Use new model")
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert re.search(f">Training time</td><td[^>]*>{SECONDS}<", box.text())
    QTest.keyClick(box, Qt.Key.Key_Escape)


def test_stop_keeps_the_best_so_far_and_can_be_taken_up_again(
    qtbot: QtBot, page: TrainPage, third_epoch: threading.Event
) -> None:
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 2)
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, "Stop")
        third_epoch.set()
    idle(qtbot, page)
    assert ended.args is not None
    assert not ended.args[0].is_finished
    assert "Stopped: " in state(page)
    stopped = trained(qtbot, page, "Resume")
    assert stopped.is_finished
    click(page, "Keep current model")
    assert same(stopped.model.network, trained(qtbot, page).model.network)


def test_a_stopped_training_outlives_other_digits(qtbot: QtBot, page: TrainPage) -> None:
    keep_a_one()
    page.count_my_digits()
    qtbot.waitUntil(lambda: "My digits · 1" in dataset_list(page))
    start_without_end(qtbot, page)
    stopped = trained(qtbot, page, "Stop")
    keep_a_one()
    again = trained(qtbot, page, "Resume")
    assert again.has_changed
    assert again.path == stopped.path
    assert same(again.model.network, stopped.model.network)
    assert "has changed; cannot resume" in state(page)
    assert page.session.state.undecided is stopped
    assert load_saved_run(checkpoint_path()).config.epochs == 1000
    assert page.use_button.isVisible()


def test_a_training_that_was_left_outlives_other_digits(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    keep_a_one()
    page.count_my_digits()
    qtbot.waitUntil(lambda: "My digits · 1" in dataset_list(page))
    trained(qtbot, page)
    window.close()
    keep_a_one()
    other = started_again(qtbot)
    box = wait_for_box(qtbot, other)
    assert box.text() == "Training finished (4 epochs). Show results?"
    assert [b.text() for b in box.buttons()] == ["&Show", "&Discard…", "&Later"]
    QTest.mouseClick(button(box, "Show"), LEFT)
    again = other.retraining.page
    assert state(again) == "Loading the results…"
    qtbot.waitUntil(lambda: "has changed; cannot resume" in state(again))
    idle(qtbot, again)
    assert "of 300 reference digits misclassified" in again.outcome_view.text
    click(again, "Use new model")
    qtbot.waitUntil(lambda: other.current_model.name.startswith("Retrained"))
    assert not checkpoint_path().exists()
    other.close()


def test_what_is_stored_of_an_outcome_is_shown_at_once(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    told = trained(qtbot, page).comparison.scores
    window.close()
    other = started_again(qtbot)
    box = wait_for_box(qtbot, other)
    QTest.mouseClick(button(box, "Show"), LEFT)
    again = other.retraining.page
    assert again.session.is_busy
    assert again.outcome_view.isVisible()
    assert f"{told[0].after:,} of 300 reference digits" in again.outcome_view.text
    assert f" · {told[1].count:,} " in again.outcome_view.text
    assert "Newly misclassified" not in again.outcome_view.text  # Which digits is not known yet.
    assert not again.use_button.isVisible()
    idle(qtbot, again)
    assert "Newly misclassified" in again.outcome_view.text
    assert again.use_button.isVisible()
    click(again, "Keep current model")
    other.close()


def test_stopped_on_its_way_on_it_is_as_it_was(qtbot: QtBot, page: TrainPage) -> None:
    start_without_end(qtbot, page)
    stopped = trained(qtbot, page, "Stop")
    told = state(page)
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, "Resume")
        click(page, "Stop")
    idle(qtbot, page)
    if ended.args == [None]:
        assert page.session.state.undecided is stopped
        assert state(page) == told
    click(page, "Use new model")
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    assert checkpoint_path().exists()
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, "Resume")
        click(page, "Stop")
    idle(qtbot, page)
    assert "no model created" not in state(page)
    assert page.pause_button.text() == "Res&ume"


def test_to_start_anew_asks_for_what_would_be_lost(qtbot: QtBot, page: TrainPage) -> None:
    start_without_end(qtbot, page)
    stopped = trained(qtbot, page, "Stop")
    enter(page, "epochs", 2)
    click(page, "Start training")
    box = wait_for_box(qtbot, page)
    assert box.text() == "Discard the stopped run and start a new one?"
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    click_answer(box, QMessageBox.StandardButton.Cancel)
    qtbot.waitUntil(lambda: not page.findChildren(QMessageBox))
    assert not page.session.is_busy
    assert page.session.state.undecided is stopped
    assert load_saved_run(checkpoint_path()).config.epochs == 1000

    click(page, "Start training")
    box = wait_for_box(qtbot, page)
    with qtbot.waitSignal(page.session.ended):
        click_answer(box, QMessageBox.StandardButton.Discard)
    qtbot.waitUntil(lambda: state(page).startswith("Finished: 2 of 2 epochs"))
    idle(qtbot, page)
    trained(qtbot, page)  # Nothing is asked: the model before is in the history of runs.
    assert len(past_runs()) == 3


def test_a_stop_cannot_be_paused(qtbot: QtBot, page: TrainPage) -> None:
    enter(page, "epochs", 1000)
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 2)
    with qtbot.waitSignal(page.session.ended):
        click(page, "Stop")
        click(page, "Pause")
    qtbot.waitUntil(lambda: "Stopped: " in state(page))


def test_a_stop_is_told_until_it_is_done(
    qtbot: QtBot, window: MainWindow, page: TrainPage, third_epoch: threading.Event
) -> None:
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 2)
    click(page, "Stop")
    assert state(page) == "Stopping…"
    assert not page.stop_button.isEnabled()
    assert not page.pause_button.isEnabled()
    show_tab(window, "Draw")
    assert window.retraining.indicator.text == "Stopping training…"
    assert status_text(window) == ""  # It does not continue.
    third_epoch.set()
    qtbot.waitUntil(lambda: "Stopped: " in state(page))
    idle(qtbot, page)
    show_tab(window, "Train")
    assert trained(qtbot, page, "Resume").is_finished
    assert not page.session.state.is_stopping


def test_stopped_at_once_there_is_no_new_model(qtbot: QtBot, page: TrainPage) -> None:
    tick(page, "Reference", True)
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, "Start training")
        click(page, "Stop")
    assert ended.args == [None]
    assert "no model created" in state(page)
    qtbot.waitUntil(lambda: page.session.state.stage is Stage.IDLE)


def test_a_training_that_diverges_says_so_and_leaves_the_model_alone(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    choose(page, "optimizer", "SGD")
    enter(page, "learning_rate", 10)
    enter(page, "l2", 1)
    enter(page, "batch", 2)  # So many steps that it diverges in the first epoch.
    with qtbot.waitSignal(page.session.failed):
        click(page, "Start training")
    assert "Training diverged" in state(page)
    assert "learning rate" in state(page)
    assert "The current model is unchanged." in state(page)
    assert window.current_model.name == "Built-in"
    assert not checkpoint_path().exists()


def test_a_training_that_learned_nothing_says_so_and_what_to_try(
    qtbot: QtBot, page: TrainPage
) -> None:
    enter(page, "learning_rate", 5)
    enter(page, "batch", 5)
    outcome = trained(qtbot, page)
    assert outcome.diagnosis
    text = page.outcome_view.text
    assert "Nothing was learned: " in text
    assert "The learning rate was too high" in text
    assert page.discard_button.isDefault()
    assert page.use_button.x() < page.save_button.x() < page.discard_button.x()
    enter(page, "learning_rate", 0.001)
    trained(qtbot, page)
    assert "Nothing was learned" not in page.outcome_view.text
