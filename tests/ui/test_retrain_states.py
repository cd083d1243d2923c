"""The Train tab: what is selected, shown and under way, where these could disagree."""

import math
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.my_digits import my_digits
from digitpad.files.user_data import checkpoint_path
from digitpad.models.model_file import load_model, save_model
from digitpad.nn.network import Network
from digitpad.nn.training import TrainingState
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.support.recent import recent, remember_recent
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.retrain_hand import (
    all_ended,
    click,
    dataset_list,
    enter,
    idle,
    keep_a_one,
    new_model,
    same,
    set_small,
    show_tab,
    start_without_end,
    state,
    tick,
    trained,
    wait_for_epochs,
)

pytestmark = pytest.mark.light_window


def test_an_epoch_stands_once_in_the_curve_of_a_busy_window(qtbot: QtBot, page: TrainPage) -> None:
    before = running()
    click(page, "Start training")
    (worker,) = running() - before
    assert worker.wait(60_000)  # No event is handled meanwhile.
    qtbot.waitUntil(lambda: state(page).startswith("Finished: 4 of 4"))
    run = page.session.state.run
    assert run
    assert [report.epoch for report in run.reports] == [1, 2, 3, 4]


def test_own_digits_count_also_where_start_was_pressed_at_once(
    qtbot: QtBot, window: MainWindow
) -> None:
    keep_a_one()
    keep_a_one()
    window.retraining.action.trigger()
    page = window.retraining.page
    set_small(page)
    assert "·" not in dataset_list(page).split("Synthetic")[0]  # Nothing is counted yet.
    outcome = trained(qtbot, page)
    learned = {part["digits"]: part["repeats"] for part in outcome.model.record["learned_from"]}
    assert learned == {2: 8, 300: 1}


def test_no_own_digits_are_no_obstacle_where_start_was_pressed_at_once(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.retraining.action.trigger()
    page = window.retraining.page
    set_small(page)
    assert not my_digits().exists()
    (learned,) = trained(qtbot, page).model.record["learned_from"]
    assert learned["digits"] == 300


def test_it_starts_from_the_model_that_reads_and_not_from_another_in_its_file(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    path = tmp_path / "m.npz"
    save_model(new_model(20), path)
    with qtbot.waitSignal(window.current_model.changed):
        window.current_model.open(str(path))
    save_model(new_model(), path)
    click(page, "Current model (fine-tune)")
    outcome = trained(qtbot, page)
    assert outcome.model.network.sizes == (784, 20, 10)
    start = outcome.model.record["started_from"]
    assert start != str(path)
    assert load_model(start).network.sizes == (784, 20, 10)


def test_it_is_compared_with_the_model_that_read_when_it_began(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    before = window.current_model.current
    save_model(new_model(), tmp_path / "m.npz")
    enter(page, "epochs", 1000)
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 1)
    with qtbot.waitSignal(window.current_model.changed):
        window.current_model.open(str(tmp_path / "m.npz"))
    outcome = trained(qtbot, page, "Stop")
    assert outcome.before is before
    assert outcome.comparison.scores[0].before < 60


def test_as_many_are_made_as_is_said(qtbot: QtBot, window: MainWindow) -> None:
    window.retraining.action.trigger()
    page = window.retraining.page
    made = next(box for box in page.dataset_list.findChildren(QSpinBox))
    made.setValue(7000)
    all_ended(qtbot)
    assert "Synthetic digits · 7,000" in dataset_list(page)
    assert page.choice.config().datasets[-1] == "synthetic:7000"


def test_only_digits_that_can_be_read_are_counted(
    qtbot: QtBot, page: TrainPage, tmp_path: Path
) -> None:
    write_dataset(load_dataset("synthetic:9:1"), tmp_path / "nine")
    sorted((tmp_path / "nine").iterdir())[4].write_text("no digit")
    page.dataset_list.add(str(tmp_path / "nine"), True)
    qtbot.waitUntil(lambda: "nine · 8" in dataset_list(page))


def test_digits_without_a_label_are_not_counted(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    write_dataset(load_dataset("synthetic:9:1"), tmp_path / "nine")
    file = sorted((tmp_path / "nine").iterdir())[4]
    file.write_text("\n".join(file.read_text().splitlines()[:28]) + "\n")
    page.dataset_list.add(str(tmp_path / "nine"), True)
    qtbot.waitUntil(lambda: "nine · 8" in dataset_list(page))
    tick(page, "Synthetic", False)
    learned = trained(qtbot, page).model.record["learned_from"]
    assert [part["digits"] for part in learned] == [8]


def test_a_dataset_that_was_opened_since_is_listed(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    write_dataset(load_dataset("synthetic:9:1"), tmp_path / "set")
    window.open_dataset(tmp_path / "set")
    qtbot.waitUntil(lambda: recent("dataset") == [str(tmp_path / "set")])
    assert not page.isVisible()
    show_tab(window, "Train")
    qtbot.waitUntil(lambda: "set · 9" in dataset_list(page))


def test_what_was_opened_since_is_listed(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    write_dataset(load_dataset("synthetic:9:1"), tmp_path / "new")
    show_tab(window, "Dataset")
    remember_recent("dataset", str(tmp_path / "new"))
    show_tab(window, "Train")
    qtbot.waitUntil(lambda: "new · 9" in dataset_list(page))


def test_a_training_that_rests_does_not_go_on(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    click(page, "Pause")
    assert window.retraining.indicator.text == "Training paused"
    show_tab(window, "Draw")
    assert window.statusBar().currentMessage() == "Training is paused (Ctrl+R)"


def diverge_in_epoch(epoch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the loss be no number any more after some epochs."""
    is_over = False

    def gradients_of(network: Network, *given: Any, **more: Any) -> Any:
        loss, gradients = true_loss(network, *given, **more)
        return (math.nan if is_over else loss), gradients

    def finish_epoch(state: TrainingState, *result: Any) -> None:
        nonlocal is_over
        finish(state, *result)
        is_over = state.epoch == epoch - 1

    true_loss, finish = Network.gradients_of, TrainingState.finish_epoch
    monkeypatch.setattr(Network, "gradients_of", gradients_of)
    monkeypatch.setattr(TrainingState, "finish_epoch", finish_epoch)


def test_what_diverges_late_leaves_the_best_so_far(
    qtbot: QtBot, window: MainWindow, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    diverge_in_epoch(3, monkeypatch)
    outcome = trained(qtbot, page)
    assert state(page).startswith("Stopped: 2 of 4 epochs")
    assert "Best epoch: 2" in state(page)
    assert "Training diverged" in state(page)
    assert "Use a learning rate below" in state(page)
    assert outcome.comparison.scores
    assert checkpoint_path().exists()  # Until it is used.
    assert not page.pause_button.isEnabled()
    click(page, "Use new model")
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    assert same(window.current_model.current.network, outcome.model.network)
    assert not checkpoint_path().exists()


def focused(page: TrainPage) -> QWidget:
    """The part of the page that gets the keys."""
    widget = QApplication.focusWidget()
    assert widget
    assert page.isAncestorOf(widget), widget
    assert widget.isEnabled()
    return widget


@pytest.mark.parametrize("answer", ["Use new model", "Keep current model"])
def test_a_click_on_what_goes_away_leaves_the_keys_to_the_page(
    qtbot: QtBot, page: TrainPage, answer: str
) -> None:
    click(page, "Start training")
    assert focused(page) is page.stop_button
    idle(qtbot, page)
    click(page, answer)
    qtbot.waitUntil(lambda: not page.session.state.undecided)
    assert focused(page) is page.dataset_list.list
