"""How sure a model is of what is no digit, and how often it doubts what is one.

    python tests/benchmarks/non_digits.py [DIGITS ...] [--half test] [--model MODEL]

First drawings of the kinds it learned to be unsure of, made anew; then what it never saw: letters
of OpenCV's fonts that no digit looks like, as pictures, lines that wander at random, hatching, a
dot, and two digits side by side, of writers that it did not learn from. The last columns are how
many of them are shown as "?" with "Always one digit", and how many where several digits are looked
for: there, a number in which one digit is doubted counts. Two digits are a number, not to be
doubted. Then each set of digits: how many of those that are
predicted correctly, and of those that are not, are shown as "?", and for what reason.
"""

import argparse
from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.reference import check_part
from digitpad.data.synthesis.digits import drawn
from digitpad.data.synthesis.non_digits import KINDS
from digitpad.explain.certainty import Certainty, certainty_of
from digitpad.files.resources import resource_path
from digitpad.ink.opencv import cv2
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke, bounds
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from digitpad.recognition.number import NumberPredictor

LETTERS = "AEFHKLMNPRTUVWXYehkmnprtuvwxy@#%&*"
FONTS = (0, 1, 2, 3, 4, 6)

Drawings = list[Drawing]


def made_anew(rng: np.random.Generator) -> Iterator[tuple[str, Drawings]]:
    """Names and drawings of the kinds that come in training."""
    for kind in dict.fromkeys(KINDS):
        count = 500 * KINDS.count(kind)
        yield getattr(kind, "__name__", "")[1:], [drawn(kind(rng), rng) for _ in range(count)]


def unseen_letters() -> Drawings:
    drawings = []
    for letter in LETTERS:
        for font in FONTS:
            ink = np.zeros((300, 300), np.uint8)
            cv2.putText(ink, letter, (80, 200), font, 5, 255, 14, cv2.LINE_AA)
            drawings.append(Drawing((), ink))
    return drawings


def wandering(rng: np.random.Generator) -> Drawings:
    walks = (np.cumsum(rng.normal(0, 0.1, (60, 2)), axis=0) for _ in range(500))
    return [drawn([[(x, y) for x, y in walk.tolist()]], rng) for walk in walks]


def hatching(rng: np.random.Generator) -> Drawings:
    lines = [[(0.0, y), (1.0, y + 0.1)] for y in np.linspace(0, 1, 6).tolist()]
    return [drawn(lines, rng) for _ in range(100)]


def dots(rng: np.random.Generator) -> Drawings:
    """A click, mostly with a hand that moves a little."""
    return [
        Drawing((Stroke(rng.normal(CANVAS / 2, 2, (count, 2)).astype(np.float32)),))
        for count in rng.integers(1, 6, 100).tolist()
    ]


def pairs(digits: DigitSet, rng: np.random.Generator) -> Drawings:
    """Two digits side by side, about as high, with a gap of a sixth to a half of their height."""
    drawings = []
    for left, right in rng.integers(len(digits), size=(500, 2)).tolist():
        strokes: list[Stroke] = []
        x = 60.0
        for number in (left, right):
            drawing = digits.drawings[number]
            low, high = bounds(drawing)
            scale = rng.uniform(130, 170) / max(float(high[1] - low[1]), 1.0)
            corner = np.array([x, rng.uniform(200, 220)])
            strokes += [
                Stroke(((stroke.points - low) * scale + corner).astype(np.float32))
                for stroke in drawing.strokes
            ]
            x += float(high[0] - low[0]) * scale + rng.uniform(25, 75)
        drawings.append(Drawing(tuple(strokes)))
    return drawings


def everything() -> Iterator[tuple[str, Drawings]]:
    """Names and drawings."""
    rng = np.random.default_rng(11)
    yield from made_anew(rng)
    yield "letters, unseen", unseen_letters()
    yield "random walks, unseen", wandering(rng)
    yield "hatching, unseen", hatching(rng)
    yield "dots, unseen", dots(rng)
    yield "two digits, unseen", pairs(check_part(), rng)


def predicted(
    network: Network, drawings: Drawings, images: NDArray[np.uint8]
) -> tuple[NDArray[np.floating], list[Certainty]]:
    """Probabilities (N, 10), and what the window says of each."""
    probabilities = np.exp(predict_log_proba(network, images))
    rows = zip(drawings, probabilities.tolist(), strict=True)
    return probabilities, [certainty_of(drawing, row) for drawing, row in rows]


def tell_non_digits(network: Network) -> None:
    print(
        f"{'':<24}{'drawings':>9}{'above 99 %':>12}{'above 90 %':>12}{'median':>8}{'as ?':>10}"
        f"{'number ?':>10}"
    )
    total = []
    for name, drawings in everything():
        images = np.array([rasterized(drawing) for drawing in drawings])
        probabilities, certainties = predicted(network, drawings, images)
        is_doubted = [certainty.reason is not None for certainty in certainties]
        numbers = (NumberPredictor(network).predict(drawing) for drawing in drawings)
        is_number_doubted = [
            any(digit.certainty.reason for digit in number.digits) for number in numbers
        ]
        total.append(np.stack([probabilities.max(axis=1), is_doubted, is_number_doubted], axis=1))
        tell(name, *total[-1].T)
    tell("all", *np.concatenate(total).T)


def tell(
    name: str,
    best: NDArray[np.floating],
    is_doubted: NDArray[np.floating],
    is_number_doubted: NDArray[np.floating],
) -> None:
    shares = (best > 0.99).mean(), (best > 0.9).mean(), is_doubted.mean(), is_number_doubted.mean()
    above, high, doubted, number = (f"{100 * share:.1f} %" for share in shares)
    median = f"{100 * np.median(best):.0f} %"
    print(f"{name:<24}{len(best):>9}{above:>12}{high:>12}{median:>8}{doubted:>10}{number:>10}")


def tell_digits(network: Network, path: str, half: str) -> None:
    digits = load_dataset(path, half=half)
    drawings = list(digits.drawings) or [Drawing(picture=image) for image in digits.images]
    probabilities, certainties = predicted(network, drawings, digits.images)
    is_right = probabilities.argmax(axis=1) == digits.labels
    print(f"\n{path}: {len(digits):,} digits")
    for name, some in (("correctly predicted", is_right), ("misclassified", ~is_right)):
        reasons = Counter(certainties[number].reason for number in np.flatnonzero(some))
        del reasons[None]
        share = f"{100 * reasons.total() / max(some.sum(), 1):.2f} %"
        why = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
        print(f"  {some.sum():>6,} {name:<20}{reasons.total():>5} as ?  {share:>8}  {why}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("digits", nargs="*", metavar="DIGITS", help="labelled digits to doubt")
    parser.add_argument("--half", default="train", help="of sets that have two: train or test")
    parser.add_argument("--model", help="a model file; else the built-in one")
    arguments = parser.parse_args()
    network = load_model(arguments.model or resource_path("model.npz")).network
    tell_non_digits(network)
    for path in arguments.digits:
        tell_digits(network, path, arguments.half)


if __name__ == "__main__":
    main()
