"""A step taken apart computes what a step computes."""

import textwrap
from typing import Any

import numpy as np
import pytest

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.export import numpy_program
from digitpad.playground.points import quadrants
from digitpad.playground.trace import Operation, Phase, trace


def traced(activation: str, l2: float) -> tuple[Experiment, list[Operation]]:
    experiment = Experiment(quadrants(), Settings(activation=activation, l2=l2))
    for _ in range(3):
        experiment.step()
    operations = trace(experiment.network, experiment.points, learning_rate=0.001, l2=l2)
    return experiment, operations


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("l2", [0.0, 0.001])
def test_the_boxes_hold_the_numbers_of_the_step(activation: str, l2: float) -> None:
    experiment, operations = traced(activation, l2)
    points = experiment.points
    loss, gradients = experiment.network.loss_and_gradients(points.positions, points.labels, l2=l2)
    given = {value.name: value.array for operation in operations for value in operation.outputs}
    assert float(given["loss"]) == loss
    for name, gradient in zip(("dw1", "db1", "dw2", "db2"), gradients, strict=True):
        np.testing.assert_array_equal(given[name], gradient)
    np.testing.assert_array_equal(given["p"], experiment.network.probabilities(points.positions))
    experiment.step()
    for name, now in zip(("w1", "b1", "w2", "b2"), experiment.network.parameters, strict=True):
        np.testing.assert_array_equal(given[name], now)


def test_the_phases_come_in_order() -> None:
    _, operations = traced("ReLU", 0.001)
    phases = list(dict.fromkeys(operation.phase for operation in operations))
    assert phases == [Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE]
    assert [operation.title for operation in operations] == [
        "Affine 1",
        "ReLU",
        "Affine 2",
        "Softmax",
        "Cross-entropy",
        "Affine 2",
        "ReLU",
        "Affine 1",
        "L2 regularization",
        "Gradient descent",
    ]


def test_what_a_box_takes_another_has_given() -> None:
    _, operations = traced("sigmoid", 0.001)
    known = {"x", "w1", "b1", "w2", "b2", "labels"}
    for operation in operations:
        assert {value.name for value in operation.inputs} <= known, operation.title
        known |= {value.name for value in operation.outputs}


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_code_of_an_operation_computes_its_outputs(activation: str) -> None:
    _, operations = traced(activation, 0.001)
    for operation in operations:
        # Nothing but the inputs and the settings is known to it.
        names: dict[str, Any] = {"np": np, "learning_rate": 0.001, "l2": 0.001}
        names |= {value.name: value.array.copy() for value in operation.inputs}
        exec(operation.code, names)
        for value in operation.outputs:
            np.testing.assert_allclose(
                names[value.name], value.array, rtol=1e-12, atol=1e-15, err_msg=operation.title
            )


def test_the_code_is_that_of_the_exported_program() -> None:
    experiment, operations = traced("tanh", 0.001)
    program = numpy_program(experiment)
    for operation in operations:
        assert textwrap.indent(operation.code, 8 * " ") in program, operation.title


def test_the_code_survives_logits_of_any_size() -> None:
    experiment = Experiment(quadrants(), Settings())
    experiment.network.parameters[2][:] *= 1e5
    operations = trace(experiment.network, experiment.points, learning_rate=0.001, l2=0)
    softmax = next(operation for operation in operations if operation.title == "Softmax")
    names: dict[str, Any] = {"np": np, "y": softmax.inputs[0].array}
    exec(softmax.code, names)
    np.testing.assert_allclose(names["log_p"], softmax.outputs[1].array)
    assert np.isfinite(names["log_p"]).all()
