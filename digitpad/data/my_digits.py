"""Digits that the user drew and said what they are: a folder of text digits with their strokes.

Each digit is a text digit, named after the time when it was kept, so that any program that reads
such a folder reads this one; its strokes, where it has them, lie in the hidden folder ``.strokes``
under the same name. The text is written last and removed first: it alone makes a digit exist.
"""

import os
import shutil
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.strokes_file import read_drawing, write_strokes
from digitpad.data.text.codec import write_text_file
from digitpad.data.text.load import list_folder, stream_folder
from digitpad.errors import DatasetError
from digitpad.files.atomic import OLD, atomic_write, temporary_beside
from digitpad.files.untrusted import unwritable
from digitpad.files.user_data import data_folder
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing

STROKES = ".strokes"

WHOLE = ".whole-"
"""Begins the name of a folder of digits that were kept together and are still to be moved."""

REMOVED = "removed"
"""A file in that folder: the names of the digits that they replace."""

OUT = ".out"
"""Ends the names of those digits in that folder: there they are until all are replaced."""


def my_digits() -> Path:
    """The folder of the user's own digits."""
    return data_folder() / "My digits"


def new_name() -> str:
    """A name for a digit that is kept now."""
    return f"{datetime.now():%Y-%m-%d %H.%M.%S.%f}.txt"


def new_names(count: int) -> tuple[str, ...]:
    """Names for digits that are kept together now, in this order."""
    first = Path(new_name()).stem
    return tuple(f"{first} {number:03}.txt" for number in range(1, count + 1))


def keep_digit(folder: Path, name: str, drawing: Drawing, label: int) -> None:
    """Write a digit, all or nothing.

    Parameters
    ----------
    name : of its file, from :func:`new_name`.
    drawing : what the user drew; its picture is made as the network sees it.
    label : 0 to 9.

    Raises
    ------
    DatasetError : it cannot be written.
    """
    image, file = rasterized(drawing), folder / name
    keep_strokes(file, image, label, drawing)
    try:
        write_text_file(file, image, label)
    except DatasetError:
        strokes_beside(file).unlink(missing_ok=True)
        raise


def keep_digits(
    folder: Path,
    names: Sequence[str],
    drawings: Sequence[Drawing],
    labels: Sequence[int],
    instead: Sequence[str] = (),
) -> Generator[float, None, None]:
    """Write digits, all or none, even if the program is killed meanwhile.

    They are written to a hidden folder first, and moved once that has all of them. If the program
    is killed while it moves them, :func:`finish_keeping` moves the others.

    Parameters
    ----------
    names : of their files, from :func:`new_names`.
    drawings : what the user drew, or with a picture (28, 28) of each.
    labels : 0 to 9, one for each drawing.
    instead : names of digits that they replace, which are removed.

    Yields
    ------
    Which share is written, 0 to 1.

    Raises
    ------
    DatasetError : one cannot be written, or one of ``instead`` cannot be removed.
    """
    if not names and len(instead) == 1:
        remove_digit(folder, instead[0])  # This needs no room, which a full disk has not.
        return
    whole = folder / f"{WHOLE}{os.urandom(8).hex()}"
    staged = temporary_beside(whole)
    try:
        staged.mkdir(parents=True)
        for done, digit in enumerate(zip(names, drawings, labels, strict=True), start=1):
            keep_digit(staged, *digit)
            yield done / len(names)
        if instead:
            with atomic_write(staged / REMOVED) as file:
                file.write("\n".join(instead).encode())
        staged.rename(whole)
    except DatasetError as error:  # It names the hidden folder, which the user does not know.
        raise DatasetError.unwritable(folder, error.found) from error
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    try:
        _move_all(whole)
    except OSError as error:
        for name in instead:
            with suppress(FileNotFoundError):
                (whole / f"{name}{OUT}").replace(folder / name)
        for name in names:
            remove_digit(folder, name)
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(whole, ignore_errors=True)


def remove_digits(folder: Path, names: Sequence[str]) -> None:
    """Remove digits, all or none even if the program is killed; some may be gone already.

    Raises
    ------
    DatasetError : one cannot be removed.
    """
    for _ in keep_digits(folder, (), (), (), instead=names):
        pass


