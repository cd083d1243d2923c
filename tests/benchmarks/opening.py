"""How long large sets take to open, now and with the code of another checkout.

    git worktree add ../before COMMIT
    python -m tests.benchmarks.opening ../before [--count 42000] [--rounds 5]

Both read the same files, each round in a new process, in turns: the first one changes with every
round. Of text digits also the second time, when the program remembers them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tqdm import tqdm

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.data.text.codec import format_digit
from tests.benchmarks.text_reading import IDX_COUNT, random_digits

NOW = Path(__file__).parents[2]

PROCESS = """
import json, sys, time
start = time.perf_counter()
from digitpad.data.formats import load_dataset
load_dataset(sys.argv[1])
taken = {"imports and one digit": time.perf_counter() - start}
for name, path in zip(sys.argv[2::2], sys.argv[3::2]):
    start = time.perf_counter()
    digits = load_dataset(path)
    taken[name] = time.perf_counter() - start
    taken["count of " + name] = len(digits)
print(json.dumps(taken))
"""
"""Opens sets one after the other, and prints the seconds that each took."""


def prepare(folder: Path, count: int) -> dict[str, Path]:
    """Write one set in each form; what each is called, and where it lies."""
    texts, many = random_digits(count), random_digits(IDX_COUNT)
    kinds: dict[str, tuple[DigitSet, str]] = {
        f"{count:,} text files": (texts, "texts"),
        f"zip of {count:,} texts": (texts, "texts.zip"),
        f"{count:,} rows of Kaggle's csv": (texts, "train.csv"),
        f"{IDX_COUNT:,} IDX digits": (many, "train-images-idx3-ubyte"),
        f"{IDX_COUNT:,} IDX digits, .gz": (many, "packed-images-idx3-ubyte.gz"),
        f"{count:,} digits in an npz": (texts, "digits.npz"),
    }
    (folder / "texts").mkdir()
    # As write_dataset writes them, but for waiting for the disk after each of the many files.
    for number, (image, label) in enumerate(zip(texts.images, texts.labels, strict=True), 1):
        (folder / "texts" / f"{number:05}.txt").write_bytes(format_digit(image, int(label)))
    for digits, name in tqdm([*kinds.values()][1:], "writing", leave=False, disable=None):
        write_dataset(digits, folder / name)
    return {kind: folder / name for kind, (_, name) in kinds.items()}


def opened(checkout: Path, cache: Path, one: Path, sets: dict[str, Path]) -> dict[str, float]:
    """The seconds that one process with the code of a checkout takes for each set."""
    again = {f"{name}, again": path for name, path in sets.items() if "text" in name}
    words = [str(word) for pair in {**sets, **again}.items() for word in pair]
    with tempfile.TemporaryDirectory(dir=cache) as empty:
        process = subprocess.run(
            [sys.executable, "-c", PROCESS, str(one), *words],
            check=True,
            capture_output=True,
            text=True,
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout), "DIGITPAD_CACHE": empty},
        )
    taken: dict[str, float] = json.loads(process.stdout)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path, help="a checkout of the code to compare with")
    parser.add_argument("--count", type=int, default=42_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    checkouts = {"before": arguments.before.resolve(), "now": NOW}
    results: dict[str, list[dict[str, float]]] = {name: [] for name in checkouts}
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        sets, one = prepare(place, arguments.count), place / "one.txt"
        write_dataset(random_digits(1), one)
        (place / "caches").mkdir()
        for number in tqdm(range(arguments.rounds), "rounds", leave=False, disable=None):
            for which in [*checkouts] if number % 2 else [*checkouts][::-1]:
                results[which].append(opened(checkouts[which], place / "caches", one, sets))
    print(f"{'median of ' + str(arguments.rounds):34} {'before':>8} {'now':>8}   now / before")
    for kind in results["now"][0]:
        before, now = ([taken[kind] for taken in results[which]] for which in checkouts)
        if kind.startswith("count of "):
            assert before == now, f"{kind}: {before[0]} and {now[0]}"
            continue
        # Whatever else the machine does only adds: the least is the most honest.
        print(
            f"{kind:34} {median(before):7.3f}s {median(now):7.3f}s   "
            f"{median(now) / median(before):.2f}   (least: {min(now) / min(before):.2f})"
        )


if __name__ == "__main__":
    main()
