"""How well pen digits are read of sites that no digit was learned from.

    python tests/benchmarks/unseen_sites.py MNIST PEN_DIGITS.npz

MNIST is the folder of its files. Each large site is left out in turn: a network learns from MNIST,
from the other sites and from synthetic digits, as the built-in one did, and reads what was written
at that site, as it was recorded and then as others might draw it, each digit sixty times. Takes 25
minutes a site; `--sites` names some of them. `--models` keeps the networks: those that are there
already are not trained again, even if the recipe is another one by now.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import CANVAS, Drawing, Stroke, bounds
from digitpad.nn.network import Network
from digitpad.nn.reading import picture_logits
from digitpad.storage.model_file import load_model
from tests.benchmarks.wrong_labels import UNIPEN, wrong_labels

LARGE = 500
"""Digits of a site that is left out."""

TIMES = 60
"""How often each digit is drawn anyhow: ten times still left a tenth of a percent to chance."""

RECIPE = (
    "synthetic:20000:1 --times 1 6 1 --validation 0.05 0.12 0.05 --hidden 1200 800 "
    "--label-smoothing 0.05 --augment --junk 8000 --seed 1"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mnist", metavar="MNIST")
    parser.add_argument("digits", metavar="PEN_DIGITS.npz")
    parser.add_argument("--epochs", type=int, default=90)
    parser.add_argument("--models", type=Path, help="a folder to keep the networks in")
    parser.add_argument("--sites", nargs="+", help="those to leave out; else all large ones")
    parser.add_argument("--misread", action="store_true", help="list what was misread")
    arguments = parser.parse_args()
    digits = load_dataset(arguments.digits)
    sites = np.load(arguments.digits)["sites"]
    wrong = np.isin(np.arange(len(digits)), wrong_labels(digits, UNIPEN))
    large = [name for name in np.unique(sites) if (sites == name).sum() >= LARGE]
    names = arguments.sites or large
    if unknown := sorted({*names} - {*large}):
        parser.error(f"no large site of these digits: {', '.join(unknown)}")
    print("site   digits  as recorded  drawn anyhow  both without wrong labels", flush=True)
    shares = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.models or Path(scratch)
        for name in names:
            here = np.flatnonzero(sites == name)
            others = digits.select(np.flatnonzero((sites != name) & ~wrong))
            network = trained(name, others, folder, arguments)
            rng = np.random.default_rng(7)
            drawings = [digits.drawings[number] for number in here.tolist()]
            plain = read(network, drawings) == digits.labels[here]
            anyhow = [[drawn_anyhow(drawing, rng) for drawing in drawings] for _ in range(TIMES)]
            bent = np.array([read(network, d) == digits.labels[here] for d in anyhow])
            fair = ~wrong[here]
            fairly = plain[fair].mean(), bent[:, fair].mean()
            share = np.array([plain.mean(), bent.mean(), *fairly])
            shares.append(share)
            tell(name, len(here), share, int((~fair).sum()))
            if arguments.misread:
                print("   ", *here[~plain & fair])
    seen = np.isin(sites, names)
    tell("mean", int(seen.sum()), np.mean(shares, axis=0), int((seen & wrong).sum()))


def tell(name: str, count: int, shares: NDArray[np.floating], aside: int) -> None:
    plain, bent, *fair = (f"{100 * share:.2f} %" for share in shares)
    print(f"{name:<6}{count:>7}{plain:>13}{bent:>14}  {', '.join(fair)}, {aside} fewer", flush=True)


def trained(name: str, others: DigitSet, folder: Path, arguments: argparse.Namespace) -> Network:
    """A network that never saw a digit of this site."""
    model, strokes = folder / f"without-{name}.npz", folder / f"without-{name}.strokes.npz"
    if not model.exists():
        write_dataset(others, strokes)
        subprocess.run(
            [
                *(sys.executable, "-m", "digitpad", "train", arguments.mnist, str(strokes)),
                *(*RECIPE.split(), "--epochs", str(arguments.epochs), "--out", str(model)),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return load_model(model).network


def read(network: Network, drawings: Sequence[Drawing]) -> NDArray[np.integer]:
    pictures = np.array([picture_of(drawing) for drawing in drawings])
    return picture_logits(network, pictures).argmax(axis=1)


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
