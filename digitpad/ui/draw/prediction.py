"""What the network predicts, large."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from digitpad.explain.certainty import Certainty, Reason
from digitpad.ui.draw.announcer import Announcer
from digitpad.ui.support.theme import SPACE, TITLE, quiet_label, scale_text
from digitpad.ui.support.translation import tr

SMALLEST, LARGEST = 56, 200
"""Height of the digit, pixels."""

UNCERTAIN = "?"

LEAST_TOLD = 0.0005
"""A runner-up less probable than this would be shown with 0.0%."""


class Prediction(QWidget):
    """The predicted digit, its probability and the runner-up, or "?" and why it is uncertain.

    It is told to screen readers, too.

    Signals
    -------
    why_asked() : the user wants to know why it is uncertain.
    """

    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digit: int | None = None
        """The most probable digit, certain or not; None where there is no ink."""
        self._digit = QLabel(self)
        self._digit.setObjectName("prediction")
        self._digit.setAccessibleName(tr("Prediction"))
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._figure = QLabel(self)
        scale_text(self._figure, TITLE, bold=True)
        self._figure.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self._detail = quiet_label("")
        self._detail.setParent(self)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for label in (self._figure, self._detail):
            label.setWordWrap(True)
        self.why = _link(tr("Wh&y?"), self)
        self.why.clicked.connect(self.why_asked)
        self.why.hide()
        self._announcer = Announcer(self._digit)

    def show_prediction(self, certainty: Certainty, probabilities: tuple[float, ...]) -> None:
        """Show a prediction, or nothing where there are no candidates.

        Parameters
        ----------
        certainty : what to say of it.
        probabilities : ten, or none where there is no ink.
        """
        candidates, reason = certainty.candidates, certainty.reason
        self.digit = candidates[0] if candidates else None
        if not candidates:
            text = figure = detail = told = ""
        elif reason:
            text, figure, detail = UNCERTAIN, _uncertain(certainty), tr(reason)
            told = tr("{uncertain}. {reason}.").format(uncertain=figure, reason=detail)
        else:
            text, figure = str(self.digit), f"{probabilities[candidates[0]]:.1%}"
            detail = _runner_up(probabilities)
            told = tr("{digit}, {p}").format(digit=text, p=figure)
        role = QPalette.ColorRole.PlaceholderText if reason else QPalette.ColorRole.Accent
        self._digit.setForegroundRole(role)
        self._digit.setText(text)
        self._figure.setText(figure)
        self._detail.setText(detail)
        self.why.setVisible(reason is not None)
        self._place_why()
        self._digit.setAccessibleDescription(told)
        self._announcer.tell(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out by hand: in a layout, each new text would have the whole tab laid out anew."""
        height = self.height()
        font = self._digit.font()
        font.setPixelSize(min(max(round(0.85 * height), SMALLEST), LARGEST))
        self._digit.setFont(font)
        width = self._digit.fontMetrics().horizontalAdvance("0")
        self._digit.setGeometry(0, 0, width, height)
        left = width + 2 * SPACE
        self._figure.setGeometry(left, 0, self.width() - left, height // 2)
        self._detail.setGeometry(left, height // 2, self.width() - left, height - height // 2)
        self._place_why()

    def _place_why(self) -> None:
        """Put the question behind the reason, on its line."""
        detail = self._detail
        text = detail.fontMetrics().horizontalAdvance(detail.text())
        left = detail.x() + text + SPACE // 2
        size = self.why.sizeHint()
        line = detail.fontMetrics().height()
        self.why.resize(size)
        self.why.move(
            min(left, self.width() - size.width()), detail.y() + (line - size.height()) // 2
        )


def _link(text: str, parent: QWidget) -> QToolButton:
    """A button that looks like a link."""
    button = QToolButton(parent)
    button.setText(text)
    button.setAutoRaise(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    font = button.font()
    font.setUnderline(True)
    button.setFont(font)
    return button


def _uncertain(certainty: Certainty) -> str:
    """Name the candidates only where it is one of them, by all that is known."""
    digits = certainty.candidates
    if certainty.reason is not Reason.CLOSE:
        return tr("Uncertain")
    if len(digits) == 2:
        return tr("Uncertain: {0} or {1}").format(*digits)
    return tr("Uncertain: {0}, {1} or {2}").format(*digits)


def _runner_up(probabilities: tuple[float, ...]) -> str:
    """The second most probable digit, where it has any probability to speak of."""
    probability, digit = sorted((p, digit) for digit, p in enumerate(probabilities))[-2]
    if probability < LEAST_TOLD:
        return ""
    return tr("Runner-up: {digit} ({p:.1%})").format(digit=digit, p=probability)
