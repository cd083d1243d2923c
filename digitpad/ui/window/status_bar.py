"""The line at the bottom of the window: model, dataset, time of a prediction, messages."""

from collections import deque
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QStatusBar, QWidget

from digitpad.errors import printable
from digitpad.ui.draw.live_classifier import LivePrediction
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

MESSAGE_TIME = 6000
"""How long a message is kept, milliseconds."""

FEWEST, MEASURED = 3, 9
"""Predictions whose median is shown as the time of one, at least and at most: one that meets other
work takes many times as long."""

DATASET_WIDTH = 24 * SPACE
"""Pixels that the dataset keeps where there is little room: the text of the model is longer."""


class StatusBar(QStatusBar):
    """Shows model, dataset and time; a message, and what takes long, cover model and dataset."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._model, self._dataset, self._message = (_label() for _ in range(3))
        facts = QWidget()
        row = QHBoxLayout(facts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._model)
        row.addWidget(self._dataset)
        row.addStretch(1)
        self._working = ""
        self._left = QStackedWidget(self)
        self._left.addWidget(facts)
        self._left.addWidget(self._message)
        self._time = QLabel(self)
        self._time.setIndent(2 * SPACE)
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._time.setToolTip(
            tip(tr("Time from strokes to probabilities, median of the last {n}").format(n=MEASURED))
        )
        self._seconds: deque[float] = deque(maxlen=MEASURED)
        self._is_first = True
        # Its size is fixed, since else each prediction would lay out the window anew.
        metrics = self._time.fontMetrics()
        width = metrics.horizontalAdvance(_time(0.9999)) + 3 * SPACE
        self._time.setFixedSize(width, metrics.height())
        # All are permanent, since Qt hides other widgets while there is a message.
        self.addPermanentWidget(self._left, 1)
        self.addPermanentWidget(self._time)
        self.messageChanged.connect(self._show_message)

    def show_model(self, description: str) -> None:
        """Show which model predicts, and no longer how long the one before it took."""
        self._seconds.clear()
        self._model.setText(description)
        self._model.setToolTip(tip(description))

    def show_dataset(self, name: str) -> None:
        """Show which dataset is open; empty for none."""
        text = tr("Dataset: {name}").format(name=printable(name)) if name else ""
        self._dataset.setText(text)
        self._dataset.setMinimumWidth(min(self._dataset.sizeHint().width(), DATASET_WIDTH))
        self._dataset.setToolTip(tip(text))

    def show_time(self, prediction: LivePrediction) -> None:
        """Show how long a prediction takes, where anything was predicted.

        The first one does not count: it loads libraries, and wakes the processor.
        """
        if prediction.probabilities and not self._is_first:
            self._seconds.append(prediction.seconds)
        self._is_first = self._is_first and not prediction.probabilities
        is_known = prediction.probabilities and len(self._seconds) >= FEWEST
        self._time.setText(_time(median(self._seconds)) if is_known else "")

    def tell(self, text: str) -> None:
        """Tell the user something, quietly."""
        self.showMessage(printable(text), MESSAGE_TIME)

    def forget(self, text: str) -> None:
        """Take a message back that is no longer so; another one stays."""
        if self.currentMessage() == printable(text):
            self.clearMessage()

    def show_working(self, text: str) -> None:
        """Show what takes long, behind a message that is there; empty when it has ended."""
        self._working = printable(text)
        self._show_message(self.currentMessage())

    def _show_message(self, message: str) -> None:
        text = " · ".join(filter(None, [message, self._working]))
        self._message.setText(text)
        self._left.setCurrentIndex(1 if text else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: Qt would paint the message, which a label shows in line with the page."""


def _label() -> ElidedLabel:
    label = ElidedLabel()
    label.setIndent(2 * SPACE)
    return label


def _time(seconds: float) -> str:
    return tr("Inference {ms:.1f} ms").format(ms=1000 * seconds)
