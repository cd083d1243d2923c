"""IDX files, the form in which MNIST is published, plain or compressed with gzip.

A header of big-endian 32-bit numbers (magic, count, and for images rows and columns), then one
byte a value (LeCun, Cortes and Burges, "The MNIST database of handwritten digits"). Images and
labels lie beside each other in two files, whose names differ only in ``images-idx3`` and
``labels-idx1``.
"""

import gzip
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import MOST_DIGITS, SIDE, UNLABELLED, DigitSet
from digitpad.data.files import DAMAGE, unreadable, unwritable
from digitpad.errors import DatasetError
from digitpad.storage.atomic import atomic_write

IMAGES, LABELS = struct.pack(">I", 2051), struct.pack(">I", 2049)
"""What a file of images and a file of labels start with."""

GZIP = b"\x1f\x8b"

BATCH = 500
"""Digits written at a time."""

PIECE = 1 << 20
"""Bytes read at a time: a header that promises much does not make us ask for much memory."""


def is_idx(start: bytes) -> bool:
    """Whether a file that starts like this is IDX; of what is compressed nothing else is read."""
    return start.startswith((IMAGES, LABELS, GZIP))


def read_idx(path: str | Path) -> NDArray[np.uint8]:
    """Images (N, 28, 28) or labels (N,) of one file, uint8.

    Raises
    ------
    DatasetError : the file cannot be read, or holds less or other than its header says.
    """
    path = Path(path)
    try:
        with _opened(path) as file:
            shape = _shape(path, file)
            size = int(np.prod(shape))
            content = bytearray()
            while len(content) <= size and (piece := file.read(PIECE)):
                content += piece
    except DAMAGE as error:
        raise unreadable(path, error) from error
    if len(content) != size:
        found = f"{len(content):,} bytes after the header" if len(content) < size else "more bytes"
        raise DatasetError(path, found=found, expected=f"{size:,}, as the header says")
    return np.frombuffer(content, np.uint8).reshape(shape)


def _opened(path: Path) -> BinaryIO | gzip.GzipFile:
    """The content of a file, unpacked on the way where it is compressed."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
    return gzip.open(path) if packed else path.open("rb")


def _shape(path: Path, file: BinaryIO | gzip.GzipFile) -> tuple[int, ...]:
    """The shape that the header promises."""
    header = file.read(8)
    if header[:4] not in (IMAGES, LABELS) or len(header) < 8:
        raise DatasetError(path, where="header", found=header[:4].hex(" "), expected="IDX")
    (count,) = struct.unpack(">I", header[4:])
    if count > MOST_DIGITS:
        raise DatasetError(
            path, where="header", found=f"{count:,} digits", expected=f"at most {MOST_DIGITS:,}"
        )
    if header[:4] == LABELS:
        return (count,)
    sides = file.read(8)
    if sides != struct.pack(">II", SIDE, SIDE):
        whole = len(sides) == 8
        found = "images of {} x {}".format(*struct.unpack(">II", sides)) if whole else "its end"
        raise DatasetError(path, where="header", found=found, expected=f"images of {SIDE} x {SIDE}")
    return count, SIDE, SIDE


def image_files(names: Iterable[str]) -> list[str]:
    """Those of the names in a folder that files of images have."""
    return sorted(n for n in names if "idx3" in n and "images" in n and "/" not in n)


def other_half(path: Path) -> Path | None:
    """The labels beside a file of images, or the images beside labels; None where there are none.

    Either may be compressed.
    """
    if "idx3" in path.name:
        name = path.name.replace("images", "labels").replace("idx3", "idx1")
    else:
        name = path.name.replace("labels", "images").replace("idx1", "idx3")
    for candidate in (name, f"{name}.gz", name.removesuffix(".gz")):
        if candidate != path.name and path.with_name(candidate).is_file():
            return path.with_name(candidate)
    return None


def read_idx_pair(path: Path) -> DigitSet:
    """Images with the labels beside them; without labels where there are none.

    Parameters
    ----------
    path : either file of the pair.

    Raises
    ------
    DatasetError : either file is damaged, or they do not belong together.
    """
    first, beside = read_idx(path), other_half(path)
    second = read_idx(beside) if beside else None
    images, labels = (first, second) if first.ndim == 3 else (second, first)
    if images is None or images.ndim != 3:
        raise DatasetError(path, found="labels alone", expected="a file of images beside them")
    if labels is None:
        return DigitSet(path.name, images, np.full(len(images), UNLABELLED, np.int8))
    if labels.shape != images.shape[:1]:
        found = f"{len(images):,} images and {len(labels):,} labels"
        raise DatasetError(path, found=found, expected="as many of both")
    if labels.max(initial=0) > 9:
        place = int(labels.argmax())
        where, found = f"label {place + 1}", str(labels[place])
        raise DatasetError(beside or path, where=where, found=found, expected="a label 0 to 9")
    return DigitSet(path.name, images, labels.astype(np.int8))


def _packer(path: Path) -> Callable[[BinaryIO], AbstractContextManager[BinaryIO | gzip.GzipFile]]:
    """What compresses on the way into a file, where its name ends in .gz."""
    if path.suffix != ".gz":
        return nullcontext
    # Without name and time, the same digits make the same bytes.
    return lambda file: gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)


def write_idx(digits: DigitSet, path: Path) -> Iterator[float]:
    """Write images, and their labels beside them; compressed where the name ends in .gz.

    Yields the share written, 0 to 1.

    Raises
    ------
    DatasetError : a digit has no label, which IDX cannot say, or a file cannot be written.
    """
    if (digits.labels == UNLABELLED).any():
        raise DatasetError(path, found="digits without a label", expected="a label for each")
    count = struct.pack(">I", len(digits))
    side = struct.pack(">I", SIDE)
    packed = _packer(path)
    beside = path.with_name(path.name.replace("images", "labels").replace("idx3", "idx1"))
    try:
        with atomic_write(path) as images_file, atomic_write(beside) as labels_file:
            with packed(labels_file) as file:
                file.write(LABELS + count + digits.labels.astype(np.uint8).tobytes())
            with packed(images_file) as file:
                file.write(IMAGES + count + side + side)
                for start in range(0, len(digits), BATCH):
                    file.write(digits.images[start : start + BATCH].tobytes())
                    yield start / len(digits)
    except OSError as error:
        raise unwritable(path, error) from error
