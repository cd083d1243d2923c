"""``digitpad convert``: write a dataset in another form, or a model."""

import argparse
import sys
from pathlib import Path

from digitpad.commands.output import follow, load, progress_bar, read_options, teller_of_halves
from digitpad.data.formats import write_dataset
from digitpad.errors import DigitpadError, printable

READING = ("half", "label_column", "transpose", "invert", "scale")
WEIGHTS = ("format", "int8", "mean", "std")
"""Options for datasets alone, and for models alone."""

FOREIGN = (".onnx", ".pth", ".ckpt", ".keras", ".h5")
"""Endings of models that are refused, with a hint how to convert them."""


def run(arguments: argparse.Namespace) -> int:
    """Read a dataset or a model, and write it."""
    if _is_of_models(arguments.source, arguments.target):
        _refuse(arguments, READING, "a model")
        from digitpad.commands.convert_model import convert_model

        convert_model(arguments)
        return 0
    _refuse(arguments, WEIGHTS, "a dataset")
    options = read_options(arguments, "train")
    tell = teller_of_halves(arguments.source, options, arguments)
    digits = load(arguments.source, options, tell)
    with progress_bar("digits", desc=printable(Path(arguments.target).name)) as bar:
        write_dataset(digits, arguments.target, follow(bar))
    print(f"Wrote {len(digits):,} digits to {printable(arguments.target)}", file=sys.stderr)
    return 0


def _is_of_models(source: str, target: str) -> bool:
    """Whether a model is to be converted."""
    from digitpad.models.export.formats import FORMATS
    from digitpad.models.model_file import is_model

    endings = {form.ending for form in FORMATS.values()}
    if Path(target).suffix.lower() in endings:
        return True
    ending = Path(source).suffix.lower()
    return ending in FOREIGN or (ending in (".npz", ".safetensors") and is_model(source))


def _refuse(arguments: argparse.Namespace, names: tuple[str, ...], what: str) -> None:
    for name in names:
        if getattr(arguments, name):
            raise DigitpadError(f"--{name.replace('_', '-')} cannot be used with {what}.")
