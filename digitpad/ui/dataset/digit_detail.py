"""One digit, large: its picture, its label, what the network thinks, and where it came from."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from digitpad.data.digitset import UNLABELLED
from digitpad.errors import printable
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.widgets.image_view import ImageView
from digitpad.ui.widgets.probability_bars import ProbabilityBars

ZOOM = 5
"""Least pixels of the screen for a pixel of the picture."""


class DigitDetail(QWidget):
    """The digit that is selected.

    Parameters
    ----------
    relabel : the menu of labels that it can be given.

    Signals
    -------
    sent() : the user wants to see this digit read on the canvas.
    """

    sent = Signal()

    def __init__(self, relabel: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = ImageView(ZOOM, self)
        self.picture.setAccessibleName("The chosen digit")
        self._label = plain_label("", self)
        font = self._label.font()
        font.setPixelSize(24)
        self._label.setFont(font)
        self._prediction = plain_label("", self)
        self._prediction.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bars = ProbabilityBars(self)
        self._bars.setMaximumHeight(20 * SPACE)
        self._name = quiet_label("")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._relabel = QPushButton("Relabel", self)
        self._relabel.setToolTip("Say what the chosen digits are (Ctrl+0 to Ctrl+9)")
        self._relabel.setMenu(relabel)
        self._send = QPushButton("Send to canvas", self)
        self._send.setToolTip("Read this digit on the canvas (Return)")
        self._send.clicked.connect(self.sent)
        said = QHBoxLayout()
        said.addWidget(self._label)
        said.addWidget(self._prediction, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._relabel)
        buttons.addWidget(self._send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.picture, 1)
        layout.addLayout(said)
        layout.addWidget(self._bars)
        layout.addWidget(self._name)
        layout.addLayout(buttons)
        self.clear()

    def clear(self) -> None:
        """Show that nothing is selected."""
        self.picture.clear()
        self._bars.show_probabilities([])
        for label in (self._label, self._prediction, self._name):
            label.setText("")
        self._relabel.setEnabled(False)
        self._send.setEnabled(False)

    def show_digit(
        self, image: NDArray[np.uint8], label: int, name: str, log_probabilities: Sequence[float]
    ) -> None:
        """Show a digit.

        Parameters
        ----------
        image : uint8 (28, 28).
        label : 0-9 or ``UNLABELLED``.
        name : where it came from.
        log_probabilities : ten, nats, what the network thinks of it.
        """
        self.picture.show_picture(image)
        self._label.setText("no label" if label == UNLABELLED else f"label {label}")
        probabilities = np.exp(log_probabilities)
        best = int(probabilities.argmax())
        prediction = f"read as {best}, {100 * probabilities[best]:.1f} %"
        if label != UNLABELLED:
            prediction += f"\nloss {-log_probabilities[label]:.2f}"
        self._prediction.setText(prediction)
        self._bars.show_probabilities(probabilities.tolist())
        room, name = self._name.fontMetrics(), printable(name)
        self._name.setText(room.elidedText(name, Qt.TextElideMode.ElideMiddle, self.width() - 16))
        self._name.setToolTip(tip(name))
        self._relabel.setEnabled(True)
        self._send.setEnabled(True)
