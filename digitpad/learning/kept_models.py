"""Models that are kept among the user's data, named after how and when they were made."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from digitpad.errors import ModelFileError
from digitpad.files.user_data import checkpoint_path, models_folder
from digitpad.learning.saved_run import start_of
from digitpad.models.model_file import Model, save_model

RETRAINED = "retrained"
"""Made by a run, in whose history it is: only the user deletes it there."""

TAUGHT = "taught"
"""Made by *Learn now*."""

MAX_TAUGHT = 20
"""Taught models that are kept beside those still needed; those made first go first."""


def keep_model(model: Model, made: str) -> Path:
    """Write a model, made as ``RETRAINED`` or ``TAUGHT`` says; its path.

    Raises
    ------
    ModelFileError : it cannot be written.
    """
    folder, now = models_folder(), datetime.now()
    path = folder / f"{made} {now:%Y-%m-%d %H.%M.%S}.npz"
    if path.exists():
        path = folder / f"{made} {now:%Y-%m-%d %H.%M.%S.%f}.npz"
    save_model(model, path)
    return path


def keep_taught(model: Model, used: Collection[str]) -> Path:
    """Write a model that was taught, and remove the oldest of them; its path.

    Parameters
    ----------
    used : model files that stay; so does that which a stopped run needs.

    Raises
    ------
    ModelFileError : it cannot be written.
    """
    path = keep_model(model, TAUGHT)
    stay = {*used, _start_of_stopped_run()}
    with suppress(OSError):
        for old in models_made(TAUGHT)[:-MAX_TAUGHT]:
            if str(old) not in stay:
                old.unlink()
    return path


def models_made(made: str) -> list[Path]:
    """The files of all models that were made in this way, in the order in which they were.

    Raises
    ------
    ModelFileError : the folder of models cannot be made.
    """
    # Without the ending: of two of the same second, the later one has more figures.
    return sorted(models_folder().glob(f"{made} *.npz"), key=lambda path: path.stem)


def _start_of_stopped_run() -> str:
    """The file that a stopped run needs to go on; empty for none."""
    try:
        return start_of(checkpoint_path())
    except ModelFileError:
        return ""
