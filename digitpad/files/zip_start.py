"""What the first bytes of a zip tell: they are still there where its end, with its list, is cut."""

_FIRST_FILE = b"PK\3\4"

START_BYTES = 30 + (1 << 8)
"""Bytes of a zip in which the name of its first file stands, if it is no longer than others."""


def first_name(start: bytes) -> str:
    """Name of the first file in a zip, by its first bytes; empty for anything else."""
    if not start.startswith(_FIRST_FILE):
        return ""
    return start[30 : 30 + int.from_bytes(start[26:28], "little")].decode("utf-8", "replace")
