"""A step taken apart computes what a step computes."""

import textwrap
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.batches import batch_of
from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.export import numpy_program
from digitpad.playground.matrices import Axis
from digitpad.playground.operation import Operation, Phase
from digitpad.playground.points import PRESETS, quadrants
from digitpad.playground.trace import trace

TUTORIAL = Settings()
DEEP = Settings(
    hidden=(4, 3, 2),
    features=("x", "x*y", "sin y"),
    initialization="He",
    batch=5,
    l1=0.01,
    learning_rate=0.05,
)
VARIANTS = [
    *(replace(TUTORIAL, activation=name, l2=l2) for name in ACTIVATIONS for l2 in (0.0, 0.001)),
    replace(TUTORIAL, hidden=()),
    *(replace(DEEP, optimizer=rule) for rule in ("gradient descent", "momentum", "Adam")),
    replace(DEEP, activation="sigmoid", hidden=(3, 2)),
]


def name_of(settings: Settings) -> str:
    layers = "-".join(map(str, settings.hidden))
    return f"{layers} {settings.activation} {settings.optimizer} {settings.l2}"


variants = pytest.mark.parametrize("settings", VARIANTS, ids=name_of)


def traced(settings: Settings) -> tuple[Experiment, list[Operation]]:
    """An experiment after some steps, and the operations of the next one."""
    points = quadrants() if settings.hidden == (50,) else PRESETS["XOR"].make().split(0.25, 1)
    experiment = Experiment(points, settings)
    for _ in range(3):
        experiment.step()
    now = experiment.snapshot()
    return experiment, trace(now.network, now.points, settings, now.learner, now.iteration)


@variants
def test_the_boxes_hold_the_numbers_of_the_step(settings: Settings) -> None:
    experiment, operations = traced(settings)
    batch = batch_of(experiment.points, settings, experiment.iteration)
    x = experiment.model.inputs(batch.positions)
    loss, gradients = experiment.network.loss_and_gradients(
        x, batch.labels, l1=settings.l1, l2=settings.l2
    )
    given = {value.name: value.array for operation in operations for value in operation.outputs}
    assert float(given["loss"]) == loss
    names = [f"{letter}{k}" for k in range(1, len(settings.hidden) + 2) for letter in "wb"]
    for name, gradient in zip(names, gradients, strict=True):
        np.testing.assert_array_equal(given[f"d{name}"], gradient)
    np.testing.assert_array_equal(given["p"], experiment.network.probabilities(x))
    experiment.step()
    for name, now in zip(names, experiment.network.parameters, strict=True):
        np.testing.assert_array_equal(given[name], now)


def test_the_phases_come_in_order() -> None:
    _, operations = traced(TUTORIAL)
    phases = list(dict.fromkeys(operation.phase for operation in operations))
    assert phases == [Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE]
    assert [(operation.title, operation.layer) for operation in operations] == [
        ("Affine 1", 1),
        ("ReLU", 1),
        ("Affine 2", 2),
        ("Softmax", 2),
        ("Cross-entropy", 2),
        ("Affine 2", 2),
        ("ReLU", 1),
        ("Affine 1", 1),
        ("L2 regularization", 0),
        ("Gradient descent", 1),
        ("Gradient descent", 2),
    ]


def test_a_deep_step_has_every_layer_both_ways() -> None:
    _, operations = traced(DEEP)
    layers = {phase: [some.layer for some in operations if some.phase is phase] for phase in Phase}
    assert layers[Phase.FORWARD] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert layers[Phase.BACKWARD] == [4, 3, 3, 2, 2, 1, 1, 0, 0]
    assert layers[Phase.UPDATE] == [1, 2, 3, 4]
    assert operations[1].formula == "a1 = x w1 + b1"
    assert operations[2].code == "h1 = np.maximum(a1, 0)"


@variants
def test_what_a_box_takes_another_has_given(settings: Settings) -> None:
    _, operations = traced(settings)
    first = {f"{letter}{k}" for k in range(1, len(settings.hidden) + 2) for letter in "wb"}
    known = {"x", "points", "labels", "t", *first, *(kind + w for kind in "vms" for w in first)}
    for operation in operations:
        assert {value.name for value in operation.inputs} <= known, operation.title
        known |= {value.name for value in operation.outputs}


