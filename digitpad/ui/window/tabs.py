"""The tabs."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget


class Tabs(QTabWidget):
    """One page for each tab, of which one is in front.

    Parameters
    ----------
    pages : titles and pages, by the names of their tabs.
    """

    def __init__(self, pages: Mapping[str, tuple[str, QWidget]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setDocumentMode(True)
        # Keys go to the page: a tab that was clicked must not take E and Delete for itself.
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for name, (title, page) in pages.items():
            page.setObjectName(f"{name}Tab")
            self.addTab(page, title)

    def turn(self, by: int) -> None:
        """Go to the next tab, or to the previous one with -1; the first follows the last."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())
