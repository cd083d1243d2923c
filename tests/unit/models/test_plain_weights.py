"""Networks that other programs wrote as plain arrays."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.errors import ModelFileError
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network

Arrays = dict[str, NDArray[Any]]


@pytest.fixture
def network() -> Network:
    """A 784-12-12-10 network with biases that are not 0."""
    network = Network.initialized([784, 12, 12, 10], np.random.default_rng(1))
    for _, bias in network.layers:
        bias += np.arange(len(bias), dtype=bias.dtype)
    return network


NAMES = [
    ("W{}", "b{}", 1),
    ("w{}", "b{}", 0),
    ("weight{}", "bias{}", 1),
    ("weights_{}", "biases_{}", 1),
    ("weight_{}", "bias_{}", 1),
    ("fc{}.weight", "fc{}.bias", 1),
    ("net.{}.weight", "net.{}.bias", 8),
    ("layers/{}/kernel", "layers/{}/bias", 0),
    ("coefs_{}", "intercepts_{}", 0),
]


def named(network: Network, weight: str, bias: str, first: int = 1) -> Arrays:
    arrays: Arrays = {}
    # As a dictionary in no order has them.
    for number, (weights, biases) in reversed(list(enumerate(network.layers, first))):
        arrays[bias.format(number)] = biases
        arrays[weight.format(number)] = weights
    return arrays


def opened(arrays: Arrays, tmp_path: Path) -> Model:
    np.savez(tmp_path / "own.npz", **arrays)  # type: ignore[arg-type]
    return load_model(tmp_path / "own.npz")


def assert_same(one: Network, other: Network) -> None:
    assert one.sizes == other.sizes
    for a, b in zip(one.parameters, other.parameters, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize(("weight", "bias", "first"), NAMES)
def test_usual_names(network: Network, tmp_path: Path, weight: str, bias: str, first: int) -> None:
    model = opened(named(network, weight, bias, first), tmp_path)
    assert_same(model.network, network)
    assert "ReLU" in model.record["assumed"]
    assert weight.format(first) in model.record["made_of"]


@pytest.mark.parametrize("shape", [(1, -1), (-1, 1)])
def test_biases_as_rows_and_columns(
    network: Network, tmp_path: Path, shape: tuple[int, int]
) -> None:
    arrays = named(network, "W{}", "b{}")
    arrays = {k: v.reshape(shape) if k.startswith("b") else v for k, v in arrays.items()}
    assert_same(opened(arrays, tmp_path).network, network)


def test_weights_as_pytorch_has_them(network: Network, tmp_path: Path) -> None:
    arrays = named(network, "{}.weight", "{}.bias")
    arrays = {k: v.T if "weight" in k else v for k, v in arrays.items()}
    model = opened(arrays, tmp_path)
    assert_same(model.network, network)
    assert "transposed" in model.record


def test_one_matrix_of_several_transposed(tmp_path: Path) -> None:
    network = Network.initialized([784, 12, 10], np.random.default_rng(1))
    arrays = named(network, "W{}", "b{}")
    arrays["W2"] = arrays["W2"].T
    assert_same(opened(arrays, tmp_path).network, network)


def test_arrays_without_names(network: Network, tmp_path: Path) -> None:
    np.savez(tmp_path / "own.npz", *network.parameters)
    assert_same(load_model(tmp_path / "own.npz").network, network)


def test_without_biases(network: Network, tmp_path: Path) -> None:
    arrays = named(network, "W{}", "b{}")
    weights = {name: array for name, array in arrays.items() if name.startswith("W")}
    model = opened(weights, tmp_path)
    assert not any(bias.any() for _, bias in model.network.layers)


def test_what_is_beside_the_weights_is_said_not_to_be_used(
    network: Network, tmp_path: Path
) -> None:
    arrays = {**named(network, "W{}", "b{}"), "losses": np.zeros(100), "epochs": np.array(3)}
    assert opened(arrays, tmp_path).record["not_used"] == "losses, epochs"


def test_half_precision_is_widened(network: Network, tmp_path: Path) -> None:
    arrays = {k: v.astype(np.float16) for k, v in named(network, "W{}", "b{}").items()}
    assert opened(arrays, tmp_path).network.dtype == np.float32


def test_it_is_saved_as_a_model(network: Network, tmp_path: Path) -> None:
    model = opened(named(network, "W{}", "b{}"), tmp_path)
    save_model(model, tmp_path / "model.npz")
    again = load_model(tmp_path / "model.npz")
    assert_same(again.network, network)
    assert again.record == model.record


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"W1": np.zeros((64, 12))}, r"array W1: expected .*784.*, found shapes \(64, 12\)"),
        ({"W3": np.zeros((12, 9))}, "from 784 inputs to 10 outputs"),
        (
            {"W1": np.zeros((12, 784))},
            "array W2: expected .*, found others, so .12, 12. may be transposed",
        ),
        ({"b1": np.zeros(13)}, r"array b1: expected .*, found float64 of shape \(13,\)"),
        ({"b1": None}, "expected as many biases as weight matrices .3., found 2"),
        ({"W1": np.zeros((784, 12), int)}, "array W1: expected .*, found int64"),
        ({"W2": np.full((12, 12), np.nan)}, "array W2: not all values are finite"),
        ({"W2": np.zeros((3, 3, 4, 4))}, "array W2: expected .*, found float64 of shape"),
        ({"mask": np.zeros((12, 12))}, "array mask: neither weights nor bias"),
    ],
)
def test_what_is_no_network_for_digits_is_refused(
    network: Network, tmp_path: Path, changes: Arrays, words: str
) -> None:
    arrays = {**named(network, "W{}", "b{}"), **changes}
    with pytest.raises(ModelFileError, match=words):
        opened({k: v for k, v in arrays.items() if v is not None}, tmp_path)


def test_pickled_arrays_are_not_unpickled(network: Network, tmp_path: Path) -> None:
    arrays = {**named(network, "W{}", "b{}"), "W1": np.array([{}, {}], object)}
    with pytest.raises(ModelFileError, match="array W1"):
        opened(arrays, tmp_path)
