"""Everything that can go wrong for a user, as one small taxonomy.

The text of each error is a sentence that a user can act on; the window and the command line
show it as it is.
"""

from pathlib import Path


class DigitpadError(Exception):
    """What the user did cannot be done; the text says why."""


class FileError(DigitpadError):
    """A file does not hold what it should.

    Parameters
    ----------
    file : path or name of the file, as the user knows it.
    found : what is there, e.g. ``"27 values"``.
    expected : what should be there, e.g. ``"28 values"``; empty where the finding says it all.
    where : the place inside the file, e.g. ``"line 3"`` or ``"array weight_1"``.
    """

    def __init__(
        self, file: str | Path, *, found: str, expected: str = "", where: str = ""
    ) -> None:
        self.file = str(file)
        self.found = found
        self.expected = expected
        self.where = where
        place = f"{file}, {where}" if where else f"{file}"
        wish = f", expected {expected}" if expected else ""
        super().__init__(f"{place}: found {found}{wish}")


class DatasetError(FileError):
    """A file or folder of digits cannot be read or written."""


class ModelFileError(FileError):
    """A model file is not one, or is damaged."""


class TrainingError(DigitpadError):
    """Training cannot start, or its weights or loss are no longer finite."""


class InkError(DigitpadError):
    """A picture cannot be turned into a digit."""


class DownloadError(DigitpadError):
    """Something cannot be fetched from the internet."""
