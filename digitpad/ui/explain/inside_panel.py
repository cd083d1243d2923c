"""The column beside the drawing: the network's inside, and why it predicts what it predicts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import DigitpadError
from digitpad.explain.explanation import Explanation
from digitpad.explain.units import UnitsState
from digitpad.ink.strokes import Drawing
from digitpad.nn.layers import Array
from digitpad.nn.network import Network
from digitpad.ui.explain.explanation_view import ExplanationView
from digitpad.ui.explain.hidden_units import HiddenUnits
from digitpad.ui.explain.known_digits import KnownDigits
from digitpad.ui.explain.unit_detail import UnitDetail
from digitpad.ui.support.error_text import error_text
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import settings, text_setting
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.fold import Fold

OPEN = "explain/panel"
"""The setting of whether the panel is open: yes, no, or nothing yet."""

LEAST_WIDTH = 296
"""Width of the panel at least, pixels."""

WIDE = 1200
"""Pixels of the window from which on the panel is open at first."""


def opens_at_first(window_width: int) -> bool:
    """Whether the panel is open: as it was the last time, or else in a wide window."""
    remembered = text_setting(OPEN, among=("yes", "no"))
    return remembered == "yes" if remembered else window_width >= WIDE


def remember_open(is_open: bool) -> None:
    """Remember for the next start whether the panel is open."""
    settings().setValue(OPEN, "yes" if is_open else "no")


class InsidePanel(QScrollArea):
    """Scrolls over the two parts, each of which folds away.

    Signals
    -------
    ink_wanted(Points) : a line, float32 (2, 2) in canvas units, that the user wants to be drawn.
    digit_wanted(KnownDigit) : the user wants to see this digit in its dataset.
    hidden_by_user() : the user wants the panel to go away.
    """

    ink_wanted = Signal(object)
    digit_wanted = Signal(object)
    hidden_by_user = Signal()

    _scrolls_again = False

    def __init__(self, network: Network, known: KnownDigits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("insidePanel")
        self._network = network
        self._image: NDArray[np.uint8] = np.zeros((28, 28), np.uint8)
        self._known = known
        self.units = HiddenUnits(network, self)
        self.detail = UnitDetail(self)
        self.explanation = ExplanationView(network, known, self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.units)
        column.addWidget(self.detail)
        self.inside_fold = Fold(tr("Inside the &network"), inside, "explain/inside", self)
        self.why_fold = Fold(tr("Why this &digit?"), self.explanation, "explain/why", self)
        self._problem = QLabel(self)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._hide = QToolButton(self)
        self._hide.setIcon(icon("x"))
        self._hide.setAutoRaise(True)
        self._hide.setToolTip(tip(tr("Hide this panel (W)")))
        self._hide.setAccessibleName(tr("Hide this panel"))
        self._hide.clicked.connect(self.hidden_by_user)
        self.inside_fold.add_to_head(self._hide)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._problem)
        layout.addWidget(self.inside_fold)
        layout.addWidget(self.why_fold)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _connect(self) -> None:
        self.units.opened.connect(self._open_unit)
        self.units.shown.connect(self._note_state)
        for failing in (self.units.failed, self.detail.failed):
            failing.connect(self._show_problem)
        for wanting in (self.detail.digit_wanted, self.explanation.digit_wanted):
            wanting.connect(self.digit_wanted)
        known = self._known
        known.changed.connect(lambda: self.detail.search(known.sets))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focused)
        self.explanation.ink_wanted.connect(self.ink_wanted)
        self.explanation.explained.connect(self._note_explanation)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, 200)

    # What comes in

    def set_network(self, network: Network) -> None:
        """Show this network from now on."""
        self._network = network
        self.detail.close_unit()
        self.units.set_network(network)
        self.explanation.set_network(network)

    def show_input(
        self,
        image: NDArray[np.uint8],
        drawing: Drawing,
        outputs: Sequence[Array] = (),
        standing_out: tuple[int, ...] | None = None,
    ) -> None:
        """Show the network at an image uint8 (28, 28), which was made of a drawing.

        Parameters
        ----------
        outputs : (M,) of each layer, if they were worked out with the prediction.
        standing_out : the digits that stand out instead of the most probable.
        """
        self._image = image
        self._known.hold()
        self._problem.hide()
        self.units.show_input(image, outputs, standing_out)
        self.detail.show_input(image)
        self.explanation.show_input(image, drawing)

    def explain_against(self, digit: int) -> None:
        """Compare the prediction with this digit, and show that."""
        self.why_fold.open()
        self.explanation.explain_against(digit)

    def focus_explanation(self) -> None:
        """Open the explanation, scroll to it, and give it the focus."""
        self.why_fold.open()
        self.why_fold.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll_to_explanation()
        self._scrolls_again = self.explanation.found is None

    def _scroll_to_explanation(self) -> None:
        self.verticalScrollBar().setValue(self.why_fold.y())

    def _show_focused(self, _: QWidget | None, focused: QWidget | None) -> None:
        """Scroll to what the keyboard has come to; Qt does not where it comes from outside."""
        is_by_key = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if is_by_key and focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)

    def shut_down(self) -> None:
        """End what is under way."""
        for part in (self.units, self.detail, self.explanation):
            part.shut_down()

    # What happens

    def _open_unit(self, layer: int, unit: int) -> None:
        self._known.start()
        self.detail.show_unit(self._network, self._image, layer, unit, self._known.sets)
        self.ensureWidgetVisible(self.detail)

    def _note_state(self, state: UnitsState) -> None:
        title = tr("Why {digit} an&d not {other}?").format(digit=state.digit, other=state.against)
        if self.explanation.found is None:
            self.why_fold.set_title(title)

    def _note_explanation(self, found: Explanation | None) -> None:
        if found is None:
            self.why_fold.set_title(tr("Why this &digit?"))
        else:
            text = tr("Why {digit} an&d not {other}?")
            self.why_fold.set_title(text.format(digit=found.digit, other=found.against))
        if found is not None and self._scrolls_again:
            # What came above it has moved it down. Once that is laid out:
            self._scrolls_again = False
            QTimer.singleShot(0, self, self._scroll_to_explanation)

    def _show_problem(self, error: DigitpadError) -> None:
        self._problem.setText(error_text(error))
        self._problem.show()
