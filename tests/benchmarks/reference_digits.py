"""Make the reference digits that come along: real pen digits, in two halves by writer.

    python -m tests.benchmarks.reference_digits UNIPEN.npz UCI.npz OUT.strokes.npz

A fifth of the writers of each site is the test half, the check part: nothing is ever learned from
any digit of theirs. Of each writer only the first digits of each class come along, so that no
hand and no class counts for more than others. ``--learn`` also writes all digits of the other
writers, which the built-in model learns from.
"""

import argparse
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.strokes_file import write_strokes
from tests.benchmarks.wrong_labels import UCI, UNIPEN, wrong_labels

MAX_TO_REHEARSE, MAX_TO_CHECK = 3, 11
"""Digits of a class that come along of each writer, the first ones: to tell 0.1 points, the check
part needs more than a thousand."""

CHECK_SHARE = 0.2
"""Of the writers of each site: the writers of the check part."""

MIN_WRITERS = 5
"""Of a site with fewer writers none is checked on: one of them would be a large part of it."""

UCI_WRITERS_FROM = 1000
"""What is added to the numbers of UCI's writers, as UNIPEN's begin at 0, too."""

SEED = 2026


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("unipen", metavar="UNIPEN.npz")
    parser.add_argument("uci", metavar="UCI.npz")
    parser.add_argument("out", metavar="OUT.strokes.npz")
    parser.add_argument("--learn", nargs=2, metavar=("UNIPEN_OUT", "UCI_OUT"))
    arguments = parser.parse_args()
    digits, sites = pen_digits(arguments.unipen, arguments.uci)
    assert digits.writers is not None
    is_check = np.isin(digits.writers, check_writers(digits, sites))
    come_along = first_of_each(digits.writers, digits.labels, is_check)
    brought, is_test = digits.select(come_along), is_check[come_along]
    for _ in write_strokes(brought, Path(arguments.out), is_test):
        pass
    assert brought.writers is not None
    for name, some in (("rehearsal", ~is_test), ("check", is_test)):
        writers = len(np.unique(brought.writers[some]))
        print(f"{name}: {some.sum():,} digits of {writers} writers")
    is_uci = digits.writers >= UCI_WRITERS_FROM
    for out, some in zip(arguments.learn or (), (~is_uci, is_uci), strict=False):
        write_dataset(digits.select(np.flatnonzero(some & ~is_check)), out)
        print(f"{out}: {(some & ~is_check).sum():,} digits to learn from")


def pen_digits(unipen: str, uci: str) -> tuple[DigitSet, NDArray[np.str_]]:
    """The digits of both files but for wrong labels, and the site of each."""
    sets, sites = [], []
    for path, wrong, first in ((unipen, UNIPEN, 0), (uci, UCI, UCI_WRITERS_FROM)):
        digits = load_dataset(path)
        fair = np.setdiff1d(np.arange(len(digits)), wrong_labels(digits, wrong))
        some = digits.select(fair)
        assert some.writers is not None
        sets.append(replace(some, writers=some.writers + np.int32(first)))
        sites.append(np.load(path)["sites"][fair])
    return concatenate(sets), np.concatenate(sites)


def check_writers(digits: DigitSet, sites: NDArray[np.str_]) -> NDArray[np.int32]:
    """Those of whom nothing is learned, drawn by lot among the writers of each site.

    Some of UNIPEN's files hold the same digits under the numbers of several writers: who shares one
    with somebody that is learned from is not among them.
    """
    assert digits.writers is not None
    rng = np.random.default_rng(SEED)
    chosen: set[int] = set()
    for site in np.unique(sites):
        here = np.unique(digits.writers[sites == site])
        if len(here) >= MIN_WRITERS:
            lot = rng.choice(here, round(CHECK_SHARE * len(here)), replace=False)
            chosen |= set(lot.tolist())
    while known := {one for pair in sharing(digits) if not pair <= chosen for one in pair & chosen}:
        chosen -= known
    return np.array(sorted(chosen), np.int32)


def sharing(digits: DigitSet) -> list[set[int]]:
    """Writers who have a digit in common, drawn alike point by point."""
    assert digits.writers is not None
    writers = defaultdict(set)
    for drawing, writer in zip(digits.drawings, digits.writers.tolist(), strict=True):
        key = tuple(stroke.points.tobytes() for stroke in drawing.strokes)
        writers[key].add(writer)
    return [some for some in writers.values() if len(some) > 1]


def first_of_each(
    writers: NDArray[np.int32], labels: NDArray[np.int8], is_check: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Numbers of the first digits of each class of each writer, in the order of the set."""
    seen: Counter[tuple[int, int]] = Counter()
    chosen = []
    for number, pair in enumerate(zip(writers.tolist(), labels.tolist(), strict=True)):
        seen[pair] += 1
        if seen[pair] <= (MAX_TO_CHECK if is_check[number] else MAX_TO_REHEARSE):
            chosen.append(number)
    return np.array(chosen)


if __name__ == "__main__":
    main()
