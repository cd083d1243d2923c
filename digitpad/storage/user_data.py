"""Where the program keeps what belongs to the user and cannot be made again."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The environment variable DIGITPAD_DATA, or the user's data folder."""
    chosen = os.environ.get("DIGITPAD_DATA")
    return Path(chosen) if chosen else platformdirs.user_data_path("digitpad")


def state_folder() -> Path:
    """The environment variable DIGITPAD_STATE, or the user's folder for logs and the like."""
    chosen = os.environ.get("DIGITPAD_STATE")
    return Path(chosen) if chosen else platformdirs.user_state_path("digitpad")


def checkpoint_path() -> Path:
    """Where the window keeps the checkpoint of its training."""
    return data_folder() / "training.checkpoint"


def forget_checkpoint() -> None:
    """Remove the checkpoint: its training is over."""
    with suppress(OSError):
        checkpoint_path().unlink(missing_ok=True)
