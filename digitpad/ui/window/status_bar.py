"""The line at the bottom of the window: model, dataset, how long it takes, quiet messages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from digitpad.errors import printable
from digitpad.ui.draw.live_classifier import LivePrediction
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

MESSAGE_TIME = 6000
"""How long a message is kept, milliseconds."""


class StatusBar(QStatusBar):
    """Shows the model and the dataset; a message covers these for a while, but nothing else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._facts = QWidget(self)
        self._model = ElidedLabel(parent=self._facts)
        self._model.setIndent(2 * SPACE)  # in line with the page above it
        self._dataset = ElidedLabel(parent=self._facts)
        self._dataset.setIndent(2 * SPACE)
        self._time = QLabel(self)
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._time.setToolTip(tip(tr("Time from strokes to probabilities")))
        # Of fixed size, as it changes with each prediction: the window is not laid out anew.
        metrics = self._time.fontMetrics()
        self._time.setFixedSize(metrics.horizontalAdvance(_time(0.9999)), metrics.height())
        row = QHBoxLayout(self._facts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._model)
        row.addWidget(self._dataset)
        self.addWidget(self._facts)
        # Qt hides them only if they can be seen at that moment: not in a window yet to be shown.
        self.messageChanged.connect(lambda text: self._facts.setVisible(not text))
        self.addPermanentWidget(self._time)
        self._time.hide()  # Nothing takes room, or is read out, before the first prediction.

    def show_model(self, description: str) -> None:
        """Show which model predicts."""
        self._model.setText(description)
        self._model.setToolTip(tip(description))

    def show_dataset(self, name: str) -> None:
        """Show which dataset is open; empty for none."""
        text = tr("Dataset: {name}").format(name=printable(name)) if name else ""
        self._dataset.setText(text)
        self._dataset.setToolTip(tip(text))

    def show_time(self, prediction: LivePrediction) -> None:
        """Show how long a prediction took, where anything was predicted."""
        if prediction.probabilities:
            self._time.setText(_time(prediction.seconds))
        self._time.setVisible(bool(prediction.probabilities))

    def tell(self, text: str) -> None:
        """Tell the user something, quietly."""
        self.showMessage(printable(text), MESSAGE_TIME)


def _time(seconds: float) -> str:
    return tr("Inference {ms:.1f} ms").format(ms=1000 * seconds)
