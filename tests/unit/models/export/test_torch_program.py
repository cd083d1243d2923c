"""The PyTorch program: it predicts the same, and trains as digitpad does."""

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import digitpad
from digitpad.learning.recipe import recipe_of
from digitpad.models.model_file import Model, load_model
from tests.unit.models.export.conftest import Export

SETTINGS: dict[str, Any] = {"hidden": (32,), "epochs": 2, "batch": 50, "seed": 3, "non_digits": 20}


@pytest.fixture(autouse=True)
def usual_settings() -> Iterator[None]:
    """PyTorch as it is in a new process: programs that run in this one change it for all."""
    torch = sys.modules.get("torch")
    if torch:
        torch.set_default_dtype(torch.float32)
    yield
    if torch := sys.modules.get("torch"):
        torch.set_flush_denormal(False)


def test_it_compiles_whatever_the_record_holds(export: Export, small: Model) -> None:
    text = export("torch", "net.py").read_text()
    compile(text, "net.py", "exec")
    assert "DATASETS = ['a b', 'c']" in text
    command = 'digitpad train \'"""; import os\' x'
    evil = Model(small.network, {"command": command, "settings": {"seed": "1;"}})
    text = export("torch", "net.py", evil).read_text()
    compile(text, "net.py", "exec")
    assert "'seed': 1," in text


def test_it_predicts_the_same(
    export: Export,
    images: NDArray[np.uint8],
    expected: NDArray[np.floating],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    torch = pytest.importorskip("torch")
    program = export("torch", "net.py")
    network = runpy.run_path(str(program))["load_network"]()
    with torch.no_grad():
        probabilities = network.predict(torch.as_tensor(images)).softmax(1).numpy()
    np.testing.assert_allclose(probabilities, expected, atol=1e-5)
    np.savez(program.with_name("two.npz"), images=images[20:22])
    run(program, monkeypatch, "predict", "two.npz")
    lines = [f"two.npz: {row.argmax()} ({row.max():.1%})" for row in expected[20:22]]
    assert capsys.readouterr().out.splitlines() == lines


def run(program: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.chdir(program.parent)
    monkeypatch.setattr(sys, "argv", [str(program), *words])
    runpy.run_path(str(program), run_name="__main__")


@pytest.mark.parametrize(("optimizer", "augment"), [("adam", True), ("sgd", False)])
def test_it_trains_to_the_same_weights(
    optimizer: str, augment: bool, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    settings = {**SETTINGS, "optimizer": optimizer, "augment": augment, "l2": 1e-4}
    model = trained(**settings)
    program = export("torch", "net.py", model)
    run(program, monkeypatch, "train", "--out", "new.npz")
    new = load_model(program.with_name("new.npz"))
    assert_nearly_same(new, model)
    assert new.record["validation"] == pytest.approx(model.record["validation"], abs=1e-4)
    assert new.record["trained_with"].startswith("PyTorch")


def test_it_fine_tunes_without_forgetting(
    export: Export, small: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    digitpad.save_model(small, tmp_path / "start.npz")
    more = {name: SETTINGS[name] for name in ("epochs", "batch", "seed", "non_digits")}
    model = trained(start=str(tmp_path / "start.npz"), **more)
    assert model.record["keep"]
    program = export("torch", "net.py", model)
    run(program, monkeypatch, "train", "--out", "new.npz")
    new = load_model(program.with_name("new.npz"))
    assert_nearly_same(new, model)


def assert_nearly_same(one: Model, other: Model) -> None:
    """The same weights but for rounding, which Adam enlarges where gradients are almost 0."""
    pairs = zip(one.network.parameters, other.network.parameters, strict=True)
    off = np.concatenate([np.abs(a - b).ravel() for a, b in pairs])
    assert off.max() < 1e-3
    assert np.quantile(off, 0.99) < 1e-5


def trained(**settings: Any) -> Model:
    """A model of 300 digits that names what it was trained on, as those of a command do."""
    model = digitpad.train("synthetic:300", **settings)
    return replace(model, record={**model.record, "command": "digitpad train synthetic:300"})


def test_two_processes_train_as_one(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    # A step of SGD is as long as the gradient: it tells whether that is added up rightly.
    model = trained(**SETTINGS, augment=False, optimizer="sgd", learning_rate=0.05)
    program = export("torch", "net.py", model)
    words = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run(
        [*words, program.name, "train", "--out", "new.npz"],
        cwd=program.parent,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    losses = re.findall(r"training loss ([0-9.]+), validation loss ([0-9.]+)", done.stdout)
    assert len(losses) == 2
    new = load_model(program.with_name("new.npz"))
    assert new.record["processes"] == 2
    loss = model.record["validation"]["loss"]
    assert new.record["validation"]["loss"] == pytest.approx(loss, rel=1e-3)


def test_a_recipe_is_what_the_record_tells(small: Model) -> None:
    model = digitpad.train("synthetic:300", **SETTINGS)
    recipe = recipe_of(model)
    assert {name: recipe.settings[name] for name in SETTINGS} == SETTINGS
    assert recipe.settings["start"] == ""
    assert recipe.datasets == ()  # The record of a call has no command line.
    command = "digitpad train mnist 'my digits' --repeats 1 20 --half test --transpose --out m.npz"
    parts = [{"times": 1, "held_out": 0.05}, {"repeats": 20, "held_out": 0.1}]
    recipe = recipe_of(Model(small.network, {"command": command, "learned_from": parts}))
    assert recipe.datasets == ("mnist", "my digits")
    assert recipe.settings["repeats"] == (1, 20)
    assert recipe.settings["validation"] == (0.05, 0.1)
    assert (recipe.settings["half"], recipe.settings["transpose"]) == ("test", True)
    assert recipe.settings["hidden"] == (24, 16)


@pytest.mark.parametrize(
    "record",
    [
        {"command": 3, "settings": [1], "learned_from": {"a": 1}, "keep": True},
        {"command": "digitpad train 'open", "settings": {"epochs": -5, "batch": True}},
        {"command": "digitpad train --half", "learned_from": [{"repeats": "x"}]},
        {"command": "rm -rf x", "started_from": [], "settings": {}},
    ],
)
def test_a_record_may_hold_anything(record: dict[str, Any], small: Model) -> None:
    recipe = recipe_of(Model(small.network, record))
    assert recipe.datasets == ()
    assert (recipe.settings["epochs"], recipe.settings["batch"]) == (20, 256)
    assert not recipe.settings["keep"]
