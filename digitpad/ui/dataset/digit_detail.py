"""One digit, large: its image, its label, what the network predicts, and where it came from."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from digitpad.data.digitset import UNLABELLED
from digitpad.errors import printable
from digitpad.ink.framing import SIDE
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import ElidedLabel, plain_label, tip
from digitpad.ui.support.theme import SPACE, TITLE, quiet_label, scale_text, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.action_button import action_button
from digitpad.ui.widgets.flow_layout import FlowLayout
from digitpad.ui.widgets.image_view import ImageView
from digitpad.ui.widgets.probability_bars import ProbabilityBars

SMALLEST, LARGEST = 4, 12
"""Pixels of the screen for a pixel of the image, at least and at most."""

WIDTH = 248
"""Pixels of the pane, at least."""

LOW = 58 * SPACE
"""Pixels: a pane that is lower has no room for the smallest image above all that is said."""

_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DigitDetail(QScrollArea):
    """The digit that is selected. What does not fit scrolls.

    Parameters
    ----------
    relabel : the menu of labels that it can be given.

    Signals
    -------
    sent() : the user wants to see this digit on the canvas.
    """

    sent = Signal()

    def __init__(self, relabel: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture = ImageView(SMALLEST, self)
        self.picture.setAccessibleName(tr("Selected digit"))
        self._label = plain_label("", self)
        scale_text(self._label, TITLE)
        self._prediction = plain_label("", self)
        self._prediction.setAlignment(_MIDDLE_RIGHT)
        self._bars = ProbabilityBars(self)
        self._other = quiet_label("")
        self._other.setParent(self)
        self._other.hide()
        self._name = ElidedLabel(parent=self)
        self._name.setForegroundRole(quiet_label("").foregroundRole())
        self._relabel = QPushButton(icon("tag"), tr("Chan&ge label"), self)
        self._relabel.setObjectName("changeLabel")
        self._relabel.setToolTip(
            tip(tr("Change the label of the selected digits (Ctrl+0 to Ctrl+9)"))
        )
        self._relabel.setMenu(relabel)
        self._send = QPushButton(icon("pencil"), tr("Open in Dra&w"), self)
        self._send.setToolTip(tip(tr("Open this digit in the Draw tab (Enter)")))
        self._send.clicked.connect(self.sent)
        self._actions: list[QAction] = []
        self._buttons = QWidget(self)
        FlowLayout(self._buttons, takes_room=False)
        for button in (self._relabel, self._send):
            self._add_button(button)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        self._content = QWidget(self)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(SPACE, 0, SPACE // 2, 0)
        layout.setSpacing(SPACE)
        self._head = section_head(tr("Selected digit"))
        layout.addWidget(self._head)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.addWidget(self._label)
        self._said.addWidget(self._prediction, 1)
        self._digit = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._digit.setSpacing(SPACE)
        self._digit.addWidget(self.picture)
        self._digit.addLayout(self._said, 1)
        layout.addLayout(self._digit)
        for widget in (self._other, self._bars, self._name, self._buttons):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(self._content)

    def _add_button(self, button: QPushButton) -> None:
        layout = self._buttons.layout()
        assert layout
        layout.addWidget(button)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # A click leaves the keys to the digits.

    def add_action_button(self, action: QAction) -> QPushButton:
        """Add a button for another action on the selected digit.

        It has the icon, text and tooltip of the action, which is enabled while a digit is shown.
        """
        self._actions.append(action)
        action.setEnabled(self._buttons.isEnabled())
        button = action_button(action, action.icon(), action.text())
        self._add_button(button)
        return button

    def clear(self) -> None:
        """Show that nothing is selected."""
        self.picture.clear()
        self._bars.show_probabilities([])
        self._label.setText(tr("No digit selected"))
        self._prediction.setText("\n")  # As high as it will be.
        self._name.setText("")
        self._offer(is_shown=False)

    def show_count(self, selected: int) -> None:
        """Say of how many digits that are selected the shown one is one."""
        text = tr("1 of {n:,} selected digits") if selected > 1 else tr("Selected digit")
        self._head.setText(text.format(n=selected))

    def show_digit(
        self,
        image: NDArray[np.uint8],
        label: int,
        name: str,
        log_probabilities: Sequence[float],
        by_other: Sequence[float] | None = None,
    ) -> None:
        """Show a digit.

        Parameters
        ----------
        image : uint8 (28, 28).
        label : 0-9 or ``UNLABELLED``.
        name : where it came from.
        log_probabilities : ten, nats, what the network predicts.
        by_other : the same by a second model, where one is compared with.
        """
        self.picture.show_picture(image)
        text = tr("Unlabeled") if label == UNLABELLED else tr("Label {digit}")
        self._label.setText(text.format(digit=label))
        self._prediction.setText(_prediction(label, log_probabilities))
        self._bars.show_probabilities(np.exp(log_probabilities).tolist())
        self._other.setVisible(by_other is not None)
        if by_other:
            digit, share = int(np.argmax(by_other)), float(np.exp(max(by_other)))
            text = tr("Compared model: {digit} ({share:.1%})")
            self._other.setText(text.format(digit=digit, share=share))
        name = printable(name)
        self._name.setText(name)
        self._name.setToolTip(tip(name))
        self._offer(is_shown=True)

    def _offer(self, *, is_shown: bool) -> None:
        """Offer what can be done with a digit, or not."""
        self._buttons.setEnabled(is_shown)
        for action in self._actions:
            action.setEnabled(is_shown)

    def _say_beside(self, is_beside: bool) -> None:
        """Say label and prediction beside the image, or below it, where the bars are higher."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._digit.setDirection(beside if is_beside else below)
        self._said.setDirection(below if is_beside else beside)
        self._prediction.setAlignment(_TOP_LEFT if is_beside else _MIDDLE_RIGHT)
        self._label.setWordWrap(is_beside)
        self._bars.setMaximumHeight((18 if is_beside else 20) * SPACE)

    # Overrides of Qt

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, 16 * SPACE)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 3 * SPACE, 50 * SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the image as large as there is room; the other parts keep their height.

        Where there is little room, what is said of the digit stands beside the image.
        """
        super().resizeEvent(event)
        is_beside = event.size().height() < LOW
        self._say_beside(is_beside)
        layout = self._content.layout()
        assert layout
        width = self.viewport().width() - SPACE - SPACE // 2
        others = layout.totalHeightForWidth(self.viewport().width()) - self.picture.height()
        room = min(width, self.viewport().height() - others) // SIDE
        if is_beside:
            surest = _predicted(8, 1.0)
            width -= SPACE + self._prediction.fontMetrics().horizontalAdvance(surest)
        side = SIDE * min(max(room, SMALLEST), LARGEST, max(width // SIDE, 1))
        self.picture.setFixedSize(side, side)
        # The direction has changed while this was being laid out: once more, for all parts.
        layout.invalidate()
        layout.activate()


def _prediction(label: int, log_probabilities: Sequence[float]) -> str:
    """What is predicted, how sure that is, and how wrong."""
    best = int(np.argmax(log_probabilities))
    share = float(np.exp(log_probabilities[best]))
    lines = [_predicted(best, share)]
    if label != UNLABELLED:
        # A loss of -0.0 is one of 0.
        lines.append(tr("Loss {loss:.2f}").format(loss=abs(log_probabilities[label])))
    return "\n".join(lines)


def _predicted(digit: int, share: float) -> str:
    return tr("Predicted {digit} ({share:.1%})").format(digit=digit, share=share)
