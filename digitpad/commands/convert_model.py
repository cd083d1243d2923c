"""``digitpad convert`` of a model, or of the weights of a network."""

import argparse
import sys
from pathlib import Path

from digitpad.commands.export import write_export
from digitpad.commands.output import warn
from digitpad.errors import DigitpadError, printable
from digitpad.learning.imported import missed_normalization
from digitpad.models.export.formats import format_of
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.models.normalized import with_normalization

MOST = 1000
"""A mean or a standard deviation beyond this is a slip."""


def convert_model(arguments: argparse.Namespace) -> None:
    """Read a model and write it as a model file or in another form.

    Raises
    ------
    DigitpadError : it cannot be read, exported or written.
    """
    source, target = arguments.source, arguments.target
    model = load_model(source)
    if arguments.mean is not None or arguments.std is not None:
        model = _normalized(model, arguments.mean or 0.0, arguments.std)
    elif "assumed" in model.record and (usual := missed_normalization(model)):
        mean, std = usual
        warn(
            f"{source}: it predicts far better with normalized pixels, as it was probably trained; "
            f"--mean {mean:g} --std {std:g} makes them part of the model."
        )
    if Path(target).suffix.lower() != ".npz":
        form = format_of(target, arguments.format)
        write_export(model, target, form, is_int8=arguments.int8, is_json=False)
        return
    if arguments.format or arguments.int8:
        raise DigitpadError("--format and --int8 are for other files than .npz.")
    save_model(model, target)
    print(f"Wrote {printable(target)}", file=sys.stderr)


def _normalized(model: Model, mean: float, std: float | None) -> Model:
    """The model that takes pixels from 0 to 1, of one that takes normalized ones."""
    std = 1.0 if std is None else std
    if not (abs(mean) <= MOST and 1 / MOST <= std <= MOST):
        raise DigitpadError(f"--mean {mean:g} --std {std:g}: no mean and deviation of pixels.")
    network = with_normalization(model.network, mean, std)
    return Model(network, {**model.record, "normalized": {"mean": mean, "std": std}})
