"""How loss and error change from epoch to epoch, live."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.nn.training import EpochReport
from digitpad.ui.theme import SPACE

if TYPE_CHECKING:
    from digitpad.ui.retrain.plot import Plot, Values

LOSSES: "dict[str, Values]" = {
    "train": lambda report: report.train_loss,
    "validation": lambda report: report.validation_loss,
}
LOSS_TIP = (
    "Cross-entropy. That of what is learned is often the higher one: it is measured on distorted "
    "digits, against smoothed labels."
)
ERRORS: "dict[str, Values]" = {"validation": lambda report: 100 * report.validation_error}


class LearningCurve(QWidget):
    """Loss and error, one beside the other.

    The plots are made once the window can be seen: to load their library takes a third of a second.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._epochs = 1
        self._reports: list[EpochReport] = []
        self.plots: list[Plot] = []
        self.setMinimumSize(440, 180)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)

    def start(self, epochs: int, reports: Sequence[EpochReport]) -> None:
        """Make room for so many epochs, of which some may be done already."""
        self._epochs = epochs
        self._reports = list(reports)
        self._show()

    def add(self, report: EpochReport) -> None:
        """Add what an epoch brought."""
        self._reports.append(report)
        self._show()

    def _make_plots(self) -> None:
        from digitpad.ui.retrain.plot import Plot

        if not self.plots:
            self.plots = [
                Plot("loss (dashed: train)", "", 3, LOSSES, self),
                Plot("misread of what is held out", " %", 2, ERRORS, self),
            ]
            self.plots[0].setToolTip(LOSS_TIP)
            for plot in self.plots:
                self._row.addWidget(plot)
            self._show()

    def _show(self) -> None:
        for plot in self.plots:
            plot.show_epochs(self._epochs)
            plot.show_reports(self._reports)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self._make_plots)
