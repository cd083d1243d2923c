"""What teaching brings to a writer, and what it costs all others.

    python -m tests.benchmarks.teaching UNIPEN.npz UCI.npz MNIST SITE=MODEL...

Each MODEL never saw a digit of its SITE (unseen_sites.py keeps such ones with ``--models``; uci-tra
is the site of all of UCI's). Each writer of the site with at least 60 digits teaches it what it
misclassifies of the first half of them. Counted is what is misclassified before and after: of the
writer's other half, of all other writers of the site, and of MNIST's test. Nothing of the site is
rehearsed, and writers of the check part of the reference digits stay out of it.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.reference import NON_DIGITS, SYNTHETIC
from digitpad.data.synthesis.non_digits import stream_non_digits
from digitpad.files.resources import reference_digits
from digitpad.learning.adaptation import stream_adapted
from digitpad.learning.progress import finished
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from tests.benchmarks.reference_digits import check_writers, pen_digits

FEWEST = 60
"""Digits of a writer who teaches."""


@dataclass(frozen=True)
class Row:
    """Digits misclassified before and after one writer has taught, and of how many."""

    writer: int
    taught: int
    own: tuple[int, int, int]
    others: tuple[int, int, int]
    mnist: tuple[int, int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("unipen", metavar="UNIPEN.npz")
    parser.add_argument("uci", metavar="UCI.npz")
    parser.add_argument("mnist", metavar="MNIST")
    parser.add_argument("models", nargs="+", metavar="SITE=MODEL")
    arguments = parser.parse_args()
    digits, sites = pen_digits(arguments.unipen, arguments.uci)
    mnist = load_dataset(arguments.mnist, half="test")
    assert digits.writers is not None
    is_free = ~np.isin(digits.writers, check_writers(digits, sites))
    start, rows = time.perf_counter(), []
    print("site     writer taught  own other half    other writers     MNIST test")
    for site, _, path in (pair.partition("=") for pair in arguments.models):
        here = digits.select(np.flatnonzero((sites == site) & is_free))
        for row in taught_by_each(load_model(path).network, here, mnist):
            rows.append(row)
            print(f"{site:<8} {row.writer:>6} {row.taught:>6}  {told(row)}", flush=True)
    summarize(rows, time.perf_counter() - start)


def taught_by_each(network: Network, here: DigitSet, mnist: DigitSet) -> Iterator[Row]:
    """Have each writer of a site teach the network anew who has something to teach."""
    assert here.writers is not None
    kept = rehearsed(without=here.writers)
    is_wrong, mnist_wrong = wrong(network, here), wrong(network, mnist)
    for writer in np.unique(here.writers).tolist():
        own = np.flatnonzero(here.writers == writer)
        first, other = np.split(own, [len(own) // 2])
        chosen = first[is_wrong[first]]
        if len(own) < FEWEST or not len(chosen):
            continue
        taught = finished(stream_adapted(network, here.select(chosen), kept))
        now, others = wrong(taught, here), here.writers != writer
        yield Row(
            writer,
            len(chosen),
            (int(is_wrong[other].sum()), int(now[other].sum()), len(other)),
            (int(is_wrong[others].sum()), int(now[others].sum()), int(others.sum())),
            (int(mnist_wrong.sum()), int(wrong(taught, mnist).sum()), len(mnist)),
        )


def rehearsed(without: NDArray[np.int32]) -> NDArray[np.uint8]:
    """What is rehearsed, but for digits of these writers."""
    real = load_dataset(reference_digits())
    assert real.writers is not None
    images = real.images[~np.isin(real.writers, without)]
    return np.concatenate(
        [images, load_dataset(SYNTHETIC).images, *stream_non_digits(NON_DIGITS, 9)]
    )


def wrong(network: Network, digits: DigitSet) -> NDArray[np.bool_]:
    """Which digits are misclassified, (N,)."""
    predicted: NDArray[np.bool_] = (
        predict_log_proba(network, digits.images).argmax(axis=1) != digits.labels
    )
    return predicted


def told(row: Row) -> str:
    return "  ".join(f"{a:>3} -> {b:>3} of {n:<5}" for a, b, n in (row.own, row.others, row.mnist))


def summarize(rows: list[Row], seconds: float) -> None:
    own = np.array([row.own for row in rows])
    others = np.array([row.others for row in rows])
    mnist = np.array([row.mnist for row in rows])
    fewer = 1 - own[:, 1].sum() / max(own[:, 0].sum(), 1)
    more = (others[:, 1] - others[:, 0]) / np.maximum(others[:, 0], 1)
    points = 100 * (others[:, 1] - others[:, 0]) / others[:, 2]
    mnist_points = 100 * (mnist[:, 1] - mnist[:, 0]) / mnist[:, 2]
    print(
        f"{len(rows)} writers: own misclassified {100 * fewer:.0f} % fewer; other writers' "
        f"{100 * more.mean():+.1f} % in the mean, {points.max():+.2f} points at most; MNIST's test "
        f"{mnist_points.mean():+.3f} points in the mean, {mnist_points.max():+.2f} at most; "
        f"{seconds / max(len(rows), 1):.1f} s a writer, with all the counting"
    )


if __name__ == "__main__":
    main()
