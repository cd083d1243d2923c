"""The Train tab where files, settings and other windows are not as it would expect."""

import json
import math
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QFileDialog,
    QGraphicsView,
    QLabel,
    QMessageBox,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.my_digits import my_digits
from digitpad.errors import ModelFileError
from digitpad.files.lock import written_alone
from digitpad.files.user_data import checkpoint_path, models_folder
from digitpad.learning.comparison import ChangedPrediction, Comparison, Score
from digitpad.learning.saved_run import load_saved_run
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network
from digitpad.nn.training import TrainingState
from digitpad.ui.model.current_model import remembered_model
from digitpad.ui.retrain.changed_digits import MAX_SHOWN
from digitpad.ui.retrain.session_state import Stage
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.recent import recent, remember_recent
from digitpad.ui.support.settings import settings
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button, wait_for_box
from tests.ui.retrain_hand import (
    CTRL,
    all_ended,
    click,
    click_answer,
    dataset_list,
    enter,
    items,
    keep_a_one,
    opened,
    same,
    set_small,
    show_tab,
    start_without_end,
    state,
    tick,
    trained,
    wait_for_epochs,
)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> TrainPage:
    """Set to a small new network and 300 synthetic digits, which have been counted."""
    page = opened(qtbot, window)
    set_small(page)
    return page


def new_model(*hidden: int) -> Model:
    return Model(Network.initialized([784, *hidden, 10], np.random.default_rng(0)))


# Where nothing can be written


@pytest.fixture
def no_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's data folder can be neither made nor written to."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path / "file" / "data"))


@pytest.mark.usefixtures("no_data_folder")
def test_without_a_place_for_checkpoints_it_trains_all_the_same(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    qtbot.waitUntil(lambda: "Cannot write a checkpoint" in state(page))
    assert "Cannot write a checkpoint" in window.statusBar().currentMessage()
    click(page, "Pause")
    qtbot.waitUntil(lambda: state(page).startswith("Paused\nCannot write a checkpoint"))
    run = page.session.state.run
    assert run
    click(page, "Resume")
    wait_for_epochs(qtbot, page, len(run.reports) + 1)
    window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == "Training in progress, without a checkpoint. Quit and lose it?"
    QTest.keyClick(box, Qt.Key.Key_Return)  # It loses nothing.
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert page.session.is_busy
    assert not trained(qtbot, page, "Stop").is_finished
    assert page.use_button.isVisible()
    assert "The new model is not in the history" in state(page)
    click(page, "Keep current model")
    box = wait_for_box(qtbot, page)
    assert box.text() == "Discard the new model? It is not in the history."
    QTest.keyClick(box, Qt.Key.Key_Return)  # It discards nothing.
    gone(qtbot, page)
    assert page.use_button.isVisible()
    click(page, "Keep current model")
    click_answer(wait_for_box(qtbot, page), QMessageBox.StandardButton.Discard)
    assert state(page) == "New model discarded; the current model is unchanged."


IN_MEMORY = "The new model is only in memory. Use it or save it before you quit."


def asked_to_save(qtbot: QtBot, window: MainWindow) -> QMessageBox:
    """The question that closing asks of a new model that is in memory alone."""
    assert not window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == "Save the new model before you quit?"
    return box


def gone(qtbot: QtBot, window: QWidget) -> None:
    """Wait until the last question is."""
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))


