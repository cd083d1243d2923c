"""``digitpad evaluate A B --dataset D``: two models on the same digits."""

import json
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.models.model_file import Model, save_model
from digitpad.nn.network import Network
from tests.unit.commands.test_commands import run


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Twelve blank digits: what a network without a bias predicts for them is the first class."""
    labels = np.array([0] * 2 + [1] * 10, np.int8)
    write_dataset(DigitSet("d", np.zeros((12, 28, 28), np.uint8), labels), tmp_path / "d.npz")
    return tmp_path / "d.npz"


def always(digit: int, path: Path) -> Path:
    """A model that predicts one digit for everything."""
    network = Network.initialized([784, 10], np.random.default_rng(0))
    weights, bias = network.layers[0]
    weights[:] = 0
    bias[:] = np.eye(10)[digit]
    save_model(Model(network), path)
    return path


def test_both_and_their_difference_are_told(
    capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path
) -> None:
    zeros, ones = always(0, tmp_path / "zeros.npz"), always(1, tmp_path / "ones.npz")
    status, out, err = run(capsys, "evaluate", zeros, ones, "--dataset", dataset, "--json")
    figures = json.loads(out)
    assert (status, err) == (0, "")
    assert [model["model"] for model in figures["models"]] == [str(zeros), str(ones)]
    assert [model["errors"] for model in figures["models"]] == [10, 2]
    assert (figures["only_first"], figures["only_second"]) == (2, 10)
    assert (figures["both_correct"], figures["both_wrong"]) == (0, 0)
    assert figures["different_predictions"] == figures["count"] == 12
    assert figures["p_value"] == pytest.approx(2 * (1 + 12 + 66) / 2**12)

    lines = run(capsys, "evaluate", zeros, ones, "--dataset", dataset)[1].splitlines()
    assert lines[0] == f"{zeros} on d.npz: 12 digits, 10 errors, accuracy 16.67%"
    assert lines[2] == f"{ones} on d.npz: 12 digits, 2 errors, accuracy 83.33%"
    assert "12 digits predicted differently" in lines
    assert lines[-1] == "McNemar's test: p = 0.0386; the models differ by more than chance"


def test_one_model_may_be_named_beside_the_option(
    capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path
) -> None:
    ones = always(1, tmp_path / "ones.npz")
    words = ["evaluate", ones, "--dataset", dataset]
    assert run(capsys, *words) == run(capsys, "evaluate", ones, dataset)
    same = json.loads(run(capsys, "evaluate", ones, ones, "--dataset", dataset, "--json")[1])
    assert (same["different_predictions"], same["p_value"]) == (0, 1)
