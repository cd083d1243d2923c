"""How loss and error change, live: the loss from the first batch on, the error after each epoch."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.learning.loss_curve import Point
from digitpad.nn.training import EpochReport
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.throttle import Soon

if TYPE_CHECKING:
    from digitpad.ui.retrain.curve_plot import CurvePlot

WIDTH = 544
"""Pixels, at least: what is shown below once a training has ended takes as many."""

DRAW_AFTER = 50
"""Milliseconds until what has come is drawn: short epochs come faster than they can be."""

LOSS_TIP = (
    "Cross-entropy. That of what is learned is measured on each batch, and is often the higher "
    "one: on distorted digits, against smoothed labels or what the model knew."
)


class LearningCurve(QWidget):
    """Loss and error, one beside the other.

    The plots are made once the window can be seen: to load their library takes a third of a second.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._epochs = 1
        self._reports: list[EpochReport] = []
        self._losses: Sequence[Point] = ()
        self.plots: list[CurvePlot] = []
        self._soon = Soon(self._show, DRAW_AFTER, self)
        self.setMinimumSize(WIDTH, 140)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)

    def start(
        self, epochs: int, reports: Sequence[EpochReport], losses: Sequence[Point] = ()
    ) -> None:
        """Make room for so many epochs, of which some may be done already."""
        self._epochs = epochs
        self._reports = list(reports)
        self._losses = losses
        self._show()

    def show_losses(self, losses: Sequence[Point]) -> None:
        """Show the losses of the batches so far: the first at once, the others soon."""
        is_first = not self._losses
        self._losses = losses
        if is_first:
            self._show()
        else:
            self._soon.ask()

    def add(self, report: EpochReport) -> None:
        """Add what an epoch brought, soon."""
        self._reports.append(report)
        self._soon.ask()

    def _make_plots(self) -> None:
        from digitpad.ui.retrain.curve_plot import CurvePlot

        if not self.plots:
            self.plots = [
                CurvePlot("loss (dashed: train)", "", 3, ("train", "validation"), self),
                CurvePlot("misclassified of what is held out", " %", 2, ("validation",), self),
            ]
            self.plots[0].setToolTip(LOSS_TIP)
            for plot in self.plots:
                self._row.addWidget(plot)
            self._show()

    def _show(self) -> None:
        if not self.plots:
            return
        # A checkpoint of a former version knows no batches.
        train = self._losses or [(r.epoch, r.train_loss) for r in self._reports]
        loss = [(r.epoch, r.validation_loss) for r in self._reports]
        error = [(r.epoch, 100 * r.validation_error) for r in self._reports]
        for plot, curves in zip(self.plots, ((train, loss), (error,)), strict=True):
            plot.show_epochs(self._epochs)
            plot.show_curves(*curves)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self._make_plots)