@variants
def test_the_code_of_an_operation_computes_its_outputs(settings: Settings) -> None:
    _, operations = traced(settings)
    for operation in operations:
        # Nothing but the inputs and the settings is known to it.
        names: dict[str, Any] = {"np": np, "learning_rate": settings.learning_rate}
        names |= {"l1": settings.l1, "l2": settings.l2}
        names |= {value.name: value.array.copy() for value in operation.inputs}
        exec(operation.code, names)
        for value in operation.outputs:
            np.testing.assert_allclose(
                names[value.name], value.array, rtol=1e-12, atol=1e-15, err_msg=operation.title
            )


@variants
def test_the_code_is_that_of_the_exported_program(settings: Settings) -> None:
    experiment, operations = traced(settings)
    program = numpy_program(experiment)
    for operation in operations:
        assert textwrap.indent(operation.code, 8 * " ") in program, operation.title


@variants
def test_every_entry_is_the_sum_of_its_parts(settings: Settings) -> None:
    _, operations = traced(settings)
    for operation in operations:
        inputs = {value.name: value.table for value in operation.inputs}
        outputs = {value.name: value.table for value in operation.outputs}
        for name, table in outputs.items():
            for row, column in ((0, 0), (table.shape[0] - 1, table.shape[1] - 1)):
                parts = operation.parts(name, row, column)
                assert parts.entry.value == table[row, column]
                total = sum(term.value for term in parts.terms)
                assert total == pytest.approx(parts.entry.value, rel=1e-9, abs=1e-12), name
                for term in parts.terms:
                    for factor in term.factors:
                        tables = outputs if factor.is_output else inputs
                        assert tables[factor.name][factor.row, factor.column] == factor.value
                    if term.scale is not None:
                        product = np.prod([factor.value for factor in term.factors])
                        assert term.value == pytest.approx(term.scale * product)


def test_a_sum_is_followed_to_a_row_times_a_column() -> None:
    _, operations = traced(TUTORIAL)
    parts = operations[0].parts("a", 2, 7)
    assert [[(f.name, f.row, f.column) for f in term.factors] for term in parts.terms] == [
        [("x", 2, 0), ("w1", 0, 7)],
        [("x", 2, 1), ("w1", 1, 7)],
        [("b1", 0, 7)],
    ]


def test_a_gradient_is_followed_to_every_point() -> None:
    _, operations = traced(TUTORIAL)
    affine2 = operations[5]
    parts = affine2.parts("dw2", 7, 3)
    assert [[(f.name, f.row, f.column) for f in term.factors] for term in parts.terms] == [
        [("h", point, 7), ("dy", point, 3)] for point in range(4)
    ]
    back = affine2.parts("dh", 1, 7)
    assert [[(f.name, f.row, f.column) for f in term.factors] for term in back.terms] == [
        [("dy", 1, k), ("w2", 7, k)] for k in range(4)
    ]


def test_a_feature_is_followed_to_its_coordinates() -> None:
    _, operations = traced(DEEP)
    seen = [
        [factor.column for factor in operations[0].parts("x", 0, column).terms[0].factors]
        for column in range(3)
    ]
    assert seen == [[0], [0, 1], [1]]


@variants
def test_each_matrix_has_rows_and_columns_of_its_shape(settings: Settings) -> None:
    experiment, operations = traced(settings)
    batch = batch_of(experiment.points, settings, experiment.iteration)
    classes = experiment.points.classes
    for operation in operations:
        for value in (*operation.inputs, *operation.outputs):
            for side, size in zip((value.rows, value.columns), value.table.shape, strict=True):
                units = settings.hidden[side.layer - 1] if side.layer else 0
                sizes = {
                    Axis.POINT: len(side.points),
                    Axis.INPUT: len(side.features),
                    Axis.UNIT: units,
                    Axis.CLASS: classes,
                    Axis.NONE: 1,
                }
                assert sizes[side.axis] == size, value.name
                if side.axis is Axis.POINT:
                    assert side.points == tuple(batch.indices.tolist())


def test_a_step_activation_says_why_it_cannot_learn() -> None:
    _, operations = traced(replace(TUTORIAL, activation="step"))
    (back,) = [some for some in operations if some.formula == "da = 0"]
    assert "cannot learn" in back.note
    assert not any(some.note for some in operations if some is not back)


def test_the_code_survives_logits_of_any_size() -> None:
    experiment = Experiment(quadrants(), TUTORIAL)
    experiment.network.parameters[2][:] *= 1e5
    operations = trace(experiment.network, experiment.points, TUTORIAL)
    softmax = next(operation for operation in operations if operation.title == "Softmax")
    names: dict[str, Any] = {"np": np, "y": softmax.inputs[0].array}
    exec(softmax.code, names)
    np.testing.assert_allclose(names["log_p"], softmax.outputs[1].array)
    assert np.isfinite(names["log_p"]).all()
