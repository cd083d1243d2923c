"""What a second model predicts, beside the prediction of the current one."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from digitpad.explain.certainty import Reason, certainty_of
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network
from digitpad.recognition.number import NumberPrediction
from digitpad.ui.draw.number_label import NumberLabel
from digitpad.ui.draw.prediction import UNCERTAIN
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import quiet_label
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.probability_bars import ProbabilityBars

SMALLEST, LARGEST = 24, 120
"""Height of the digits, pixels."""


class SecondPrediction(QWidget):
    """The name of the model and its prediction of the same digits.

    Attributes
    ----------
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
        self._name = ElidedLabel(parent=self)
        self._name.setForegroundRole(quiet_label("").foregroundRole())
        self._digits = NumberLabel(self)
        self._digits.setObjectName("secondPrediction")
        self._digits.setAccessibleName(tr("Prediction of the compared model"))
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
        self._network = network
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
            self._digits.show_text("", QPalette.ColorRole.Accent)
            self.bars.show_probabilities([])
            return
        images = np.stack([digit.image for digit in number.digits])
        rows = softmax(batch_logits(self._network, images)).tolist()
        each = zip(number.digits, rows, strict=True)
        certainties = [certainty_of(digit.drawing, tuple(row)) for digit, row in each]
        uncertain = [place for place, found in enumerate(certainties) if found.reason]
        certainty = certainties[selected]
        doubted = certainty.candidates if certainty.reason is Reason.CLOSE else ()
        self.bars.show_probabilities(rows[selected], doubted if certainty.reason else None)
        if len(rows) > 1:
            self._digits.show_number(_text(number, rows), selected, uncertain)
        else:
            role = QPalette.ColorRole.PlaceholderText if uncertain else QPalette.ColorRole.Accent
            text = UNCERTAIN if uncertain else str(int(np.argmax(rows[0])))
            self._digits.show_text(text, role)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        """Lay out by hand, as the prediction beside it is."""
        width, button = self.width(), self.close_button.sizeHint()
        self.close_button.setGeometry(width - button.width(), 0, button.width(), button.height())
        self._name.setGeometry(0, 0, width - button.width(), button.height())
        lines = self._digits.text().split("\n")
        columns, rows = max(1, *map(len, lines)), len(lines)
        room = self.height() - button.height()
        # A digit is about 0.6 of its height wide.
        fitting = min(0.85 * room / rows, width / (0.6 * columns))
        font = self._digits.font()
        font.setPixelSize(min(max(round(fitting), SMALLEST), LARGEST))
        self._digits.setFont(font)
        across = columns * self._digits.fontMetrics().horizontalAdvance("0")
        self._digits.setGeometry(0, button.height(), across, room)


def _text(number: NumberPrediction, rows: list[list[float]]) -> str:
    """The numbers by these probabilities, one on each line."""
    digits = iter(str(int(np.argmax(row))) for row in rows)
    return "\n".join("".join(next(digits) for _ in row) for row in number.rows)
