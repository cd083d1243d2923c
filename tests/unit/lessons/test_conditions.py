"""What the conditions of lessons ask of the program."""

import pytest

from digitpad.lessons.conditions import CONDITIONS, EVENTS, parse_condition
from digitpad.lessons.program_state import (
    DatasetFacts,
    DrawFacts,
    PlaygroundFacts,
    ProgramState,
    TrainingFacts,
)


def playground(**facts: object) -> ProgramState:
    return ProgramState(playground=PlaygroundFacts(**facts))  # type: ignore[arg-type]


def draw(**facts: object) -> ProgramState:
    return ProgramState(draw=DrawFacts(**facts))  # type: ignore[arg-type]


def dataset(**facts: object) -> ProgramState:
    return ProgramState(dataset=DatasetFacts(**facts))  # type: ignore[arg-type]


def training(**facts: object) -> ProgramState:
    return ProgramState(training=TrainingFacts(**facts))  # type: ignore[arg-type]


CASES = [
    ("tab train", ProgramState(tab="train"), ProgramState(tab="draw")),
    ("undone", ProgramState(happened=frozenset({"undone"})), ProgramState()),
    ("preset XOR", playground(preset="XOR"), playground(preset="circles")),
    ("points moved", playground(has_moved_points=True), playground()),
    ("loss below 0.1", playground(loss=0.09), playground(loss=0.1)),
    ("loss below 0.1", playground(loss=0.0), playground(loss=None)),
    ("loss above 12", playground(loss=12.04), playground(loss=None)),
    ("test loss above 1", playground(test_loss=1.5), playground(test_loss=1.0)),
    ("accuracy above 0.99", playground(accuracy=1.0), playground(accuracy=0.5)),
    ("iterations at least 3", playground(iteration=3), playground(iteration=2)),
    ("iterations 0", playground(iteration=0), playground(iteration=1)),
    ("running", playground(is_running=True), playground()),
    ("paused", playground(), playground(is_running=True)),
    ("diverged", playground(has_diverged=True), playground()),
    ("learning rate above 0.05", playground(learning_rate=0.1), playground(learning_rate=0.05)),
    ("learning rate below 0.05", playground(learning_rate=0.01), playground(learning_rate=0.05)),
    ("activation ReLU", playground(activation="ReLU"), playground(activation="step")),
    ("hidden units 3", playground(hidden=(3,)), playground(hidden=(3, 3))),
    ("phase loss", playground(phase="loss"), playground(phase="forward")),
    ("followed dw2", playground(followed="dw2"), playground(followed="dh")),
    ("ink", draw(has_ink=True), draw()),
    ("no ink", draw(), draw(has_ink=True)),
    ("predicted 0", draw(predicted=0), draw(predicted=None)),
    ("predicted as meant", draw(predicted=7, meant=7), draw(predicted=None, meant=None)),
    ("predicted as meant", draw(predicted=0, meant=0), draw(predicted=1, meant=7)),
    ("uncertain", draw(is_uncertain=True), draw()),
    ("explanation open", draw(is_explained=True), draw()),
    ("digit added", draw(added=1), draw()),
    ("dataset open", dataset(digits=1), dataset()),
    ("digit selected", dataset(is_digit_selected=True), dataset()),
    ("half test", dataset(half="test"), dataset(half="train")),
    ("sorted by loss", dataset(order="loss"), dataset()),
    ("misclassified only", dataset(shows_misclassified_only=True), dataset()),
    ("matrix shown", dataset(is_matrix_shown=True), dataset()),
    ("training running", training(is_running=True), training()),
    ("training finished", training(is_finished=True), training()),
    ("training decided", training(is_decided=True), training()),
    ("trained units at most 16", training(units=16), training(units=17)),
    ("trained units at most 16", training(units=1), training(units=0)),
    ("epochs at least 2", training(epochs=2), training(epochs=1)),
    ("overfitting", training(is_overfitting=True), training()),
]


@pytest.mark.parametrize(("text", "so", "not_so"), CASES)
def test_a_condition_holds_where_it_should(
    text: str, so: ProgramState, not_so: ProgramState
) -> None:
    condition = parse_condition(text)
    assert condition.holds(so)
    assert not condition.holds(not_so)


def test_every_condition_is_tested() -> None:
    assert {parse_condition(text).kind for text, *_ in CASES} == CONDITIONS.keys()


@pytest.mark.parametrize("event", EVENTS)
def test_events_of_several_words_are_conditions(event: str) -> None:
    assert parse_condition(event).holds(ProgramState(happened=frozenset({event})))


@pytest.mark.parametrize(
    "text", ["", "tab", "tab lesson", "tab draw now", "predicted 10", "hidden units 3.5", "Ink"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no condition"):
        parse_condition(text)