def finish_keeping(folder: Path) -> None:
    """Move the digits that a killed program had not moved yet. Nothing is raised."""
    for whole in folder.glob(f"{WHOLE}*"):
        with suppress(OSError, ValueError):
            _move_all(whole)
            shutil.rmtree(whole)


def _move_all(whole: Path) -> None:
    """Move digits to the folder around theirs, and remove those that they replace.

    Each step may have been done already, by a killed program or by another one that is running.
    """
    folder = whole.parent
    (folder / STROKES).mkdir(exist_ok=True)
    # The strokes come before their digit, as in keep_digit.
    for file in (*(whole / STROKES).glob("*.npz"), *whole.glob("*.txt")):
        with suppress(FileNotFoundError):
            file.replace(folder / file.relative_to(whole))
    try:
        removed = (whole / REMOVED).read_text("utf-8")
    except FileNotFoundError:
        return
    names = [Path(name).name for name in removed.split("\n")]
    for name in names:
        with suppress(FileNotFoundError):
            (folder / name).replace(whole / f"{name}{OUT}")
    for name in names:
        with suppress(OSError):  # Without their digit, they are removed later.
            strokes_beside(folder / name).unlink(missing_ok=True)


def keep_strokes(file: Path, image: NDArray[np.uint8], label: int, drawing: Drawing) -> None:
    """Write beside a text digit the strokes that its image was made from, where it has any.

    Makes the folders that are not there yet.

    Raises
    ------
    DatasetError : they cannot be written.
    """
    strokes = strokes_beside(file)
    try:
        strokes.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(strokes.parent, error) from error
    if drawing.picture is None:
        labels = np.array([label], np.int8)
        digits = DigitSet(file.name, image[None], labels, drawings=[drawing])
        for _ in write_strokes(digits, strokes):
            pass


def remove_digit(folder: Path, name: str) -> None:
    """Take a digit out again; it may be gone already.

    Raises
    ------
    DatasetError : it cannot be removed.
    """
    try:
        (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(folder / name, error) from error
    with suppress(OSError):  # Without their digit, they are removed later.
        strokes_beside(folder / name).unlink(missing_ok=True)


def sweep_strokes(folder: Path) -> None:
    """Remove strokes that have been without their digit for more than a day.

    A program that was killed between the two leaves them behind. Nothing is raised.
    """
    with suppress(OSError):
        for strokes in (folder / STROKES).glob("*.npz"):
            is_old = strokes.stat().st_mtime < time.time() - OLD
            if is_old and not (folder / f"{strokes.stem}.txt").exists():
                strokes.unlink()


def count_digits(folder: Path) -> int:
    """How many digits are in the folder, which need not be there."""
    return sum(1 for _ in folder.glob("*.txt"))


def stream_texts(folder: Path, *, in_passing: bool = False) -> Iterator[Chunk]:
    """Read the digits without their strokes, which take far longer; nothing where there are none.

    Parameters
    ----------
    in_passing : see :func:`digitpad.data.text.load.stream_folder`.

    Raises
    ------
    DatasetError : the folder cannot be read.
    """
    if count_digits(folder):
        yield from stream_folder(folder, list_folder(folder), in_passing=in_passing)


def strokes_beside(file: Path) -> Path:
    """Where the strokes of a text digit lie."""
    return file.parent / STROKES / f"{file.stem}.npz"


def has_strokes_beside(folder: Path) -> bool:
    """Whether strokes lie beside the text digits of a folder."""
    return (folder / STROKES).is_dir()


def with_strokes(folder: Path, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Add to the digits of a folder the strokes they were drawn with; the others are pictures."""
    for chunk in chunks:
        rows = zip(chunk.digits.names, chunk.digits.images, strict=True)
        drawings = [_drawing(folder / name, image) for name, image in rows]
        yield replace(chunk, digits=replace(chunk.digits, drawings=drawings))


def _drawing(file: Path, image: NDArray[np.uint8]) -> Drawing:
    try:
        return read_drawing(strokes_beside(file))
    except DatasetError:
        return Drawing(picture=image)
