"""The plane with what belongs to it: its title, the class of new points, and what is predicted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.playground.state import PlaygroundState
from digitpad.ui.playground.class_buttons import ClassButtons
from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.page_parts import headed, spaced, tool_button
from digitpad.ui.playground.plane import Plane
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import SPACE, quiet_label, scale_text
from digitpad.ui.support.translation import tr


class PlanePanel(QWidget):
    """Shows what the network decides, or what one unit gives.

    Attributes
    ----------
    plane, class_buttons, reset_view, close_unit : its parts.

    Signals
    -------
    closed() : the user wants to see no unit any more.
    """

    closed = Signal()

    def __init__(
        self, state: PlaygroundState, class_buttons: ClassButtons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.plane = Plane(state.points, state.snapshot.model, self)
        self.plane.setObjectName("playgroundPlane")
        self.class_buttons = class_buttons
        self._title = ElidedLabel(parent=self)
        scale_text(self._title, bold=True)
        self.close_unit = tool_button(tr("Close"), "x", self)
        self.close_unit.setToolTip(tip(tr("Show the decision regions (Esc in the diagram)")))
        self.reset_view = tool_button(tr("Reset vie&w"), "maximize", self)
        self.reset_view.setToolTip(tip(tr("Reset the view (Home, or double-click the plot)")))
        self._probe = quiet_label("")
        self._probe.setWordWrap(True)
        # Two lines, so that nothing above moves.
        self._probe.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 2)
        self._probe.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = spaced(QVBoxLayout(self), SPACE // 2)
        column.addLayout(headed(self._title, self.close_unit, self.reset_view))
        column.addWidget(self.plane, 1)
        column.addWidget(class_buttons)
        column.addWidget(self._probe)
        self.reset_view.clicked.connect(self.plane.reset_view)
        self.close_unit.clicked.connect(self.closed)
        self.plane.probed.connect(self._show_probe)
        self.show_unit(None, "")
        self._show_probe("")

    def show_unit(self, unit: Unit | None, title: str) -> None:
        """Show a unit, or the decision regions.

        Parameters
        ----------
        unit : in layer 0, by its number among the inputs of the network.
        title : its name, for people.
        """
        self.plane.show_unit(unit)
        self._title.setText(title or tr("Decision regions"))
        self.plane.setAccessibleName(self._title.text())
        self.close_unit.setVisible(unit is not None)

    def _show_probe(self, text: str) -> None:
        """Show the prediction under the pointer; without a pointer, how to edit points."""
        self._probe.setText(
            text
            or tr(
                "Click to add a point, drag to move it, right-click to remove it. The wheel zooms."
            )
        )
