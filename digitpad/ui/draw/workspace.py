"""Canvas, result and a side panel, beside each other."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from digitpad.ui.support.theme import SPACE

GAP, NARROW_GAP = 3 * SPACE, 2 * SPACE
"""Between two of them, pixels; the narrow one where there is no room for more."""

LEAST_CANVAS = 200
"""Side of the canvas, pixels."""

RESULT_WIDTH = 272
"""Width of the result beside a panel, pixels: the network's input has room beside the heading."""

CANVAS_SHARE = 0.4
"""Share of the whole width that the canvas takes beside a panel at most."""

WIDEST_RESULT, WIDEST_SHARE = 560, 1.2
"""Width of the result without a panel: pixels, or a share of the canvas's side if more."""


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
        panel.installEventFilter(self)
        self._place()

    @property
    def panel_stops(self) -> list[QWidget]:
        """What the Tab key comes to in the panel."""
        held = self._panel.findChildren(QWidget) if self._panel else []
        return [one for one in held if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    @property
    def _seen_panel(self) -> QWidget | None:
        return None if self._panel is None or self._panel.isHidden() else self._panel

    def _needed(self, canvas: int, result: int, gap: int) -> int:
        """The width for all of them, with the panel as narrow as it can be."""
        panel = self._seen_panel
        if panel is None:
            return canvas + gap + result
        least = max(panel.minimumWidth(), panel.minimumSizeHint().width())
        return canvas + gap + result + gap + least

    def _place(self) -> None:
        width, height, panel = self.width(), self.height(), self._seen_panel
        result, gap = RESULT_WIDTH, GAP
        if width < self._needed(LEAST_CANVAS, result, gap):
            result, gap = self._result.minimumSizeHint().width(), NARROW_GAP
        room = width - self._needed(0, result, gap)
        if panel is not None:
            room = min(room, round(CANVAS_SHARE * width))
        side = max(min(height, room), LEAST_CANVAS)
        self._canvas.setGeometry(0, 0, side, side)
        left = side + gap
        if panel is None:
            result = min(width - left, max(round(WIDEST_SHARE * side), WIDEST_RESULT))
        else:
            right = left + result + gap
            panel.setGeometry(right, 0, width - right, height)
        self._result.setGeometry(left, 0, result, height)

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        least = self._result.minimumSizeHint()
        width = self._needed(LEAST_CANVAS, least.width(), NARROW_GAP)
        return QSize(width, max(LEAST_CANVAS, least.height()))

    def sizeHint(self) -> QSize:
        return QSize(480 + GAP + WIDEST_RESULT, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the panel before it is painted for the first time: it would cover the canvas."""
        if event.type() == QEvent.Type.ShowToParent:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Place everything anew where the panel was shown or hidden, or needs another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)
