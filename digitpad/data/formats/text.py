"""Text digits: one in a file, a folder of them, or a zip."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import numpy as np

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.my_digits import has_strokes_beside, with_strokes
from digitpad.data.text_sets import stream_folder, stream_zip
from digitpad.data.text_writing import write_folder, write_zip
from digitpad.data.textfiles import read_text_file, write_text_file
from digitpad.errors import DatasetError


class Text(Form):
    """28 lines of 28 values, then a line with the label."""

    name = "text digits"
    order = 900
    endings: ClassVar = {
        "Text digit": ".txt",
        "Zip of text digits": ".zip",
        "Folder of text digits": "",
    }

    def sniff(self, source: Source) -> bool:
        return True

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        path = source.path
        if source.is_folder:
            chunks = stream_folder(path, source.listing)
            yield from with_strokes(path, chunks) if has_strokes_beside(path) else chunks
        elif source.is_zip:
            yield from stream_zip(path)
        else:
            image, label = read_text_file(path)
            labels = np.array([label], np.int8)
            yield Chunk(DigitSet(path.name, image[None], labels, names=[path.name]), 1, 1)

    def write(self, digits: DigitSet, path: Path) -> Iterator[float]:
        name = path.name.lower()
        if name.endswith(".zip"):
            yield from write_zip(digits, path)
        elif not name.endswith(".txt") or path.is_dir():
            yield from write_folder(digits, path)
        elif len(digits) != 1:
            raise DatasetError(path, found=f"{len(digits):,} digits", expected="one for one file")
        else:
            write_text_file(path, digits.images[0], int(digits.labels[0]))


FORM = Text()
