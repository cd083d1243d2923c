"""Tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from digitpad.data.csv_file import is_csv, stream_csv, write_csv
from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats.base import Form, ReadOptions, Source


class Table(Form):
    """One digit a line."""

    name = "tables (.csv)"
    order = 70
    endings: ClassVar = {"Table": ".csv"}

    def sniff(self, source: Source) -> bool:
        return not source.is_zip and is_csv(source.start)

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        return stream_csv(source.path)

    def write(self, digits: DigitSet, path: Path) -> Iterator[float]:
        return write_csv(digits, path)


FORM = Table()
