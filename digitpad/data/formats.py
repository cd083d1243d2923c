"""Data sets in all their forms, told apart by what they hold."""

import stat
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from digitpad.data.csv_file import is_csv, stream_csv, write_csv
from digitpad.data.digitset import MOST_DIGITS, SYNTHETIC, DigitSet, concatenate, is_synthetic
from digitpad.data.digitset import Chunk as Chunk
from digitpad.data.files import read_start, unreadable
from digitpad.data.idx import image_files, is_idx, read_idx_pair, write_idx
from digitpad.data.my_digits import has_strokes_beside, with_strokes
from digitpad.data.npz_file import has_strokes, is_npz, read_npz, write_npz
from digitpad.data.strokes_file import stream_strokes, write_strokes
from digitpad.data.text_sets import list_folder, stream_folder, stream_zip
from digitpad.data.text_writing import write_folder, write_zip
from digitpad.data.textfiles import read_text_file, write_text_file
from digitpad.errors import DatasetError

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""


def stream_dataset(path: str | Path, *, half: str = "train") -> Generator[Chunk, None, None]:
    """Read a data set, a chunk at a time.

    Parameters
    ----------
    path : a folder of text digits or a zip of them, one text digit, IDX files or a folder of them,
        a table (.csv), an .npz of images or of strokes, or ``synthetic:N`` or ``synthetic:N:SEED``
        for N digits that the program makes.
    half : which pair is read from a folder that holds the pairs of IDX files of both ``"train"``
        and ``"t10k"``.

    Raises
    ------
    DatasetError : nothing in it can be read, or there are more than :data:`MOST_DIGITS`. Otherwise
        what cannot be read is left out.
    """
    read = 0
    first: DatasetError | None = None
    for chunk in _chunks(path, half):
        read += len(chunk.digits)
        if read > MOST_DIGITS:
            found = f"more than {MOST_DIGITS:,} digits"
            raise DatasetError(path, found=found, expected="several smaller sets")
        first = first or next(iter(chunk.digits.left_out), None)
        yield chunk
    if not read:
        reason = f" that can be read ({first})" if first else ""
        raise DatasetError(path, found=f"no digits{reason}")


def load_dataset(
    path: str | Path, *, half: str = "train", progress: Progress | None = None
) -> DigitSet:
    """Read a whole data set, as :func:`stream_dataset` does.

    ``progress`` is called with how many files, rows or digits have been read, of how many.
    """
    parts = []
    for chunk in stream_dataset(path, half=half):
        parts.append(chunk.digits)
        if progress:
            progress(chunk.done, chunk.total)
    return concatenate(parts)


def _chunks(path: str | Path, half: str) -> Iterator[Chunk]:
    """The chunks of a data set in whatever form it is."""
    if is_synthetic(path):
        return _synthetic(str(path))
    path = Path(path)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if stat.S_ISDIR(mode):
        listing = list_folder(path)
        if pairs := image_files(listing.names):
            return _whole(read_idx_pair(path / next((p for p in pairs if half in p), pairs[0])))
        chunks = stream_folder(path, listing)
        return with_strokes(path, chunks) if has_strokes_beside(path) else chunks
    if not stat.S_ISREG(mode):
        raise DatasetError(path, found="neither a file nor a folder", expected="a data set")
    start = read_start(path)
    if is_idx(start):
        return _whole(read_idx_pair(path))
    if start.startswith(b"PK"):
        if not is_npz(start):
            return stream_zip(path)
        return stream_strokes(path) if has_strokes(path) else _whole(read_npz(path))
    if is_csv(start):
        return stream_csv(path)
    image, label = read_text_file(path)
    return _whole(DigitSet(path.name, image[None], np.array([label], np.int8), names=[path.name]))


def _whole(digits: DigitSet) -> Iterator[Chunk]:
    yield Chunk(digits, len(digits), len(digits))


def _synthetic(name: str) -> Iterator[Chunk]:
    """Digits that the program makes, by ``synthetic:N`` or ``synthetic:N:SEED``."""
    numbers = name.removeprefix(SYNTHETIC).split(":")
    if len(numbers) > 2 or not all(n.isdecimal() and len(n) < 10 for n in numbers):
        raise DatasetError(name, found="no such set", expected="synthetic:N or synthetic:N:SEED")
    count, seed = int(numbers[0]), int(numbers[-1]) if len(numbers) > 1 else 0
    if not 0 < count <= MOST_DIGITS:
        raise DatasetError(name, found=f"{count:,} digits", expected=f"1 to {MOST_DIGITS:,}")
    from digitpad.data.synthetic import stream_synthetic

    return stream_synthetic(count, seed)


def write_dataset(digits: DigitSet, target: str | Path, progress: Progress | None = None) -> None:
    """Write digits as :func:`stream_to` does, to the end.

    ``progress`` is called with how many digits have been written, of how many.
    """
    with closing(stream_to(target, digits)) as shares:
        for share in shares:
            if progress:
                progress(round(share * len(digits)), len(digits))


def stream_to(target: str | Path, digits: DigitSet) -> Generator[float, None, None]:
    """Write digits, all or nothing, in the form that the target's name tells.

    Yields now and then which share is written, 0 to 1; ended there, nothing is written at all.

    - ``.txt``: one text digit
    - ``.zip``: a zip of text digits
    - ``.csv``: a table
    - ``.strokes.npz``: the drawings
    - ``.npz``: images and labels
    - ``...images-idx3-ubyte``, or with ``.gz``: IDX, with the labels beside
    - any other name: a new or empty folder of text digits

    A file is replaced.

    Raises
    ------
    DatasetError : the target cannot be written, cannot hold these digits, or is a folder with
        something in it.
    """
    # "." has no name of its own, nor has "..".
    path = Path(target) if Path(target).name not in ("", "..") else Path(target).resolve()
    name = path.name.lower()
    if not name:
        raise DatasetError(path, found="the top of the file system", expected="a folder in it")
    if name.endswith(".txt"):
        if len(digits) != 1:
            raise DatasetError(path, found=f"{len(digits):,} digits", expected="one for one file")
        write_text_file(path, digits.images[0], int(digits.labels[0]))
    elif name.endswith(".zip"):
        yield from write_zip(digits, path)
    elif name.endswith(".csv"):
        yield from write_csv(digits, path)
    elif name.endswith(".strokes.npz"):
        yield from write_strokes(digits, path)
    elif name.endswith(".npz"):
        yield from write_npz(digits, path)
    elif "images" in name and "idx3" in name:
        yield from write_idx(digits, path)
    else:
        yield from write_folder(digits, path)
