"""How well pen digits are predicted of sites, and of UCI's writers, that nothing was learned from.

    python -m tests.benchmarks.unseen_sites UNIPEN.npz UCI.npz MNIST

Each large site of UNIPEN is left out in turn, and with it a fifth of UCI's writers: a network
learns from all others as the built-in one did, and predicts what was written there, as it was
recorded and then as others might draw it, each digit sixty times. The writers of the check part of
the reference digits are never learned from. Takes half an hour a site; `--sites` names some of
them. `--models` keeps the networks: those that are there already are not trained again, and one
that was stopped is trained on.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke, bounds
from digitpad.models.model_file import load_model
from digitpad.nn.inference import batch_logits
from digitpad.nn.network import Network
from tests.benchmarks.reference_digits import UCI_WRITERS_FROM, check_writers, pen_digits

LARGE = 500
"""Digits of a site that is left out."""

TIMES = 60
"""How often each digit is drawn anyhow: ten times still left a tenth of a percent to chance."""

RECIPE = (
    "synthetic:20000:1 --repeats 1 6 3 1 --validation 0.05 0.08 0.08 0.05 --hidden 1200 800 "
    "--label-smoothing 0.05 --augment --non-digits 8000 --seed 1"
)
"""The built-in model's, after MNIST and the pen digits of UNIPEN and of UCI."""


@dataclass(frozen=True)
class Fold:
    """A site of UNIPEN and some writers of UCI that one network never saw; numbers of digits."""

    site: str
    here: NDArray[np.intp]
    uci: NDArray[np.intp]
    others: NDArray[np.intp]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("unipen", metavar="UNIPEN.npz")
    parser.add_argument("uci", metavar="UCI.npz")
    parser.add_argument("mnist", metavar="MNIST")
    parser.add_argument("--epochs", type=int, default=90)
    parser.add_argument("--models", type=Path, help="a folder to keep the networks in")
    parser.add_argument("--sites", nargs="+", help="those to leave out; else all large ones")
    arguments = parser.parse_args()
    digits, sites = pen_digits(arguments.unipen, arguments.uci)
    all_folds = folds(digits, sites)
    known = [fold.site for fold in all_folds]
    if unknown := sorted({*(arguments.sites or known)} - {*known}):
        parser.error(f"no large site of these digits: {', '.join(unknown)}")
    print("Wrong labels are left out.\n         digits writers  as recorded  of writers  anyhow")
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for fold in all_folds:
            if fold.site in (arguments.sites or known):
                network = trained(fold, digits, arguments.models or Path(scratch), arguments)
                for name, some in ((fold.site, fold.here), (f"uci {fold.site}", fold.uci)):
                    rows.append((name, measured(network, digits.select(some))))
                    tell(*rows[-1])
    for title, uci in (("sites", False), ("uci", True)):
        tell(title, *[together([row for name, row in rows if name.startswith("uci ") == uci])])


def folds(digits: DigitSet, sites: NDArray[np.str_]) -> list[Fold]:
    """One for each large site of UNIPEN; UCI's writers are dealt out to them."""
    assert digits.writers is not None
    is_uci = digits.writers >= UCI_WRITERS_FROM
    is_free = ~np.isin(digits.writers, check_writers(digits, sites))
    names, counts = np.unique(sites[~is_uci], return_counts=True)
    large = names[counts >= LARGE].tolist()
    writers = np.random.default_rng(1).permutation(np.unique(digits.writers[is_uci & is_free]))
    made = []
    for number, site in enumerate(large):
        here = sites == site
        uci = np.isin(digits.writers, writers[number :: len(large)])
        others = is_free & ~here & ~uci
        made.append(Fold(site, *(np.flatnonzero(some) for some in (here, uci, others))))
    return made


@dataclass(frozen=True)
class Row:
    """Shares predicted correctly: of the digits of each writer as recorded, of all drawn anyhow."""

    by_writer: tuple[tuple[int, int], ...]
    anyhow: float


def measured(network: Network, digits: DigitSet) -> Row:
    rng = np.random.default_rng(7)
    plain = classified(network, digits.drawings) == digits.labels
    anyhow = [
        (classified(network, [drawn_anyhow(d, rng) for d in digits.drawings]) == digits.labels)
        for _ in range(TIMES)
    ]
    assert digits.writers is not None
    own = [plain[digits.writers == writer] for writer in np.unique(digits.writers)]
    return Row(tuple((int(some.sum()), len(some)) for some in own), float(np.mean(anyhow)))


def together(rows: Sequence[Row]) -> Row:
    """All writers of all rows; what is drawn anyhow is the mean of the rows."""
    by_writer = tuple(pair for row in rows for pair in row.by_writer)
    return Row(by_writer, float(np.mean([row.anyhow for row in rows])))


def tell(name: str, row: Row) -> None:
    right, count = np.array(row.by_writer).sum(axis=0).tolist()
    of_writers = np.mean([right / count for right, count in row.by_writer])
    shares = f"{right / count:13.2%}{of_writers:12.2%}{row.anyhow:8.2%}"
    print(f"{name:<8}{count:>7}{len(row.by_writer):>8}{shares}", flush=True)


def trained(fold: Fold, digits: DigitSet, folder: Path, arguments: argparse.Namespace) -> Network:
    """A network that never saw a digit of this fold."""
    model = folder / f"without-{fold.site}.npz"
    checkpoint = model.with_suffix(".npz.checkpoint")
    if not model.exists() or checkpoint.exists():
        assert digits.writers is not None
        strokes = [folder / f"without-{fold.site}.{name}.strokes.npz" for name in ("unipen", "uci")]
        is_uci = digits.writers[fold.others] >= UCI_WRITERS_FROM
        for path, some in zip(strokes, (~is_uci, is_uci), strict=True):
            write_dataset(digits.select(fold.others[some]), path)
        words = [arguments.mnist, *map(str, strokes), *RECIPE.split()]
        words += ["--epochs", str(arguments.epochs), "--resume", str(checkpoint)]
        subprocess.run(
            [sys.executable, "-m", "digitpad", "train", *words, "--out", str(model)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return load_model(model).network


def classified(network: Network, drawings: Sequence[Drawing]) -> NDArray[np.integer]:
    images = np.array([rasterized(drawing) for drawing in drawings])
    return batch_logits(network, images).argmax(axis=1)


def drawn_anyhow(drawing: Drawing, rng: np.random.Generator) -> Drawing:
    """Anywhere, 10 to 95 % of the canvas, slanted up to 20 degrees, one to three times as fast.

    On whole pixels of a canvas as large as its units, as a mouse leaves them.
    """
    slant = np.tan(np.deg2rad(rng.uniform(-20, 20)))
    matrix = np.array([[1, 0], [-slant, 1]], np.float32)
    every = int(rng.integers(1, 4))
    slanted = Drawing(tuple(Stroke(fewer(s.points, every) @ matrix) for s in drawing.strokes))
    low, high = bounds(slanted)
    scale = rng.uniform(0.10, 0.95) * CANVAS / max(*(high - low), 1)
    corner = rng.uniform(0, 1, 2) * (CANVAS - (high - low) * scale)
    width = float(rng.uniform(4, 40))
    return Drawing(
        tuple(
            Stroke(np.rint((s.points - low) * scale + corner).astype(np.float32), width)
            for s in slanted.strokes
        )
    )


def fewer(points: NDArray[np.float32], every: int) -> NDArray[np.float32]:
    """One of ``every`` points, and the last."""
    return np.concatenate([points[:-1][::every], points[-1:]])


if __name__ == "__main__":
    main()
