"""Are explanations true, and how long do they take?

    python -m tests.benchmarks.explain MNIST [--model MODEL]

On MNIST's test digits: what the ten pixels with most evidence are worth, against ten random inked
pixels of the same digit; and for digits that are misclassified, whether the true label is among
the labels of the ten nearest of MNIST's training digits and the reference digits. Then the time of
an explanation, and of what the window shows while the pen moves, beside that of a prediction in
the same run, and of the window's own thread alone. All times are of the processor: with
OMP_NUM_THREADS=1, those of one quiet core.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import concatenate
from digitpad.data.formats import load_dataset
from digitpad.explain.evidence import evidence
from digitpad.explain.explanation import explain
from digitpad.explain.neighbours import NeighbourIndex
from digitpad.explain.units import units_state
from digitpad.files.resources import reference_digits, resource_path
from digitpad.models.model_file import load_model
from digitpad.nn.inference import batch_logits, layer_outputs, single_logits
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from tests.benchmarks import explain_window

DIGITS = 500
"""Test digits whose evidence is tried."""

PIXELS = 10

EXPLAINED = 60
"""Explanations that are timed."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mnist", metavar="MNIST")
    parser.add_argument("--model", type=Path, default=resource_path("model.npz"))
    arguments = parser.parse_args()
    network = load_model(arguments.model).network
    test = load_dataset(arguments.mnist, half="test")
    rows = predict_log_proba(network, test.images)
    most, chance = removed(network, test.images[:DIGITS], rows[:DIGITS])
    print(
        f"{PIXELS} pixels of most evidence removed: the margin falls by {most:.2f} in the median; "
        f"{PIXELS} random inked pixels: {chance:.2f}; ratio {most / chance:.1f}"
    )
    known = concatenate(
        [load_dataset(arguments.mnist, half="train"), load_dataset(reference_digits())]
    )
    index = NeighbourIndex(network, known.images)
    start = time.process_time()
    *_, count = index.build()
    seconds = time.process_time() - start
    print(f"{count:,} digits indexed in {seconds:.1f} s, {index.nbytes >> 20} MB")
    wrong = np.flatnonzero(rows.argmax(axis=1) != test.labels)
    hits = firsts = 0
    for number in wrong:
        labels = [int(known.labels[n.number]) for n in index.nearest(test.images[number])]
        hits += int(test.labels[number]) in labels
        firsts += int(test.labels[number]) == labels[0]
    print(
        f"{len(wrong)} misclassified: the true label is among those of the ten nearest of "
        f"{hits} ({hits / len(wrong):.0%}), that of the nearest of {firsts}"
    )
    images = test.images[:EXPLAINED]
    whole = times(lambda image: explain(network, image, None, index, known.labels), images)
    alone = times(lambda image: single_logits(network, image), images)
    layers = times(lambda image: layer_outputs(network, image), images)
    units = times(lambda image: units_state(network, image), images)
    p95 = [1000 * float(np.quantile(some, 0.95)) for some in (whole, alone, layers, units)]
    print(f"an explanation {p95[0]:.0f} ms at the 95th percentile, a prediction {p95[1]:.2f} ms")
    print(f"each reading: all layers {p95[2]:.2f} ms; the units that add most {p95[3]:.1f} ms")
    print("Of these, in the window's own thread:")
    explain_window.main()


def removed(
    network: Network, images: NDArray[np.uint8], rows: NDArray[np.floating]
) -> tuple[float, float]:
    """By how much the margin falls without the pixels of most evidence, and without random ones."""
    rng = np.random.default_rng(1)
    falls = []
    for image, row in zip(images, rows, strict=True):
        a, b = (int(number) for number in np.argsort(-row)[:2])
        worth = evidence(network, image, a, b).reshape(-1)
        inked = np.flatnonzero(image)
        best = np.argsort(-worth)[:PIXELS]
        random = rng.choice(inked, min(PIXELS, len(inked)), replace=False)
        changed = np.repeat(image.reshape(1, -1), 3, axis=0)
        changed[1, best] = 0
        changed[2, random] = 0
        logits = batch_logits(network, changed.reshape(-1, 28, 28))
        margins = logits[:, a] - logits[:, b]
        falls.append(margins[0] - margins[1:])
    most, chance = np.median(np.array(falls), axis=0)
    return float(most), float(chance)


def times(work: Callable[[NDArray[np.uint8]], object], images: NDArray[np.uint8]) -> list[float]:
    """Seconds of the processor for each image."""
    taken = []
    for image in images:
        start = time.process_time()
        work(image)
        taken.append(time.process_time() - start)
    return taken


if __name__ == "__main__":
    main()
