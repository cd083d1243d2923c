"""Where the program keeps what belongs to the user and cannot be made again."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from digitpad.errors import DatasetError, ModelFileError
from digitpad.files.lock import written_alone
from digitpad.files.writable import reason_of


def data_folder() -> Path:
    """The environment variable DIGITPAD_DATA, or the user's data folder."""
    chosen = os.environ.get("DIGITPAD_DATA")
    return Path(chosen) if chosen else platformdirs.user_data_path("digitpad")


def state_folder() -> Path:
    """The environment variable DIGITPAD_STATE, or the user's folder for logs and the like."""
    chosen = os.environ.get("DIGITPAD_STATE")
    return Path(chosen) if chosen else platformdirs.user_state_path("digitpad")


def models_folder() -> Path:
    """Where models that were trained here are kept; made where it is not there yet.

    Raises
    ------
    ModelFileError : it cannot be made.
    """
    folder = data_folder() / "models"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelFileError.unwritable(folder, reason_of(error)) from error
    return folder


def unsaved_folder() -> Path:
    """Where everything is kept that was not saved when the program ended."""
    return data_folder() / "unsaved"


def make_folder_of(file: Path) -> None:
    """Make the folder that a file is to be written to, unless it is there.

    Raises
    ------
    DatasetError : the file cannot be written, as it cannot be made.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError.unwritable(file, reason_of(error)) from error


def checkpoint_path() -> Path:
    """Where the window keeps the checkpoint of its training."""
    return data_folder() / "training.checkpoint"


def discard_checkpoint() -> None:
    """Remove the checkpoint, unless another window trains into it.

    Raises
    ------
    InUseError : one does.
    """
    with written_alone(checkpoint_path()):
        delete_checkpoint()


def delete_checkpoint() -> None:
    """Remove the checkpoint, which no other training writes to: its training is over."""
    with suppress(OSError):
        checkpoint_path().unlink(missing_ok=True)
