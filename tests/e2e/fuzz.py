"""Damaged files of every kind: each is read, or refused in one clear sentence.

    python -m tests.e2e.fuzz [--rounds 200 | --seconds 600] [--seed 1] [--only model,strokes]

Nothing else may be raised, nothing warned of, and no memory taken that the limits do not allow. A
round is told by its seed, reader and number alone, and can be done again.
"""

import argparse
import io
import os
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.my_digits import keep_digit, strokes_beside
from digitpad.data.text import load
from digitpad.errors import DatasetError, DigitpadError, InkError, ModelFileError
from digitpad.ink.images import extract_ink
from digitpad.ink.opencv import cv2
from digitpad.ink.picture_file import read_picture
from digitpad.learning.checkpoint import load_checkpoint, save_checkpoint
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network
from digitpad.nn.optimizers import Adam
from digitpad.nn.training import TrainingState

ROUNDS = 200
"""Of each reader, where nothing else is said."""

MEMORY = 2_500 << 20
"""Bytes of addresses that reading may take."""

SLOWEST = 20.0
"""Seconds that one file may take, also on a machine with other work."""

PICTURES = (".png", ".jpg", ".webp", ".bmp", ".gif", ".tiff", ".pgm", ".jp2")


@dataclass(frozen=True)
class Reader:
    """One way in which files are read.

    Parameters
    ----------
    file : where the damaged content is put.
    whole : what good files hold.
    read : reads it.
    error : what may be raised.
    """

    file: Path
    whole: list[bytes]
    read: Callable[[], object]
    error: type[DigitpadError]


def readers(place: Path) -> dict[str, Reader]:
    """All readers, each with a folder of its own."""
    os.environ["DIGITPAD_CACHE"] = str(place / "no cache" / "file in the way")
    (place / "no cache").write_bytes(b"")
    # Without a cache, nobody has to tell a file from the one before.
    load.CLOCK_TICK = 0
    return {
        **_of_sets(place),
        **_of_folders(place),
        "cache": _of_cache(place),
        **_of_networks(place),
        "pictures": _of_pictures(place),
    }


def _few(name: str = "synthetic:6:1") -> DigitSet:
    return load_dataset(name)


def _of_sets(place: Path) -> dict[str, Reader]:
    made = {}
    names = {
        "csv": "x.csv",
        "zip": "x.zip",
        "images": "x.npz",
        "strokes": "x.strokes.npz",
        "idx": "x-images-idx3-ubyte",
        "idx gz": "y-images-idx3-ubyte.gz",
    }
    for name, file in names.items():
        write_dataset(_few(), place / file)
        made[name] = _of_set(place / file, [(place / file).read_bytes()])
    text, path = _few("synthetic:1"), place / "x.txt"
    write_dataset(text, path)
    usual = path.read_bytes()
    unusual = b"\xef\xbb\xbf" + usual.replace(b"\t", b" ").replace(b"\n", b"\r\n") + b"\r\n\r\n"
    made["text"] = _of_set(path, [usual, unusual])
    return made


def _of_set(file: Path, whole: list[bytes]) -> Reader:
    return Reader(file, whole, lambda: load_dataset(file), DatasetError)


def _of_folders(place: Path) -> dict[str, Reader]:
    folder, mine = place / "folder", place / "My digits"
    write_dataset(_few(), folder)
    file = sorted(folder.iterdir())[2]
    drawn = _few()
    for number, drawing in enumerate(drawn.drawings):
        keep_digit(mine, f"{number}.txt", drawing, int(drawn.labels[number]))
    strokes = strokes_beside(mine / "2.txt")

    def read_mine() -> None:
        found = load_dataset(mine)
        assert found.labels.tolist() == drawn.labels.tolist()
        assert len(found.drawings) == len(drawn)
        assert sum(bool(drawing.strokes) for drawing in found.drawings) >= len(drawn) - 1

    return {
        "folder": Reader(file, [file.read_bytes()], lambda: load_dataset(folder), DatasetError),
        "My digits": Reader(strokes, [strokes.read_bytes()], read_mine, DatasetError),
    }


def _of_cache(place: Path) -> Reader:
    """Whatever the cache holds, the same digits are read."""
    folder, cache = place / "cached", place / "cache"
    write_dataset(_few(), folder)
    (folder / "bad.txt").write_bytes(b"bad")

    def read() -> DigitSet:
        os.environ["DIGITPAD_CACHE"], before = str(cache), os.environ["DIGITPAD_CACHE"]
        try:
            return load_dataset(folder)
        finally:
            os.environ["DIGITPAD_CACHE"] = before

    whole = read()

    def read_again() -> None:
        found = read()
        assert (found.images == whole.images).all()
        assert found.labels.tolist() == whole.labels.tolist()
        assert list(found.names) == list(whole.names)
        assert list(map(str, found.left_out)) == list(map(str, whole.left_out))

    file = next(path for path in cache.rglob("*") if path.is_file())
    archive = (place / "x.npz").read_bytes()
    return Reader(file, [file.read_bytes(), file.read_bytes(), archive], read_again, DatasetError)


