"""Arrays in a .safetensors file, as PyTorch and other libraries keep weights: data, never code.

The format: 8 bytes with the length of a JSON header, the header, the numbers. The header names each
array with its type, its shape, and where its numbers begin and end
(https://huggingface.co/docs/safetensors, "Format"). Nothing in it is believed: the arrays have to
fill the file without gap and overlap.
"""

import io
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import ZipInfo

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import FileError
from digitpad.files.npz import Header, Npz, reason_text
from digitpad.files.regular import check_regular

MAX_HEADER_BYTES = 2 << 20
"""Bytes of a header that are still read: enough for 10,000 arrays and a record."""

BFLOAT16 = "BF16"
"""The upper half of a float32, which NumPy does not know."""

DTYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    BFLOAT16: "<f4",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "|i1",
    "U8": "|u1",
    "BOOL": "|b1",
}
"""Types of numbers, and what they are in NumPy."""


@dataclass(frozen=True)
class _Place:
    """Where an array lies in the file."""

    kind: str
    shape: tuple[int, ...]
    begin: int
    end: int


class Safetensors(Npz):
    """The arrays of a .safetensors file that is open, read as those of an .npz file.

    Parameters
    ----------
    path, error, expected, most : as for :class:`Npz`.

    Attributes
    ----------
    metadata : what else the file says, texts under short names.
    """

    def __init__(
        self, path: str | Path, *, error: type[FileError], expected: str, most: int
    ) -> None:
        self.path = path
        self._kind, self._expected, self._most = error, expected, most
        self.metadata: dict[str, str] = {}
        try:
            check_regular(path)
            size = os.stat(path).st_size  # noqa: PTH116, as a path may be a text
            with Path(path).open("rb") as file:
                length = int.from_bytes(file.read(8), "little")
                header = file.read(length) if length <= min(MAX_HEADER_BYTES, size) else b""
        except FileNotFoundError:
            raise error(path, found="no such file") from None
        except (OSError, ValueError) as reason:
            raise error(path, found=f"cannot be read ({reason_text(reason)})") from reason
        self._start = 8 + length
        self._places = self._checked(header, size - self._start)
        self._members = {name: _member(name, place) for name, place in self._places.items()}

    def _checked(self, header: bytes, size: int) -> dict[str, _Place]:
        """Where each array lies among ``size`` bytes."""
        try:
            entries = json.loads(header, object_pairs_hook=_without_twins)
            self.metadata = _texts(entries.pop("__metadata__", {}))
            places = {name: _place(entry) for name, entry in entries.items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise self._kind(self.path, found=f"damaged, or not {self._expected}") from None
        end = 0
        for name, place in sorted(places.items(), key=lambda item: (item[1].begin, item[1].end)):
            bytes_each = 2 if place.kind == BFLOAT16 else np.dtype(DTYPES[place.kind]).itemsize
            fitting = bytes_each * math.prod(place.shape)
            if place.begin != end or place.end != end + fitting:
                found = f"bytes {place.begin:,} to {place.end:,}"
                raise self.error(name, found, f"bytes {end:,} to {end + fitting:,}")
            end = place.end
        if end != size:
            found = f"{size:,}"
            raise self._kind(self.path, found=found, expected=f"{end:,} bytes of numbers")
        return places

    def close(self) -> None:
        """Nothing stays open."""

    def shape(self, name: str) -> tuple[int, ...]:
        if name not in self._places:
            raise self.error(name, "missing")
        return self._places[name].shape

    def _header(self, name: str, file: IO[bytes]) -> tuple[Header, bytes]:
        place = self._places[name]
        return Header(np.dtype(DTYPES[place.kind]), place.shape, False, 0), b""

    def _open(self, member: ZipInfo) -> IO[bytes]:
        place = self._places[member.filename]
        with Path(self.path).open("rb") as file:
            file.seek(self._start + place.begin)
            content = file.read(place.end - place.begin)
        if place.kind == BFLOAT16:
            content = (np.frombuffer(content, "<u2").astype("<u4") << 16).tobytes()
        return io.BytesIO(content)


def safetensors_bytes(
    tensors: Mapping[str, NDArray[np.float32]], metadata: Mapping[str, str]
) -> bytes:
    """The content of a .safetensors file with float32 arrays, and texts under short names."""
    header: dict[str, Any] = {"__metadata__": dict(metadata)}
    begin = 0
    for name, array in tensors.items():
        offsets = [begin, begin + array.nbytes]
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": offsets}
        begin += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)  # So that the numbers lie where a processor reads them best.
    numbers = b"".join(array.astype("<f4").tobytes() for array in tensors.values())
    return len(text).to_bytes(8, "little") + text + numbers


def _member(name: str, place: _Place) -> ZipInfo:
    """What :class:`Npz` knows of an array: its size in memory."""
    member = ZipInfo("array")
    member.filename = name
    member.file_size = (place.end - place.begin) * (2 if place.kind == BFLOAT16 else 1)
    return member


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object, of which no name may stand for two things."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _texts(values: Any) -> dict[str, str]:
    if not all(isinstance(value, str) for value in values.values()):
        raise ValueError("metadata other than texts")
    return dict(values)


def _place(entry: Any) -> _Place:
    """Where an array lies, by its entry of the header; anything else raises."""
    shape, (begin, end) = entry["shape"], entry["data_offsets"]
    numbers = [*shape, begin, end]
    if entry["dtype"] not in DTYPES or not all(type(n) is int and n >= 0 for n in numbers):
        raise ValueError("no array")
    return _Place(entry["dtype"], tuple(shape), begin, end)
