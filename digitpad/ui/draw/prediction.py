"""What the network predicts, large."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from digitpad.explain.certainty import Certainty, Reason
from digitpad.recognition.number import NumberPrediction
from digitpad.ui.draw.announcer import Announcer
from digitpad.ui.draw.number_label import NumberLabel
from digitpad.ui.support.theme import SPACE, TITLE, quiet_label, scale_text
from digitpad.ui.support.translation import tr

SMALLEST, LARGEST = 56, 200
"""Height of the digit, pixels."""

LEAST_NUMBER = 11
"""Height of the digits of a number at least, pixels; where that has no room, they are counted."""

UNCERTAIN = "?"

LEAST_TOLD = 0.0005
"""A runner-up less probable than this would be shown with 0.0%."""


class Prediction(QWidget):
    """The predicted digit, its probability and the runner-up, or "?" and why it is uncertain.

    Of several digits the whole number stands there, and beside it what there is to say of the
    selected digit. It is told to screen readers, too.

    Attributes
    ----------
    digits : the predicted digit or number, which is as large as it has room.

    Signals
    -------
    why_asked() : the user wants to know why it is uncertain.
    digit_clicked(int) : place of a digit in the number.
    placed() : the digits got their place and size.
    """

    why_asked = Signal()
    digit_clicked = Signal(int)
    placed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digit: int | None = None
        """The most probable digit, certain or not; None where there is no ink."""
        self.digits = NumberLabel(self)
        self.digits.setObjectName("prediction")
        self.digits.setAccessibleName(tr("Prediction"))
        self.digits.digit_clicked.connect(self.digit_clicked)
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
        self._is_uncertain = False
        self._announcer = Announcer(self.digits)

    def show_prediction(
        self,
        certainty: Certainty,
        probabilities: tuple[float, ...],
        number: NumberPrediction | None = None,
        selected: int = 0,
    ) -> None:
        """Show a prediction, or nothing where there are no candidates.

        Parameters
        ----------
        certainty : what to say of the selected digit.
        probabilities : ten, or none where there is no ink.
        number : all digits.
        selected : place of the selected one among them.
        """
        candidates, reason = certainty.candidates, certainty.reason
        self.digit = candidates[0] if candidates else None
        digits = number.digits if number else ()
        if not candidates:
            text = figure = detail = told = ""
        elif reason:
            text, figure, detail = UNCERTAIN, _uncertain(certainty), tr(reason)
            told = tr("{uncertain}. {reason}.").format(uncertain=figure, reason=detail)
        else:
            text, figure = str(self.digit), f"{probabilities[candidates[0]]:.1%}"
            detail = _runner_up(probabilities)
            told = tr("{digit}, {p}").format(digit=text, p=figure)
        if number and len(digits) > 1:
            if not reason:
                figure = tr("{digit}: {p}").format(digit=text, p=figure)
            told = tr("{number}. Digit {n} of {count}: {told}").format(
                number=number.text.replace("\n", ", "), n=selected + 1, count=len(digits), told=told
            )
            uncertain = [place for place, one in enumerate(digits) if one.certainty.reason]
            self.digits.show_number(number.text, selected, uncertain)
        else:
            role = QPalette.ColorRole.PlaceholderText if reason else QPalette.ColorRole.Accent
            self.digits.show_text(text, role)
        self._figure.setText(figure)
        self._detail.setText(detail)
        self._is_uncertain = reason is not None
        self._place()
        self.digits.setAccessibleDescription(told)
        self._announcer.tell(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        """Lay out by hand: in a layout, each new text would have the whole tab laid out anew."""
        width, height = self.width(), self.height()
        lines = self.digits.text().split("\n")
        columns, rows = max(1, *map(len, lines)), len(lines)
        size = min(max(round(0.85 * height), SMALLEST), LARGEST)
        texts = sum(self._text_heights(width))
        self.digits.summary = ""
        is_several = columns > 1 or rows > 1
        room = width - 2 * SPACE - (self._text_width() if is_several else self._word_width())
        beside = _fitting(self.digits.font(), size, room / columns, height / rows)
        above = _fitting(self.digits.font(), size, width / columns, (height - texts) / rows)
        size, is_above = max(beside, above), above > beside
        if is_several and size < LEAST_NUMBER:
            size, is_above = self._figure.fontInfo().pixelSize(), False
            self.digits.summary = _summary(lines)
        font = self.digits.font()
        if font.pixelSize() != size:
            font.setPixelSize(size)
            self.digits.setFont(font)
        across = columns * self.digits.fontMetrics().horizontalAdvance("0")
        if self.digits.summary:
            across = width - 2 * SPACE - self._text_width()
        # Digits and text beside each other, or the text below: whatever leaves larger digits.
        below = min(height - texts, rows * self.digits.fontMetrics().height())
        left, top = (0, below) if is_above else (across + 2 * SPACE, 0)
        above, detail = self._text_heights(width - left)
        middle = top + above if is_above else max(min(height // 2, height - detail), above)
        self.digits.setGeometry(0, 0, across, top if is_above else height)
        self._figure.setGeometry(left, top, width - left, middle - top)
        self._detail.setGeometry(left, middle, width - left, height - middle)
        self._place_why()
        self.placed.emit()

    def _word_width(self) -> int:
        """The least that the text beside a single digit needs, pixels: it breaks between words."""
        words = map(self._figure.fontMetrics().horizontalAdvance, (tr("Uncertain"), "100.0%"))
        return max(*words, self.why.sizeHint().width())

    def _text_width(self) -> int:
        """The most that a text beside the digits needs, pixels."""
        uncertain = tr("Uncertain: {0}, {1} or {2}").format(4, 7, 9)
        reasons = max(self._detail.fontMetrics().horizontalAdvance(tr(why)) for why in Reason)
        return max(
            self._figure.fontMetrics().horizontalAdvance(uncertain),
            reasons + SPACE // 2 + self.why.sizeHint().width(),
        )

    def _text_heights(self, width: int) -> tuple[int, int]:
        """What the two texts need where they are so wide, the question among them; pixels."""
        least = self._figure.fontMetrics().height(), self._detail.fontMetrics().height()
        figure = max(self._figure.heightForWidth(width), least[0])
        detail = max(self._detail.heightForWidth(width), least[1])
        why = self.why.sizeHint()
        if not self._is_uncertain:
            return figure, detail
        is_below = self._why_left + why.width() > width
        return figure, detail + why.height() if is_below else max(detail, why.height())

    @property
    def _why_left(self) -> int:
        """Where the question begins behind the reason, pixels from where that begins."""
        return self._detail.fontMetrics().horizontalAdvance(self._detail.text()) + SPACE // 2

    def _place_why(self) -> None:
        """Put the question behind the reason, or below one that takes all of a line."""
        detail, size = self._detail, self.why.sizeHint()
        left = detail.x() + self._why_left
        top = detail.y() + (detail.fontMetrics().height() - size.height()) // 2
        top = min(top, self.height() - size.height())
        if left + size.width() > self.width():
            left, top = detail.x(), detail.y() + detail.heightForWidth(detail.width())
        self.why.setGeometry(left, top, size.width(), size.height())
        # Without room there is still *Explain*, which is the same.
        self.why.setVisible(self._is_uncertain and self.rect().contains(self.why.geometry()))


def _fitting(font: QFont, size: int, width: float, height: float) -> int:
    """How high digits can be that have so much room each, pixels, at most ``size``."""
    probe = QFont(font)
    probe.setPixelSize(100)
    by_width = int(100 * width / QFontMetrics(probe).horizontalAdvance("0"))
    return max(min(size, by_width, round(0.85 * height)), 1)


def _summary(lines: Sequence[str]) -> str:
    """What to say of numbers that have no room."""
    count = sum(map(len, lines))
    if len(lines) == 1:
        return tr("{n:,} digits").format(n=count)
    return tr("{n:,} digits in {rows} rows").format(n=count, rows=len(lines))


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
