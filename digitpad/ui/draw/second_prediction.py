"""What a second model predicts, beside the prediction of the current one."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from digitpad.nn.network import Network
from digitpad.recognition.number import DigitPrediction, NumberPrediction, predicted_by
from digitpad.ui.draw.number_label import NumberLabel
from digitpad.ui.draw.prediction import UNCERTAIN
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import quiet_label
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.probability_bars import ProbabilityBars


class SecondPrediction(QWidget):
    """The name of the model and its prediction of the same digits.

    Attributes
    ----------
    digits : what it predicts.
    bars : its probabilities, which the result column places beside those of the current model.

    Signals
    -------
    closed() : the user wants to compare no longer.
    shown_changed() : it is seen now, or no longer.
    """

    closed = Signal()
    shown_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._number, self._selected = NumberPrediction(), 0
        self._known: dict[DigitPrediction, DigitPrediction] = {}
        """What this model predicts for those that the current model predicted."""
        self._name = ElidedLabel(parent=self)
        self._name.setForegroundRole(quiet_label("").foregroundRole())
        self.digits = NumberLabel(self)
        self.digits.setObjectName("secondPrediction")
        self.digits.setAccessibleName(tr("Prediction of the compared model"))
        self.bars = ProbabilityBars(self)
        self.bars.setObjectName("secondBars")
        self.bars.setAccessibleName(tr("Probabilities of the compared model"))
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("x"))
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(tr("Stop comparing"))
        self.close_button.setToolTip(tip(tr("Stop comparing")))
        self.close_button.clicked.connect(self.closed)
        self._show(is_shown=False)

    def compare_with(self, network: Network | None, name: str) -> None:
        """Predict with this network from now on; with none any more for None."""
        self._network, self._known = network, {}
        self._name.setText(name)
        self._name.setToolTip(tip(name))
        self._show(is_shown=network is not None)
        self.show_number(self._number, self._selected)

    def _show(self, *, is_shown: bool) -> None:
        self.setVisible(is_shown)
        self.bars.setVisible(is_shown)
        self.shown_changed.emit()

    def show_number(self, number: NumberPrediction, selected: int) -> None:
        """Predict the digits that the current model found, and show the selected one's bars."""
        self._number, self._selected = number, selected
        if not self._network:
            return
        if not number.digits:
            self.digits.show_text("", QPalette.ColorRole.Accent)
            self.bars.show_probabilities([])
            return
        found = self._predicted(self._network, number)
        digits, certainty = found.digits, found.digits[selected].certainty
        self.bars.show_probabilities(digits[selected].probabilities, certainty.standing_out)
        if len(digits) > 1:
            uncertain = [place for place, one in enumerate(digits) if one.certainty.reason]
            self.digits.show_number(found.text, selected, uncertain)
        elif certainty.reason:
            self.digits.show_text(UNCERTAIN, QPalette.ColorRole.PlaceholderText)
        else:
            self.digits.show_text(found.text, QPalette.ColorRole.Accent)

    def _predicted(self, network: Network, number: NumberPrediction) -> NumberPrediction:
        """The same digits as this model predicts them; those that did not change, only once."""
        new = [digit for digit in number.digits if digit not in self._known]
        if new:
            self._known.update(zip(new, predicted_by(network, new), strict=True))
        self._known = {digit: self._known[digit] for digit in number.digits}
        rows = (tuple(self._known[digit] for digit in row) for row in number.rows)
        return NumberPrediction(tuple(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out by hand, as the prediction beside it is."""
        width, button = self.width(), self.close_button.sizeHint()
        self.close_button.setGeometry(width - button.width(), 0, button.width(), button.height())
        self._name.setGeometry(0, 0, width - button.width(), button.height())

    @property
    def head_height(self) -> int:
        """Height of the line with the name of the model, pixels."""
        return self.close_button.sizeHint().height()

    def stand_beside(self, own: NumberLabel) -> None:
        """Give the digits the size and the height of those that the current model predicts.

        Parameters
        ----------
        own : its digits. Both models predict the same ones, so that they need the same room.
        """
        self.digits.setFont(own.font())
        self.digits.summary = own.summary
        self.digits.setGeometry(0, self.head_height + own.y(), own.width(), own.height())
