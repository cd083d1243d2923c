"""A step taken apart computes what a step computes."""

from pathlib import Path

import numpy as np
import pytest

from digitpad.nn import layers
from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.points import quadrants
from digitpad.playground.source import code_of, line_of
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
        "affine 1",
        "ReLU",
        "affine 2",
        "softmax",
        "cross-entropy",
        "affine 2",
        "ReLU",
        "affine 1",
        "L2",
        "gradient descent",
    ]


def test_what_a_box_takes_another_has_given() -> None:
    _, operations = traced("sigmoid", 0.001)
    known = {"x", "w1", "b1", "w2", "b2", "labels"}
    for operation in operations:
        assert {value.name for value in operation.inputs} <= known, operation.title
        known |= {value.name for value in operation.outputs}


def test_the_code_is_that_of_the_layers() -> None:
    _, operations = traced("ReLU", 0)
    assert operations[0].code.startswith("out = x.reshape(len(x), len(w)) @ w\nout += b")
    assert operations[1].code == "out = np.maximum(x, 0)\nreturn out, out"
    source = Path(layers.__file__).read_text()
    for operation in operations[:-1]:
        assert all(line.strip() in source for line in operation.code.splitlines()), operation.title


def test_the_line_of_the_decay_is_that_of_the_network() -> None:
    _, operations = traced("ReLU", 0.001)
    (decay,) = (operation.code for operation in operations if operation.title == "L2")
    assert decay == "dw += l2 * w"
    with pytest.raises(ValueError, match="unpack"):
        line_of(layers.softmax, "nothing like it")


def test_code_without_a_docstring_is_read_too() -> None:
    def plain(x: int) -> int:
        return x + 1

    assert code_of(plain) == "return x + 1"
