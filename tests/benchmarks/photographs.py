"""How many digits are predicted correctly from pictures of any kind.

    python -m tests.benchmarks.photographs --count 40
    python -m tests.benchmarks.photographs --only ruled --failures /tmp/failures

The pictures are made here, from the check part of the reference digits: writers that the built-in
model never saw (``--rehearsal``: the other part, for looking for better steps). *Sure* is a wrong
prediction of 50 % or more. The kinds in ``photograph_others.py`` were never looked at while the
steps were chosen.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import concatenate
from digitpad.data.formats import stream_dataset
from digitpad.data.reference import check_part
from digitpad.errors import InkError
from digitpad.files.resources import reference_digits, resource_path
from digitpad.ink.images import image_of_picture
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.photograph.judge import Doubt
from digitpad.ink.strokes import Drawing
from digitpad.models.model_file import load_model
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network
from digitpad.recognition.picture import doubt_of, predicted_picture
from tests.benchmarks.photograph_causes import CAUSES
from tests.benchmarks.photograph_kinds import TUNED, Pixels
from tests.benchmarks.photograph_others import UNSEEN
from tests.benchmarks.photograph_sheets import NOTHING, SHEETS

T = TypeVar("T")

SURE = 0.5
"""A wrong prediction of at least this probability is sure."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=40, help="pictures of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="part of the name of the kinds")
    parser.add_argument("--set", choices=["tuned", "unseen", "all", "none"], default="all")
    parser.add_argument("--rehearsal", action="store_true", help="digits that the model knows")
    parser.add_argument("--before", action="store_true", help="by image_of_picture alone")
    parser.add_argument("--failures", type=Path, help="folder to write failed pictures to")
    arguments = parser.parse_args()
    network = load_model(resource_path("model.npz")).network
    drawings, labels = sample(arguments.count, arguments.seed, arguments.rehearsal)
    read = image_of_picture if arguments.before else partial(one_digit, doubt_of(network))
    kinds = {
        "tuned": TUNED | CAUSES,
        "unseen": UNSEEN,
        "all": TUNED | CAUSES | UNSEEN,
        "none": {},
    }[arguments.set]
    chosen = _chosen(kinds, arguments.only)
    if arguments.failures:
        arguments.failures.mkdir(parents=True, exist_ok=True)
    if chosen:
        print(f"{'kind':<26}{'right':>8}{'sure':>7}{'none':>7}{'ms':>7}")
    rows = []
    for name, kind in chosen.items():
        rng = np.random.default_rng(arguments.seed)
        pictures = [kind(drawing, rng) for drawing in drawings]
        row = measured(network, read, pictures, labels, name, arguments.failures)
        rows.append(row)
        print(f"{name:<26}{row[0]:8.1f}{row[1]:7.1f}{row[2]:7.1f}{row[3]:7.0f}", flush=True)
    if rows:
        mean = np.mean(rows, axis=0)
        print(f"{'mean':<26}{mean[0]:8.1f}{mean[1]:7.1f}{mean[2]:7.1f}{mean[3]:7.0f}")
    if not arguments.before:
        measure_sheets(network, arguments)
        measure_nothing(network, arguments)


def _chosen(kinds: Mapping[str, T], only: str) -> dict[str, T]:
    """The kinds that have a part in their name."""
    return {name: kind for name, kind in kinds.items() if only in name}


