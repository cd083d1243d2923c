"""Files for random use: datasets, models, pictures; some of them are damaged.

Made in a process of its own, so that the memory it takes is not counted as the program's:
``python -m tests.e2e.materials FOLDER --digits 42000``.
"""

import argparse
import struct
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import concatenate
from digitpad.data.synthesis.digits import stream_synthetic
from digitpad.data.text.codec import format_digit
from digitpad.ink.opencv import cv2
from digitpad.models.model_file import Model, save_model
from digitpad.nn.network import Network
from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.points_file import points_csv
from digitpad.playground.settings import Settings
from digitpad.playground.state import Setup
from digitpad.playground.state_file import save_state

DIFFERENT = 200
"""Digits that are really made; larger sets repeat them."""

SMALL = 40
"""Digits of a small set."""


def make_materials(folder: Path, digits: int) -> None:
    """Fill an empty folder.

    Parameters
    ----------
    digits : in the largest set of text digits; the largest IDX pair has half as many again.
    """
    made = concatenate([chunk.digits for chunk in stream_synthetic(DIFFERENT, seed=7)])
    images, labels = made.images, made.labels
    for name in ("sets", "models", "pictures", "sheets", "playgrounds", "out"):
        (folder / name).mkdir(parents=True)
    texts = [format_digit(image, int(label)) for image, label in zip(images, labels, strict=True)]
    sets = folder / "sets"
    for name in ("small folder", "other folder"):
        (sets / name).mkdir()
        for number, text in enumerate(texts[:SMALL]):
            (sets / name / f"{number:03}.txt").write_bytes(text)
        (sets / name / "diary.txt").write_text("no digit at all\n")
    _write_zip(sets / "small.zip", texts, SMALL)
    _write_zip(sets / "large.zip", texts, digits)
    _write_idx(sets / "large", images, labels, digits * 3 // 2)
    (sets / "damaged.zip").write_bytes((sets / "small.zip").read_bytes()[:-200])
    _write_models(folder / "models")
    _write_pictures(folder / "pictures", images, texts[0])
    _write_sheets(folder / "sheets", images)
    _write_playgrounds(folder / "playgrounds")


def _write_zip(path: Path, texts: list[bytes], count: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(count):
            archive.writestr(f"{number:05}.txt", texts[number % len(texts)])


def _write_idx(
    folder: Path, images: NDArray[np.uint8], labels: NDArray[np.int8], count: int
) -> None:
    folder.mkdir()
    chosen = np.arange(count) % len(images)
    (folder / "digits-images-idx3-ubyte").write_bytes(
        struct.pack(">4I", 2051, count, 28, 28) + images[chosen].tobytes()
    )
    (folder / "digits-labels-idx1-ubyte").write_bytes(
        struct.pack(">2I", 2049, count) + labels[chosen].tobytes()
    )


def _write_models(folder: Path) -> None:
    rng = np.random.default_rng(1)
    for sizes in ((784, 10), (784, 64, 10), (784, 1024, 512, 10)):
        name = "-".join(map(str, sizes))
        save_model(Model(Network.initialized(sizes, rng), {}), folder / f"{name}.npz")
    whole = (folder / "784-64-10.npz").read_bytes()
    (folder / "damaged.npz").write_bytes(whole[: len(whole) // 2])


def _write_pictures(folder: Path, images: NDArray[np.uint8], text: bytes) -> None:
    """Pictures of several sizes, as PGM: a header and the grey values."""
    for side in (28, 280, 1400):
        grey = 255 - np.kron(images[3], np.ones((side // 28, side // 28), np.uint8))
        (folder / f"{side}.pgm").write_bytes(b"P5\n%d %d\n255\n" % (side, side) + grey.tobytes())
    (folder / "digit.txt").write_bytes(text)
    (folder / "damaged.png").write_bytes(b"\x89PNG\r\n\x1a\n and nothing more")


def _write_sheets(folder: Path, images: NDArray[np.uint8]) -> None:
    """A page of many digits, as a scanner and as the camera of a telephone give it."""
    rows = [np.hstack(list(images[start : start + 8])) for start in range(0, 48, 8)]
    ink = np.pad(np.vstack(rows), 4)
    for name, side in (("scan.png", 800), ("photograph.jpg", 4000)):
        page = cv2.resize(ink, (side, side * 3 // 4), interpolation=cv2.INTER_CUBIC)
        light = np.linspace(240, 170, side).astype(np.uint8)
        grey = cv2.subtract(np.broadcast_to(light, page.shape).copy(), page // 2)
        cv2.imwrite(str(folder / name), np.dstack([grey, grey, grey]))
    (folder / "damaged.png").write_bytes(b"\x89PNG\r\n\x1a\n and nothing more")


def _write_playgrounds(folder: Path) -> None:
    points = PRESETS["spiral"].make()
    experiment = Experiment(points, Settings(hidden=(6, 4)))
    for _ in range(20):
        experiment.step()
    whole = folder / "playground.json"
    save_state(whole, Setup("spiral", experiment))
    (folder / "damaged.json").write_bytes(whole.read_bytes()[:-100])
    (folder / "points.csv").write_text(points_csv(points))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--digits", type=int, default=42_000)
    words = parser.parse_args()
    make_materials(words.folder, words.digits)


if __name__ == "__main__":
    main()
