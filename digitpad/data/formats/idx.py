"""IDX files under all their names, in a folder or zip and the folders in it.

Of MNIST, Fashion-MNIST and KMNIST: ``train-images-idx3-ubyte``, also with a dot before ``idx3``,
with ``.gz`` or the like, or in a folder of its own name (Kaggle). Of EMNIST:
``emnist-digits-train-images...``. Of QMNIST: labels ``...-labels-idx2-int``, whose
columns are class, series, writer and others.
"""

import math
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, ClassVar

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import MAX_DIGITS, SIDE, UNLABELLED, Chunk, DigitSet, Writable
from digitpad.data.formats.base import Form, ReadOptions, Source, several_sets
from digitpad.data.formats.idx_arrays import (
    IMAGES,
    LABELS,
    other_half,
    read_content,
    stream_idx_pair,
    write_idx,
)
from digitpad.data.formats.sizes import (
    MAX_SIDE,
    MIN_SIDE,
    RANGES,
    as_digits,
    is_known_size,
    measured_range,
)
from digitpad.errors import DatasetError
from digitpad.files.compression import ENDINGS
from digitpad.files.untrusted import READ_ERRORS, unreadable

TABLE = struct.pack(">I", 3074)
"""What a file of QMNIST's labels starts with: two sides, whole numbers of 32 bits."""

WRITER = 2
"""Column of QMNIST's labels that tells the writer."""

MAX_COLUMNS = 64

CHUNK_SIZE = 500
"""Images of another size in a chunk: each of them has to be fitted."""

_NAME = re.compile(r"(?P<kind>images|labels)[-._]?(?P<form>idx[0-9])[-._]?(ubyte|int)?")
_HALF = re.compile(r"train|t10k|test(10k|50k)?")


@dataclass
class Pair:
    """Files that belong together by their names.

    Parameters
    ----------
    set_name : folder and name, without what tells halves, images and labels apart.
    half : ``"train"``, ``"test"``, or empty where the names do not tell.
    images : the files of images, best first: the same may be there plain and packed.
    labels : the files of labels, best first.
    """

    set_name: str
    half: str
    images: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def pairs_in(names: Sequence[str]) -> list[Pair]:
    """The pairs among the files of a folder or zip; each has a file of images at least."""
    pairs: dict[str, Pair] = {}
    files = [name for name in names if "idx" in name.lower()]
    for name in sorted(files, key=lambda name: (name.lower().endswith(ENDINGS), len(name))):
        folder, _, file = name.replace("\\", "/").lower().rpartition("/")
        match = _NAME.search(file)
        if not match or file.startswith("."):
            continue
        if _NAME.search(folder.rpartition("/")[2]):
            folder = folder.rpartition("/")[0]
        stem = file[: match.start()]
        half = _HALF.search(stem)
        which = "" if not half else "train" if half[0] == "train" else "test"
        set_name = f"{folder}/{_HALF.sub('', stem).strip('-._')}".strip("/")
        pair = pairs.setdefault(f"{folder}/{stem}", Pair(set_name, which))
        if match["kind"] == "images":
            pair.images.append(name)
        # The labels with writers come first.
        elif match["form"] == "idx2":
            pair.labels.insert(0, name)
        else:
            pair.labels.append(name)
    return [pair for pair in pairs.values() if pair.images]


class Idx(Form):
    """Images and labels in two files."""

    name = "IDX files"
    order = 40
    endings: ClassVar = {"IDX": "-images-idx3-ubyte", "IDX, compressed": "-images-idx3-ubyte.gz"}

    def fit(self, name: str) -> int:
        match = _NAME.search(name)
        return len(name) - match.start() if match and match["kind"] == "images" else 0

    def sniff(self, source: Source) -> bool:
        if source.is_folder or source.is_zip:
            return bool(pairs_in(source.names))
        return source.start.startswith((IMAGES, LABELS, TABLE))

    def halves(self, source: Source) -> tuple[str, ...]:
        if not (source.is_folder or source.is_zip):
            return ()
        found = {pair.half for pair in self._set(source)}
        return ("train", "test") if {"train", "test"} <= found else ()

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        if not (source.is_folder or source.is_zip):
            return _stream_file(source)
        pairs = self._set(source)
        pair = next((pair for pair in pairs if pair.half == options.half), pairs[0])
        images = source.child(pair.images[0])
        return _stream(images, source.child(pair.labels[0]) if pair.labels else None)

    def write(self, digits: Writable, path: Path) -> Iterator[float]:
        return write_idx(digits, path)

    def _set(self, source: Source) -> list[Pair]:
        """The pairs of the one set that is read, the shortest names first.

        Raises
        ------
        UnclearError : there are several sets, and none is of digits by its name.
        """
        pairs = pairs_in(source.names)
        sets = dict.fromkeys(pair.set_name for pair in pairs)
        for wanted in (r"(^|/)(mnist|emnist-digits)(/raw)?/?$", r"digits", r"mnist-?$"):
            fitting = [name for name in sets if re.search(wanted, name)]
            if len(sets) > 1 and len(fitting) == 1:
                sets = dict.fromkeys(fitting)
        if len(sets) > 1:
            raise several_sets(source, len(sets), [pair.images[0] for pair in pairs])
        return [pair for pair in pairs if pair.set_name in sets]


def _stream_file(source: Source) -> Iterator[Chunk]:
    """Read a pair of which one file was chosen."""
    if source.start.startswith(IMAGES):
        return _stream(source, _beside(source, "labels"))
    images = _beside(source, "images")
    if images is None:
        raise DatasetError(source.title, found="no file of images beside these labels")
    return _stream(images, source)


