"""Where the program keeps what belongs to the user and cannot be made again."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The environment variable DIGITPAD_DATA, or the user's data folder."""
    chosen = os.environ.get("DIGITPAD_DATA")
    return Path(chosen) if chosen else platformdirs.user_data_path("digitpad")
