"""How well drawings of several digits are predicted as numbers.

    python tests/benchmarks/drawn_numbers.py

Numbers of 1 to 6 digits are put together of the check part of the reference digits, each number of
one writer, whom the network never saw. Gaps are from -0.05 to 0.6 of the height; sizes and
baselines vary as hands do. Three numbers in ten are written in any order of their strokes.

    python tests/benchmarks/drawn_numbers.py --fit --model MODEL --digits SET --site NAME

looks for better weights of ``digitpad/ink/segmentation.py``, one after the other. Fit them to the
digits of a site that the model never saw, not to the check part.
"""

import argparse
import time
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import stream_dataset
from digitpad.data.reference import check_part
from digitpad.files.resources import resource_path
from digitpad.ink import segmentation
from digitpad.ink.strokes import CANVAS, Drawing, Points, Stroke, bounds
from digitpad.models.model_file import load_model
from digitpad.nn.network import Network
from digitpad.recognition.number import NumberPredictor

FEWEST = 4
"""Digits that a writer must have."""


@dataclass(frozen=True, eq=False)
class Sample:
    """A number that somebody might have drawn."""

    drawing: Drawing
    digits: tuple[tuple[Drawing, int], ...]
    gap: float
    height: float

    @property
    def text(self) -> str:
        return "".join(str(label) for _, label in self.digits)

    def below(self, other: "Sample", gap: float) -> Drawing:
        """This one as a second row below another, as large, and a gap of its height below it."""
        low, _ = bounds(self.drawing)
        left, bottom = bounds(other.drawing)[0][0], bounds(other.drawing)[1][1]
        corner = np.array([left, bottom + gap * other.height], np.float32)
        scale = np.float32(other.height / self.height)
        moved = (Stroke((stroke.points - low) * scale + corner) for stroke in self.drawing.strokes)
        return Drawing((*other.drawing.strokes, *moved))


def samples(digits: DigitSet, count: int, seed: int) -> list[Sample]:
    """Numbers of 1 to 6 digits in turn, each of one writer."""
    assert digits.writers is not None
    assert digits.drawings is not None
    rng = np.random.default_rng(seed)
    by_writer: dict[int, list[int]] = {}
    for place, writer in enumerate(digits.writers):
        by_writer.setdefault(writer, []).append(place)
    hands = [places for places in by_writer.values() if len(places) >= FEWEST]
    found = []
    for number in range(count):
        places = rng.choice(hands[rng.integers(len(hands))], 1 + number % 6)
        pairs = [(digits.drawings[place], int(digits.labels[place])) for place in places]
        found.append(_sample(rng, pairs))
    return found


def _sample(rng: np.random.Generator, pairs: list[tuple[Drawing, int]]) -> Sample:
    gap, slope = float(rng.uniform(-0.05, 0.6)), rng.normal(0, 0.05)
    right, digits = 0.0, []
    for drawing, label in pairs:
        lines = _placed(drawing, right, rng.normal(0, 0.06) + slope * right, rng)
        right = max(float(line[:, 0].max()) for line in lines) + gap
        digits.append((lines, label))
    extent = np.ptp(np.concatenate([line for lines, _ in digits for line in lines]), axis=0).max()
    height = min(rng.uniform(60, 200 if len(pairs) > 1 else 450), 0.95 * CANVAS / extent)
    drawn = tuple(
        (Drawing(tuple(Stroke((line * height + 20).astype(np.float32)) for line in lines)), label)
        for lines, label in digits
    )
    strokes = [stroke for drawing, _ in drawn for stroke in drawing.strokes]
    if rng.random() < 0.3:
        rng.shuffle(strokes)
    return Sample(Drawing(tuple(strokes)), drawn, gap, height)


def _placed(drawing: Drawing, left: float, down: float, rng: np.random.Generator) -> list[Points]:
    """The lines of a digit about 1 high: on the base line, a very low one in the middle."""
    low, high = bounds(drawing)
    width, height = (high - low).tolist()
    scale = float(np.exp(rng.normal(0, 0.1))) / max(height, 0.55 * width, 1.0)
    room = 1 - height * scale
    shift = np.array([left, down + room * (0.5 if height * scale < 0.6 else 1)], np.float32)
    return [(stroke.points - low) * np.float32(scale) + shift for stroke in drawing.strokes]


def outcomes(found: list[Sample], predictors: list[NumberPredictor]) -> NDArray[np.bool_]:
    """For each number whether there are as many digits as it has, and whether all are right."""
    results = []
    for sample, predictor in zip(found, predictors, strict=True):
        number = predictor.predict(sample.drawing)
        is_counted = len(number.digits) == len(sample.digits) and len(number.rows) == 1
        results.append((is_counted, number.text == sample.text))
    return np.array(results)


