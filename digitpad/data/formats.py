"""Which form a data set has, by what it holds, and reading and writing all of them."""

import zipfile
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from digitpad.data.digitset import DigitSet
from digitpad.data.idx import image_files, is_idx, read_idx_pair, write_idx
from digitpad.data.strokes_file import read_npz, write_npz
from digitpad.data.textfiles import read_text_digit, read_text_folder, write_text_folder
from digitpad.errors import DatasetError

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """The next digits of a set that is being read, and how far the reading is.

    Parameters
    ----------
    digits : the digits, and what was left out among them.
    done, total : files or digits read so far, and in all.
    """

    digits: DigitSet
    done: int
    total: int


def stream_dataset(path: str | Path, *, half: str = "train") -> Generator[Chunk, None, None]:
    """Read a data set piece by piece.

    Parameters
    ----------
    path : a folder of text digits at any depth, one text digit, IDX files (plain or .gz) or a
        folder of them, or an .npz of ``images`` and ``labels`` or of strokes.
    half : which pair is read from a folder of IDX files that holds both ``"train"`` and
        ``"t10k"``.

    Raises
    ------
    DatasetError : the path is not there, or holds no digit that can be read.
    """
    path = Path(path)
    if not path.exists():
        raise DatasetError(path, found="nothing there", expected="a data set")
    if path.is_dir() and not image_files(path):
        yield from (Chunk(*chunk) for chunk in read_text_folder(path))
        return
    digits = _read_whole(path, half)
    yield Chunk(digits, len(digits), len(digits))


def _read_whole(path: Path, half: str) -> DigitSet:
    if path.is_dir():
        files = image_files(path)
        chosen = next((file for file in files if half in file.name), files[0])
        return read_idx_pair(chosen)
    if is_idx(path):
        return read_idx_pair(path)
    if zipfile.is_zipfile(path):
        return read_npz(path)
    image, label = read_text_digit(path)
    return DigitSet(path.name, image[None], np.array([label], np.int8), names=[path.name])


def load_dataset(
    path: str | Path, *, half: str = "train", progress: Progress | None = None
) -> DigitSet:
    """Read a whole data set, see :func:`stream_dataset`."""
    sets = []
    for chunk in stream_dataset(path, half=half):
        sets.append(chunk.digits)
        if progress:
            progress(chunk.done, chunk.total)
    if not any(map(len, sets)):
        reasons = [error for digits in sets for error in digits.left_out]
        raise reasons[0] if reasons else DatasetError(path, found="no digits", expected="some")
    return joined(sets)


def joined(sets: list[DigitSet]) -> DigitSet:
    """The pieces of one data set as a whole. There must be at least one."""
    if len(sets) == 1:
        return sets[0]
    return replace(
        sets[0],
        images=np.concatenate([digits.images for digits in sets]),
        labels=np.concatenate([digits.labels for digits in sets]),
        names=[name for digits in sets for name in digits.names],
        left_out=tuple(error for digits in sets for error in digits.left_out),
    )


def write_dataset(digits: DigitSet, target: str | Path, progress: Progress | None = None) -> None:
    """Write digits in the form that the target's name tells.

    ``NAME.npz`` keeps strokes where there are any; ``NAME-images-idx3-ubyte``, plain or ``.gz``,
    is written together with its ``labels-idx1`` file; anything else becomes a folder of text
    digits.

    Raises
    ------
    DatasetError : it cannot be written, or a folder holds something already.
    """
    path = Path(target)
    if path.suffix == ".npz":
        write_npz(digits, path)
    elif "images-idx3" in path.name:
        write_idx(digits, path, path.with_name(path.name.replace("images-idx3", "labels-idx1")))
    else:
        for done in write_text_folder(digits, path):
            if progress:
                progress(done, len(digits))
