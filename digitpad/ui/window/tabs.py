"""The tabs."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
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
        self.currentChanged.connect(self.updateGeometry)

    def turn(self, by: int) -> None:
        """Go to the next tab, or to the previous one with -1; the first follows the last."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        """As wide as the page in front needs: Qt asks for as much as the widest page does."""
        hint = super().minimumSizeHint()
        widths = [_least_width(self.widget(number)) for number in range(self.count())]
        hidden = max(widths) - widths[self.currentIndex()]
        hint.setWidth(max(hint.width() - hidden, self.tabBar().minimumSizeHint().width()))
        return hint


def _least_width(page: QWidget | None) -> int:
    return max(page.minimumWidth(), page.minimumSizeHint().width()) if page else 0