def right_alone(network: Network, found: list[Sample]) -> NDArray[np.bool_]:
    """For each number whether its digits are right where each is predicted by itself."""
    results = []
    for sample in found:
        one = (NumberPredictor(network).predict_one(drawing) for drawing, _ in sample.digits)
        results.append("".join(str(digit.digit) for digit in one) == sample.text)
    return np.array(results)


def report(network: Network, found: list[Sample]) -> None:
    """Print how many numbers are right."""
    results = outcomes(found, [NumberPredictor(network) for _ in found])
    alone = right_alone(network, found)
    lengths = np.array([len(sample.digits) for sample in found])
    gaps = np.array([sample.gap for sample in found])
    print("digits  gap      numbers  count right  all right  all right, digits alone")
    several = (lengths >= 2) & (lengths <= 5)
    rows = [(str(n), lengths == n, "any") for n in range(1, 7)]
    rows += [("2-5", several, "any"), ("2-5", several & (gaps >= 0.1), ">= 0.1")]
    for name, chosen, gap in rows:
        counted, right = 100 * results[chosen].mean(axis=0)
        print(
            f"{name:6}  {gap:7}  {chosen.sum():7,}  {counted:9.2f} %  {right:7.2f} %  "
            f"{100 * alone[chosen].mean():7.2f} %"
        )


def two_rows(network: Network, found: list[Sample]) -> None:
    """Print how many drawings of two numbers, one below the other, have the right rows."""
    rng = np.random.default_rng(1)
    results = []
    for upper, lower in pairwise(found):
        if len(upper.digits) > 1:
            drawing = lower.below(upper, rng.uniform(0.1, 0.8))
            rows = NumberPredictor(network).predict(drawing).rows
            results.append([len(row) for row in rows] == [len(upper.digits), len(lower.digits)])
    print(f"two rows: {100 * np.mean(results):.2f} % of {len(results):,} have the right digits")


def latency(network: Network, found: list[Sample]) -> None:
    """Print how long a new point of the last stroke takes at five digits.

    While others use the machine, the processor's time tells more than the clock.
    """
    times = []
    for sample in found:
        if len(sample.digits) != 5:
            continue
        *done, last = sample.drawing.strokes
        predictor = NumberPredictor(network)
        predictor.predict(Drawing((*done, Stroke(last.points[:1]))))
        for count in range(2, len(last.points), 4):
            stroke = Stroke(last.points[:count])
            start = time.perf_counter(), time.process_time()
            predictor.predict(Drawing((*done, stroke)))
            ends = time.perf_counter(), time.process_time()
            times.append([1000 * (end - begin) for begin, end in zip(start, ends, strict=True)])
    for name, taken in zip(("clock", "processor"), np.transpose(times), strict=True):
        median, high = np.percentile(taken, [50, 95])
        print(f"A new point at five digits, {name}: median {median:.1f} ms, p95 {high:.1f} ms")


def fit(network: Network, found: list[Sample]) -> None:
    """Try each weight larger and smaller, and keep what makes fewer numbers wrong."""
    predictors = [NumberPredictor(network) for _ in found]
    is_single = np.array([len(sample.digits) == 1 for sample in found])

    def loss() -> float:
        results = outcomes(found, predictors)
        wrong = 1 - results.mean(axis=1)
        return float(wrong[is_single].mean() + wrong[~is_single].mean())

    weights, best = segmentation.WEIGHTS, loss()
    for step in (2.0, 1.5, 1.25):
        for name in weights:
            for factor in (step, 1 / step):
                before = weights[name]
                weights[name] = before * factor
                now = loss()
                if now < best:
                    best = now
                    print(f"{best:.4f}  {weights}", flush=True)
                else:
                    weights[name] = before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default=str(resource_path("model.npz")))
    parser.add_argument("--digits", help="a dataset with strokes; else the check part")
    parser.add_argument("--site", default="", help="only writers whose name begins so")
    parser.add_argument("--count", type=int, default=3000, help="how many numbers")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fit", action="store_true", help="look for better weights")
    arguments = parser.parse_args()
    network = load_model(arguments.model).network
    digits = check_part()
    if arguments.digits:
        digits = concatenate([chunk.digits for chunk in stream_dataset(arguments.digits)])
        if arguments.site:
            with np.load(arguments.digits) as file:
                at_site = np.char.startswith(file["sites"].astype(str), arguments.site)
            digits = digits.select(np.flatnonzero(at_site))
    found = samples(digits, arguments.count, arguments.seed)
    if arguments.fit:
        fit(network, found)
    report(network, found)
    two_rows(network, found)
    latency(network, found)


if __name__ == "__main__":
    main()
