"""What a training run is made from."""

import json
import shlex
from typing import Any

import pytest

from digitpad.cli import main
from digitpad.commands import train
from digitpad.errors import TrainingError
from digitpad.learning.recipe import Recipe, recipe_from_json
from digitpad.nn.optimizers import SGD, Adam

FULL = Recipe(
    ("a set", "b.zip"),
    times=(1, 7),
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


@pytest.mark.parametrize("recipe", [FULL, Recipe(("one",)), Recipe(("one",), hidden=())])
def test_a_recipe_goes_through_json(recipe: Recipe) -> None:
    assert recipe_from_json(json.loads(json.dumps(recipe.to_json()))) == recipe


@pytest.mark.parametrize("recipe", [FULL, Recipe(("one",)), Recipe(("one",), start="old.npz")])
def test_the_command_makes_the_same_recipe(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Recipe] = []

    def note(recipe: Recipe) -> Any:
        made.append(recipe)
        raise TrainingError("enough")

    monkeypatch.setattr(train, "stream_run", note)
    assert main(shlex.split(recipe.command("out.npz"))[1:]) == 1
    assert made == [recipe]


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
        ("times", [1, 2, 3]),
        ("datasets", None),
        ("datasets", "abc"),
        ("datasets", [1]),
        ("seed", -1),
        ("seed", "7"),
        ("augment", "false"),
        ("augment", 1),
        ("times", "123"),
        ("times", [True, 1]),
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
def test_what_is_no_recipe_is_refused(name: str, value: Any) -> None:
    with pytest.raises(TrainingError):
        recipe_from_json({**FULL.to_json(), name: value})


def test_recipes_of_former_versions_are_read() -> None:
    values = Recipe(("one",)).to_json()
    for name in ("keep", "half", "label_column", "transpose", "invert", "scale"):
        del values[name]
    assert recipe_from_json(values) == Recipe(("one",))


@pytest.mark.parametrize("values", [None, [], {}, "text"])
def test_something_else_is_refused(values: Any) -> None:
    with pytest.raises(TrainingError, match="no recipe"):
        recipe_from_json(values)


def test_one_number_is_for_all_sets() -> None:
    recipe = Recipe(("a", "b"), times=(3,), validation=(0.2,))
    assert recipe.times_each == (3, 3)
    assert recipe.validation_each == (0.2, 0.2)
    assert FULL.times_each == (1, 7)


def test_the_optimizer_is_the_one_that_is_named() -> None:
    assert isinstance(Recipe(("a",)).make_optimizer(), Adam)
    optimizer = FULL.make_optimizer()
    assert isinstance(optimizer, SGD)
    assert optimizer.momentum == 0.9


def test_new_weights_know_nothing_to_keep() -> None:
    with pytest.raises(TrainingError, match="--keep needs --from MODEL"):
        Recipe(("a",), keep=True)
