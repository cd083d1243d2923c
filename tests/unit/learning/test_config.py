"""What a training run is made from."""

import json
import shlex
from typing import Any

import pytest

from digitpad.cli import main
from digitpad.commands import train
from digitpad.errors import TrainingError
from digitpad.learning.config import TrainingConfig, checked, config_from_json
from digitpad.nn.optimizers import SGD, Adam

FULL = TrainingConfig(
    ("a set", "b.zip"),
    repeats=(1, 7),
    validation=(0.1, 0.2),
    epochs=3,
    batch=10,
    optimizer="sgd",
    learning_rate=0.05,
    l2=0.0001,
    label_smoothing=0.2,
    start="old.npz",
    keep=True,
    augment=True,
    seed=9,
    half="test",
    label_column="a class",
    transpose=True,
    invert=True,
    scale=True,
)


PLAIN = TrainingConfig(("one",), augment=False)


@pytest.mark.parametrize(
    "config", [FULL, TrainingConfig(("one",)), TrainingConfig(("one",), hidden=())]
)
def test_a_configuration_goes_through_json(config: TrainingConfig) -> None:
    assert config_from_json(json.loads(json.dumps(config.to_json()))) == config


@pytest.mark.parametrize(
    "config",
    [
        FULL,
        TrainingConfig(("one",)),
        TrainingConfig(("one",), start="old.npz"),
        TrainingConfig(("one",), augment=False),
    ],
)
def test_the_command_makes_the_same_configuration(
    config: TrainingConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[TrainingConfig] = []

    def note(config: TrainingConfig) -> Any:
        made.append(config)
        raise TrainingError("enough")

    monkeypatch.setattr(train, "stream_run", note)
    assert main(shlex.split(config.command("out.npz"))[1:]) == 1
    assert made == [config]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epochs", 0),
        ("epochs", "many"),
        ("batch", -1),
        ("learning_rate", float("nan")),
        ("hidden", [0]),
        ("hidden", 5),
        ("optimizer", "magic"),
        ("validation", [1.5, 0.1]),
        ("repeats", [1, 2, 3]),
        ("datasets", None),
        ("datasets", "abc"),
        ("datasets", [1]),
        ("seed", -1),
        ("seed", "7"),
        ("augment", "false"),
        ("augment", 1),
        ("repeats", "123"),
        ("repeats", [True, 1]),
        ("epochs", True),
        ("epochs", 3.0),
        ("learning_rate", "0.1"),
        ("learning_rate", float("inf")),
        pytest.param("learning_rate", 10**400, id="a rate of 400 figures"),
        ("start", None),
        ("half", "third"),
        ("transpose", 1),
        ("label_column", 785),
    ],
)
def test_what_is_no_configuration_is_refused(name: str, value: Any) -> None:
    with pytest.raises(TrainingError):
        config_from_json({**FULL.to_json(), name: value})


def test_configurations_of_former_versions_are_read() -> None:
    values = TrainingConfig(("one",)).to_json()
    for name in ("keep", "half", "label_column", "transpose", "invert", "scale"):
        del values[name]
    assert config_from_json(values) == TrainingConfig(("one",))
    values["times"], values["junk"] = [3], 40
    del values["repeats"], values["non_digits"]
    config = config_from_json(json.loads(json.dumps(values)))
    assert (config.repeats, config.non_digits) == ((3,), 40)


def test_what_was_within_the_limits_of_former_versions_is_read() -> None:
    former = {"hidden": [100_000], "seed": 2**32 - 1, "label_smoothing": 0.99}
    config = config_from_json({**TrainingConfig(("one",)).to_json(), **former})
    assert (config.hidden, config.seed) == ((100_000,), 2**32 - 1)
    for name, value in former.items():
        with pytest.raises(ValueError, match=name):
            checked(name, value)


def test_sizes_are_not_told_where_the_model_to_start_from_brings_them() -> None:
    former = TrainingConfig(("one",), start="old.npz", hidden=(800,))
    assert "--hidden" not in former.command("out.npz")


@pytest.mark.parametrize("values", [None, [], {}, "text"])
def test_something_else_is_refused(values: Any) -> None:
    with pytest.raises(TrainingError, match="no configuration"):
        config_from_json(values)


def test_one_number_is_for_all_sets() -> None:
    config = TrainingConfig(("a", "b"), repeats=(3,), validation=(0.2,))
    assert config.repeats_each == (3, 3)
    assert config.validation_each == (0.2, 0.2)
    assert FULL.repeats_each == (1, 7)


def test_the_optimizer_is_the_one_that_is_named() -> None:
    assert isinstance(TrainingConfig(("a",)).make_optimizer(), Adam)
    optimizer = FULL.make_optimizer()
    assert isinstance(optimizer, SGD)
    assert optimizer.momentum == 0.9


def test_new_weights_know_nothing_to_keep() -> None:
    with pytest.raises(TrainingError, match="--keep needs --from MODEL"):
        TrainingConfig(("a",), keep=True)
