"""Whether two networks are the same."""

from dataclasses import replace

import pytest

from digitpad.playground.alike import predict_alike
from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import Settings

SETTINGS = Settings(hidden=(3,))


def experiment(settings: Settings) -> Experiment:
    return Experiment(PRESETS["XOR"].make(), settings)


def test_the_same_weights_predict_alike_until_one_learns() -> None:
    one, other = experiment(SETTINGS), experiment(replace(SETTINGS, learning_rate=0.5))
    assert predict_alike(one.model, other.model)
    one.step()
    assert not predict_alike(one.model, other.model)


@pytest.mark.parametrize(
    "change",
    [{"hidden": (3, 3)}, {"hidden": ()}, {"features": ("x", "x^2")}, {"activation": "tanh"}],
    ids=str,
)
def test_other_networks_do_not(change: dict[str, object]) -> None:
    other = experiment(replace(SETTINGS, **change))  # type: ignore[arg-type]
    assert not predict_alike(experiment(SETTINGS).model, other.model)
