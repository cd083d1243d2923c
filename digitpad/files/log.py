"""The log file, in which unexpected errors are kept for a report."""

import logging
import sys
from contextlib import suppress
from pathlib import Path

from digitpad.errors import InternalError, printable
from digitpad.files.user_data import state_folder
from digitpad.version import program_version

LOG = logging.getLogger("digitpad")
LOG.addHandler(logging.NullHandler())  # Without any, what is logged goes to standard error.

MAX_LOG_BYTES = 1 << 20
"""Bytes of a log file after which the next start begins another; the one before is kept too."""


class _Bounded(logging.FileHandler):
    """Keeps no more than :data:`MAX_LOG_BYTES` bytes twice: an error may come again and again."""

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream and self.stream.tell() < 2 * MAX_LOG_BYTES:
            super().emit(record)


def log_path() -> Path:
    """Where the log file is."""
    return state_folder() / "digitpad.log"


def open_log() -> None:
    """Keep what is logged in the log file. Where it cannot be written, nothing is kept."""
    with suppress(OSError):
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        # The module logging.handlers does this too, but takes a tenth of the start to import.
        if path.exists() and path.stat().st_size > MAX_LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        handler = _Bounded(path, encoding="utf-8", errors="backslashreplace")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOG.addHandler(handler)


def report_lost(what: str, error: Exception) -> None:
    """Log and print that something could not be kept: the program ends, and no window can tell."""
    LOG.error("%s: %s", what, error)
    print(f"digitpad: {what}: {printable(str(error))}", file=sys.stderr)


def internal_error(error: BaseException) -> InternalError:
    """Log an unexpected error, and return one that can be shown to the user."""
    shown = InternalError(error)
    LOG.error("digitpad %s: %s\n%s", program_version(), shown, shown.details)
    return shown
