"""Digits that the program makes itself, by ``synthetic:N`` or ``synthetic:N:SEED``."""

from collections.abc import Iterator

from digitpad.data.digitset import MAX_DIGITS, SYNTHETIC, Chunk, is_synthetic
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.errors import DatasetError


class Synthetic(Form):
    """Made anew each time, the same for the same seed."""

    name = ""
    order = 0

    def sniff(self, source: Source) -> bool:
        return is_synthetic(source.path)

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        name = str(source.path)
        numbers = name.removeprefix(SYNTHETIC).split(":")
        if len(numbers) > 2 or not all(n.isdecimal() and len(n) < 10 for n in numbers):
            raise DatasetError(name, found="write synthetic:N or synthetic:N:SEED")
        count, seed = int(numbers[0]), int(numbers[-1]) if len(numbers) > 1 else 0
        if not 0 < count <= MAX_DIGITS:
            raise DatasetError(name, found=f"the number must be 1 to {MAX_DIGITS:,}")
        from digitpad.data.synthesis.digits import stream_synthetic

        return stream_synthetic(count, seed)


FORM = Synthetic()
