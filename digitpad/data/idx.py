"""IDX files, the form in which MNIST is published, plain or compressed with gzip.

A header of big-endian 32-bit numbers (magic, count, and for images rows and columns), then one
byte a value (LeCun, Cortes and Burges, "The MNIST database of handwritten digits").
"""

import gzip
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.errors import DatasetError
from digitpad.ink.box import SIDE
from digitpad.storage.atomic import atomic_write

IMAGES_MAGIC, LABELS_MAGIC = 2051, 2049

MOST = 10_000_000
"""Digits that a file may hold; what its header promises beyond is not believed."""

GZIP = b"\x1f\x8b"


def is_idx(path: Path) -> bool:
    """Whether a file begins as an IDX file of images or labels does."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start.startswith(GZIP):
            with gzip.open(path) as unpacked:
                start = unpacked.read(4)
    except (OSError, EOFError, zlib.error):
        return False
    return start in (struct.pack(">I", IMAGES_MAGIC), struct.pack(">I", LABELS_MAGIC))


def read_idx(path: str | Path) -> NDArray[np.uint8]:
    """Images (N, 28, 28) or labels (N,) of one file, uint8.

    Raises
    ------
    DatasetError : the file cannot be read, or holds less or other than its header says.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
        with gzip.open(path) if packed else path.open("rb") as file:
            header = file.read(8)
            if len(header) < 8:
                raise DatasetError(path, found=f"{len(header)} bytes", expected="an IDX header")
            magic, count = struct.unpack(">II", header)
            shape = _shape(path, magic, count, file.read(8) if magic == IMAGES_MAGIC else b"")
            size = int(np.prod(shape))
            data = file.read(size)
            if len(data) < size or file.read(1):
                more = "more" if len(data) == size else f"{len(data):,}"
                raise DatasetError(
                    path,
                    where="after the header",
                    found=f"{more} bytes",
                    expected=f"{size:,}, as the header says",
                )
    except (OSError, EOFError, zlib.error) as error:
        found = getattr(error, "strerror", None) or f"damage ({error})"
        raise DatasetError(path, found=found, expected="an IDX file") from error
    return np.frombuffer(data, np.uint8).reshape(shape)


def _shape(path: Path, magic: int, count: int, sides: bytes) -> tuple[int, ...]:
    """The shape that a header promises, if it can be believed."""
    if magic not in (IMAGES_MAGIC, LABELS_MAGIC):
        raise DatasetError(path, where="magic number", found=f"{magic}", expected="2051 or 2049")
    if count > MOST:
        raise DatasetError(path, where="header", found=f"{count:,} digits", expected=f"<= {MOST:,}")
    if magic == LABELS_MAGIC:
        return (count,)
    if sides != struct.pack(">II", SIDE, SIDE):
        found = " x ".join(map(str, struct.unpack(">II", sides))) if len(sides) == 8 else "its end"
        raise DatasetError(path, where="header", found=found, expected="28 x 28")
    return count, SIDE, SIDE


def other_half(path: Path) -> Path | None:
    """The file of labels beside a file of images, or the other way round, if there is one."""
    for ours, theirs in (("images-idx3", "labels-idx1"), ("labels-idx1", "images-idx3")):
        if ours in path.name:
            name = path.name.replace(ours, theirs)
            for candidate in (name, f"{name}.gz", name.removesuffix(".gz")):
                if path.with_name(candidate).is_file():
                    return path.with_name(candidate)
    return None


def image_files(folder: Path) -> list[Path]:
    """The files of images in a folder, train before t10k."""
    found = [*folder.glob("*images-idx3-ubyte"), *folder.glob("*images-idx3-ubyte.gz")]
    return sorted(found, key=lambda path: ("train" not in path.name, path.name))


def read_idx_pair(path: Path) -> DigitSet:
    """Images with the labels that lie beside them; without labels where there are none.

    Raises
    ------
    DatasetError : either file is damaged, or they do not belong together.
    """
    first, beside = read_idx(path), other_half(path)
    second = read_idx(beside) if beside else None
    images, labels = (first, second) if first.ndim == 3 else (second, first)
    if images is None:
        raise DatasetError(path, found="labels alone", expected="a file of images beside them")
    if labels is None:
        return DigitSet(path.name, images, np.full(len(images), UNLABELLED, np.int8))
    if len(labels) != len(images):
        raise DatasetError(
            path,
            found=f"{len(images):,} images, {len(labels):,} labels",
            expected="as many of both",
        )
    if len(labels) and labels.max() > 9:
        place = int(labels.argmax())
        raise DatasetError(
            path, where=f"label {place + 1}", found=str(labels[place]), expected="a label 0-9"
        )
    return DigitSet(path.name, images, labels.astype(np.int8))


def write_idx(digits: DigitSet, images_path: Path, labels_path: Path) -> None:
    """Write images and labels; compressed where a name ends in .gz.

    Raises
    ------
    DatasetError : a digit has no label, which IDX cannot say, or a file cannot be written.
    """
    labelled = digits.labels >= 0
    if not labelled.all():
        raise DatasetError(
            digits.name, found=f"{(~labelled).sum():,} digits without a label", expected="labels"
        )
    images_header = struct.pack(">IIII", IMAGES_MAGIC, len(digits), SIDE, SIDE)
    labels_header = struct.pack(">II", LABELS_MAGIC, len(digits))
    _write(images_path, images_header + digits.images.tobytes())
    _write(labels_path, labels_header + digits.labels.astype(np.uint8).tobytes())


def _write(path: Path, content: bytes) -> None:
    try:
        with atomic_write(path) as file:
            file.write(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    except OSError as error:
        found = error.strerror or str(error)
        raise DatasetError(path, found=found, expected="a place to write to") from error
