"""Drawings in an .npz file, as ``strokes_file`` describes them."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from digitpad.data.digitset import Chunk, Writable
from digitpad.data.formats.array_files import is_npz
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.strokes_file import IS_TEST, stream_strokes, write_strokes


class Strokes(Form):
    """Strokes, from which the images are drawn."""

    name = "strokes (.strokes.npz)"
    order = 10
    endings: ClassVar = {"Strokes": ".strokes.npz"}

    def sniff(self, source: Source) -> bool:
        # A zip of 42,000 text digits is not listed for this.
        return is_npz(source) and source.is_zip and "points.npy" in source.names

    def halves(self, source: Source) -> tuple[str, ...]:
        return ("train", "test") if f"{IS_TEST}.npy" in source.names else ()

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        return stream_strokes(source.path, options.half)

    def write(self, digits: Writable, path: Path) -> Iterator[float]:
        return write_strokes(digits, path)


FORM = Strokes()
