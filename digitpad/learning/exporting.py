"""Exports a model: measures what will be written, and writes it as a whole or not at all."""

import io
import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from digitpad.data.reference import CHECK, CHECK_CHUNKS, check_part
from digitpad.errors import ModelFileError, printable
from digitpad.files.together import write_together
from digitpad.files.writable import reason_of
from digitpad.learning.progress import PartDone, named
from digitpad.learning.recipe import recipe_of
from digitpad.models.export.c_header import c_header_pieces
from digitpad.models.export.formats import (
    ExportFormat,
    about_bytes,
    check_choice,
    files_of,
)
from digitpad.models.export.json_file import json_pieces
from digitpad.models.export.numpy_program import numpy_program
from digitpad.models.export.onnx_file import onnx_bytes
from digitpad.models.export.prediction import float_layers, float_network
from digitpad.models.export.quantized import quantized, quantized_network
from digitpad.models.export.safetensors_file import model_safetensors
from digitpad.models.export.torch_program import torch_program
from digitpad.models.model_file import FORMAT, Model
from digitpad.models.network_arrays import network_arrays
from digitpad.nn.metrics import iter_log_proba
from digitpad.translatable import translatable

MEASURING = translatable("Measuring accuracy")
WRITING = translatable("Writing {name}")

REPORT_BYTES = 1 << 18
"""Bytes between two reports of how much is done."""


@dataclass(frozen=True)
class Measured:
    """How well what is exported predicts the check part of the reference digits.

    Parameters
    ----------
    digits : how many there are.
    errors : how many are misclassified.
    errors_before : how many the model itself misclassifies.
    same : how many both predict alike.
    """

    digits: int
    errors: int
    errors_before: int
    same: int


def stream_measured(model: Model, *, is_int8: bool = False) -> Generator[PartDone, None, Measured]:
    """Predict the reference digits with the model, and with what is exported of it.

    Raises
    ------
    DigitpadError : the model cannot be exported, or the digits cannot be read.
    """
    yield from named(MEASURING, ((done, CHECK_CHUNKS) for done in CHECK.stream()))
    digits = check_part()
    exported = float_network(model)
    if is_int8:
        exported = quantized_network(quantized(float_layers(model)))
    predictions: list[list[int]] = [[], []]
    for predicted, network in zip(predictions, (model.network, exported), strict=True):
        for rows in iter_log_proba(network, digits.images):
            predicted += rows.argmax(axis=1).tolist()
            done = sum(map(len, predictions))
            yield PartDone(MEASURING, done, 2 * len(digits))
    before, after = map(np.array, predictions)
    return Measured(
        len(digits),
        int((after != digits.labels).sum()),
        int((before != digits.labels).sum()),
        int((after == before).sum()),
    )


def stream_export(
    model: Model, path: str | Path, form: ExportFormat, *, is_int8: bool = False
) -> Generator[PartDone, None, dict[Path, int]]:
    """Write a model in another form, all or nothing; its files, and how large each is in bytes.

    Left off at a yield, it has written nothing.

    Raises
    ------
    ModelFileError : a file cannot be written.
    DigitpadError : a package is missing, or the model cannot be exported so.
    """
    check_choice(form, path, is_int8=is_int8)
    first, *beside = files_of(form, path)
    total, done = about_bytes(form, model.network, is_int8=is_int8), 0
    content = io.BytesIO()  # A list of pieces, joined, would take twice the memory.
    for piece in _pieces(model, form, first, beside, is_int8=is_int8):
        content.write(piece)
        if done // REPORT_BYTES < (done := done + len(piece)) // REPORT_BYTES:
            yield PartDone(WRITING, min(done, total), total, printable(first.name))
    contents: dict[Path, bytes | memoryview] = {first: content.getbuffer()}
    for weights in beside:
        contents[weights] = _weights(model)
    try:
        write_together(contents)
    except OSError as error:
        raise ModelFileError.unwritable(error.filename or path, reason_of(error)) from error
    return {file: len(content) for file, content in contents.items()}


def _pieces(
    model: Model, form: ExportFormat, path: Path, beside: list[Path], *, is_int8: bool
) -> Iterator[bytes]:
    """What the file that was asked for holds, piece by piece."""
    match form.name:
        case "onnx":
            yield onnx_bytes(model)
        case "numpy":
            yield numpy_program(model, beside[0].name)
        case "torch":
            recipe = recipe_of(model)
            yield torch_program(model, beside[0].name, recipe.datasets, recipe.settings)
        case "safetensors":
            yield model_safetensors(model)
        case "json":
            yield from map(str.encode, json_pieces(model))
        case "c":
            yield from map(str.encode, c_header_pieces(model, path, is_int8=is_int8))


def _weights(model: Model) -> bytes:
    """A model file in float32, for a program beside it."""
    arrays = network_arrays(float_network(model))
    described = {"format": np.array(FORMAT), "record": np.array(json.dumps(model.record))}
    file = io.BytesIO()
    np.savez(file, **described, **arrays)  # type: ignore[arg-type]
    return file.getvalue()
