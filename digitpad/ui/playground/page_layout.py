"""How the page is laid out, and the order in which the Tab key goes through it."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from digitpad.ui.playground.page_parts import spaced
from digitpad.ui.support.theme import SPACE

if TYPE_CHECKING:
    from digitpad.ui.playground.playground_view import PlaygroundView

CONTROLS_WIDTH = 31 * SPACE
"""Of the column of settings, pixels."""

WIDE = 1000
"""From this width on, pixels, everything stands in two rows; else in more."""


def lay_out(view: "PlaygroundView") -> None:
    """Put the parts of the view into their places."""
    layout = spaced(QVBoxLayout(view))
    layout.setContentsMargins(2 * SPACE, SPACE, 0, SPACE)
    top = spaced(QVBoxLayout())
    top.setContentsMargins(0, 0, 2 * SPACE, 0)
    top.addWidget(view.run_bar)
    top.addWidget(view.message_label)
    layout.addLayout(top)
    layout.addWidget(_Page(view), 1)
    _order_focus(view)


def _pictures(view: "PlaygroundView") -> QBoxLayout:
    row = spaced(QHBoxLayout(), 2 * SPACE)
    view.network.above.addWidget(view.inspector.row)
    row.addWidget(view.network, 9)
    row.addWidget(view.plane_panel, 5)
    return row


def _curves(view: "PlaygroundView") -> QBoxLayout:
    row = spaced(QHBoxLayout(), 2 * SPACE)
    row.addWidget(view.loss_plot, 1)
    row.addWidget(view.curve, 1)
    column = spaced(QVBoxLayout())
    column.addLayout(row, 1)
    column.addWidget(view.health)
    return column


def _upper(view: "PlaygroundView", pictures: QBoxLayout) -> QBoxLayout:
    row = spaced(QHBoxLayout(), 2 * SPACE)
    row.addWidget(view.controls)
    row.addLayout(pictures, 1)
    return row


def _lower(view: "PlaygroundView", curves: QBoxLayout) -> QBoxLayout:
    operations = spaced(QVBoxLayout(), SPACE // 2)
    head = spaced(QHBoxLayout())
    head.addWidget(view.inspector.title, 1)
    head.addWidget(view.check)
    operations.addLayout(head)
    operations.addWidget(view.inspector, 1)
    row = spaced(QHBoxLayout(), 2 * SPACE)
    row.addLayout(operations, 3)
    row.addLayout(curves, 2)
    return row


def _order_focus(view: "PlaygroundView") -> None:
    """Let the Tab key go as the eye does: row by row, from left to right."""
    controls, inspector, diagram = view.controls, view.inspector, view.diagram
    heads = [widget for head in diagram.heads.heads for widget in (head.units, head.remove)]
    widgets = [
        *view.run_bar.buttons[:-2],
        view.run_bar.speed.slider,
        *view.run_bar.buttons[-2:],
        *(controls.preset, controls.classes, controls.noise, controls.share),
        *(controls.optimizer, controls.learning_rate, controls.batch, controls.l1, controls.l2),
        *(controls.initialization, controls.seed, controls.activation, view.network.add_layer),
        inspector.row,
        *heads,
        *diagram.features.boxes,
        diagram,
        *(view.plane_panel.close_unit, view.plane_panel.reset_view, view.plane),
        *view.class_buttons.buttons,
        view.check,
        *inspector.stops[1:],
        view.health.fold.button,
    ]
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)


class _Page(QScrollArea):
    """Two rows, as high as the window or higher.

    It fits its content itself: Qt would make it as high as its parts like to be, and scroll.
    """

    def __init__(self, view: "PlaygroundView") -> None:
        super().__init__(view)
        self._controls = view.controls
        self._inspector = view.inspector
        self._pictures, self._curves = _pictures(view), _curves(view)
        self._upper, self._lower = _upper(view, self._pictures), _lower(view, self._curves)
        self._content = QWidget()
        self._column = spaced(QVBoxLayout(self._content), 2 * SPACE)
        self._column.setContentsMargins(0, 0, 2 * SPACE, 0)
        self._column.addLayout(self._upper, 3)
        self._column.addLayout(self._lower, 2)
        self.setWidget(self._content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.installEventFilter(self)

    def _fit(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        directions = QBoxLayout.Direction
        is_wide = self.width() >= WIDE
        self._lower.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        # Where it is narrow, the settings are below: one sees the network first.
        self._upper.setDirection(directions.LeftToRight if is_wide else directions.BottomToTop)
        self._controls.set_column(CONTROLS_WIDTH if is_wide else None)
        self._content.resize(width, max(height, self._column.minimumHeightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be with everything in more rows; it scrolls where it is low."""
        widths = [part.minimumSize().width() for part in (self._pictures, self._curves)]
        edge = self._column.contentsMargins().right()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(
            max(*widths, self._inspector.minimumSizeHint().width()) + edge + bar, 20 * SPACE
        )
