"""The log file, in which errors that nobody foresaw are kept for a report."""

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from digitpad.errors import InternalError
from digitpad.storage.user_data import state_folder
from digitpad.version import program_version

LOG = logging.getLogger("digitpad")

LARGEST = 1 << 20
"""Bytes of the log file; the one before it is kept too."""


def log_path() -> Path:
    """Where the log file is."""
    return state_folder() / "digitpad.log"


def open_log() -> None:
    """Keep what is logged in the log file. Where it cannot be written, nothing is kept."""
    with suppress(OSError):
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_path(), maxBytes=LARGEST, backupCount=1, encoding="utf-8", errors="backslashreplace"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOG.addHandler(handler)


def internal_error(error: BaseException) -> InternalError:
    """Log an error that nobody foresaw, as one that can be shown to the user."""
    shown = InternalError(error)
    LOG.error("digitpad %s: %s\n%s", program_version(), shown, shown.details)
    return shown
