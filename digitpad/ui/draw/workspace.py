"""Canvas, result and a side panel, beside each other."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.theme import SPACE

GAP = 3 * SPACE

LEAST_CANVAS = 200
"""Side of the canvas, pixels."""

RESULT_WIDTH = 300
"""Of the result beside a panel, pixels."""

WIDEST_RESULT, WIDEST_SHARE = 560, 1.2
"""Of the result without a panel: pixels, or the share of the canvas's side, what is more."""


class Workspace(QWidget):
    """The canvas is as large a square as fits; the result, or the panel, gets what is left.

    It is laid out by hand: no layout of Qt's makes the width depend on the height.
    """

    def __init__(self, canvas: QWidget, result: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas, self._result = canvas, result
        self._panel: QWidget | None = None
        canvas.setParent(self)
        result.setParent(self)

    def set_side_panel(self, panel: QWidget) -> None:
        """Put a widget on the right; while it is hidden, its room goes to the result."""
        was_hidden = panel.isHidden() and panel.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        )
        panel.setParent(self)
        panel.setVisible(not was_hidden)
        self._panel = panel
        self._place()

    @property
    def panel_stops(self) -> list[QWidget]:
        """What the Tab key comes to in the panel."""
        held = self._panel.findChildren(QWidget) if self._panel else []
        return [one for one in held if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    @property
    def _panel_width(self) -> int:
        """What the panel needs, with the gap before it; 0 while there is none to be seen."""
        if self._panel is None or self._panel.isHidden():
            return 0
        return GAP + max(self._panel.minimumWidth(), self._panel.minimumSizeHint().width())

    def _place(self) -> None:
        width, height = self.width(), self.height()
        least = self._result.minimumSizeHint().width()
        is_tight = width < LEAST_CANVAS + GAP + RESULT_WIDTH + self._panel_width
        result = least if is_tight else RESULT_WIDTH
        side = max(min(height, width - GAP - result - self._panel_width), LEAST_CANVAS)
        self._canvas.setGeometry(0, 0, side, side)
        left = side + GAP
        if self._panel is None or self._panel.isHidden():
            result = min(width - left, max(round(WIDEST_SHARE * side), WIDEST_RESULT))
        else:
            self._panel.setGeometry(left + result + GAP, 0, width - left - result - GAP, height)
        self._result.setGeometry(left, 0, result, height)

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        least = self._result.minimumSizeHint()
        width = LEAST_CANVAS + GAP + least.width() + self._panel_width
        return QSize(width, max(LEAST_CANVAS, least.height()))

    def sizeHint(self) -> QSize:
        return QSize(480 + GAP + WIDEST_RESULT, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place everything anew where the panel was shown or hidden, or needs another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)
