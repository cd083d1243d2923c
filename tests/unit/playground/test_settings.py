"""What can be set, and what there is by these names."""

from dataclasses import fields, replace

import numpy as np
import pytest

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.features import FEATURES, network_inputs
from digitpad.playground.plane_network import initial_network
from digitpad.playground.points import MAX_POINTS
from digitpad.playground.settings import HE, MAX_UNITS, XAVIER, Settings
from digitpad.playground.trace import AFFINE_TITLES
from digitpad.playground.update_rules import RULES
from digitpad.setting import settings_of

KNOWN = settings_of(Settings)


def test_every_setting_is_explained() -> None:
    assert KNOWN.keys() == {field.name for field in fields(Settings)}
    assert all(known.text[0].isupper() for known in KNOWN.values())


def test_the_names_are_those_of_what_there_is() -> None:
    assert {*KNOWN["activation"].choices} == ACTIVATIONS.keys()
    assert KNOWN["features"].choices == tuple(FEATURES)
    assert KNOWN["optimizer"].choices == tuple(RULES)
    assert KNOWN["batch"].high == MAX_POINTS
    assert len(AFFINE_TITLES) == 5


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({"learning_rate": 0.5}, True),
        ({"optimizer": "Adam"}, True),
        ({"batch": 3}, True),
        ({"l1": 0.5}, True),
        ({"l2": 0.5}, True),
        ({"hidden": (50, 3)}, False),
        ({"activation": "tanh"}, False),
        ({"features": ("x",)}, False),
        ({"initialization": "He"}, False),
        ({"seed": 3}, False),
    ],
)
def test_what_may_change_on_the_way(change: dict[str, object], is_same: bool) -> None:
    assert replace(Settings(), **change).same_initial_weights(Settings()) is is_same  # type: ignore[arg-type]


@pytest.mark.parametrize("hidden", [(), (1,), (64, 64, 64, 64), (3, 1, 2)])
def test_a_network_has_the_layers_that_are_set(hidden: tuple[int, ...]) -> None:
    settings = Settings(hidden=hidden, features=("x", "sin y", "x^2"))
    assert initial_network(settings, 5).sizes == (3, *hidden, 5)


def test_scaled_weights_keep_the_size_of_sums() -> None:
    for initialization, gain in ((HE, 2.0), (XAVIER, 1.0)):
        settings = Settings(hidden=(MAX_UNITS, MAX_UNITS), initialization=initialization)
        (first, _), (second, _), _ = initial_network(settings, 2).layers
        assert second.std() == pytest.approx(np.sqrt(gain / MAX_UNITS), rel=0.05)
        plain = initial_network(replace(settings, initialization="normal"), 2)
        np.testing.assert_allclose(first, plain.layers[0][0] * np.sqrt(gain / 2))


def test_features_are_computed_of_the_coordinates() -> None:
    positions = np.array([(2.0, -1.0), (0.5, 3.0)])
    x, y = positions.T
    expected = np.stack([x, y, x * y, x**2, y**2, np.sin(x), np.sin(y)], axis=1)
    np.testing.assert_array_equal(network_inputs(positions, tuple(FEATURES)), expected)
    assert network_inputs(positions, ("x", "y")) is positions
    np.testing.assert_array_equal(network_inputs(positions, ("y",)), positions[:, 1:])
