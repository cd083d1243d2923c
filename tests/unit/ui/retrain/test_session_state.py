"""What the Train tab shows of a training, without a window."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from digitpad.errors import TrainingError
from digitpad.learning.comparison import CHECK_PART, Comparison, Score
from digitpad.learning.config import TrainingConfig
from digitpad.learning.progress import PartDone
from digitpad.learning.run_report import RunReport, TrainingProgress
from digitpad.models.model_file import Model
from digitpad.nn.network import Network
from digitpad.ui.retrain.session_state import (
    Decision,
    SessionState,
    Stage,
    bar_of,
    buttons_of,
    ended,
    indicated,
    leave_message,
    reported,
    start_question,
    status_text,
)
from digitpad.ui.retrain.training_result import TrainingResult

CONFIG = TrainingConfig(("synthetic:60:1",), epochs=4)
HALFWAY = RunReport(CONFIG, (), ((0.5, 2.0),), TrainingProgress(2, 4, 100, 200, 50.0))
ALL_DONE = replace(HALFWAY, progress=TrainingProgress(4, 4, 200, 200, 50.0))
NO_DISK = replace(HALFWAY, checkpoint_problem="a full disk")
STOPPED = "Training stopped; Resume continues it."


def result(epochs_done: int = 4, **changes: Any) -> TrainingResult:
    record = {"epochs_done": epochs_done, "settings": {"epochs": 4}, "seconds": 8, "best_epoch": 2}
    network = Network.initialized([784, 10], np.random.default_rng(0))
    scores = Comparison([Score(CHECK_PART, 1531, 9, 8)])
    model = Model(network, record)
    return replace(
        TrainingResult(model, scores, is_finished=epochs_done == 4, before=model), **changes
    )


def test_none_of_it_needs_a_widget() -> None:
    widgets = "PySide6.QtWidgets"
    program = (
        f"import digitpad.ui.retrain.session_state, sys; assert {widgets!r} not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("stage", "start", "pause", "stop"),
    [
        (Stage.IDLE, True, False, False),
        (Stage.PREPARING, False, False, True),
        (Stage.TRAINING, False, True, True),
        (Stage.PAUSED, False, True, True),
        (Stage.ENDING, False, False, False),
    ],
)
def test_each_stage_offers_what_can_be_done(
    stage: Stage, start: bool, pause: bool, stop: bool
) -> None:
    state = SessionState(stage=stage, result=result())
    buttons = buttons_of(state)
    assert (buttons.can_start, buttons.can_pause, buttons.can_stop) == (start, pause, stop)
    assert buttons.can_choose == buttons.shows_decision == start
    assert buttons.pause_text == ("Res&ume" if stage is Stage.PAUSED else "Pa&use")


def test_start_says_why_it_cannot_be_pressed() -> None:
    buttons = buttons_of(SessionState(), "Select at least one dataset.")
    assert not buttons.can_start
    assert buttons.why_not == "Select at least one dataset."
    assert buttons_of(SessionState(stage=Stage.TRAINING)).why_not == "Training is in progress."
    paused = buttons_of(SessionState(stage=Stage.PAUSED))
    assert paused.why_not == "Training is paused. Resume or stop it first."
    assert buttons_of(SessionState()).why_not == ""


@pytest.mark.parametrize(
    ("decision", "shows_decision", "can_decide", "shows_back"),
    [
        (Decision.OPEN, True, True, False),
        (Decision.ADOPTING, True, False, False),
        (Decision.MADE, False, False, True),
    ],
)
def test_a_result_is_decided_on_once(
    decision: Decision, shows_decision: bool, can_decide: bool, shows_back: bool
) -> None:
    buttons = buttons_of(SessionState(result=result(), decision=decision))
    assert (buttons.shows_decision, buttons.can_decide) == (shows_decision, can_decide)
    assert buttons.shows_back == shows_back


@pytest.mark.parametrize(
    ("state", "can_resume"),
    [
        (SessionState(has_checkpoint=True), True),
        (SessionState(has_checkpoint=False), False),
        (SessionState(has_checkpoint=True, stage=Stage.ENDING), False),
        (SessionState(has_checkpoint=True, result=result(2)), True),
        (SessionState(has_checkpoint=True, result=result(4)), False),
        (SessionState(has_checkpoint=True, result=result(2, problem=TrainingError("no"))), False),
        (SessionState(has_checkpoint=True, result=result(4), decision=Decision.MADE), True),
    ],
)
def test_only_what_is_stopped_and_not_over_can_be_resumed(
    state: SessionState, can_resume: bool
) -> None:
    buttons = buttons_of(state)
    assert state.can_resume == can_resume
    assert buttons.can_pause == can_resume
    assert (buttons.pause_text == "Res&ume") == can_resume


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (SessionState(), ""),
        (SessionState(has_checkpoint=True), STOPPED),
        (SessionState(has_checkpoint=True, note="It failed."), "It failed."),
        (SessionState(stage=Stage.PREPARING, note="Going on …"), "Going on …"),
        (
            SessionState(stage=Stage.PREPARING, part=PartDone("Loading {name}", 1000, 2000, "/x")),
            "Loading x · 1,000 of 2,000",
        ),
        (
            SessionState(
                stage=Stage.PREPARING, part=PartDone("Loading {name}", 1, 600, "synthetic:600")
            ),
            "Loading Synthetic digits · 1 of 600",
        ),
        (
            SessionState(
                stage=Stage.PREPARING,
                part=PartDone("Reading x", 1, 2),
                only_reads_result=True,
                note="Reading what it brought …",
            ),
            "Reading what it brought …",
        ),
        (
            SessionState(stage=Stage.TRAINING, run=HALFWAY),
            "Epoch 2 of 4 · 50% · 2 s left · 50 digits/s",
        ),
        (SessionState(stage=Stage.TRAINING, run=ALL_DONE), "Evaluating…"),
        (SessionState(stage=Stage.PAUSED, run=HALFWAY), "Paused"),
        (SessionState(stage=Stage.ENDING, run=HALFWAY, note="Done."), "Done."),
    ],
)
def test_the_status_says_how_things_are(state: SessionState, text: str) -> None:
    assert status_text(state) == text


def test_a_training_that_cannot_be_kept_is_warned_of_only_while_it_is_under_way() -> None:
    told = status_text(SessionState(stage=Stage.PAUSED, run=NO_DISK))
    assert told.startswith("Paused\nCannot write a checkpoint")
    assert told.endswith("a full disk")
    assert SessionState(stage=Stage.TRAINING, run=NO_DISK).checkpoint_problem == "a full disk"
    for stage in (Stage.PREPARING, Stage.ENDING, Stage.IDLE):  # A run before, or one that is over.
        state = SessionState(stage=stage, run=NO_DISK, note="Going on …")
        assert status_text(state) == "Going on …"
        assert not state.checkpoint_problem


def test_a_model_in_memory_alone_is_warned_of_until_it_is_safe() -> None:
    state = SessionState(result=result(is_kept=False), note="Done.")
    assert status_text(state).startswith("Done.\nThe new model is only in memory")
    assert start_question(state).startswith("Discard the unsaved model")
    for decision in (Decision.ADOPTING, Decision.MADE):
        assert status_text(replace(state, decision=decision)) == "Done."
    safe = replace(state, result=result(is_kept=True))
    assert status_text(safe) == "Done."
    assert not start_question(safe)


def test_to_start_asks_for_a_training_that_was_stopped() -> None:
    assert "the stopped run" in start_question(SessionState(has_checkpoint=True))
    assert not start_question(SessionState())


def test_the_bar_follows_the_digits_and_then_the_training() -> None:
    part = PartDone("Reading x", 3, 7)
    assert bar_of(SessionState(part=part, run=HALFWAY)) is None
    assert bar_of(SessionState(stage=Stage.PREPARING, part=part, run=HALFWAY)) == (3, 7)
    assert bar_of(SessionState(stage=Stage.TRAINING, part=part, run=HALFWAY)) == (500, 1000)


def test_the_other_tabs_say_that_a_training_continues() -> None:
    assert leave_message(SessionState()) == ""
    assert leave_message(SessionState(stage=Stage.PAUSED)) == "Training is paused (Ctrl+R)"
    assert leave_message(SessionState(stage=Stage.TRAINING)) == "Training continues (Ctrl+R)"


@pytest.mark.parametrize(
    ("state", "text", "percent"),
    [
        (SessionState(stage=Stage.PREPARING, part=PartDone("x", 1, 4)), "preparing data", 25),
        (SessionState(stage=Stage.TRAINING, run=HALFWAY), "epoch 2 of 4 · 50%", 50),
        (SessionState(stage=Stage.TRAINING, run=ALL_DONE), "evaluating the new model", 100),
    ],
)
def test_a_training_under_way_is_told_in_a_few_words(
    state: SessionState, text: str, percent: int
) -> None:
    shown = indicated(state)
    assert shown
    assert (shown.text, shown.percent) == (f"Training: {text}", percent)


def test_a_paused_training_keeps_its_bar_and_one_that_ends_has_none() -> None:
    paused = indicated(SessionState(stage=Stage.PAUSED, run=HALFWAY))
    assert paused
    assert (paused.text, paused.percent) == ("Training paused", 50)
    for stage in (Stage.IDLE, Stage.ENDING):
        assert indicated(SessionState(stage=stage, run=HALFWAY)) is None


# How it changes


def test_the_first_report_begins_the_training_and_ends_the_result_before_it() -> None:
    before = SessionState(stage=Stage.PREPARING, result=result())
    after = reported(before, HALFWAY)
    assert (after.stage, after.run, after.result) == (Stage.TRAINING, HALFWAY, None)
    assert before.result is not None
    stored = replace(before, only_reads_result=True, stored=Comparison([]))
    assert reported(stored, HALFWAY).stored is stored.stored


def test_a_report_on_its_way_does_not_end_a_pause() -> None:
    assert reported(SessionState(stage=Stage.PAUSED), HALFWAY).stage is Stage.PAUSED


def test_a_result_is_told() -> None:
    new = result(2)
    state = ended(SessionState(stage=Stage.TRAINING, decision=Decision.MADE), new)
    assert state.stage is Stage.ENDING
    assert state.undecided is new
    assert state.note == "Stopped: 2 of 4 epochs in 8 s. Best epoch: 2."


def test_what_could_not_go_on_leaves_the_result_before_it() -> None:
    stopped = result(2)
    before = SessionState(stage=Stage.PREPARING, result=stopped)
    again = ended(before, None)
    assert again.undecided is stopped
    assert again.note.startswith("Stopped: 2 of 4 epochs")
    changed = ended(before, result(2, has_changed=True))
    assert changed.undecided is stopped
    assert "has changed; cannot resume" in changed.note


@pytest.mark.parametrize(
    ("has_checkpoint", "note"), [(True, STOPPED), (False, "no model created.")]
)
def test_without_an_epoch_there_is_no_new_model(has_checkpoint: bool, note: str) -> None:
    state = ended(SessionState(stage=Stage.PREPARING, has_checkpoint=has_checkpoint), None)
    assert state.result is None
    assert state.note.endswith(note)
