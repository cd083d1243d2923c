"""What each unit gives all over the plane."""

from dataclasses import replace

import numpy as np
import pytest

from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS, quadrants
from digitpad.playground.settings import Settings
from digitpad.playground.unit_fields import HALF_WIDTH, SIDE, unit_fields

SETTINGS = Settings(hidden=(5, 3), activation="tanh", features=("x", "y", "x*y"))


def test_there_is_one_for_each_feature_unit_and_class() -> None:
    fields = Experiment(PRESETS["spiral"].make(), SETTINGS).snapshot().fields
    assert [len(layer) for layer in fields] == [3, 5, 3, 3]
    for number, layer in enumerate(fields):
        assert [(field.layer, field.unit) for field in layer] == [
            (number, unit) for unit in range(len(layer))
        ]
        assert all(field.values.shape == (SIDE, SIDE) for field in layer)
        assert all(field.values.dtype == np.float32 for field in layer)


def test_the_first_row_is_the_top_and_the_first_column_the_left() -> None:
    model = Experiment(quadrants(), SETTINGS).model
    x, y, product = unit_fields(model, side=3, half=2.0)[0]
    assert x.values.tolist() == [[-2, 0, 2]] * 3
    assert y.values.tolist() == [[2, 2, 2], [0, 0, 0], [-2, -2, -2]]
    assert product.values[0].tolist() == [-4, 0, 4]


def test_each_place_has_what_the_network_gives_there() -> None:
    snapshot = Experiment(quadrants(), SETTINGS).snapshot()
    corner = np.array([(HALF_WIDTH, HALF_WIDTH)])
    for layer, outputs in zip(snapshot.fields, snapshot.model.activations(corner), strict=True):
        found = [field.values[0, -1] for field in layer]
        np.testing.assert_allclose(found, outputs[0], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(
        snapshot.model.probabilities(corner), snapshot.model.activations(corner)[-1]
    )


@pytest.mark.parametrize("size", [1e30, 1e300])
def test_weights_beyond_all_measure_have_fields_all_the_same(size: float) -> None:
    experiment = Experiment(quadrants(), replace(SETTINGS, activation="ReLU"))
    for parameter in experiment.network.parameters:
        parameter *= size
    assert [len(layer) for layer in experiment.snapshot().fields] == [3, 5, 3, 4]
