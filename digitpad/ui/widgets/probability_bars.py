"""The ten probabilities as bars."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Property, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_bar import CalmBar

STEPS = 1000
"""A bar's full length: a step is a tenth of a per cent, as the figure beside it shows."""

LOWEST_ROW, HIGHEST_ROW = 15, 26
"""Height of a bar with the room around it, pixels."""


class Bar(CalmBar):
    """One digit, its bar and its per cent; a screen reader finds name and value.

    Signals
    -------
    clicked() : the left button was pressed and released on it.
    """

    clicked = Signal()

    def __init__(self, digit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digit = digit
        self._probability = 0.0
        self._stands_out = False
        self.setRange(0, STEPS)
        self.setFormat("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(HIGHEST_ROW)
        self.setAccessibleName(tr("Digit {digit}").format(digit=digit))
        self.setToolTip(tip(tr("Predicted probability of {digit}").format(digit=digit)))

    def show_probability(self, probability: float | None, stands_out: bool, note: str) -> None:
        """Show a probability, 0 to 1, or nothing where there is no ink.

        Parameters
        ----------
        stands_out : whether it is predicted, or a candidate.
        note : the same in words, with ``{probability}``.
        """
        figure = "" if probability is None else f"{probability:.1%}"
        told = note.format(probability=figure)
        if (figure, told) == (self.format(), self.accessibleDescription()):
            return  # Most bars stay as they are while the pen moves.
        self._probability = probability or 0.0
        self._stands_out = stands_out
        self.setFormat(figure)
        self.setAccessibleDescription(told)
        self.setValue(round(STEPS * self._probability))
        self.update()  # Also where only what stands out has changed.

    def sizeHint(self) -> QSize:
        return QSize(200, 3 * SPACE)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, LOWEST_ROW)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Accept the press, so that the release comes here, too."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, role = self.palette(), QPalette.ColorRole
        quiet = role.PlaceholderText
        font = self.font()
        font.setBold(True)
        figure_width = QFontMetrics(font).horizontalAdvance("100.0%")
        font.setBold(self._stands_out)
        painter.setFont(font)
        left, right = 3 * SPACE, self.width() - figure_width - SPACE
        height = min(2 * SPACE, self.height() - 6)
        track = QRectF(left, (self.height() - height) / 2, right - left, height)

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role.Mid))
        painter.setOpacity(0.25)
        painter.drawRoundedRect(track, 3, 3)
        painter.setOpacity(1)
        if self._probability > 0:
            painter.setBrush(palette.color(role.Accent if self._stands_out else quiet))
            length = max(track.width() * self._probability, 1.5)
            painter.drawRoundedRect(QRectF(track.x(), track.y(), length, height), 3, 3)

        painter.setPen(palette.color(role.Text if self._stands_out else quiet))
        middle = Qt.AlignmentFlag.AlignVCenter
        whole = QRectF(self.rect())
        painter.drawText(whole, middle | Qt.AlignmentFlag.AlignLeft, str(self._digit))
        painter.drawText(whole, middle | Qt.AlignmentFlag.AlignRight, self.format())


class ProbabilityBars(QWidget):
    """Ten bars, 0 at the top.

    Signals
    -------
    digit_clicked(int) : the bar of this digit was clicked.
    """

    digit_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probabilities: list[float] = []
        self.setAccessibleName(tr("Probabilities"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bars = [Bar(digit) for digit in range(10)]
        for digit, bar in enumerate(self._bars):
            layout.addWidget(bar, 1)
            bar.clicked.connect(lambda digit=digit: self.digit_clicked.emit(digit))

    def show_probabilities(
        self, probabilities: Sequence[float], candidates: Collection[int] | None = None
    ) -> None:
        """Show ten probabilities that sum to 1, or nothing with an empty sequence.

        Parameters
        ----------
        candidates : where the prediction is uncertain, the digits that stand out all the same;
            without them, that of the highest probability is predicted.
        """
        self._probabilities = [float(p) for p in probabilities]
        shown: Sequence[float | None] = self._probabilities or [None] * 10
        highest = max(self._probabilities, default=None)
        for digit, (bar, probability) in enumerate(zip(self._bars, shown, strict=True)):
            is_predicted = candidates is None and probability is not None and probability == highest
            is_candidate = candidates is not None and digit in candidates
            note = "{probability}"
            if is_predicted:
                note = tr("{probability}, the prediction")
            elif is_candidate:
                note = tr("{probability}, a candidate")
            bar.show_probability(probability, is_predicted or is_candidate, note)

    def _get_probabilities(self) -> list[float]:
        return self._probabilities

    probabilities = Property(list, _get_probabilities)
