"""Text digits: one in a file, a folder of them, or a zip."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from digitpad.data.digitset import Chunk, DigitSet, Writable
from digitpad.data.formats.base import START, Form, ReadOptions, Source
from digitpad.data.formats.text_forms import parse_any
from digitpad.data.my_digits import has_strokes_beside, with_strokes
from digitpad.data.text.codec import MAX_FILE_BYTES, write_text_file
from digitpad.data.text.export import write_folder, write_zip
from digitpad.data.text.load import stream_folder, stream_zip
from digitpad.errors import DatasetError
from digitpad.files.untrusted import READ_ERRORS, too_large, unreadable

NUMBERS = re.compile(rb"[\s\[\]0-9.,;-]{16}")
"""What a file starts with that is meant to be a text digit."""


class TextDigit(Form):
    """One digit in several lines of text, told from a table by all that the file holds."""

    name = ""
    order = 60

    def sniff(self, source: Source) -> bool:
        is_whole_file = not source.is_zip and 0 < len(source.start) < START
        lines = source.start.splitlines() if is_whole_file else []
        return len(lines) > 1 and len(parse_any(source.name, {source.title: source.start})) == 1

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        try:
            with source.open() as file:
                text = file.read(MAX_FILE_BYTES + 1)
        except READ_ERRORS as error:
            raise unreadable(source.title, error) from error
        if len(text) > MAX_FILE_BYTES:
            raise too_large(source.title, MAX_FILE_BYTES)
        digits = parse_any(source.name, {source.title: text})
        if digits.left_out:
            raise digits.left_out[0]
        names = [source.member.rsplit("/", 1)[-1] or source.path.name]
        yield Chunk(DigitSet(source.name, digits.images, digits.labels, names=names), 1, 1)


class Text(TextDigit):
    """Many text digits, and what is nearly one: the error says what a text digit is."""

    name = "text digits"
    order = 900
    endings: ClassVar = {
        "Text digit": ".txt",
        "Zip of text digits": ".zip",
        "Folder of text digits": "",
    }

    def sniff(self, source: Source) -> bool:
        if source.is_folder or source.is_zip or source.file_name.endswith(".txt"):
            return True
        return bool(NUMBERS.match(source.start))

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        path = source.path
        if source.is_folder:
            chunks = stream_folder(path, source.listing, parse_any, in_passing=source.in_passing)
            return with_strokes(path, chunks) if has_strokes_beside(path) else chunks
        if source.is_zip:
            return stream_zip(path, parse_any, source.archive, in_passing=source.in_passing)
        return super().stream(source, options)

    def write(self, digits: Writable, path: Path) -> Iterator[float]:
        name = path.name.lower()
        if name.endswith(".zip"):
            yield from write_zip(digits, path)
        elif not name.endswith(".txt") or path.is_dir():
            yield from write_folder(digits, path)
        elif len(digits) != 1:
            found = f"a .txt file holds one digit, not {len(digits):,}; use .zip or a folder"
            raise DatasetError(path, found=found)
        else:
            image = next(digits.batches())[0]
            write_text_file(path, image, int(digits.labels[0]))


class KeptZip(Form):
    """A zip of text digits that was read before: only to list 42,000 names takes ten times as long
    as to load what was kept."""

    name = ""
    order = 5

    def sniff(self, source: Source) -> bool:
        return source.is_zip and source.kept is not None

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        assert source.kept
        return source.kept


FORMS = [KeptZip(), TextDigit(), Text()]
