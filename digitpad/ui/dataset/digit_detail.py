"""One digit, large: its picture, where it came from, and its label."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from digitpad.ui.picture_view import PictureView
from digitpad.ui.theme import SPACE

ZOOM = 9
"""Pixels of the screen for a pixel of the picture."""


class DigitDetail(QWidget):
    """The digit that is chosen.

    Signals
    -------
    sent() : the user wants to see this digit read on the canvas.
    """

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureView(ZOOM, self)
        self.picture.setAccessibleName("The chosen digit")
        self._label = QLabel(self)
        font = self._label.font()
        font.setPixelSize(24)
        self._label.setFont(font)
        self._reading = QLabel(self)
        self._name = QLabel(self)
        self._name.setWordWrap(True)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name.setForegroundRole(self._name.palette().ColorRole.PlaceholderText)
        self._send = QPushButton("Send to canvas", self)
        self._send.setToolTip("Read this digit on the canvas (Return)")
        self._send.clicked.connect(self.sent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.picture)
        layout.addWidget(self._label)
        layout.addWidget(self._reading)
        layout.addWidget(self._name)
        layout.addWidget(self._send)
        layout.addStretch(1)
        self.setFixedWidth(self.picture.width())
        self.clear()

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.picture.clear()
        self._label.setText("")
        self._reading.setText("")
        self._name.setText("")
        self._send.setEnabled(False)

    def show_digit(self, image: NDArray[np.uint8], label: str, name: str, reading: str) -> None:
        """Show a picture uint8 (28, 28), its label, where it came from and how it is read."""
        self.picture.show_picture(image)
        self._label.setText(f"label {label}" if label.isdigit() else label)
        self._reading.setText(reading)
        self._name.setText(name)
        self._send.setEnabled(True)
