"""Playgrounds that were not saved when the program was ended, kept for its next start."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad.errors import DigitpadError, FileError, printable
from digitpad.files.aside import put_aside
from digitpad.files.user_data import make_folder_of, unsaved_folder

if TYPE_CHECKING:
    # Imported when there is one to keep or to read: each start asks whether there is.
    from digitpad.playground.state import Setup


def keep_playground(setup: "Setup") -> None:
    """Keep a playground in a file of its own: other windows may end at the same moment.

    Raises
    ------
    DigitpadError : it cannot be written.
    """
    from digitpad.playground.state_file import save_state

    file = unsaved_folder() / f"{os.urandom(8).hex()}.playground"
    make_folder_of(file)
    save_state(file, setup)


def kept_playgrounds() -> list[Path]:
    """The files of all that were kept."""
    return sorted(unsaved_folder().glob("*.playground"))


def read_kept(file: Path) -> "Setup":
    """Read a playground that was kept.

    Raises
    ------
    DigitpadError : the file is damaged. It is given another name, and not looked at again.
    """
    from digitpad.playground.state_file import read_state

    try:
        setup = read_state(file)
    except FileError as error:
        raise DigitpadError(
            "The last playground cannot be restored: its file is damaged."
            f" It is kept as {printable(put_aside(file))}."
        ) from error
    setup.document.is_recovered = True
    return setup
