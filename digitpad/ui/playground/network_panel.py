"""The diagram of the network with what belongs to it: activation, layers, and a legend."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from digitpad.playground.settings import MAX_LAYERS, MAX_UNITS
from digitpad.ui.playground.controls import Controls
from digitpad.ui.playground.diagram_state import Diagram
from digitpad.ui.playground.network_diagram import NetworkDiagram
from digitpad.ui.playground.page_parts import headed, spaced, tool_button
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr


class NetworkPanel(QWidget):
    """A diagram that scrolls where it is too wide.

    Attributes
    ----------
    diagram, add_layer : its parts.
    above : an empty layout between the heading and the diagram.

    Signals
    -------
    layer_added() : the user wants one more hidden layer.
    """

    layer_added = Signal()

    def __init__(self, diagram: Diagram, controls: Controls, parent: QWidget) -> None:
        super().__init__(parent)
        self.diagram = NetworkDiagram(diagram, MAX_LAYERS, MAX_UNITS, self)
        self.add_layer = tool_button(tr("Add la&yer"), "plus", self)
        self.add_layer.setToolTip(tip(tr("Add a hidden layer before the outputs")))
        self.add_layer.clicked.connect(self.layer_added)
        self._area = _Area(self.diagram, self)
        legend = quiet_label(
            tr(
                "Blue, solid: positive. Orange, dashed: negative. "
                "Click a line to change its weight, a unit to see it large."
            )
        )
        legend.setWordWrap(True)
        self.above = spaced(QVBoxLayout())
        activation = controls.activation
        column = spaced(QVBoxLayout(self), SPACE // 2)
        label = controls.label_of(activation)
        column.addLayout(headed(section_head(tr("Network")), label, activation, self.add_layer))
        column.addLayout(self.above)
        column.addWidget(self._area, 1)
        column.addWidget(legend)
        self.show_diagram(diagram)

    def show_diagram(self, diagram: Diagram, *, is_running: bool = False) -> None:
        """Show a network, as :meth:`NetworkDiagram.show_diagram`."""
        self.diagram.show_diagram(diagram, is_running=is_running)
        self.add_layer.setEnabled(len(diagram.hidden) < MAX_LAYERS)


class _Area(QScrollArea):
    """As high as the diagram wants to be; scrolls sideways."""

    def __init__(self, content: NetworkDiagram, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.installEventFilter(self)
        content.moved.connect(self._show_rect)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _show_rect(self, rect: QRect) -> None:
        self.ensureVisible(rect.center().x(), rect.center().y(), rect.width(), rect.height())

    def _fit(self) -> None:
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(self._content.minimumHeight() + bar)
