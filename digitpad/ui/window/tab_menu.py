"""A menu of which a part belongs to the tab in front."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class TabMenu(QMenu):
    """Shows some actions always, and those of one tab: what cannot be seen must not be changed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._parts: dict[QWidget, tuple[QAction | None, list[QAction]]] = {}

    def set_part(
        self, tab: QWidget, actions: Sequence[QAction | None], before: QAction | None = None
    ) -> None:
        """Say what the menu has while a tab is in front.

        Parameters
        ----------
        actions : in this order; None stands for a line between two of them.
        before : the action above which they stand; at the end of the menu where there is none.
        """
        self._parts[tab] = before, [action or self._line() for action in actions]

    def show_part(self, tab: QWidget) -> None:
        """Show what a tab has, and nothing of the others."""
        for _, actions in self._parts.values():
            for action in actions:
                self.removeAction(action)
        before, actions = self._parts.get(tab, (None, []))
        if before:
            self.insertActions(before, actions)
        else:
            self.addActions(actions)

    def _line(self) -> QAction:
        line = QAction(self)
        line.setSeparator(True)
        return line
