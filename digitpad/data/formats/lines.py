"""The lines of a table, and how their values are separated."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

Line = tuple[int, bytes]
"""Number, from 1, and content of a line."""


def read_lines(file: BinaryIO, longest: int) -> Iterator[Line]:
    """The lines that are not blank; of one with more than ``longest`` bytes only its start."""
    number = 0
    while line := file.readline(longest):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(longest)):
            pass
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield number, line.rstrip()


def count_lines(file: BinaryIO) -> int:
    """How many lines there are, also where the last one has no end."""
    count, last = 0, b"\n"
    while piece := file.read(1 << 20):
        count += piece.count(b"\n")
        last = piece[-1:]
    return count + (last != b"\n")


@dataclass(frozen=True)
class Dialect:
    """How the values of a line are written.

    Parameters
    ----------
    separator : what stands between two of them; a space for any blanks.
    has_quotes : whether some stand between quotation marks.
    has_blanks : whether there are blanks beside the separators.
    zeros : what whole numbers end in, e.g. ``b".0"``; empty where they are written as such.
    """

    separator: bytes = b","
    has_quotes: bool = False
    has_blanks: bool = False
    zeros: bytes = b""

    def tidy(self, line: bytes) -> bytes:
        """The line with commas between its values and nothing else around them."""
        if self.has_quotes:
            line = line.replace(b'"', b"").replace(b"'", b"")
        if self.separator == b" ":
            line = b",".join(line.split())
        elif self.has_blanks:
            line = line.replace(b" ", b"")
        if self.separator == b";":
            line = line.replace(b",", b".")  # Where semicolons separate, commas are decimal ones.
        if self.separator != b",":
            line = line.replace(self.separator, b",")
        if self.zeros:
            line = (line + b",").replace(self.zeros + b",", b",")[:-1]
        return line

    def cells(self, line: bytes) -> list[bytes]:
        """The values of a line."""
        return self.tidy(line).split(b",")


def dialect_of(lines: Sequence[bytes]) -> Dialect:
    """How the values of some lines are written, by the second: the first may be names."""
    usual = lines[min(1, len(lines) - 1)]
    separator = next((s for s in (b";", b"\t", b",") if s in usual), b" ")
    has_quotes = any(b'"' in line or b"'" in line for line in lines)
    return Dialect(separator, has_quotes, separator != b" " and b" " in b"".join(lines))
