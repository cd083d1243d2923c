"""The explanation of a digit of a dataset, in a window of its own."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from digitpad.explain.known import Place
from digitpad.ink.strokes import Drawing
from digitpad.nn.network import Network
from digitpad.ui.explain.explanation_view import ExplanationView
from digitpad.ui.explain.known_digits import KnownDigits
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

SIZE = QSize(560, 720)


class ExplainWindow(QDialog):
    """Explains one digit; another one takes its place.

    Signals
    -------
    digit_wanted(KnownDigit) : the user wants to see this digit in its dataset.
    """

    digit_wanted = Signal(object)

    def __init__(self, network: Network, known: KnownDigits, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explainWindow")
        self.view = ExplanationView(network, known, self)
        self.view.forbid_drawing()
        self.view.digit_wanted.connect(self.digit_wanted)
        self.setWindowTitle(tr("Explain a digit"))
        content = QWidget(self)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        inside.addWidget(self.view)
        scroll = QScrollArea(self)
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.resize(SIZE)

    def explain(self, image: NDArray[np.uint8], place: Place) -> None:
        """Explain an image uint8 (28, 28) of a dataset, against the runner-up."""
        self.show_image(image, place)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_image(self, image: NDArray[np.uint8], place: Place) -> None:
        """Explain an image where the window is; once it is opened again where it is closed."""
        self.view.show_input(image, Drawing(picture=image), place)
        self.view.explain_against(-1)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.view.shut_down()
        super().closeEvent(event)
