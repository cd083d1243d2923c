"""Arrays in .npz files, read with distrust: checked before memory is asked for, never pickled."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from digitpad.data.digitset import MOST_DIGITS, SIDE, UNLABELLED
from digitpad.data.files import DAMAGE, check_member, unwritable
from digitpad.errors import DatasetError
from digitpad.storage.atomic import atomic_write

MOST_BYTES = MOST_DIGITS * SIDE * SIDE
"""Bytes that one array may take."""

BLOCK = 1 << 20
"""Bytes that are written at once."""

HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


def has_array(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether there is an array of that name."""
    return f"{name}.npy" in archive.NameToInfo


def read_array(
    archive: zipfile.ZipFile, name: str, kinds: str, *shapes: tuple[int | None, ...]
) -> NDArray[Any]:
    """Read one array of an .npz file.

    Parameters
    ----------
    kinds : the dtypes that are taken, by their letters in ``numpy.dtype.kind``.
    shapes : the shapes that are taken; None stands for any length.

    Raises
    ------
    DatasetError : it is not there, damaged, too large, or has another dtype or shape.
    """
    path = Path(archive.filename or "")
    if not has_array(archive, name):
        raise array_error(path, name, "nothing", "an array")
    member = archive.getinfo(f"{name}.npy")
    check_member(path, member)
    try:
        with archive.open(member) as file:
            shape, _, dtype = HEADERS[npy.read_magic(file)](file)
            header_bytes = file.tell()
        size = int(np.prod([dtype.itemsize, *shape], dtype=object))
        if dtype.kind not in kinds or not any(_fits(shape, wanted) for wanted in shapes):
            wanted = " or ".join(str(shape).replace("None", "N") for shape in shapes)
            kind = "text" if kinds == "U" else "whole numbers"
            raise array_error(path, name, f"{dtype} of shape {shape}", f"{kind} of shape {wanted}")
        if size > MOST_BYTES:
            raise array_error(path, name, f"{size:,} bytes", f"at most {MOST_BYTES:,}")
        if size != member.file_size - header_bytes:
            found = f"{member.file_size - header_bytes:,} bytes"
            raise array_error(path, name, found, f"{size:,}, as its header says")
        with archive.open(member) as file:
            return npy.read_array(file, allow_pickle=False)
    except (*DAMAGE, KeyError) as error:
        raise array_error(path, name, f"damage ({error})", "an array of numbers") from error


def _fits(shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(shape) == len(wanted) and all(
        length == other if other is not None else length >= 0
        for length, other in zip(shape, wanted, strict=True)
    )


def read_labels(archive: zipfile.ZipFile, count: int) -> NDArray[np.int8]:
    """The array ``labels`` for ``count`` digits; all unlabelled where it is missing.

    Raises
    ------
    DatasetError : as :func:`read_array`, or a label is neither 0-9 nor ``UNLABELLED``.
    """
    if not has_array(archive, "labels"):
        return np.full(count, UNLABELLED, np.int8)
    labels = read_array(archive, "labels", "iu", (count,))
    wrong = np.flatnonzero((labels < UNLABELLED) | (labels > 9))
    if len(wrong):
        found = f"{labels[wrong[0]]} for digit {wrong[0] + 1}"
        raise array_error(Path(archive.filename or ""), "labels", found, "labels 0 to 9")
    return labels.astype(np.int8)


def read_writers(archive: zipfile.ZipFile, count: int) -> NDArray[np.int32] | None:
    """The array ``writers`` for ``count`` digits; None where it is missing."""
    if not has_array(archive, "writers"):
        return None
    return read_array(archive, "writers", "iu", (count,)).astype(np.int32)


def array_error(path: Path, name: str, found: str, expected: str) -> DatasetError:
    """What to tell of an array that is not what it should be."""
    return DatasetError(path, where=f"array {name}", found=found, expected=expected)


def write_arrays(path: Path, arrays: dict[str, NDArray[Any]]) -> Iterator[float]:
    """Write an .npz file, all or nothing; yields which share is written, 0 to 1.

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
            done, total = 0, sum(array.nbytes for array in arrays.values())
            for name, array in arrays.items():
                with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                    npy.write_array_header_1_0(member, npy.header_data_from_array_1_0(array))
                    content = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
                    for start in range(0, array.nbytes, BLOCK):
                        block = content[start : start + BLOCK].tobytes()
                        member.write(block)
                        done += len(block)
                        yield done / total
    except OSError as error:
        raise unwritable(path, error) from error
