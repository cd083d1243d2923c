"""The Train tab, on which a network is trained."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.cli import main
from digitpad.data.my_digits import keep_digit, my_digits, new_name
from digitpad.files.user_data import checkpoint_path
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning.comparison import ChangedPrediction
from digitpad.learning.config import TrainingConfig
from digitpad.learning.loss_curve import Point
from digitpad.learning.run_history import past_runs
from digitpad.learning.run_report import RunReport
from digitpad.models.model_file import load_model
from digitpad.nn.training import EpochReport
from digitpad.ui.retrain.changed_digits import ChangedDigits
from digitpad.ui.retrain.curve_plot import CurvePlot
from digitpad.ui.retrain.curves import LearningCurve
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import ONE, Draw, action, prediction, status_text
from tests.ui.retrain_hand import (
    CTRL,
    LEFT,
    StandInSession,
    all_ended,
    choose,
    click,
    dataset_list,
    enter,
    opened,
    same,
    set_small,
    show_tab,
    start_without_end,
    state,
    trained,
    wait_for_epochs,
)

pytestmark = pytest.mark.light_window

EPOCH_OF = r"Training: epoch \d+ of 1000 · \d+%"


# Training


def test_training_shows_curves_and_what_it_brought(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    outcome = trained(qtbot, page)
    assert state(page).startswith("Finished: 4 of 4 epochs")
    loss, error = page.curve.plots
    # Each plot is drawn anew in its own time.
    qtbot.waitUntil(lambda: all(plot.figures.startswith("Epoch 4 · ") for plot in (loss, error)))
    assert re.fullmatch(r"Epoch 4 · Training .* · Validation .*", loss.figures)
    assert re.fullmatch(r"Epoch 4 · Validation [\d.]+% · Best: epoch \d", error.figures)
    check, held_out = outcome.comparison.scores
    assert (check.name, check.count) == ("Reference digits, check part", 300)
    assert held_out.name == "all held out"
    told = page.outcome_view.text
    assert page.outcome_view._headline.text().startswith("▲ Worse on other writers: ")
    assert f"{check.after:,} of 300 reference digits misclassified" in told
    for score in (check, held_out):
        before, after = (f"{wrong / score.count:.2%}" for wrong in (score.before, score.after))
        assert f" · {score.count:,} {before} {after} " in told
    assert f"▲ {check.after - check.before:,} more misclassified" in told
    assert "Newly misclassified" in told
    assert page.discard_button.isDefault()
    assert page.use_button.x() < page.save_button.x() < page.discard_button.x()
    assert window.current_model.name == "Built-in"


def test_the_loss_is_seen_from_the_first_batch_on(qtbot: QtBot, page: TrainPage) -> None:
    seen: list[tuple[str, ...]] = []
    page.session.changed.connect(
        lambda: seen.append(tuple(plot.figures for plot in page.curve.plots))
    )
    trained(qtbot, page)
    loss, error = next(figures for figures in seen if figures[0])
    assert loss.startswith("Epoch 0.0")
    assert loss.endswith(" · Validation")  # Without a figure.
    assert error == ""
    qtbot.waitUntil(lambda: page.curve.plots[0].figures.startswith("Epoch 4 · Training "))


def test_plots_say_what_they_show_and_when_they_start(qtbot: QtBot, page: TrainPage) -> None:
    loss, error = page.curve.plots

    def seen(plot: CurvePlot) -> str:
        labels = [label.text() for label in plot.findChildren(QLabel) if label.isVisible()]
        below, beside = plot.plot.axes
        return " | ".join([*labels, beside.title, below.title])

    for text in ("Loss | ", "Training", "Validation", "Starts with the first batch", "| Epoch"):
        assert text in seen(loss)
    for text in ("Validation error | ", "Starts with the first epoch", "| Error (%) | Epoch"):
        assert text in seen(error)
    best = trained(qtbot, page).model.record["best_epoch"]
    qtbot.waitUntil(lambda: all(f"Best: epoch {best}" in p.figures for p in (loss, error)))
    for plot in (loss, error):
        assert "Starts" not in seen(plot)
        (star,) = (series for series in plot.plot.series if series.is_star)
        assert star.xs.tolist() == [best]
        beside = plot.plot.axes[1]
        assert beside.low <= 0 < beside.high


def test_changed_digits_tell_label_old_and_new_prediction(qtbot: QtBot, page: TrainPage) -> None:
    outcome = trained(qtbot, page)
    lost = outcome.comparison.lost
    broken = page.outcome_view.broken
    # They are of other digits than the headline: the heading tells which.
    assert broken.heading.text() == f"Newly misclassified: {len(lost):,} · Validation digits"
    held_out = outcome.comparison.scores[1]
    assert len(lost) - len(outcome.comparison.gained) == held_out.after - held_out.before
    captions = [label.text() for label in broken.findChildren(QLabel)]
    first = lost[0]
    assert f"{first.label}: was {first.before}, now {first.after}" in captions


@pytest.mark.parametrize(("count", "more"), [(8, ""), (22, "…and 14 more")])
def test_how_many_changed_digits_are_not_shown_is_told(qtbot: QtBot, count: int, more: str) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    digits = ChangedDigits(page)
    digits.show_changes("Fixed", [ChangedPrediction(np.zeros((28, 28), np.uint8), 3, 5, 3)] * count)
    labels = [label.text() for label in digits.findChildren(QLabel) if not label.isHidden()]
    assert [text for text in labels if "more" in text] == [more] * bool(more)


def test_short_epochs_are_not_drawn_one_by_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = StandInSession()
    curve = LearningCurve(session)  # type: ignore[arg-type]  # stands for a TrainingSession
    qtbot.addWidget(curve)
    curve.show()
    drawn: list[int] = []

    def note(plot: CurvePlot, *curves: Sequence[Point], **more: Any) -> None:
        drawn.append(len(curves[-1]))

    monkeypatch.setattr(CurvePlot, "show_curves", note)
    config = TrainingConfig(("x",), epochs=60)
    reports = tuple(EpochReport(number, 1, 1, 0.5, 0.01, 1000) for number in range(1, 61))
    for count in range(1, 61):
        session.report(RunReport(config, reports[:count], ((0.1, 2.0), (float(count), 1.0))))
    qtbot.waitUntil(lambda: drawn[-1] == 60)
    assert drawn == [1, 1, 60, 60], "two plots, at first and at last"


def test_what_the_model_knows_is_kept_unless_it_begins_anew(qtbot: QtBot, page: TrainPage) -> None:
    keep = page.findChild(QCheckBox, "retrain_keep")
    assert keep is not None
    assert keep.isChecked()
    assert not keep.isEnabled()
    assert not page.choice.config().keep
    click(page, "Current model (fine-tune)")
    assert keep.isEnabled()
    assert page.choice.config().keep
    enter(page, "epochs", 1)
    outcome = trained(qtbot, page)
    assert outcome.model.record["keep"] is True
    check = outcome.comparison.scores[0]
    assert not check.is_noticeably_worse
    assert "reference digits misclassified" in page.outcome_view.text
    assert "Worse" not in page.outcome_view.text
    assert page.use_button.x() < page.save_button.x() < page.discard_button.x()
    click(page, "Keep what the model knows")
    assert not page.choice.config().keep


@pytest.mark.parametrize("answer", ["Use new model", "Keep current model"])
def test_once_it_is_decided_nothing_is_advised(qtbot: QtBot, page: TrainPage, answer: str) -> None:
    enter(page, "epochs", 1)
    trained(qtbot, page)
    verdict, advice = page.findChild(QLabel, "verdict"), page.findChild(QLabel, "advice")
    assert verdict is not None
    assert advice is not None
    assert verdict.text().endswith("more than before")
    assert advice.isVisible()
    assert advice.text() == "You may want to keep the current model."
    click(page, answer)
    qtbot.waitUntil(lambda: not advice.isVisible())
    assert verdict.isVisible()


def test_the_window_trains_what_the_command_trains(
    qtbot: QtBot, page: TrainPage, tmp_path: Path
) -> None:
    enter(page, "seed", 5)
    # My digits is selected until it is known to be empty.
    qtbot.waitUntil(lambda: len(page.choice.config().datasets) == 1)
    config = page.choice.config()
    assert config.augment
    outcome = trained(qtbot, page)
    out = tmp_path / "model.npz"
    assert main(config.command(str(out)).split()[1:]) == 0
    assert same(load_model(out).network, outcome.model.network)


def test_the_settings_reach_the_training(qtbot: QtBot, page: TrainPage) -> None:
    choose(page, "optimizer", "SGD")
    enter(page, "learning_rate", 0.05)
    enter(page, "l2", 0.0002)
    enter(page, "label_smoothing", 0.2)
    enter(page, "validation", 20)
    click(page, "Data augmentation")
    record = trained(qtbot, page).model.record
    assert record["optimizer"] == "sgd"
    assert not record["augment"]
    assert record["validation"]["digits"] == 60
    settings = record["settings"]
    assert (settings["learning_rate"], settings["l2"], settings["label_smoothing"]) == (
        0.05,
        0.0002,
        0.2,
    )


def test_return_in_a_number_presses_no_button(page: TrainPage) -> None:
    assert not [button.text() for button in page.findChildren(QPushButton) if button.isDefault()]
    box = page.findChild(QAbstractSpinBox, "retrain_epochs")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert not page.session.is_busy


def test_digits_are_read_while_it_trains(
    qtbot: QtBot, window: MainWindow, page: TrainPage, draw: Draw
) -> None:
    start_without_end(qtbot, page)
    show_tab(window, "Draw")
    assert window.statusBar().currentMessage() == "Training continues (Ctrl+R)"
    draw(*ONE)
    qtbot.waitUntil(lambda: prediction(window).startswith("1"))
    assert page.session.is_busy
    show_tab(window, "Train")
    assert not status_text(window)  # The tab itself shows it now.
    show_tab(window, "Draw")
    window.show_message("Something else")
    show_tab(window, "Train")
    assert status_text(window) == "Something else"


def test_the_end_is_told_on_other_tabs_alone(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    said: list[str] = []
    window.statusBar().messageChanged.connect(said.append)
    set_small(page)
    trained(qtbot, page)
    assert not said  # The results are in view.
    click(page, "Keep current model")
    with qtbot.waitSignal(page.session.ended):
        click(page, "Start training")
        show_tab(window, "Draw")
    qtbot.waitUntil(lambda: "Ctrl+R shows the results" in said[-1])
    show_tab(window, "Train")
    assert not window.statusBar().currentMessage()
    all_ended(qtbot)
    click(page, "Keep current model")


def test_a_training_is_seen_on_every_tab(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    indicator = window.retraining.indicator
    assert not indicator.isVisible()
    start_without_end(qtbot, page)
    show_tab(window, "Draw")
    qtbot.waitUntil(lambda: re.fullmatch(EPOCH_OF, indicator.text) is not None)
    assert indicator.isVisible()
    QTest.mouseClick(indicator, LEFT, pos=indicator.rect().center())
    assert page.isVisible()
    click(page, "Stop")
    qtbot.waitUntil(lambda: not indicator.isVisible())
    assert indicator.text == ""


def test_the_keys_of_the_window_act_while_training(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    box = page.findChild(QAbstractSpinBox, "retrain_epochs")
    assert box is not None
    box.setFocus()
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(box, Qt.Key.Key_Q, CTRL)


def test_my_digits_count_although_they_are_few(qtbot: QtBot, page: TrainPage) -> None:
    for _ in range(3):
        line = np.array([[200, 90], [300, 300], [200, 500]], np.float32)
        keep_digit(my_digits(), new_name(), Drawing((Stroke(line),)), 4)
    page.count_my_digits()
    qtbot.waitUntil(lambda: "My digits · 3" in dataset_list(page))
    assert page.choice.config().repeats == (5, 1)
    outcome = trained(qtbot, page)
    assert "My digits (all)" in page.outcome_view.text
    heading = page.outcome_view.broken.heading.text()
    assert heading.endswith(" · Validation digits, My digits (all)")
    (own,) = (part for part in outcome.model.record["learned_from"] if part["digits"] == 3)
    assert own["repeats"] == 5


# What becomes of it


def test_the_new_model_reads_and_the_old_one_comes_back(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    old = window.current_model.current.network
    outcome = trained(qtbot, page)
    with qtbot.waitSignal(window.current_model.changed):
        click(page, "Use new model")
    assert window.current_model.current.network is outcome.model.network
    assert same(load_model(window.current_model.path).network, outcome.model.network)
    assert not checkpoint_path().exists()
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    click(page, "Switch to previous model (Built-in)")
    assert window.current_model.current.network is old
    assert state(page) == "Current model: Built-in"
    with qtbot.waitSignal(window.current_model.changed):
        action(window, "actionPreviousModel").trigger()
    assert same(window.current_model.current.network, outcome.model.network)


def test_the_new_model_is_saved(
    qtbot: QtBot, page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = trained(qtbot, page)
    path = tmp_path / "mine.npz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    click(page, "Save as…")
    qtbot.waitUntil(path.exists)
    assert same(load_model(path).network, outcome.model.network)


def test_the_comparison_stays_until_the_next_run_also_where_the_model_is_not_used(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    outcome = trained(qtbot, page)
    told = page.outcome_view.text
    click(page, "Keep current model")
    assert state(page) == "Current model kept. The new model is in the history."
    assert window.current_model.name == "Built-in"
    assert not checkpoint_path().exists()
    show_tab(window, "Draw")
    shown = opened(qtbot, window).outcome_view.text
    assert shown == told.replace(" You may want to keep the current model.", "")
    (past,) = past_runs()
    assert same(load_model(past.path).network, outcome.model.network)
    enter(page, "epochs", 100)
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 1)
    assert page.outcome_view.text.strip() == ""
    page.shut_down()
    all_ended(qtbot)
