"""The tabs, and beside them what helps with them."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

NARROWEST, WIDEST = 176, 300
"""Widths of the panel, pixels."""


class SideBySide(QWidget):
    """The tabs; a panel at the right takes what the one in front does not need.

    Without room, the tabs scroll.
    """

    def __init__(self, tabs: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._panel: QWidget | None = None
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setWidget(tabs)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._area, 1)
        tabs.installEventFilter(self)

    def set_panel(self, panel: QWidget) -> None:
        """Show a panel at the right; while it is hidden, it takes no room."""
        self._panel = panel
        self._row.addWidget(panel)
        self._fit()

    def _fit(self) -> None:
        if self._panel:
            room = self.width() - self._tabs.minimumSizeHint().width()
            self._panel.setFixedWidth(min(max(room, NARROWEST), WIDEST))
            self._row.activate()  # Now, and not after a picture with the width before.

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        return self._tabs.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit anew where the tabs need another width: another tab is in front, or one is made."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)
