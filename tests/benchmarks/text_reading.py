"""How long text digits take to open: the tutorial's own loop, the first time, and again.

    python tests/benchmarks/text_reading.py [--count 42000] [--rounds 5]

All read the same files, warm, in turns. Also: the time to the first chunk, and IDX files.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, stream_dataset, write_dataset

IDX_COUNT = 70_000


def random_digits(count: int) -> DigitSet:
    """Digits with as much ink as MNIST's: a fifth of the pixels, in the middle."""
    rng = np.random.default_rng(1)
    images = np.zeros((count, 28, 28), np.uint8)
    images[:, 4:24, 4:24] = rng.integers(1, 256, (count, 20, 20), np.uint8)
    images[rng.random(images.shape, np.float32) < 0.6] = 0
    return DigitSet("random", images, rng.integers(0, 10, count).astype(np.int8))


def tutorial_loop(folder: Path) -> tuple[list[NDArray[np.int64]], list[int]]:
    """Read every file line by line, tab by tab, value by value, as the tutorial does."""
    images, labels = [], []
    for path in sorted(folder.iterdir()):
        with path.open() as file:
            lines = file.read().splitlines()
        rows = []
        for line in lines[:28]:
            row = []
            for value in line.split("\t"):
                if value != "":
                    row.append(int(value))
            rows.append(row)
        images.append(np.array(rows))
        labels.append(int(lines[28]))
    return images, labels


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(folder: Path, cache: Path, rounds: int) -> None:
    """Time all ways to read a folder of text digits, in turns, and print the medians."""
    taken: dict[str, list[float]] = {}

    def note(name: str, work: Callable[[], object]) -> None:
        taken.setdefault(name, []).append(seconds(work))

    load_dataset(folder)
    for _ in tqdm(range(rounds), "rounds", leave=False, disable=None):
        note("the tutorial's loop", lambda: tutorial_loop(folder))
        shutil.rmtree(cache)
        note("first chunk", lambda: next(stream_dataset(folder)))
        note("opened for the first time", lambda: load_dataset(folder))
        note("opened again", lambda: load_dataset(folder))
    for name, times in taken.items():
        print(f"{name:26} {median(times):7.3f} s   ({min(times):.3f} to {max(times):.3f})")
    loop, first, again = (median(taken[name]) for name in list(taken) if name != "first chunk")
    print(
        f"the first time takes 1/{loop / first:.1f} of the loop's time, again 1/{first / again:.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=42_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["DIGITPAD_CACHE"] = str(place / "cache")
        print(f"{arguments.count:,} text digits")
        write_dataset(random_digits(arguments.count), place / "text")
        measure(place / "text", place / "cache", arguments.rounds)
        print(f"{IDX_COUNT:,} digits from IDX")
        for ending in ("", ".gz"):
            path = place / f"random-images-idx3-ubyte{ending}"
            write_dataset(random_digits(IDX_COUNT), path)
            times = [seconds(partial(load_dataset, path)) for _ in range(5)]
            print(f"{ending or 'plain':26} {median(times):7.3f} s")


if __name__ == "__main__":
    main()
