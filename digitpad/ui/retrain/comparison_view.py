"""What a training brought: figures before and after, and digits that are read differently."""

from itertools import chain, islice, zip_longest

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.errors import printable
from digitpad.files.untrusted import plural
from digitpad.learning.comparison import ChangedPrediction, Comparison, Score
from digitpad.ui.retrain.status_texts import ADVICE, change_text, headline
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.plain_text import ElidedLabel, plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label

MAX_SHOWN = 12
"""Thumbnails of digits that are read differently."""

SIDE = 38
"""Of a thumbnail, pixels."""


class ComparisonView(QWidget):
    """Before and after, on the same digits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = _bold(plain_label(parent=self))
        self._headline.setObjectName("verdict")
        self._headline.setWordWrap(True)
        self._headline.hide()
        self._scores = QGridLayout()
        self._scores.setHorizontalSpacing(2 * SPACE)
        self._scores.setVerticalSpacing(SPACE // 2)
        self._scores.setColumnStretch(2, 1)
        self._changed = plain_label(parent=self)
        self._changed.setWordWrap(True)
        self._note = quiet_label("")
        self._note.setWordWrap(True)
        self._shown: list[tuple[QLabel, ChangedPrediction]] = []
        self._thumbnails = QHBoxLayout()
        self._thumbnails.setSpacing(SPACE // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._headline)
        layout.addLayout(self._scores)
        layout.addWidget(self._changed)
        layout.addLayout(self._thumbnails)
        layout.addWidget(self._note)

    def show_comparison(self, comparison: Comparison, note: str, diagnosis: str = "") -> None:
        """Show what changed, and a note on how far the figures are to be trusted.

        First stands the verdict on a training that learned nothing; else what it did to the digits
        of writers that nothing is learned from.
        """
        self.clear()
        check = comparison.scores[0]
        self._headline.setText(printable(diagnosis) if diagnosis else headline(check))
        self._headline.show()
        for row, score in enumerate(comparison.scores):
            for column, label in enumerate(_cells(score)):
                label.setToolTip(tip(_counts(score)))
                self._scores.addWidget(label, row, column)
        gained, lost = len(comparison.gained), len(comparison.lost)
        if gained or lost:  # Of a comparison that was stored, the digits are not known.
            self._changed.setText(
                f"{plural(gained, 'digit')} read rightly that {'was' if gained == 1 else 'were'} "
                f"not, {plural(lost, 'digit')} no longer"
            )
        self._changed.setVisible(bool(gained or lost))
        self._shown = [
            (self._thumbnail(change), change) for change in _selected_changes(comparison)
        ]
        for label, _ in self._shown:
            self._thumbnails.addWidget(label)
        self._thumbnails.addStretch(1)
        self._note.setText(printable(note))
        self._note.setVisible(bool(note))

    def end_advice(self) -> bool:
        """Advise nothing any more, as it is decided; whether something was advised."""
        text = self._headline.text()
        self._headline.setText(text.removesuffix(ADVICE))
        return text.endswith(ADVICE)

    def clear(self) -> None:
        """Show nothing."""
        self._shown = []
        for layout in (self._scores, self._thumbnails):
            while item := layout.takeAt(0):
                if widget := item.widget():
                    widget.deleteLater()
        self._changed.setText("")
        self._note.setText("")
        self._headline.hide()

    @property
    def text(self) -> str:
        """Everything that is told in words."""
        labels = (item.widget() for item in _items(self._scores))
        scores = (label.text() for label in labels if isinstance(label, QLabel))
        diagnosis = [] if self._headline.isHidden() else [self._headline.text()]
        return " ".join([*diagnosis, *scores, self._changed.text(), self._note.text()])

    def _thumbnail(self, change: ChangedPrediction) -> QLabel:
        label = QLabel(self)
        label.setPixmap(self._picture(change))
        label.setToolTip(
            f"Labelled {change.label}: read as {change.before} before, as {change.after} now"
        )
        label.setAccessibleName(label.toolTip())
        return label

    def _picture(self, change: ChangedPrediction) -> QPixmap:
        """The digit, and below it the old reading and the new one."""
        palette, role = self.palette(), QPalette.ColorRole
        ratio = self.devicePixelRatioF()
        line = self.fontMetrics().height()
        pixmap = QPixmap(QSize(SIDE, SIDE + line) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paper, ink = palette.color(role.Base), palette.color(role.Text)
        image: QImage = ink_image(change.image, paper, ink)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QPixmap(SIDE, SIDE).rect(), image)
        is_right = change.after == change.label
        painter.setPen(palette.color(role.Accent if is_right else role.Text))
        painter.drawText(
            0,
            SIDE,
            SIDE,
            line,
            Qt.AlignmentFlag.AlignCenter,
            f"{change.before} → {change.after}",
        )
        painter.end()
        return pixmap

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for label, change in self._shown:
                label.setPixmap(self._picture(change))


def _items(layout: QGridLayout) -> list:  # type: ignore[type-arg]
    return [layout.itemAt(place) for place in range(layout.count())]


def _cells(score: Score) -> tuple[QLabel, QLabel, QLabel]:
    """A row: which digits, the share misclassified before and after, and what that means."""
    before, after = (100 * wrong / max(score.count, 1) for wrong in (score.before, score.after))
    change = plain_label(change_text(score))
    name = ElidedLabel(printable(score.name))
    name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return (
        name,
        plain_label(f"{before:.2f} % → {after:.2f} % of {score.count:,}"),
        _bold(change) if score.after > score.before else change,
    )


def _counts(score: Score) -> str:
    name = printable(score.name)
    return f"{name}: {score.before:,} of {score.count:,} misclassified before, {score.after:,} now"


def _bold(label: QLabel) -> QLabel:
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _selected_changes(comparison: Comparison) -> list[ChangedPrediction]:
    """Gains and losses in turn: forgetting is to be seen as plainly as learning."""
    pairs = chain.from_iterable(zip_longest(comparison.gained, comparison.lost))
    return list(islice((change for change in pairs if change), MAX_SHOWN))
