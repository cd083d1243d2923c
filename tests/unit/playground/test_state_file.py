"""A whole playground in a file: it comes back exactly, or is refused with the reason."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.errors import DigitpadError, FileError
from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.experiment import Experiment
from digitpad.playground.export import numpy_program
from digitpad.playground.points import PRESETS, Points
from digitpad.playground.segments import Edit
from digitpad.playground.settings import Settings
from digitpad.playground.state import Setup
from digitpad.playground.state_file import is_json, is_state, read_state, save_state
from digitpad.playground.update_rules import RULES
from digitpad.ui.support.mime import FileKind, kind_of_file

DEEP = Settings(
    hidden=(6, 3),
    activation="tanh",
    features=("x", "y", "x*y"),
    initialization="Xavier",
    learning_rate=0.05,
    batch=7,
    l1=0.001,
)


def trained(settings: Settings = DEEP) -> Setup:
    """A run in which everything that is kept was changed on the way."""
    points = PRESETS["spiral"].make().split(0.3, seed=2)
    experiment = Experiment(points, settings)
    for _ in range(12):
        experiment.step()
    experiment.edit(Edit(layer=0, row=1, column=2, value=0.1))
    experiment.edit(Edit(layer=1, row=None, column=0, value=-1 / 3))
    experiment.points = points.moved(3, (1 / 3, 2**-30)).added((0.1, 0.2), 1)
    experiment.settings = replace(settings, learning_rate=0.1 + 0.2, l2=0.01)
    for _ in range(9):
        experiment.step()
    return Setup("spiral", experiment, noise=0.25)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of a file."""
    path = tmp_path_factory.mktemp("saved") / "p.json"
    save_state(path, trained(replace(DEEP, optimizer="Adam")))
    return path.read_text()


def assert_same(one: Points, other: Points) -> None:
    for name in ("positions", "labels", "is_test", "classes"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize("rule", RULES)
def test_a_playground_comes_back_and_takes_the_same_steps(tmp_path: Path, rule: str) -> None:
    setup = trained(replace(DEEP, optimizer=rule))
    save_state(tmp_path / "p.json", setup)
    again = read_state(tmp_path / "p.json")
    old, new = setup.experiment, again.experiment
    assert (again.preset, again.noise) == ("spiral", 0.25)
    assert (new.settings, new.iteration) == (old.settings, old.iteration)
    assert_same(new.points, old.points)
    for _ in range(5):
        for one, other in zip(new.network.parameters, old.network.parameters, strict=True):
            np.testing.assert_array_equal(one, other)
        assert new.step() == old.step()
    assert repr(new.losses.moments()) == repr(old.losses.moments())
    assert new.losses.curve() == old.losses.curve()
    assert numpy_program(new) == numpy_program(old)


def test_saved_again_it_is_the_same_file(tmp_path: Path) -> None:
    save_state(tmp_path / "one.json", trained())
    save_state(tmp_path / "two.json", read_state(tmp_path / "one.json"))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (1,), (2, 2, 2, 2)])
def test_every_network_comes_back(tmp_path: Path, activation: str, hidden: tuple[int, ...]) -> None:
    settings = Settings(hidden=hidden, activation=activation)
    experiment = Experiment(PRESETS["quadrants"].make(), settings)
    save_state(tmp_path / "p.json", Setup("quadrants", experiment))
    new = read_state(tmp_path / "p.json").experiment
    assert new.settings == settings
    assert new.step() == experiment.step()


def test_what_diverges_next_goes_back_to_what_was_saved(tmp_path: Path) -> None:
    setup = trained(replace(DEEP, learning_rate=1e8))
    save_state(tmp_path / "p.json", setup)
    again = read_state(tmp_path / "p.json").experiment
    again.settings = replace(again.settings, learning_rate=1e9)

    def go_on() -> None:
        for _ in range(1000):
            again.step()

    with pytest.raises(DigitpadError, match="diverged"):
        go_on()
    assert all(np.isfinite(parameter).all() for parameter in again.network.parameters)


def test_a_record_that_was_given_up_stays_so(tmp_path: Path) -> None:
    setup = trained()
    setup.experiment.record.segments = None
    save_state(tmp_path / "p.json", setup)
    assert read_state(tmp_path / "p.json").experiment.record.segments is None


def test_a_playground_without_points_comes_back(tmp_path: Path) -> None:
    points = Points.to_learn(np.zeros((0, 2)), np.zeros(0, int), 2)
    save_state(tmp_path / "p.json", Setup("", Experiment(points, Settings())))
    assert len(read_state(tmp_path / "p.json").experiment.points) == 0


def test_a_file_is_known_by_its_start(tmp_path: Path) -> None:
    save_state(tmp_path / "p.json", trained())
    start = (tmp_path / "p.json").read_bytes()[:100]
    assert is_state(start)
    assert not is_state(b'{"format": "another"}')


