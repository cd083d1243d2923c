"""JSON and safetensors, and what all forms have in common."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.commands.parser import EXPORT_FORMATS
from digitpad.errors import DigitpadError, ModelFileError
from digitpad.learning.exporting import stream_export, stream_measured
from digitpad.learning.progress import finished
from digitpad.models.export.formats import FORMATS, about_bytes, files_of, format_of
from digitpad.models.model_file import Model, load_model
from digitpad.nn.activations import TANH
from digitpad.nn.network import Network
from tests.unit.models.export.conftest import Export


def test_json_has_the_same_numbers(export: Export, small: Model) -> None:
    told = json.loads(export("json", "digits.json").read_text())
    assert told["sizes"] == [784, 24, 16, 10]
    assert told["record"] == small.record
    for layer, (weights, bias) in zip(told["layers"], small.network.layers, strict=True):
        np.testing.assert_array_equal(np.float32(layer["weights"]), weights)
        np.testing.assert_array_equal(np.float32(layer["bias"]), bias)


def test_safetensors_open_again(export: Export, small: Model) -> None:
    again = load_model(export("safetensors", "digits.safetensors"))
    assert again.record == small.record
    for one, other in zip(again.network.parameters, small.network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


def test_safetensors_are_read_by_their_own_package(export: Export, small: Model) -> None:
    read = pytest.importorskip("safetensors.numpy")
    tensors = read.load_file(export("safetensors", "digits.safetensors"))
    for number, (weights, bias) in enumerate(small.network.layers):
        np.testing.assert_array_equal(tensors[f"layers.{number}.weight"], weights.T)
        np.testing.assert_array_equal(tensors[f"layers.{number}.bias"], bias)


def test_a_form_is_meant_by_its_ending() -> None:
    for form in FORMATS.values():
        assert format_of(f"x{form.ending.upper()}", form.name) is form
    assert format_of("x.onnx").name == "onnx"
    with pytest.raises(DigitpadError, match="Give --format numpy or --format torch"):
        format_of("x.py")
    with pytest.raises(DigitpadError, match=r"x\.txt: no format has this ending; use one of .onnx"):
        format_of("x.txt")
    with pytest.raises(DigitpadError, match=r"x\.h: expected a name that ends in \.onnx"):
        format_of("x.h", "onnx")


def test_the_command_knows_all_formats() -> None:
    assert tuple(FORMATS) == EXPORT_FORMATS


@pytest.mark.parametrize("is_int8", [False, True])
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "onnx"])
def test_the_size_is_about_what_was_told(
    name: str, is_int8: bool, small: Model, tmp_path: Path
) -> None:
    form = FORMATS[name]
    if is_int8 and name != "c":
        with pytest.raises(DigitpadError, match="only for a C header"):
            next(stream_export(small, tmp_path / "x", form, is_int8=True))
        return
    rng = np.random.default_rng(0)
    model = Model(Network.initialized([784, 300, 10], rng))
    exporting = stream_export(model, tmp_path / f"x{form.ending}", form, is_int8=is_int8)
    while True:
        try:
            part = next(exporting)
        except StopIteration as end:
            written = end.value
            break
        assert 0 < part.done <= part.total
    assert [*written] == files_of(form, tmp_path / f"x{form.ending}")
    assert {path: path.stat().st_size for path in written} == written
    told = about_bytes(form, model.network, is_int8=is_int8)
    assert sum(written.values()) == pytest.approx(told, rel=0.15)


def test_an_export_that_is_left_off_writes_nothing(tmp_path: Path) -> None:
    model = Model(Network.initialized([784, 100, 10], np.random.default_rng(0)))
    exporting = stream_export(model, tmp_path / "x.json", FORMATS["json"])
    next(exporting)
    exporting.close()
    assert not [*tmp_path.iterdir()]


def test_a_place_that_cannot_be_written_is_told(small: Model, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"Cannot write .*no such folder"):
        for _ in stream_export(small, tmp_path / "no" / "x.py", FORMATS["numpy"]):
            pass


def test_what_cannot_be_exported_is_told(small: Model, tmp_path: Path) -> None:
    layers = [(w.astype(np.float64) * 1e300, b.astype(np.float64)) for w, b in small.network.layers]
    for network, words in (
        (Network(layers), "too large for float32"),
        (Network(small.network.layers, TANH), "Only ReLU"),
    ):
        for form in FORMATS.values():
            if form.name == "onnx":
                continue
            with pytest.raises(DigitpadError, match=words):
                [*stream_export(Model(network), tmp_path / f"x{form.ending}", form)]
    assert not [*tmp_path.iterdir()]


def test_measured_are_the_reference_digits(images: NDArray[np.uint8]) -> None:
    weights = np.zeros((784, 10), np.float32)
    model = Model(Network([(weights, np.eye(10, dtype=np.float32)[3])]))  # It is always a 3.
    found = finished(stream_measured(model, is_int8=True))
    assert (found.digits, found.same) == (1531, 1531)
    assert found.errors == found.errors_before
    assert 1300 < found.errors < 1450