def measure_sheets(network: Network, arguments: argparse.Namespace) -> None:
    """Print how often a picture of several digits is predicted with the right rows."""
    if not (sheets := _chosen(SHEETS, arguments.only)):
        return
    drawings, labels = sample(10 * arguments.count, arguments.seed, arguments.rehearsal)
    print(f"\n{'several digits':<26}{'count':>8}{'all right':>11}{'digits':>8}   per cent")
    for name, (sheet, (fewest, more)) in sheets.items():
        rng = np.random.default_rng(arguments.seed)
        counted = whole = right = digits = 0
        for number in range(arguments.count):
            chosen = rng.choice(len(drawings), rng.integers(fewest, more))
            picture = sheet([drawings[place] for place in chosen], rng)
            expected = "".join(map(str, labels[chosen]))
            text = number_of(network, picture).replace("\n", "")
            digits += len(expected)
            counted += len(text) == len(expected)
            whole += text == expected
            if len(text) == len(expected):
                right += sum(a == b for a, b in zip(text, expected, strict=True))
            if text != expected and arguments.failures:
                stem = f"{name.replace(' ', '_')}_{number}_{expected}_as_{text[:20]}"
                cv2.imwrite(str(arguments.failures / f"{stem}.png"), picture)
        part = 100 / arguments.count
        print(f"{name:<26}{counted * part:8.1f}{whole * part:11.1f}{100 * right / digits:8.1f}")


def number_of(network: Network, picture: Pixels) -> str:
    try:
        return predicted_picture(network, picture).text
    except InkError:
        return ""


def measure_nothing(network: Network, arguments: argparse.Namespace) -> None:
    """Print how often a picture without a digit is taken for one."""
    count = arguments.count
    if not (chosen := _chosen(NOTHING, arguments.only)):
        return
    print(f"\n{'no digit':<26}{'none':>8}{'uncertain':>11}{'sure':>8}   per cent")
    for name, picture in chosen.items():
        rng = np.random.default_rng(arguments.seed)
        none = sure = 0
        for _ in range(count):
            try:
                digits = predicted_picture(network, picture(rng)).digits
            except InkError:
                none += 1
                continue
            sure += any(digit.certainty.reason is None for digit in digits)
        part = 100 / count
        print(f"{name:<26}{none * part:8.1f}{(count - none - sure) * part:11.1f}{sure * part:8.1f}")


def sample(count: int, seed: int, rehearsal: bool) -> tuple[list[Drawing], NDArray[np.uint8]]:
    """Digits of as many writers and of all classes."""
    digits = check_part()
    if rehearsal:
        read = stream_dataset(reference_digits(), half="train")
        digits = concatenate([chunk.digits for chunk in read])
    assert digits.drawings is not None
    rng = np.random.default_rng(seed + 1)
    order = rng.permutation(len(digits.labels))
    by_class = [order[digits.labels[order] == label] for label in range(10)]
    each = min(-(-count // 10), *map(len, by_class))
    by_class = [some[:each] for some in by_class]
    rows = np.stack(by_class, axis=1).ravel()[:count]
    return [digits.drawings[row] for row in rows], digits.labels[rows]


def one_digit(doubt: Doubt, picture: Pixels) -> Pixels | None:
    """The one digit of a picture; None where another number of them is found."""
    digits = found_digits(picture, doubt).digits
    return digits[0].image if len(digits) == 1 else None


def measured(
    network: Network,
    read: Callable[[Pixels], Pixels | None],
    pictures: Sequence[Pixels],
    labels: NDArray[np.uint8],
    name: str,
    failures: Path | None,
) -> tuple[float, float, float, float]:
    """Per cent right, wrong and sure, and without one digit; milliseconds for a picture."""
    right = sure = none = 0
    seconds = 0.0
    for number, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        start = time.perf_counter()
        try:
            image = read(picture)
        except InkError:
            image = None
        seconds += time.perf_counter() - start
        if image is None:
            none += 1
            text = "none"
        else:
            probabilities = softmax(batch_logits(network, image[None]))[0]
            digit = int(np.argmax(probabilities))
            right += digit == label
            sure += digit != label and probabilities[digit] >= SURE
            text = f"{digit}_{100 * probabilities[digit]:.0f}"
        if failures and (image is None or digit != label):
            stem = f"{name.replace(' ', '_').replace(',', '')}_{number}_{label}_as_{text}"
            cv2.imwrite(str(failures / f"{stem}.png"), picture)
    part = 100 / len(labels)
    return right * part, sure * part, none * part, 1000 * seconds / len(labels)


if __name__ == "__main__":
    main()
