"""What the .npz files of digits have in common: labels, writers, and how they are written."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from digitpad.data.digitset import MAX_DIGITS, SIDE, UNLABELLED, Writable
from digitpad.errors import DatasetError
from digitpad.files.atomic import atomic_write
from digitpad.files.npz import Npz
from digitpad.files.untrusted import unwritable

MAX_BYTES = MAX_DIGITS * SIDE * SIDE
"""Bytes that one array may take."""

BLOCK = 1 << 20
"""Bytes that are written at once."""


def open_npz(path: Path) -> Npz:
    """Open an .npz file of digits.

    Raises
    ------
    DatasetError : it cannot be read or is damaged.
    """
    return Npz(path, error=DatasetError, expected="an .npz file", most=MAX_BYTES)


def read_labels(arrays: Npz, count: int) -> NDArray[np.int8]:
    """The array ``labels`` for ``count`` digits; all unlabelled where it is missing.

    Raises
    ------
    DatasetError : as :meth:`Npz.read`, or a label is neither 0-9 nor ``UNLABELLED``.
    """
    if "labels" not in arrays:
        return np.full(count, UNLABELLED, np.int8)
    labels = arrays.read("labels", "iu", (count,))
    wrong = np.flatnonzero((labels < UNLABELLED) | (labels > 9))
    if len(wrong):
        found = f"{labels[wrong[0]]} for digit {wrong[0] + 1}"
        raise arrays.error("labels", found, "labels 0 to 9")
    return labels.astype(np.int8)


def read_writers(arrays: Npz, count: int) -> NDArray[np.int32] | None:
    """The array ``writers`` for ``count`` digits; None where it is missing."""
    if "writers" not in arrays:
        return None
    return arrays.read("writers", "iu", (count,)).astype(np.int32)


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any] | Writable]) -> Iterator[float]:
    """Write an .npz file, all or nothing; yields which share is written, 0 to 1.

    Parameters
    ----------
    arrays : by their names; digits stand for their images.

    Raises
    ------
    DatasetError : the file cannot be written.
    """
    try:
        with (
            atomic_write(path) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            # As numpy.savez_compressed does, which cannot be watched or ended on the way.
            done, total = 0, sum(map(_size, arrays.values()))
            for name, array in arrays.items():
                with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                    npy.write_array_header_1_0(member, _header(array))
                    for block in _blocks(array):
                        member.write(block)
                        done += len(block)
                        yield done / total
    except OSError as error:
        raise unwritable(path, error) from error


def _size(array: NDArray[Any] | Writable) -> int:
    """Bytes of an array, or of the images of digits."""
    return array.nbytes if isinstance(array, np.ndarray) else len(array) * SIDE * SIDE


def _header(array: NDArray[Any] | Writable) -> dict[str, Any]:
    """What a file says of an array, or of the images of digits."""
    if isinstance(array, np.ndarray):
        return npy.header_data_from_array_1_0(array)
    return {"descr": "|u1", "fortran_order": False, "shape": (len(array), SIDE, SIDE)}


def _blocks(array: NDArray[Any] | Writable) -> Iterator[bytes]:
    """The bytes of an array, or of the images of digits, some at a time."""
    if isinstance(array, np.ndarray):
        content = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        for start in range(0, array.nbytes, BLOCK):
            yield content[start : start + BLOCK].tobytes()
    else:
        for images in array.batches():
            yield images.tobytes()
