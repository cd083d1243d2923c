"""``digitpad export``, and ``digitpad convert`` for models."""

import json
from pathlib import Path

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.files.resources import resource_path
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.models.normalized import with_normalization
from digitpad.nn.network import Network
from tests.few_digits import measure_on_few


@pytest.fixture(autouse=True)
def few_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    measure_on_few(monkeypatch)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    network = Network.initialized([784, 12, 10], np.random.default_rng(1))
    save_model(Model(network, {"a": 1}), tmp_path / "model.npz")
    return tmp_path / "model.npz"


def test_it_tells_what_was_measured_and_written(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "net.h"
    assert main(["export", str(model), str(target), "--int8"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Reference digits: ")
    assert "of 40 correct" in first
    assert "with 8-bit weights" in first
    assert second == f"Wrote {target} ({target.stat().st_size:,} bytes)"


def test_json_has_the_same(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "net.py"
    assert main(["--model", str(model), "export", str(target), "--format", "torch", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["int8"]) == ("torch", False)
    names = [Path(file["file"]).name for file in told["files"]]
    assert names == ["net.py", "net_weights.npz"]
    assert [file["bytes"] for file in told["files"]] == [
        Path(file["file"]).stat().st_size for file in told["files"]
    ]
    assert told["measured"]["digits"] == told["measured"]["same"] == 40


def test_the_built_in_model_is_the_default(tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "net.safetensors")]) == 0
    exported = load_model(tmp_path / "net.safetensors")
    built_in = load_model(resource_path("model.npz"))
    np.testing.assert_array_equal(exported.network.layers[0][0], built_in.network.layers[0][0])
    assert exported.record == built_in.record


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["net.py"], 1, "Give --format numpy or --format torch."),
        (["net.json", "--int8"], 1, "8-bit weights are only for a C header"),
        (["net.txt"], 1, "net.txt: no format has this ending"),
        (["no/net.json"], 1, "no such folder"),
        (["a.npz", "b.npz", "net.json"], 2, "export takes one model and one target"),
        (["net.json", "--format", "x"], 2, "invalid choice"),
        (["numpy.py", "--format", "numpy"], 1, "could not import the module numpy"),
        (["random.py", "--format", "torch"], 1, "Choose another name"),
        (["missing.npz", "net.json"], 1, "missing.npz: no such file"),
    ],
)
def test_what_is_wrong_is_told(
    words: list[str],
    status: int,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", *words]) == status
    assert told in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("command", ["export", "convert"])
def test_weights_that_nobody_named_are_not_replaced(
    command: str, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = model.rename(tmp_path / "net_weights.npz")
    before = mine.read_bytes()
    for _ in range(2):  # Without a program of this name, and with one.
        assert main([command, str(mine), str(tmp_path / "net.py"), "--format", "numpy"]) == 1
        assert "net_weights.npz already exists" in capsys.readouterr().err
        assert mine.read_bytes() == before
        (tmp_path / "net.py").write_text("")
    other = mine.rename(tmp_path / "other.npz")
    for _ in range(2):  # The weights of a program are replaced with it.
        assert main([command, str(other), str(tmp_path / "net.py"), "--format", "numpy"]) == 0


def test_convert_goes_both_ways(model: Path, tmp_path: Path) -> None:
    there, back = tmp_path / "net.safetensors", tmp_path / "back.npz"
    assert main(["convert", str(model), str(there)]) == 0
    assert main(["convert", str(there), str(back)]) == 0
    one, other = load_model(model), load_model(back)
    assert one.record == other.record
    for a, b in zip(one.network.parameters, other.network.parameters, strict=True):
        np.testing.assert_array_equal(a, b)


def test_forgotten_normalization_is_told_and_made_up_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built_in = load_model(resource_path("model.npz")).network
    # As if it had been trained on normalized pixels.
    layers = with_normalization(built_in, -0.1307 / 0.3081, 1 / 0.3081).layers
    arrays = [array for layer in layers for array in layer]
    np.savez(tmp_path / "own.npz", *arrays)
    source, target = str(tmp_path / "own.npz"), tmp_path / "model.npz"
    assert main(["convert", source, str(target)]) == 0
    assert "--mean 0.1307 --std 0.3081 makes them part of the model" in capsys.readouterr().err
    assert main(["convert", source, str(target), "--mean", "0.1307", "--std", "0.3081"]) == 0
    assert "--mean" not in capsys.readouterr().err
    found = load_model(target)
    np.testing.assert_allclose(found.network.layers[0][0], built_in.layers[0][0], atol=1e-5)
    assert found.record["normalized"] == {"mean": 0.1307, "std": 0.3081}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["model.npz", "x.json", "--transpose"], "--transpose cannot be used with a model"),
        (["model.npz", "x.npz", "--int8"], "for other files than .npz"),
        (["model.npz", "x.npz", "--std", "0"], "no mean and deviation of pixels"),
        (["synthetic:3", "x.csv", "--int8"], "--int8 cannot be used with a dataset"),
        (["net.onnx", "x.npz"], "an ONNX model"),
    ],
)
def test_options_that_do_not_fit_are_told(
    words: list[str],
    told: str,
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(model.parent)
    assert main(["convert", *words]) == 1
    assert told in capsys.readouterr().err
    assert [path.name for path in model.parent.iterdir()] == ["model.npz"]
