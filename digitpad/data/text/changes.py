"""What is to become of the files of text digits, and what may stand in the way."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import DatasetError, printable
from digitpad.files.untrusted import plural
from digitpad.ink.strokes import Drawing


class Kind(StrEnum):
    """What a source of text digits is."""

    FOLDER = "folder"
    ZIP = "zip"
    FILE = "file"


@dataclass(frozen=True, eq=False)
class FileChange:
    """What becomes of the file of one text digit.

    Parameters
    ----------
    image : uint8 (28, 28), in the file now and later.
    before : the label in the file now, 0-9 or ``UNLABELLED``; None where there is no file now.
    after : the label that the file is to have; None where the file is to go.
    drawing : what the image was made from, where that is known.
    """

    image: NDArray[np.uint8]
    before: int | None
    after: int | None
    drawing: Drawing | None = None


class MissingSourceError(DatasetError):
    """The source of some digits is gone, or is something else than it was when it was opened."""


class ChangedFilesError(DatasetError):
    """Another program changed files that are to be saved.

    Parameters
    ----------
    source : the folder, zip or file that they are in.
    names : of the files.
    """

    def __init__(self, source: Path, names: list[str]) -> None:
        self.names = names
        found = f"{plural(len(names), 'digit')} changed by another program ({printable(names[0])}"
        super().__init__(source, found=f"{found}, …)" if names[1:] else f"{found})")


class BlockedFilesError(DatasetError):
    """Some files cannot be written, where others could be.

    Parameters
    ----------
    first : the path of the first of them.
    reasons : why each cannot be written, by their names.
    """

    def __init__(self, first: Path, reasons: dict[str, str]) -> None:
        self.reasons = reasons
        reason, others = next(iter(reasons.values())), len(reasons) - 1
        super().__init__(first, found=reason)
        more = f" (and {plural(others, 'other file')})" if others else ""
        self.args = (f"Cannot write {printable(first)}: {reason}{more}",)
