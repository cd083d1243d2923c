"""Everything that can go wrong for a user, as one small taxonomy.

The text of each error is a sentence that a user can act on; the window and the command line
show it as it is.
"""

import traceback
from pathlib import Path
from typing import Self


def printable(text: str | Path) -> str:
    """A text on one line, with escapes for all that a terminal would act on or cannot print.

    File names may hold line ends, control sequences, and bytes that are no UTF-8.
    """
    return "".join(c if c.isprintable() else _escaped(c) for c in str(text))


def _escaped(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"  # How Python keeps a byte that is no UTF-8.
    return character.encode("unicode_escape", "surrogatepass").decode()


class DigitpadError(Exception):
    """What the user did cannot be done; the text says why."""


class InternalError(DigitpadError):
    """An unexpected error: a fault of the program.

    Parameters
    ----------
    error : what was raised.

    Attributes
    ----------
    details : its traceback, for a report.
    """

    def __init__(self, error: BaseException) -> None:
        if isinstance(error, MemoryError):
            super().__init__("Not enough memory. Close other programs or use less data.")
        else:
            reason = printable(str(error))[:200]
            what = type(error).__name__ + (f": {reason}" if reason else "")
            super().__init__(f"Internal error in digitpad ({what}).")
        details = "".join(traceback.format_exception(error))
        # A name in it may hold bytes that are no text.
        self.details = details.encode(errors="backslashreplace").decode()


class FileError(DigitpadError):
    """A file does not hold what it should.

    Parameters
    ----------
    file : path or name of the file, as the user knows it.
    found : what is there, e.g. ``"27"``; without ``expected`` all that is wrong, e.g.
        ``"no such file"``.
    expected : what should be there, e.g. ``"28 values"``.
    where : the place inside the file, e.g. ``"line 3"`` or ``"array weight_1"``.
    """

    def __init__(
        self, file: str | Path, *, found: str, expected: str = "", where: str = ""
    ) -> None:
        self.file = str(file)
        self.found = found
        self.expected = expected
        self.where = where
        place = printable(f"{file}, {where}" if where else f"{file}")
        problem = f"expected {expected}, found {found}" if expected else found
        super().__init__(f"{place}: {problem}")

    @classmethod
    def unwritable(cls, file: str | Path, reason: str) -> Self:
        """What to tell of a file that cannot be written, e.g. as ``"the file is read-only"``."""
        error = cls(file, found=reason)
        error.args = (f"Cannot write {printable(file)}: {reason}",)
        return error


class DatasetError(FileError):
    """A file or folder of digits cannot be read or written."""


class ModelFileError(FileError):
    """A model file is not one, or is damaged."""


class TrainingError(DigitpadError):
    """Training cannot start, or its weights or loss are no longer finite."""


class InkError(DigitpadError):
    """An image cannot be turned into a digit."""


class DownloadError(DigitpadError):
    """Something cannot be downloaded."""
