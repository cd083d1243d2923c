"""How loss and error change, live: the loss from the first batch on, the error after each epoch."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.learning.run_report import RunReport
from digitpad.ui.retrain.session import TrainingSession
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr

if TYPE_CHECKING:
    from digitpad.ui.retrain.curve_plot import CurvePlot

MIN_HEIGHT = 184
"""Pixels."""

DRAW_AFTER = 50
"""Milliseconds until what has come is drawn: short epochs come faster than they can be."""


class LearningCurve(QWidget):
    """Loss and error of the run of a session, one beside the other.

    The plots are made once the window can be seen: to load their library takes a third of a second.
    """

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._drawn: RunReport | None = None
        self.plots: list[CurvePlot] = []
        self._throttle = Throttle(self._draw, DRAW_AFTER, self)
        session.changed.connect(self._ask_to_draw)
        self.setMinimumHeight(MIN_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)

    def _ask_to_draw(self) -> None:
        """Draw a new run and its first loss at once, all others soon."""
        run, drawn = self._session.state.run, self._drawn
        if run is None or run is drawn:
            return
        if drawn is None or not drawn.losses or run.config is not drawn.config:
            self._draw()
        else:
            self._throttle.request()

    def _make_plots(self) -> None:
        from digitpad.ui.retrain.curve_plot import CurvePlot

        if not self.plots:
            training, validation = tr("Training", "curve"), tr("Validation", "curve")
            self.plots = [
                CurvePlot(tr("Loss"), tr("Loss"), "{:.3f}", (training, validation), self),
                CurvePlot(tr("Validation error"), tr("Error (%)"), "{:.2f}%", (validation,), self),
            ]
            loss_tip = tr(
                "Cross-entropy. The training loss is often higher: it is measured on augmented "
                "digits with smoothed labels, batch by batch."
            )
            self.plots[0].setToolTip(tip(loss_tip))
            for plot in self.plots:
                self._row.addWidget(plot, 1)
            self._draw()

    def _draw(self) -> None:
        run = self._session.state.run
        if not self.plots:
            return
        self._drawn = run
        reports = run.reports if run else ()
        # A checkpoint of a former version knows no batches.
        losses = run.losses if run else ()
        train = losses or [(r.epoch, r.train_loss) for r in reports]
        loss = [(r.epoch, r.validation_loss) for r in reports]
        error = [(r.epoch, 100 * r.validation_error) for r in reports]
        first = tr("Starts with the first batch"), tr("Starts with the first epoch")
        best = run.best_epoch if run else 0
        for plot, curves, empty in zip(self.plots, ((train, loss), (error,)), first, strict=True):
            plot.show_epochs(run.config.epochs if run else 1)
            plot.show_curves(*curves, best=best, empty=empty)
        self._align()

    def _align(self) -> None:
        height = max((plot.legend_height() for plot in self.plots), default=0)
        for plot in self.plots:
            plot.set_legend_height(height)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self._make_plots)
