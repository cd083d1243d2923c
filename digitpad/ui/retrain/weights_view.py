"""The inside of a network while it learns: weights, gradients and dead units; folds away."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from digitpad.learning.training_health import warning_of
from digitpad.nn.snapshot import Snapshot
from digitpad.ui.retrain.layer_table import LayerTable
from digitpad.ui.retrain.session import TrainingSession
from digitpad.ui.retrain.status_texts import diagnosis_text
from digitpad.ui.retrain.unit_pictures import UnitPictures, scale_of
from digitpad.ui.retrain.weights_texts import number_text
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.fold import Fold
from digitpad.ui.widgets.legend import Legend

OPEN = "retrain/weights"
"""The setting of whether it is open."""

WIDE = 400
"""Width from which on images and table stand beside each other, pixels."""


class WeightsView(QWidget):
    """Shows the last snapshot of the run of a session; beside the heading what goes wrong in it.

    Everything has its place from the beginning: nothing moves when a training begins.
    """

    def __init__(self, session: TrainingSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("weightsView")
        self._session = session
        self._shown: Snapshot | None = None
        content = QWidget(self)
        self.pictures = UnitPictures(content)
        self.table = LayerTable(content)
        self.legend = Legend(content)
        self.warning = ElidedLabel("", self)
        self.warning.setObjectName("trainingWarning")
        self.fold = Fold(tr("Weights"), content, OPEN, self)
        self.fold.button.setToolTip(tip(tr("What the first layer learns, and how each layer does")))
        self.fold.add_to_head(self.warning)
        beside = QVBoxLayout()
        beside.addWidget(self.table)
        beside.addStretch(1)
        beside.addWidget(self.legend)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)
        self._row.addWidget(self.pictures, 1)
        self._row.addLayout(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold)
        session.changed.connect(self.show_news)
        self.fold.button.clicked.connect(self._draw)

    def show_news(self) -> None:
        """Show a new snapshot; the warning also where the rest is folded away."""
        run = self._session.state.run
        snapshot = run.snapshot if run else None
        if snapshot is self._shown or not self.isVisible():
            return
        self._shown = snapshot
        self._warn(snapshot)
        if self.fold.is_open:
            self._draw()

    def _warn(self, snapshot: Snapshot | None) -> None:
        warning = warning_of(snapshot) if snapshot else None
        text = diagnosis_text(warning) if warning else ""
        if text != self.warning.text():  # To set it lays the page out anew.
            self.warning.setText(text)
            self.warning.setToolTip(tip(text))

    def _draw(self) -> None:
        snapshot = self._shown
        scale = scale_of(snapshot.weights) if snapshot else None
        self.pictures.show_snapshot(snapshot, scale or 1.0)
        self.table.show_snapshot(snapshot)
        ends = (number_text(-scale), number_text(scale)) if scale else None
        text = tr("Weights from {low} (orange) to {high} (blue)")
        name = text.format(low=ends[0], high=ends[1]) if ends else ""
        self.legend.show_ends(ends, name)
        self.legend.setToolTip(tip(name))

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_news()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the table below the images where both have no room beside each other."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = self.width() >= WIDE
        self._row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be with one below the other."""
        return QSize(self.table.minimumSizeHint().width(), super().minimumSizeHint().height())
