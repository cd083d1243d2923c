"""What was opened lately."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from digitpad.ui.settings import settings

MOST = 8


def recent(kind: str) -> list[str]:
    """The paths of this kind that were opened lately, the last one first."""
    paths = settings().value(f"recent/{kind}", [])
    # A list of one is written, and read again, as a text.
    return [paths] if isinstance(paths, str) else list(map(str, paths or []))  # type: ignore[call-overload]


def remember_recent(kind: str, path: str) -> None:
    """Put a path first among those that were opened lately."""
    others = [other for other in recent(kind) if other != path]
    settings().setValue(f"recent/{kind}", [path, *others][:MOST])


class RecentMenu(QMenu):
    """Opens again what was opened lately.

    Parameters
    ----------
    kind : of what is opened.
    open_path : is given the path.
    """

    def __init__(
        self, title: str, kind: str, open_path: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self._kind = kind
        self._open = open_path
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        paths = recent(self._kind)
        for path in paths:
            action = self.addAction(path.replace("&", "&&"))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
        if paths:
            self.addSeparator()
            self.addAction("&Clear this list", lambda: settings().remove(f"recent/{self._kind}"))
        else:
            self.addAction("Nothing yet").setEnabled(False)
