"""``digitpad explain``: why is this one digit, and not another?"""

import argparse
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.commands.output import follow, load, percent, progress_bar, read_options
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import ReadOptions, load_dataset
from digitpad.data.formats.pictures import is_one_picture
from digitpad.errors import DatasetError, FileError, InkError, printable
from digitpad.explain.contributions import Contributions
from digitpad.explain.explanation import Explanation, explain
from digitpad.explain.neighbours import Neighbour, NeighbourIndex
from digitpad.explain.picture import write_explanation
from digitpad.explain.words import place_of, sentence
from digitpad.files.resources import reference_digits, resource_path
from digitpad.files.writable import why_not_writable
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.picture_file import read_picture
from digitpad.models.model_file import load_model
from digitpad.nn.network import Network
from digitpad.recognition.picture import doubt_of

MAX_UNITS = 10
"""Units that are printed of each layer, those that add most."""


def run(arguments: argparse.Namespace) -> int:
    """Print why, and write a picture of it where one is asked for."""
    network = load_model(arguments.model or resource_path("model.npz")).network
    if arguments.out:
        _check(arguments.out)
    image = _image(network, arguments.file, arguments.digit)
    known = (
        load(arguments.dataset, read_options(arguments, "train"))
        if arguments.dataset
        else load(str(reference_digits()), ReadOptions("train"))
    )
    index = NeighbourIndex(network, known.images)
    with progress_bar("digits", desc="Comparing") as bar:
        show = follow(bar)
        for done in index.build():
            show(done, len(known))
    found = explain(network, image, arguments.against, index, known.labels)
    if arguments.json:
        print(json.dumps(_as_json(found, known)))
    else:
        _tell(found, known)
    if arguments.out:
        write_explanation(found, arguments.out)
    return 0


def _check(out: str) -> None:
    """Tell before any work that a picture cannot be written."""
    if not out.lower().endswith(".png"):
        raise FileError(out, found="the extension must be .png")
    if reason := why_not_writable(out):
        raise FileError.unwritable(out, reason)


def _image(network: Network, file: str, wanted: int | None) -> NDArray[np.uint8]:
    """The image (28, 28) of the one digit in a file, or of the wanted one in a picture, from 1."""
    if is_one_picture(file):
        image = _image_in_picture(network, file, wanted)
    elif wanted is not None:
        raise DatasetError(file, found="another file", expected="an image for --digit")
    else:
        digits = load_dataset(file, half="test")
        if len(digits) != 1:
            raise DatasetError(file, found=f"{len(digits):,}", expected="one digit")
        image = digits.images[0]
    if not image.any():
        raise InkError(f"{printable(file)}: No digit found: the image is blank.")
    return image


def _image_in_picture(network: Network, file: str, wanted: int | None) -> NDArray[np.uint8]:
    try:
        digits = found_digits(read_picture(file), doubt_of(network)).digits
    except InkError as error:
        text = str(error)
        named = text.startswith(printable(file))
        raise InkError(text if named else f"{printable(file)}: {text}") from error
    if wanted is None and len(digits) > 1:
        found = f"{len(digits):,}; --digit N explains one of them"
        raise DatasetError(file, found=found, expected="one digit")
    if wanted is not None and not 1 <= wanted <= len(digits):
        raise DatasetError(file, found=f"--digit {wanted}", expected=f"1 to {len(digits):,}")
    return digits[(wanted or 1) - 1].image


def _tell(found: Explanation, known: DigitSet) -> None:
    labels = [_label(known, neighbour) for neighbour in found.nearest]
    print(sentence(found, [label for label in labels if label is not None]))
    digit, other = found.digit, found.against
    shares = (percent(found.probabilities[number]) for number in (digit, other))
    print(f"{digit}: {next(shares)}, {other}: {next(shares)}")
    print(f"logit {digit} - logit {other} = {found.parts.difference:+.2f}")
    for number, piece in enumerate(found.pieces, 1):
        place = place_of(piece, found.image)
        where = f"{place} (row {piece.row + 1}, column {piece.column + 1})"
        print(f"  {number}. without the ink {where}: {-piece.worth:+.2f}")
    if found.change:
        how = "adding" if found.change.is_addition else "removing"
        chance = percent(found.change.probabilities[other])
        print(f"{how} {found.change.ink:.1f} pixels of ink changes it to {other}, {chance}")
    else:
        print(f"no single small change to {other} found")
    for neighbour, label in zip(found.nearest, labels, strict=True):
        name = printable(_name(known, neighbour))
        print(f"  {neighbour.similarity:.3f}  {'?' if label is None else label}  {name}")


def _as_json(found: Explanation, known: DigitSet) -> dict[str, Any]:
    parts = found.parts
    change = found.change
    return {
        "digit": found.digit,
        "against": found.against,
        "probabilities": found.probabilities,
        "difference": parts.difference,
        "units": _units(parts),
        "pixels": parts.pixels.tolist(),
        "bias": parts.biases[0],
        "evidence": found.evidence.tolist(),
        "missing": found.missing.tolist(),
        "nearest": _neighbours(found.nearest, known),
        "nearest_against": _neighbours(found.nearest_against, known),
        "change": change
        and {
            "kind": "addition" if change.is_addition else "removal",
            "ink": change.ink,
            "probabilities": change.probabilities,
            "image": change.image.tolist(),
        },
    }


def _units(parts: Contributions) -> list[dict[str, Any]]:
    """The units that add most to the difference, for it or against it, layer by layer."""
    return [
        {
            "layer": layer,
            "unit": int(unit),
            "activation": float(parts.activations[layer - 1][unit]),
            "contribution": float(units[unit]),
        }
        for layer, units in enumerate(parts.units, 1)
        for unit in np.argsort(-np.abs(units), kind="stable")[:MAX_UNITS]
    ]


def _neighbours(neighbours: tuple[Neighbour, ...], known: DigitSet) -> list[dict[str, Any]]:
    return [
        {
            "name": _name(known, neighbour),
            "label": _label(known, neighbour),
            "similarity": neighbour.similarity,
        }
        for neighbour in neighbours
    ]


def _label(known: DigitSet, neighbour: Neighbour) -> int | None:
    label = int(known.labels[neighbour.number])
    return label if label >= 0 else None


def _name(known: DigitSet, neighbour: Neighbour) -> str:
    return known.names[neighbour.number] if known.names else f"#{neighbour.number + 1}"
