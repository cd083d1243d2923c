"""The checkpoint whose training is settled: its model is in use, and nothing is asked about it.

It stays, so that the training can still be resumed. A later checkpoint is another one, also of the
same training, and also where another window writes it.
"""

from digitpad.files.user_data import checkpoint_path
from digitpad.ui.support.settings import settings, text_setting

KEY = "retrain/settled"


def checkpoint_stamp() -> str:
    """A text that no other checkpoint has; empty where there is none."""
    try:
        found = checkpoint_path().stat()
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def settle(stamp: str) -> None:
    """Remember that the training of this checkpoint is settled."""
    settings().setValue(KEY, stamp)


def is_settled() -> bool:
    """Whether the training of the checkpoint that is there is."""
    stamp = checkpoint_stamp()
    return bool(stamp) and stamp == text_setting(KEY)
