"""Files that gzip, bzip2 or xz packed, recognised by how they start and unpacked on the way."""

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

Unpack = Callable[[BinaryIO], BinaryIO]
"""Makes the content of a packed file of it; closing that leaves the packed file open."""

ENDINGS = (".gz", ".bz2", ".xz")
"""Of the names of packed files, in lower case."""

_UNPACKERS = {b"\x1f\x8b": "gzip.open", b"BZh": "bz2.open", b"\xfd7zXZ\0": "lzma.open"}
"""What packed files start with, and what unpacks them; it is imported when it is needed."""

MAX_MAGIC_LENGTH = max(map(len, _UNPACKERS))
"""Bytes at the start of a file that tell whether it is packed."""


def unpacker_of(start: bytes) -> Unpack | None:
    """What unpacks a file that starts like this; None where nothing packed it."""
    for magic, function in _UNPACKERS.items():
        if start.startswith(magic):
            module, _, name = function.partition(".")
            unpack: Unpack = getattr(import_module(module), name)
            return unpack
    return None


def without_ending(name: str) -> str:
    """The name of a file before it was packed."""
    ending = next((e for e in ENDINGS if name.lower().endswith(e)), "")
    return name[: len(name) - len(ending)]
