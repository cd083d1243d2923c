"""How loss and error change, live: the loss from the first batch on, the error after each epoch."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.learning.run_report import RunReport
from digitpad.ui.retrain.curve_plot import CurvePlot
from digitpad.ui.retrain.session import TrainingSession
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr

MIN_HEIGHT = 184
"""Pixels."""

DRAW_AFTER = 50
"""Milliseconds until what has come is drawn: short epochs come faster than they can be."""


class LearningCurve(QWidget):
    """Loss and error of the run of a session, one beside the other."""

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._drawn: RunReport | None = None
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
        self._throttle = Throttle(self._draw, DRAW_AFTER, self)
        session.changed.connect(self._ask_to_draw)
        self.setMinimumHeight(MIN_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        for plot in self.plots:
            row.addWidget(plot, 1)
        self._draw()

    def _ask_to_draw(self) -> None:
        """Draw a new run and its first loss at once, all others soon."""
        run, drawn = self._session.state.run, self._drawn
        if run is None or run is drawn:
            return
        if drawn is None or not drawn.losses or run.config is not drawn.config:
            self._draw()
        else:
            self._throttle.request()

    def _draw(self) -> None:
        run = self._session.state.run
        self._drawn = run
        reports = run.reports if run else ()
        # A checkpoint of a former version knows no batches.
        losses = run.losses if run else ()
        train = losses or [(r.epoch, r.train_loss) for r in reports]
        loss = [(r.epoch, r.validation_loss) for r in reports]
        error = [(r.epoch, 100 * r.validation_error) for r in reports]
        first = tr("Starts with the first batch"), tr("Starts with the first epoch")
        best, epochs = (run.best_epoch, run.config.epochs) if run else (0, 1)
        for plot, curves, empty in zip(self.plots, ((train, loss), (error,)), first, strict=True):
            plot.show_curves(*curves, epochs=epochs, best=best, empty=empty)
        self._align()

    def _align(self) -> None:
        height = max((plot.legend_height() for plot in self.plots), default=0)
        for plot in self.plots:
            plot.set_legend_height(height)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()
