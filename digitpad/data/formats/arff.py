"""ARFF, a form in which OpenML gives out tables: names and kinds of the columns, then the rows."""

import re
from itertools import islice
from typing import BinaryIO

from digitpad.data.formats.lines import read_lines
from digitpad.errors import DatasetError

MAX_HEAD_LENGTH = 10_000
"""Lines before the rows that are read."""

MAX_LINE_BYTES = 1 << 14
"""Bytes of each of them; a list of classes is short."""

ATTRIBUTE = re.compile(rb"@attribute\s++(?:'([^']*+)'|\"([^\"]*+)\"|(\S++))", re.IGNORECASE)


def is_arff(start: bytes) -> bool:
    """Whether a file starts like this form: with comments, then the name of the relation."""
    lines = (line.strip() for line in start.split(b"\n")[:1000])
    first = next((line for line in lines if line and not line.startswith(b"%")), b"")
    return first.removeprefix(b"\xef\xbb\xbf").lower().startswith(b"@relation")


def arff_names(file: BinaryIO, title: str) -> tuple[list[str], int]:
    """The names of the columns, and the number of the line after which the rows start.

    Raises
    ------
    DatasetError : there are no rows.
    """
    names: list[str] = []
    for number, line in islice(read_lines(file, MAX_LINE_BYTES), MAX_HEAD_LENGTH):
        if line.strip().lower() == b"@data":
            return names, number
        if match := ATTRIBUTE.match(line.strip()):
            names.append((match[1] or match[2] or match[3] or b"").decode(errors="replace"))
    raise DatasetError(title, found="no line @data before the rows")
