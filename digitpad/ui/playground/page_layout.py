"""How the page is laid out, and the order in which the Tab key goes through it."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.ui.playground.activation_curve import ActivationCurve
from digitpad.ui.playground.controls import Controls
from digitpad.ui.playground.health_panel import HealthPanel
from digitpad.ui.playground.loss_plot import LossPlot
from digitpad.ui.playground.network_panel import NetworkPanel
from digitpad.ui.playground.page_parts import spaced
from digitpad.ui.playground.plane_panel import PlanePanel
from digitpad.ui.playground.run_bar import RunBar
from digitpad.ui.playground.step_inspector import StepInspector
from digitpad.ui.support.theme import SPACE

CONTROLS_WIDTH = 31 * SPACE
"""Of the column of settings, pixels."""

WIDE = 1000
"""From this width on, pixels, everything stands in two rows; else in more."""


@dataclass(frozen=True)
class Parts:
    """What is on the page."""

    run_bar: RunBar
    message: QLabel
    controls: Controls
    network: NetworkPanel
    plane_panel: PlanePanel
    inspector: StepInspector
    check: QToolButton
    loss_plot: LossPlot
    curve: ActivationCurve
    health: HealthPanel


def lay_out(page: QWidget, parts: Parts) -> None:
    """Put the parts into their places on the page."""
    layout = spaced(QVBoxLayout(page))
    layout.setContentsMargins(2 * SPACE, SPACE, 0, 0)
    top = spaced(QVBoxLayout())
    top.setContentsMargins(0, 0, 2 * SPACE, 0)
    top.addWidget(parts.run_bar)
    top.addWidget(parts.message)
    layout.addLayout(top)
    layout.addWidget(_Page(parts, page), 1)


def _pictures(parts: Parts) -> QBoxLayout:
    row = spaced(QHBoxLayout(), 2 * SPACE)
    parts.network.above.addWidget(parts.inspector.row)
    row.addWidget(parts.network, 9)
    row.addWidget(parts.plane_panel, 5)
    return row


def _curves(parts: Parts) -> QBoxLayout:
    row = spaced(QHBoxLayout(), 2 * SPACE)
    row.addWidget(parts.loss_plot, 1)
    row.addWidget(parts.curve, 1)
    column = spaced(QVBoxLayout())
    column.addLayout(row, 1)
    column.addWidget(parts.health)
    return column


def _upper(parts: Parts, pictures: QBoxLayout) -> QBoxLayout:
    row = spaced(QHBoxLayout(), 2 * SPACE)
    row.addWidget(parts.controls)
    row.addLayout(pictures, 1)
    return row


def _lower(parts: Parts, curves: QBoxLayout) -> QBoxLayout:
    operations = spaced(QVBoxLayout(), SPACE // 2)
    head = spaced(QHBoxLayout())
    head.addWidget(parts.inspector.title, 1)
    head.addWidget(parts.check)
    operations.addLayout(head)
    operations.addWidget(parts.inspector, 1)
    row = spaced(QHBoxLayout(), 2 * SPACE)
    row.addLayout(operations, 3)
    row.addLayout(curves, 2)
    return row


def _order_focus(parts: Parts, is_wide: bool) -> None:
    """Let the Tab key go as the eye does: row by row, from left to right."""
    controls, diagram, plane = parts.controls, parts.network.diagram, parts.plane_panel
    top = [
        *parts.run_bar.buttons[:-2],
        parts.run_bar.speed.slider,
        *parts.run_bar.buttons[-2:],
    ]
    settings = [
        *(controls.preset, controls.classes, controls.noise, controls.share),
        *(controls.optimizer, controls.learning_rate, controls.batch, controls.l1, controls.l2),
        *(controls.initialization, controls.seed),
    ]
    pictures = [
        *(controls.activation, parts.network.add_layer, parts.inspector.row),
        *(widget for head in diagram.heads.heads for widget in (head.units, head.remove)),
        *(*diagram.features.boxes, diagram),
        *(plane.close_unit, plane.reset_view, plane.plane, *plane.class_buttons.buttons),
    ]
    upper = [*settings, *pictures] if is_wide else [*pictures, *settings]
    lower = [parts.check, *parts.inspector.stops[1:], parts.health.fold.button]
    for one, following in pairwise([*top, *upper, *lower]):
        QWidget.setTabOrder(one, following)


class _Page(QScrollArea):
    """Two rows, as high as the window or higher.

    It fits its content itself: Qt would make it as high as its parts like to be, and scroll.
    """

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._is_wide: bool | None = None
        self._pictures, self._curves = _pictures(parts), _curves(parts)
        self._upper, self._lower = _upper(parts, self._pictures), _lower(parts, self._curves)
        self._content = QWidget()
        self._column = spaced(QVBoxLayout(self._content))
        self._column.setContentsMargins(0, 0, 2 * SPACE, 0)
        self._column.addLayout(self._upper, 3)
        self._column.addLayout(self._lower, 2)
        self.setWidget(self._content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focus)

    def _fit(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        if self._is_wide is not (is_wide := self.width() >= WIDE):
            self._is_wide = is_wide
            self._arrange(is_wide)
        self._widen_plane(width)
        # Lower than it likes to be, Qt would let the parts of a row overlap.
        self._content.resize(width, max(height, self._column.heightForWidth(width)))

    def _widen_plane(self, width: int) -> None:
        """Give the plane the width that all below it needs, where there is so much."""
        controls = CONTROLS_WIDTH + 2 * SPACE if self._is_wide else 0
        edge = self._column.contentsMargins().right()
        room = width - edge - controls - self._pictures_width + self._plane_width
        whole = self._parts.plane_panel.class_buttons.whole_width
        self._parts.plane_panel.setMinimumWidth(max(min(room, whole), 0))

    @property
    def _plane_width(self) -> int:
        """The least that the plane can do with, pixels."""
        return self._parts.plane_panel.minimumSizeHint().width()

    @property
    def _pictures_width(self) -> int:
        """The least for network and plane beside each other, pixels."""
        network = self._parts.network.minimumSizeHint().width()
        return network + self._pictures.spacing() + self._plane_width

    def _arrange(self, is_wide: bool) -> None:
        """Put everything into two rows, or into more."""
        directions = QBoxLayout.Direction
        self._lower.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        # Where it is narrow, the settings are below: one sees the network first.
        self._upper.setDirection(directions.LeftToRight if is_wide else directions.BottomToTop)
        self._parts.controls.set_column(CONTROLS_WIDTH if is_wide else None)
        _order_focus(self._parts, is_wide)

    def _show_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what got the focus from outside, which Qt does not."""
        if now and self._content.isAncestorOf(now) and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be with everything in more rows; it scrolls where it is low."""
        widths = self._pictures_width, self._curves.minimumSize().width()
        edge = self._column.contentsMargins().right()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(
            max(*widths, self._parts.inspector.minimumSizeHint().width()) + edge + bar, 20 * SPACE
        )
