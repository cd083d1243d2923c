"""What was opened lately."""

from collections.abc import Callable

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.errors import printable
from digitpad.ui.support.plain_text import menu_text
from digitpad.ui.support.settings import path_from_text, path_to_text, settings
from digitpad.ui.support.translation import tr

MAX_RECENT = 8

PATIENCE = 100
"""Milliseconds to wait for another window that writes the list at the same moment."""


def recent(kind: str) -> list[str]:
    """The paths of this kind that were opened lately, the last one first."""
    paths = settings().value(f"recent/{kind}")
    if isinstance(paths, str):
        paths = [paths]  # A list of one is written, and read again, as a text.
    if not isinstance(paths, list):
        return []
    return [path_from_text(path) for path in paths if isinstance(path, str)]


def remember_recent(kind: str, path: str) -> None:
    """Put a path first among those that were opened lately."""
    store = settings()
    lock = QLockFile(f"{store.fileName()}.recent.lock")
    lock.tryLock(PATIENCE)
    store.sync()  # Another window may have added to the list.
    others = [other for other in recent(kind) if other != path]
    store.setValue(f"recent/{kind}", [path_to_text(some) for some in [path, *others][:MAX_RECENT]])
    store.sync()
    lock.unlock()


class RecentMenu(QMenu):
    """Opens again what was opened lately.

    Parameters
    ----------
    kind : of what is opened.
    open_path : is given the path.
    note : what stands behind a path, e.g. which half of it is opened.
    nothing : what is shown where nothing was opened; of datasets where it is empty.
    """

    def __init__(
        self,
        title: str,
        kind: str,
        open_path: Callable[[str], None],
        parent: QWidget,
        note: Callable[[str], str] = lambda _: "",
        nothing: str = "",
    ) -> None:
        super().__init__(title, parent)
        self._kind = kind
        self._open = open_path
        self._note = note
        self._nothing = nothing or tr("No recent datasets")
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        paths = recent(self._kind)
        for path in paths:
            text = " · ".join(filter(None, [printable(path), printable(self._note(path))]))
            action = self.addAction(menu_text(text))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
        if paths:
            self.addSeparator()
            self.addAction(tr("&Clear list"), lambda: settings().remove(f"recent/{self._kind}"))
        else:
            self.addAction(self._nothing).setEnabled(False)
