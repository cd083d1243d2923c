"""``digitpad export``: write a model for other programs."""

import argparse
import json
from dataclasses import asdict

from digitpad.commands.output import followed, percent
from digitpad.errors import ModelFileError, printable
from digitpad.files.resources import resource_path
from digitpad.files.writable import why_not_writable
from digitpad.learning.exporting import Measured, stream_export, stream_measured
from digitpad.models.export.formats import ExportFormat, check_int8, files_of, format_of
from digitpad.models.model_file import Model, load_model


def run(arguments: argparse.Namespace) -> int:
    """Measure the model that will be written, tell it, and write it."""
    form = format_of(arguments.target, arguments.format)
    model = load_model(arguments.model or resource_path("model.npz"))
    write_export(model, arguments.target, form, is_int8=arguments.int8, is_json=arguments.json)
    return 0


def write_export(
    model: Model, target: str, form: ExportFormat, *, is_int8: bool, is_json: bool
) -> None:
    """Export a model, and print what was measured and written.

    Raises
    ------
    DigitpadError : it cannot be exported or written.
    """
    check_int8(form, is_int8=is_int8)
    for path in files_of(form, target):
        if reason := why_not_writable(path):
            raise ModelFileError.unwritable(path, reason)
    found = followed(stream_measured(model, is_int8=is_int8), "digits")
    if not is_json:
        print(_sentence(found, is_int8=is_int8), flush=True)
    files = followed(stream_export(model, target, form, is_int8=is_int8), "B")
    if is_json:
        written = [{"file": str(path), "bytes": size} for path, size in files.items()]
        print(
            json.dumps(
                {"format": form.name, "int8": is_int8, "files": written, "measured": asdict(found)}
            )
        )
        return
    for path, size in files.items():
        print(f"Wrote {printable(path)} ({size:,} bytes)")


def _sentence(found: Measured, *, is_int8: bool) -> str:
    """How well the reference digits are predicted."""
    correct = found.digits - found.errors
    text = (
        f"Reference digits: {correct:,} of {found.digits:,} correct "
        f"({percent(correct / found.digits)})"
    )
    if not is_int8:
        return text
    return (
        f"{text} with 8-bit weights, {found.digits - found.errors_before:,} with the model's own; "
        f"{found.same:,} predicted alike"
    )
