"""Weights and models of other programs: opened, or refused with the way to convert them."""

import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from digitpad.errors import ModelFileError
from digitpad.files.safetensors import safetensors_bytes
from digitpad.models.model_file import Model, is_model, load_model, save_model
from digitpad.models.normalized import with_normalization
from digitpad.nn.network import Network


@pytest.fixture
def network() -> Network:
    rng = np.random.default_rng(1)
    network = Network.initialized([784, 12, 10], rng)
    for _, bias in network.layers:
        bias += rng.normal(0, 1, len(bias)).astype(np.float32)
    return network


@pytest.mark.parametrize("is_turned", [True, False])
def test_weights_as_safetensors(network: Network, tmp_path: Path, is_turned: bool) -> None:
    tensors = {}
    for number, (weights, bias) in enumerate(network.layers):
        tensors[f"net.{2 * number}.weight"] = weights.T.copy() if is_turned else weights
        tensors[f"net.{2 * number}.bias"] = bias
    path = tmp_path / "net.safetensors"
    path.write_bytes(safetensors_bytes(tensors, {"format": "pt", "record": '{"a": 1}'}))
    assert is_model(path)
    model = load_model(path)
    for one, other in zip(model.network.parameters, network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)
    # Only of files that this program wrote, the record is taken.
    assert "assumed" in model.record
    assert ("transposed" in model.record) == is_turned


def test_names_as_keras_has_them(network: Network, tmp_path: Path) -> None:
    arrays = {}
    for number, (weights, bias) in enumerate(network.layers):
        layer = f"dense_{number}" if number else "dense"
        arrays[f"sequential/{layer}/kernel:0"] = weights
        arrays[f"sequential/{layer}/bias:0"] = bias
    np.savez(tmp_path / "keras.npz", **arrays)  # type: ignore[arg-type]
    model = load_model(tmp_path / "keras.npz")
    for one, other in zip(model.network.parameters, network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_weights_that_do_not_fit_are_told(tmp_path: Path) -> None:
    tensors = {"fc1.weight": np.zeros((12, 64), np.float32), "fc1.bias": np.zeros(12, np.float32)}
    (tmp_path / "x.safetensors").write_bytes(safetensors_bytes(tensors, {}))
    with pytest.raises(ModelFileError, match=r"784 inputs to 10 outputs.*found shapes \(12, 64\)"):
        load_model(tmp_path / "x.safetensors")
    convolution = {"c.weight": np.zeros((8, 1, 3, 3), np.float32)}
    (tmp_path / "c.safetensors").write_bytes(safetensors_bytes(convolution, {}))
    with pytest.raises(ModelFileError, match=r"found float32 of shape \(8, 1, 3, 3\)"):
        load_model(tmp_path / "c.safetensors")


class Trap:
    """Runs a program where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('unpickled')",)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("net.pt", "PyTorch file, which holds a pickle; convert it: python -c .*weights_only=True"),
        ("old.pth", "PyTorch file"),
        ("net.pkl", "Python pickle, which can run any program"),
        ("net.keras", "Keras model; convert it: python -c .*get_weights"),
        ("net.h5", "Keras model"),
        ("net.onnx", "an ONNX model"),
    ],
)
def test_other_models_are_refused_unread(name: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    match name:
        case "net.pt" | "net.keras":
            with zipfile.ZipFile(path, "w") as archive:
                inner = "net/data.pkl" if name == "net.pt" else "model.weights.h5"
                archive.writestr(inner, pickle.dumps(Trap()))
        case "old.pth":
            path.write_bytes(b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.")
        case "net.pkl":
            path.write_bytes(pickle.dumps(Trap()))
        case "net.h5":
            path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
        case _:
            path.write_bytes(b"\x08\x08")
    with pytest.raises(ModelFileError, match=words):
        load_model(path)
    assert not is_model(path)


def test_normalized_pixels_become_part_of_the_first_layer(network: Network) -> None:
    x = np.random.default_rng(3).random((5, 784), np.float32)
    expected = network.logits((x - np.float32(0.1307)) / np.float32(0.3081))
    found = with_normalization(network, 0.1307, 0.3081).logits(x)
    np.testing.assert_allclose(found, expected, atol=1e-3)


def test_a_model_stays_one_under_a_foreign_name(network: Network, tmp_path: Path) -> None:
    save_model(Model(network), tmp_path / "m.npz")
    (tmp_path / "m.npz").rename(tmp_path / "m.pt")
    assert load_model(tmp_path / "m.pt").network.sizes == network.sizes
