"""Datasets in all their forms, told apart by what they hold."""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np

from digitpad.data.being_read import reading
from digitpad.data.digitset import MAX_DIGITS, DigitSet, Writable, concatenate
from digitpad.data.digitset import Chunk as Chunk
from digitpad.data.formats.base import ReadOptions as ReadOptions
from digitpad.data.formats.base import UnclearError as UnclearError
from digitpad.data.formats.base import look_at
from digitpad.data.formats.registry import form_for, form_of
from digitpad.data.formats.registry import known_endings as known_endings
from digitpad.errors import DatasetError

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""

OnHalves = Callable[[tuple[str, ...]], None]
"""Called with the names of the halves of a set."""

HALVES = {"train": "train", "test": "test", "t10k": "test"}
"""The parts of a set, by all their names."""


def stream_dataset(
    path: str | Path,
    *,
    half: str = "train",
    options: ReadOptions | None = None,
    on_halves: OnHalves | None = None,
    in_passing: bool = False,
) -> Generator[Chunk, None, None]:
    """Read a dataset, a chunk at a time.

    Parameters
    ----------
    path : a file or folder in any of the forms in this package, or ``synthetic:N`` or
        ``synthetic:N:SEED`` for N digits that the program makes.
    half : ``"train"``, or ``"test"`` (or ``"t10k"``), of a set that has both.
    options : what else the user says about the set; its half is used where it is given.
    on_halves : called with the names of the halves of a set that has two, before it is read.
    in_passing : whether each chunk is let go before the next: then a set of text digits or IDX,
        which are otherwise all in one array, takes little memory.

    Raises
    ------
    DatasetError : nothing in it can be read, or there are more than :data:`MAX_DIGITS`. Otherwise
        what cannot be read is left out.
    UnclearError : it can be read in more than one way, and ``options`` do not tell which.
    """
    options = options or ReadOptions(half)
    options = replace(options, half=HALVES.get(options.half, options.half))
    read = 0
    first: DatasetError | None = None
    largest = 0
    with reading(path), closing(look_at(path, in_passing=in_passing)) as given:
        source = given.child(options.file) if options.file else given
        form = form_of(source)
        if on_halves and (halves := form.halves(source)):
            on_halves(halves)
        for chunk in form.stream(source, options):
            read += len(chunk.digits)
            if read > MAX_DIGITS:
                found = f"more than {MAX_DIGITS:,} digits; split the dataset"
                raise DatasetError(path, found=found)
            first = first or next(iter(chunk.digits.left_out), None)
            largest = largest or int(chunk.digits.images.max(initial=0))
            yield _repaired(chunk, options, largest)
    if not read:
        reason = f" that can be read ({first})" if first else ""
        raise DatasetError(path, found=f"no digits{reason}")


def _repaired(chunk: Chunk, options: ReadOptions, largest: int) -> Chunk:
    """The chunk as the user wants it. Drawings then fit their images no more.

    Parameters
    ----------
    largest : value of the first images, which stands for that of all.
    """
    images = chunk.digits.images
    if options.scale and 0 < largest < 255:
        table = np.minimum(np.rint(np.arange(256) * (255 / largest)), 255).astype(np.uint8)
        images = table[images]
    if options.transpose:
        images = np.ascontiguousarray(images.transpose(0, 2, 1))
    if options.invert:
        images = 255 - images
    if images is chunk.digits.images:
        return chunk
    return replace(chunk, digits=replace(chunk.digits, images=images, drawings=()))


def load_dataset(
    path: str | Path,
    *,
    half: str = "train",
    options: ReadOptions | None = None,
    on_halves: OnHalves | None = None,
    progress: Progress | None = None,
) -> DigitSet:
    """Read a whole dataset, as :func:`stream_dataset` does.

    ``progress`` is called with how many files, rows or digits have been read, of how many.
    """
    parts = []
    for chunk in stream_dataset(path, half=half, options=options, on_halves=on_halves):
        parts.append(chunk.digits)
        if progress:
            progress(chunk.done, chunk.total)
    return concatenate(parts)


def halves_of(path: str | Path, file: str = "") -> tuple[str, ...]:
    """The halves of a dataset: ``("train", "test")``, or nothing where it has one part only.

    ``file`` is that of :class:`ReadOptions`.

    Raises
    ------
    DatasetError : it cannot be read.
    """
    with closing(look_at(path)) as given:
        source = given.child(file) if file else given
        return form_of(source).halves(source)


def write_dataset(digits: Writable, target: str | Path, progress: Progress | None = None) -> None:
    """Write digits as :func:`stream_to` does, to the end.

    ``progress`` is called with how many digits have been written, of how many.
    """
    with closing(stream_to(target, digits)) as shares:
        for share in shares:
            if progress:
                progress(round(share * len(digits)), len(digits))


def stream_to(target: str | Path, digits: Writable) -> Generator[float, None, None]:
    """Write digits, all or nothing, in the form that the target's name tells.

    Yields now and then which share is written, 0 to 1; ended there, nothing is written at all.
    The endings are those of :func:`known_endings`. A name without an ending is a new or empty
    folder of text digits. A file is replaced.

    Raises
    ------
    DatasetError : the name has an unknown ending; the target cannot be written, cannot hold these
        digits, or is a folder with something in it.
    """
    # "." has no name of its own, nor has "..".
    path = Path(target) if Path(target).name not in ("", "..") else Path(target).resolve()
    if not path.name:
        raise DatasetError(path, found="the top of the file system; name a folder in it")
    yield from form_for(target).write(digits, path)