def _beside(source: Source, kind: str) -> Source | None:
    """The labels or the images that belong to a file; None where there are none."""
    if source.parent:
        above, names, own = source.path, source.parent.names, source.member
    elif _NAME.search(source.path.parent.name.lower()):
        above = source.path.parent.parent
        own = f"{source.path.parent.name}/{source.path.name}"
        names = [f"{p.parent.name}/{p.name}" for p in above.glob("*-idx*/*") if p.is_file()]
    else:
        above, own = source.path.parent, source.path.name
        names = [p.name for p in source.path.parent.iterdir() if p.is_file()]
    folder = source.parent or Source(above, is_folder=True, in_passing=source.in_passing)
    for pair in pairs_in(names):
        if own in (*pair.images, *pair.labels):
            others = pair.labels if kind == "labels" else pair.images
            return folder.child(others[0]) if others else None
    return None


def _stream(images: Source, labels: Source | None) -> Iterator[Chunk]:
    """Read images, and their labels where there are any.

    Raises
    ------
    DatasetError : either file is damaged, or they do not belong together.
    """
    if labels and _is_usual_pair(images, labels):
        yield from stream_idx_pair(images.path, labels.path, in_passing=images.in_passing)
        return
    pictures = _read(images)
    if pictures.ndim != 3:
        raise DatasetError(images.title, found="labels", expected="images, as the name says")
    known, writers = _labels(labels, len(pictures)) if labels else (None, None)
    if known is None:
        known = np.full(len(pictures), UNLABELLED, np.int8)
    step, span = len(pictures) or 1, RANGES[2]
    if pictures.shape[1:] != (SIDE, SIDE):
        step, span = CHUNK_SIZE, measured_range(pictures) or span
    for start in range(0, len(pictures) or 1, step):
        part = slice(start, start + step)
        digits = DigitSet(
            images.name,
            as_digits(pictures[part], span),
            known[part],
            writers=None if writers is None else writers[part],
        )
        yield Chunk(digits, start + len(digits), len(pictures))


def _is_usual_pair(images: Source, labels: Source) -> bool:
    """Whether two files lie on disk beside each other, as ``idx_arrays`` writes them."""
    sides = struct.pack(">II", SIDE, SIDE)
    return (
        not images.parent
        and labels.start.startswith(LABELS)
        and images.start.startswith(IMAGES)
        and images.start[8:16] == sides
        and other_half(images.path) == labels.path
    )


def _labels(source: Source, count: int) -> tuple[NDArray[np.int8], NDArray[np.int32] | None]:
    """Labels (N,) of so many images, and who wrote them where that is known."""
    table = _read(source)
    if table.ndim == 3:
        raise DatasetError(source.title, found="images", expected="labels, as the name says")
    if len(table) != count:
        found = f"{len(table):,}"
        raise DatasetError(source.title, found=found, expected=f"{count:,} labels, one per image")
    labels = table if table.ndim == 1 else table[:, 0]
    wrong = np.flatnonzero((labels < 0) | (labels > 9))
    if len(wrong):
        raise DatasetError(
            source.title,
            where=f"label {wrong[0] + 1}",
            found=str(labels[wrong[0]]),
            expected="a label 0 to 9 (letters are not supported)",
        )
    has_writers = table.ndim == 2 and table.shape[1] > WRITER
    return labels.astype(np.int8), table[:, WRITER].astype(np.int32) if has_writers else None


def _read(source: Source) -> NDArray[np.integer]:
    """Images (N, H, W) or labels (N,), uint8, or a table of labels (N, columns), int32.

    Raises
    ------
    DatasetError : the file cannot be read, or holds less or other than its header says.
    """
    try:
        with source.open() as file:
            dtype, shape = _header(source, file)
            content = read_content(source.title, file, math.prod(shape) * dtype.itemsize)
    except READ_ERRORS as error:
        raise unreadable(source.title, error) from error
    return np.frombuffer(content, dtype).reshape(shape)


def _header(source: Source, file: BinaryIO) -> tuple[np.dtype[np.integer], tuple[int, ...]]:
    """Type and shape that the header promises."""
    magic = file.read(4)
    if magic not in (IMAGES, LABELS, TABLE):
        raise DatasetError(
            source.title, where="header", found=magic.hex(" ") or "nothing", expected="IDX"
        )
    sides = magic[3]
    text = file.read(4 * sides)
    if len(text) < 4 * sides:
        expected = f"{sides} sizes of 4 bytes"
        raise DatasetError(source.title, where="header", found="the end", expected=expected)
    count, *size = struct.unpack(f">{sides}I", text)
    if count > MAX_DIGITS:
        found, expected = f"{count:,}", f"at most {MAX_DIGITS:,} digits"
        raise DatasetError(source.title, where="header", found=found, expected=expected)
    if magic == IMAGES and not is_known_size(*size):
        found = f"{size[0]}×{size[1]}"
        expected = f"images of {MIN_SIDE}×{MIN_SIDE} to {MAX_SIDE}×{MAX_SIDE}"
        raise DatasetError(source.title, where="header", found=found, expected=expected)
    if magic == TABLE and not 0 < size[0] <= MAX_COLUMNS:
        found, expected = f"{size[0]:,}", f"1 to {MAX_COLUMNS} columns"
        raise DatasetError(source.title, where="header", found=found, expected=expected)
    return np.dtype(">i4") if magic == TABLE else np.dtype(np.uint8), (count, *size)


FORM = Idx()
