"""The known digits that are most similar to the network, of all and of the other label."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.explain.known import KnownDigit
from digitpad.ui.explain.digit_row import DigitRow
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr


class NearestDigits(QWidget):
    """Two rows of digits, each with its label and its similarity.

    Signals
    -------
    digit_wanted(KnownDigit) : the user wants to see this digit in its dataset.
    """

    digit_wanted = Signal(object)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nearestDigits")
        self._status = quiet_label("")
        self._problem = plain_label("", self)
        self._problem.setWordWrap(True)
        self._problem.setMinimumWidth(1)
        self._problem.hide()
        self._of_other = quiet_label("")
        self.overall = DigitRow(count, self)
        self.of_other = DigitRow(count, self)
        for row in (self.overall, self.of_other):
            row.digit_wanted.connect(self.digit_wanted)
        self.setToolTip(
            tip(
                tr(
                    "Digits of the open dataset, My digits and the reference digits whose "
                    "activations in the last hidden layer are most similar. 1 is the highest "
                    "similarity."
                )
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._status)
        layout.addWidget(self._problem)
        layout.addWidget(self.overall)
        layout.addWidget(self._of_other)
        layout.addWidget(self.of_other)
        self._status.setText(tr("Waiting for the known digits…"))
        self._hide_empty()

    def show_digits(
        self,
        digit: int,
        other: int,
        overall: Sequence[KnownDigit],
        of_other: Sequence[KnownDigit],
    ) -> None:
        """Show the most similar of all, and of those with the label ``other``."""
        if overall:
            self._status.setText(tr("Label · similarity"))
        self.overall.show_digits(overall, marked=other)
        self._of_other.setText(tr("Most similar digits with label {digit}").format(digit=other))
        self.of_other.show_digits(of_other)
        self._hide_empty()

    def _hide_empty(self) -> None:
        self.overall.setVisible(bool(self.overall.digits))
        for part in (self._of_other, self.of_other):
            part.setVisible(bool(self.of_other.digits))

    def show_progress(self, done: int, count: int) -> None:
        """Show how many of the known digits are indexed."""
        text = tr("Comparing {done:,} of {count:,} digits…")
        if count and not self.overall.digits:
            self._status.setText(text.format(done=done, count=count))

    def show_problem(self, text: str) -> None:
        """Show that some digits cannot be compared with."""
        self._problem.setText(text)
        self._problem.show()