@pytest.mark.usefixtures("no_data_folder")
def test_a_new_model_that_is_on_no_disk_is_not_closed_over(
    qtbot: QtBot,
    window: MainWindow,
    page: TrainPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outcome = trained(qtbot, page)
    assert state(page).startswith("Finished: 4 of 4")
    assert state(page).endswith(IN_MEMORY)
    QTest.keyClick(asked_to_save(qtbot, window), Qt.Key.Key_Return)
    gone(qtbot, window)
    assert window.isVisible()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    QTest.mouseClick(button(asked_to_save(qtbot, window), "Save as…"), Qt.MouseButton.LeftButton)
    gone(qtbot, window)
    assert window.isVisible()
    path = tmp_path / "new.npz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(window.closed):
        QTest.mouseClick(
            button(asked_to_save(qtbot, window), "Save as…"), Qt.MouseButton.LeftButton
        )
    assert same(load_model(path).network, outcome.model.network)


@pytest.mark.usefixtures("no_data_folder")
def test_a_stopped_model_that_is_on_no_disk_is_lost_only_if_wanted(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    trained(qtbot, page, "Stop")
    assert state(page).endswith(IN_MEMORY)
    click(page, "Start training")
    box = wait_for_box(qtbot, page)
    assert box.text() == "Discard the unsaved model and start a new run?"
    click_answer(box, QMessageBox.StandardButton.Cancel)
    gone(qtbot, page)
    with qtbot.waitSignal(window.closed):
        QTest.mouseClick(
            button(asked_to_save(qtbot, window), "Quit without saving"), Qt.MouseButton.LeftButton
        )


@pytest.mark.usefixtures("no_data_folder")
def test_a_new_model_that_was_saved_elsewhere_is_safe(
    qtbot: QtBot,
    window: MainWindow,
    page: TrainPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trained(qtbot, page)
    path = tmp_path / "new.npz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    click(page, "Save as…")
    qtbot.waitUntil(lambda: IN_MEMORY not in state(page))
    assert path.exists()
    assert state(page).startswith("Finished: 4 of 4")
    with qtbot.waitSignal(window.closed):
        window.close()


@pytest.mark.usefixtures("no_data_folder")
def test_what_a_signal_loses_is_in_the_log(
    qtbot: QtBot, window: MainWindow, page: TrainPage, caplog: pytest.LogCaptureFixture
) -> None:
    start_without_end(qtbot, page)
    trained(qtbot, page, "Stop")
    with qtbot.waitSignal(window.closed):
        window.quit()
    assert "A new model is lost" in caplog.text
    caplog.clear()
    page.session.lose_result()


@pytest.mark.usefixtures("no_data_folder")
def test_a_training_that_a_signal_loses_is_in_the_log(
    qtbot: QtBot, window: MainWindow, page: TrainPage, caplog: pytest.LogCaptureFixture
) -> None:
    start_without_end(qtbot, page)
    with qtbot.waitSignal(window.closed):
        window.quit()
    assert "A training ended without a checkpoint" in caplog.text
    caplog.clear()


def test_return_gives_no_training_up_that_is_about_to_begin(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    click(page, "Start training")
    assert page.session.state.is_preparing_new
    window.close()
    box = wait_for_box(qtbot, window)
    assert "about to start" in box.text()
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    QTest.mouseClick(button(box, "Quit"), Qt.MouseButton.LeftButton)
    all_ended(qtbot)
    assert not window.isVisible()


# States that could disagree


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


# Ending


def test_a_training_under_way_goes_on_where_another_is_refused(
    qtbot: QtBot, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    with qtbot.waitSignal(page.session.failed):
        page.start()
    run = page.session.state.run
    assert run
    assert page.stop_button.isEnabled()
    wait_for_epochs(qtbot, page, len(run.reports) + 1)


def test_another_training_begins_only_when_the_last_has_ended(
    qtbot: QtBot, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    page.shut_down()
    assert not page.start_button.isEnabled()
    with qtbot.waitSignal(page.session.failed) as failed:
        page.start()
    assert failed.args is not None
    assert "already in progress" in str(failed.args[0])
    qtbot.waitUntil(lambda: page.session.state.stage is Stage.IDLE)
    assert load_saved_run(checkpoint_path()).config.epochs == 1000
    assert {path.name for path in checkpoint_path().parent.iterdir()} == {"training.checkpoint"}


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_new_model_is_kept_and_remembered_though_the_window_is_closed_at_once(
    qtbot: QtBot, window: MainWindow, page: TrainPage, is_asked: bool
) -> None:
    trained(qtbot, page)
    with qtbot.waitSignal(window.closed):
        click(page, "Use new model")
        window.close() if is_asked else window.quit()
    assert load_model(remembered_model()).network.sizes == (784, 16, 10)
    assert not checkpoint_path().exists()


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set, it lets the writing of a model go on, which cannot be written before it is used."""
    may_go_on = threading.Event()

    def fail(model: Model) -> Path:
        raise ModelFileError("models", found="a full disk", expected="a place to write to")

    def slow_save(model: Model, path: str | Path) -> None:
        may_go_on.wait()
        save_model(model, path)

    monkeypatch.setattr("digitpad.ui.model.current_model.save_model", slow_save)
    monkeypatch.setattr("digitpad.ui.retrain.training_result.store_run", fail)
    yield may_go_on
    may_go_on.set()


def test_while_the_new_model_is_written_it_cannot_be_discarded(
    qtbot: QtBot, page: TrainPage, writing: threading.Event
) -> None:
    trained(qtbot, page)
    click(page, "Use new model")
    click(page, "Keep current model")
    click(page, "Use new model")
    assert "discarded" not in state(page)
    writing.set()
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    all_ended(qtbot)
    assert not page.use_button.isVisible()
    trained(qtbot, page)
    assert page.use_button.isEnabled()
    assert len(list(models_folder().iterdir())) == 1


def test_a_model_that_was_used_takes_no_later_one_along(
    qtbot: QtBot, window: MainWindow, page: TrainPage, writing: threading.Event
) -> None:
    first = trained(qtbot, page)
    click(page, "Use new model")
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, "Start training")
    qtbot.waitUntil(lambda: not page.session.is_busy)
    with qtbot.waitSignal(window.current_model.changed):
        writing.set()
    all_ended(qtbot)
    assert page.use_button.isEnabled()
    assert same(window.current_model.current.network, first.model.network)
    assert page.use_button.isVisible()
    assert "Finished: " in state(page)
    assert ended.args is not None
    assert "Reference digits · 1,531" in page.outcome_view.text
    assert checkpoint_path().exists()


def test_a_model_that_could_not_be_written_can_be_saved_elsewhere(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    checkpoint_path().parent.mkdir(parents=True, exist_ok=True)
    (checkpoint_path().parent / "models").write_text("no folder")
    trained(qtbot, page)
    assert "The new model is not in the history" in state(page)
    click(page, "Use new model")
    box = wait_for_box(qtbot, window)
    assert "models" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    all_ended(qtbot)
    assert page.use_button.isEnabled()
    assert page.save_button.isEnabled()
    assert checkpoint_path().exists()


def test_a_kill_between_model_and_checkpoint_is_noticed(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    trained(qtbot, page)
    shutil.copy(checkpoint_path(), tmp_path / "kept")
    click(page, "Use new model")
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    window.close()
    shutil.copy(tmp_path / "kept", checkpoint_path())
    other = create_window(remembered_model())
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(lambda: not checkpoint_path().exists())
    all_ended(qtbot)
    assert not other.findChildren(QMessageBox)
    other.close()


def test_the_checkpoint_of_another_window_is_not_discarded(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    trained(qtbot, page)
    window.close()
    other = create_window()
    qtbot.addWidget(other)
    other.show()
    box = wait_for_box(qtbot, other)
    with written_alone(checkpoint_path()):
        QTest.mouseClick(button(box, "Discard…"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "cannot be resumed" in wait_for_box(qtbot, other).text())
        click_answer(wait_for_box(qtbot, other), QMessageBox.StandardButton.Discard)
        qtbot.waitUntil(
            lambda: any(
                "Another training run uses" in box.text() for box in other.findChildren(QMessageBox)
            )
        )
    assert checkpoint_path().exists()
    for shown in other.findChildren(QMessageBox):
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    other.close()


# On a small screen


def shown_outcome(page: TrainPage, outcome: TrainingResult) -> None:
    """Show a result with more and longer parts than any real one."""
    scores = [Score(f"{number} " + "x" * 200, 1_000_000, 9, 99_999) for number in range(10)]
    changes = [ChangedPrediction(np.zeros((28, 28), np.uint8), 3, 5, 3)] * 12
    many = Comparison(scores, changes, changes)
    page.results.show_result(replace(outcome, comparison=many, before_name="y" * 200))


def assert_fits(page: TrainPage) -> None:
    """Assert that the page does not need more than 780x400."""
    least = page.minimumSizeHint()
    assert least.width() <= 780
    assert least.height() <= 400


def test_what_a_training_brought_needs_no_larger_window(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    assert_fits(page)
    window.setMinimumSize(780, 400)
    window.resize(800, 500)
    outcome = trained(qtbot, page)
    shown_outcome(page, outcome)
    room = page.results

    def found(text: str) -> list[QWidget]:
        widgets = page.outcome_view.findChildren(QWidget)
        shown = [w for w in widgets if isinstance(w, QLabel) and text in w.text()]
        return [w for w in shown if not w.isHidden()]

    captions = "3: was 5, now 3"
    qtbot.waitUntil(lambda: len(found(captions)) == 2 * MAX_SHOWN)
    qtbot.waitUntil(lambda: len(found(" more misclassified")) == 10)
    assert_fits(page)
    assert room.width() <= page.width() - page.choice.width()
    for widget in found(" more misclassified") + found(captions):
        assert widget.mapTo(room, widget.rect().topRight()).x() < room.width()
        assert widget.width() >= widget.sizeHint().width()
    for plot in page.curve.plots:
        box = plot._plot.getViewBox().sceneBoundingRect()  # The highest figure is not cut.
        assert box.top() >= plot.fontMetrics().height() / 2
    for pressed in (page.discard_button, page.save_button, page.use_button, page.start_button):
        corner = pressed.mapTo(page, pressed.rect().bottomRight())
        assert page.rect().contains(corner), pressed.text()
    click(page, "Keep current model")


def test_a_wheel_over_a_number_scrolls_the_settings(window: MainWindow, page: TrainPage) -> None:
    box = page.findChild(QSpinBox, "retrain_epochs")
    assert box is not None
    page.start_button.setFocus()
    before, place = box.value(), QPointF(box.rect().center())
    down = QPoint(0, -120)
    none, at = Qt.MouseButton.NoButton, QPointF(box.mapToGlobal(box.rect().center()))
    phase, keys = Qt.ScrollPhase.NoScrollPhase, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(box, QWheelEvent(place, at, down, down, none, keys, phase, False))
    assert box.value() == before


# For eyes and hands


def test_every_control_has_a_name(page: TrainPage) -> None:
    assert page.hyperparameters.advanced.is_open
    for widget in page.findChildren(QWidget):
        is_part = isinstance(widget.parent(), QAbstractSpinBox) or not widget.isVisibleTo(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_part:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_the_tab_key_goes_as_the_eye_does(page: TrainPage) -> None:
    page.hyperparameters.advanced.open()
    walked, first = list[QWidget](), page.dataset_list.list
    widget = first.nextInFocusChain()
    while widget and widget is not first:
        is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_stop and page.isAncestorOf(widget) and widget.isVisible():
            walked.append(widget)
        widget = widget.nextInFocusChain()
    start = walked.index(page.start_button)
    settings_first = [w for w in walked[:start] if page.hyperparameters.isAncestorOf(w)]
    heights = [w.mapTo(page.hyperparameters, QPoint(0, 0)).y() for w in settings_first]
    assert len(heights) > 8
    assert all(later >= earlier - 8 for earlier, later in pairwise(heights))
    assert walked.index(page.history_button) > start
    assert not any(isinstance(w, QGraphicsView) for w in walked)  # The plots do nothing.


def test_tips_are_wrapped(page: TrainPage) -> None:
    for widget in page.findChildren(QWidget):
        assert max(map(len, widget.toolTip().splitlines()), default=0) <= 60, widget.toolTip()


# Text


def test_names_are_text(qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path) -> None:
    path = tmp_path / "<img width=4000>"
    write_dataset(load_dataset("synthetic:9:1"), path)
    page.dataset_list.add(str(path), True)
    qtbot.waitUntil(lambda: "<img width=4000> · 9" in dataset_list(page))
    shown = items(page)[-1].toolTip()
    assert ("&lt;img" if QtGui.Qt.mightBeRichText(shown) else "<img") in shown
    click(page, "Start training")
    qtbot.waitUntil(lambda: page.session.state.part is not None)
    qtbot.waitUntil(lambda: not page.session.is_busy)
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "<img" not in label.text()
    assert any("<img width=4000>" in label.text() for label in page.findChildren(QLabel))


def test_an_ampersand_in_the_name_of_a_model_is_seen(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    save_model(new_model(), tmp_path / "R&D.npz")
    with qtbot.waitSignal(window.current_model.changed):
        window.current_model.open(str(tmp_path / "R&D.npz"))
    window.current_model.restore()
    assert page.back_button.text() == "Switch to &previous model (R&&D.npz)"
    assert window.current_model.previous_action.text() == "Switch to &previous model (R&&D.npz)"


# Settings


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("options", '{"validation": []}'),
        ("options", json.dumps({"validation": {"a": 1}, "hidden": "12", "augment": "no"})),
        ("options", json.dumps({"epochs": 10**400, "seed": 2**40, "learning_rate": None})),
        ("options", json.dumps({"hidden": [], "new": "yes", "optimizer": ["adam"], "batch": True})),
        ("options", "[" * 100_000),
        ("options", '{"learning_rate": NaN, "l2": Infinity}'),
        ("sources", json.dumps({"synthetic:" + "9" * 5000: True, "a\0b": True, "\ud800": True})),
        ("sources", json.dumps({"x" * 5000: True, "/": "yes", "": [], "synthetic:٣": True})),
        ("sources", json.dumps({f"/nowhere/{number}": True for number in range(10_000)})),
        ("sources", json.dumps({"/program/resources/sample-digits.zip": True})),
        ("sources", "[1, 2]"),
    ],
)
def test_garbage_in_the_settings_opens_the_window(
    qtbot: QtBot, window: MainWindow, key: str, value: object
) -> None:
    settings().setValue(f"retrain/{key}", value)
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_R, CTRL)
    page = window.retraining.page
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: "Reference digits · 4,404" in dataset_list(page))
    values = page.hyperparameters.values()
    assert values["validation"] == (0.1,)
    assert values["augment"] is True
    assert values["learning_rate"] in (0.0003, 0.001)
    all_ended(qtbot)
    tick(page, "Reference digits", True)
    assert page.start_button.isEnabled()
