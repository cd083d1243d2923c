"""Light frames around the digits of a number on the canvas, each with its prediction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette, QPen

from digitpad.ink.strokes import CANVAS
from digitpad.recognition.number import Box, DigitPrediction
from digitpad.ui.draw.live_classifier import LivePrediction

AIR = 6.0
"""Between a digit's ink and its frame, canvas units."""

EDGE = 4.0
"""Between a frame and the edge of the canvas at least, canvas units."""

ROUND = 4.0
"""Radius of a frame's corners, pixels."""

LEAST_WITH_TEXT = 2
"""Height of a frame with a text, in lines: on a sheet full of digits, texts would hide them."""

PAD = 3.0
"""Around the text of a frame, pixels."""


@dataclass(frozen=True)
class DigitFrame:
    """What is shown around a digit.

    Parameters
    ----------
    box : of the digit, canvas units.
    ink : how far its ink reaches beyond that.
    text : its prediction, and what else there is to say.
    is_selected : whether it is the digit that is explained and labelled.
    is_uncertain : whether its prediction is; its frame is dashed.
    """

    box: Box
    ink: float
    text: str
    is_selected: bool
    is_uncertain: bool = False

    def rect(self, side: float) -> QRectF:
        """The frame on a canvas of ``side`` pixels, inside its edge."""
        left, top, right, bottom = self.box
        around, end = self.ink + AIR, CANVAS - EDGE
        x, y = max(left - around, EDGE), max(top - around, EDGE)
        width, height = min(right + around, end) - x, min(bottom + around, end) - y
        scale = side / CANVAS
        return QRectF(x * scale, y * scale, width * scale, height * scale)


def frames_of(
    prediction: LivePrediction, label_of: Callable[[DigitPrediction], int | None]
) -> list[DigitFrame]:
    """The frame of each digit, where there are several.

    Parameters
    ----------
    label_of : the label with which a digit was added to *My digits*, or None.
    """
    if not prediction.is_several:
        return []
    frames = []
    for place, digit in enumerate(prediction.number.digits):
        ink = max((stroke.width / 2 for stroke in digit.drawing.strokes), default=0.0)
        text = _text_of(digit, label_of(digit))
        is_uncertain = digit.certainty.reason is not None
        frames.append(DigitFrame(digit.box, ink, text, place == prediction.selected, is_uncertain))
    return frames


def _text_of(digit: DigitPrediction, label: int | None) -> str:
    """The predicted digit, with "?" where it is uncertain, and the label that it was given."""
    text = f"{digit.digit}?" if digit.certainty.reason else str(digit.digit)
    return text if label is None else f"{text} ✓{label}"


def frame_at(frames: Sequence[DigitFrame], point: QPointF, side: float) -> int | None:
    """Place of the frame at a point of the canvas; where several overlap, the nearest middle."""
    found = []
    for place, frame in enumerate(frames):
        rect = frame.rect(side)
        if rect.contains(point):
            away = rect.center() - point
            found.append((away.x() ** 2 + away.y() ** 2, place))
    return min(found)[1] if found else None


def paint_frames(
    painter: QPainter, frames: Sequence[DigitFrame], side: float, palette: QPalette
) -> None:
    """Paint all frames on a canvas of ``side`` pixels, the selected one last."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for frame in sorted(frames, key=lambda frame: frame.is_selected):
        role = (
            QPalette.ColorRole.Accent if frame.is_selected else QPalette.ColorRole.PlaceholderText
        )
        colour = palette.color(role)
        rect = frame.rect(side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = Qt.PenStyle.DashLine if frame.is_uncertain else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2 if frame.is_selected else 1, line))
        painter.drawRoundedRect(rect, ROUND, ROUND)
        if frame.is_selected or rect.height() >= LEAST_WITH_TEXT * painter.fontMetrics().height():
            _paint_text(painter, frame, rect, side, palette)
    painter.restore()


def _paint_text(
    painter: QPainter, frame: DigitFrame, rect: QRectF, side: float, palette: QPalette
) -> None:
    """The text of a frame on a small card above it, as far as there is room."""
    font = painter.font()
    font.setBold(frame.is_selected)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(frame.text) + 2 * PAD
    height = metrics.height()
    left, top = min(rect.left(), side - width - PAD), max(rect.top() - height - 1, PAD)
    card = QRectF(left, top, width, height)
    role, ink = QPalette.ColorRole.Base, QPalette.ColorRole.Text
    if frame.is_selected:
        role, ink = QPalette.ColorRole.Accent, QPalette.ColorRole.HighlightedText
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(role))
    painter.drawRoundedRect(card, ROUND, ROUND)
    painter.setPen(palette.color(ink))
    painter.drawText(card, Qt.AlignmentFlag.AlignCenter, frame.text)