def _of_networks(place: Path) -> dict[str, Reader]:
    model, checkpoint = place / "model.npz", place / "x.checkpoint"
    network = Network.initialized([784, 2, 10, 10], np.random.default_rng(1))
    save_model(Model(network, {"test": {"name": "few", "error_rate": 0.25}}), model)
    state = TrainingState(network, Adam())
    gradients = [np.ones_like(parameter) for parameter in network.parameters]
    state.optimizer.step(network.parameters, gradients, 0.001)
    state.step = 1
    save_checkpoint(state, {"seconds": 1.5}, checkpoint)

    def read_checkpoint() -> object:
        return load_checkpoint(checkpoint, lambda _: Adam())

    return {
        "model": Reader(model, [model.read_bytes()], lambda: load_model(model), ModelFileError),
        "checkpoint": Reader(
            checkpoint, [checkpoint.read_bytes()], read_checkpoint, ModelFileError
        ),
    }


def _of_pictures(place: Path) -> Reader:
    file = place / "picture"
    grey = np.full((40, 30), 240, np.uint8)
    cv2.putText(grey, "7", (3, 33), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 10, 3)
    whole = []
    for kind in PICTURES:
        for image in (grey, np.dstack([grey] * 3), np.dstack([grey] * 4), grey.astype("u2") * 257):
            try:
                done, content = cv2.imencode(kind, image)
            except cv2.error:
                continue  # OpenCV was made without it, or it has no such pictures
            if done:
                whole.append(content.tobytes())
    return Reader(file, whole, lambda: extract_ink(read_picture(file)), InkError)


def damaged(rng: np.random.Generator, whole: bytes, other: bytes) -> bytes:
    """A file with one to three kinds of damage."""
    content = bytearray(whole)
    for _ in range(rng.integers(1, 4)):
        length = len(content) or 1
        start = int(rng.integers(length))
        stop = min(length, start + int(rng.integers(1, 65)))
        match int(rng.integers(9)):
            case 0 | 1 if content:
                content[start] ^= 1 << int(rng.integers(8))
            case 2 if content:
                content[start] = int(rng.integers(256))
            case 3:
                del content[start:]
            case 4:
                del content[start:stop]
            case 5:
                content[start:start] = content[start:stop] * int(rng.integers(1, 20))
            case 6:
                content[start:stop] = rng.bytes(stop - start)
            case 7:
                numbers = [b"\xff" * 4, b"\xff\xff\xff\x7f", b"\0" * 4, b"\x80" * 8, b"(((((([["]
                number = numbers[rng.integers(len(numbers))]
                content[start : start + len(number)] = number
            case _:
                place = int(rng.integers(len(other) or 1))
                content[start:] = other[place:]
    return bytes(content)


def repacked(rng: np.random.Generator, whole: bytes) -> bytes:
    """A zip that is whole, with a damaged file in it: no checksum gives that away.

    Half of the damage is done within a file's first 128 bytes, which is the header of an array.
    """
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = list(files)[rng.integers(len(files))]
    content = files[name]
    place = 128 if rng.random() < 0.5 else len(content)
    files[name] = damaged(rng, content[:place], content) + content[place:]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def attempt(classifier: Reader, rng: np.random.Generator) -> str:
    """Read a damaged file: ``"read"``, or ``"error"`` where it was refused.

    Raises
    ------
    Exception : anything else happened.
    """
    one, other = (classifier.whole[rng.integers(len(classifier.whole))] for _ in range(2))
    classifier.file.parent.mkdir(parents=True, exist_ok=True)
    # Many file systems wait for the disk where a file that is there is written anew.
    classifier.file.unlink(missing_ok=True)
    is_repacked = one.startswith(b"PK") and rng.random() < 0.5
    classifier.file.write_bytes(repacked(rng, one) if is_repacked else damaged(rng, one, other))
    start = time.perf_counter()
    refused: DigitpadError | None = None
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            classifier.read()
        except classifier.error as error:
            refused = error
    # An error that was made of it would hide that there was no limit.
    assert refused is None or not isinstance(refused.__cause__, MemoryError), refused
    assert not warned, [str(warning.message) for warning in warned]
    assert time.perf_counter() - start < SLOWEST
    return "error" if refused else "read"


def limit_memory() -> None:
    """Let the system refuse what the limits of the readers should not ask for; Linux alone does."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="files of each reader")
    parser.add_argument("--seconds", type=float, help="go on for so long, instead of --rounds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names of readers, with commas between them")
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        chosen = readers(Path(name))
        limit_memory()
        only = arguments.only.split(",") if arguments.only else list(chosen)
        for classifier in only:
            seconds = arguments.seconds and arguments.seconds / len(only)
            number, counts, start = 0, Counter[str](), time.monotonic()
            while time.monotonic() < start + seconds if seconds else number < arguments.rounds:
                rng = np.random.default_rng([arguments.seed, *classifier.encode(), number])
                try:
                    counts[attempt(chosen[classifier], rng)] += 1
                except Exception:
                    counts["neither"] += 1
                    print(f"{classifier}, round {number}:\n{traceback.format_exc()}", flush=True)
                number += 1
            failed = failed or counts["neither"] > 0
            taken = time.monotonic() - start
            figures = ", ".join(f"{counts[what]:,} {what}" for what in ("read", "error", "neither"))
            print(f"{classifier:12} {figures}   ({taken:.1f} s)", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