@pytest.mark.parametrize(
    ("name", "content", "is_it"),
    [
        ("p.json", b"", True),
        ("p.txt", b'\xef\xbb\xbf\n {"format"', True),
        ("p.csv", b"x,y,label\n", False),
        ("p.csv", b"", False),
    ],
)
def test_a_json_text_is_known(tmp_path: Path, name: str, content: bytes, is_it: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert is_json(tmp_path / name) is is_it


def change(*path: Any, to: Any) -> Callable[[Any], None]:
    def change_it(values: Any) -> None:
        for name in path[:-1]:
            values = values[name]
        values[path[-1]] = to

    return change_it


def remove(*path: Any) -> Callable[[Any], None]:
    def remove_it(values: Any) -> None:
        for name in path[:-1]:
            values = values[name]
        del values[path[-1]]

    return remove_it


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (change("format", to="nbformat"), 'expected a "digitpad playground", found another JSON'),
        (change("version", to=2), "version: expected at most 1, found 2; it needs a newer"),
        (change("preset", to="moons"), "preset: expected one of"),
        (change("noise", to=-1), "noise: expected a number from 0 to"),
        (remove("points"), "points: expected a value, found none"),
        (change("points", to=[]), "points: expected 1 to 501 items, found 0"),
        (change("points", 0, "classes", to=7), "points 1, classes: expected a whole number from 2"),
        (change("points", 0, "labels", 4, to=3), "points 1, labels 5: expected a whole number"),
        (change("points", 0, "labels", 4, to=True), 'from 0 to 2, found "true"'),
        (change("points", 0, "positions", 3, to=[1]), "positions 4: expected 2 items, found 1"),
        (change("points", 0, "positions", 3, 1, to="1"), 'positions 4 2: expected a number'),
        (change("points", 0, "positions", 0, 0, to=10**400), "positions 1 1: expected a number"),
        (change("points", 0, "labels", to=[0] * 501), "labels: expected 0 to 500 items, found 501"),
        (change("points", 1, "classes", to=5), "points 2, classes: expected 3, as now"),
        (change("settings", 0, "hidden", to=[64] * 5), "hidden: expected 0 to 4 items, found 5"),
        (change("settings", 0, "hidden", to=[65]), "hidden 1: expected a whole number from 1"),
        (change("settings", 0, "activation", to="eval"), "activation: expected one of step, "),
        (change("settings", 0, "activation", to=["tanh"]), "activation: expected one of step, "),
        (change("settings", 0, "features", to=[]), "features: expected different features"),
        (change("settings", 1, "seed", to=9), "settings 2: expected settings that begin"),
        (change("network", 0, "w", 0, to=[1.0]), "network 1, w 1: expected 6 items, found 1"),
        (change("network", 0, to=[]), "network 1: expected an object, found a list of 0"),
        (change("learner", "rule", to="SGD"), "learner, rule: expected one of"),
        (change("learner", "state", "sum", to=[]), "learner, state, sum: expected 6 items"),
        (change("losses", "steps", "every", to=3), "losses, steps, every: expected a power of 2"),
        (change("losses", "count", to=10**12), "losses, steps, every: expected a power of 2"),
        (change("losses", "moments", "test", 0, to="low"), "test 1: expected a number"),
        (change("record", 0, "points", to=99), "record 1, points: expected a whole number from 0"),
        (change("record", 1, "edits", 0, "layer", to=3), "edits 1, layer: expected a whole number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(
    saved: str, tmp_path: Path, damage: Callable[[Any], None], problem: str
) -> None:
    path = tmp_path / "p.json"
    values = json.loads(saved)
    damage(values)
    path.write_text(json.dumps(values))
    with pytest.raises(FileError) as caught:
        read_state(path)
    assert problem in str(caught.value)
    assert str(caught.value).startswith(f"{path}")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "line 1, column 1: damaged or incomplete"),
        (b'{"format": "digitpad playground", "ver', "line 1, column 35: damaged or incomplete"),
        (b"[1, 2]", "another JSON text"),
        (b"[" * 100_000, "this is no JSON text"),
        (b"\xff\x00{}", "this is no JSON text"),
        (b"9" * 5000, "this is no JSON text"),
        (b'{"format": "digitpad playground", "version": NaN}', "expected numbers, found NaN"),
    ],
)
def test_what_is_no_playground_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "p.json"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        read_state(path)
    assert problem in str(caught.value)


def test_a_file_that_is_far_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.playground.state_file.MAX_BYTES", 1000)
    save_state(tmp_path / "p.json", trained())
    with pytest.raises(FileError, match="too large for a playground"):
        read_state(tmp_path / "p.json")


def test_weights_that_are_no_numbers_are_not_saved_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text("before")
    setup = trained()
    setup.experiment.network.parameters[0][0, 0] = np.inf
    with pytest.raises(DigitpadError, match="too large to be saved"):
        save_state(path, setup)
    assert path.read_text() == "before"
    with pytest.raises(DigitpadError, match="Cannot write"):
        save_state(tmp_path / "missing" / "p.json", trained())


def test_a_playground_is_known_wherever_it_is_dropped(tmp_path: Path) -> None:
    save_state(tmp_path / "p.txt", Setup("XOR", Experiment(PRESETS["XOR"].make(), Settings())))
    assert kind_of_file(str(tmp_path / "p.txt")) is FileKind.PLAYGROUND
