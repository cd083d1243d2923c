"""Thumbnails of digits that are predicted differently since a training."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.learning.comparison import ChangedPrediction
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.flow_layout import FlowLayout

MAX_SHOWN = 8
"""Thumbnails, at most."""

SIDE = 5 * SPACE
"""Width and height of a thumbnail, pixels."""


class ChangedDigits(QWidget):
    """A heading with their number, and below it some of the digits, in as many rows as needed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: list[_Changed] = []
        self.heading = section_head("")
        self.heading.setWordWrap(True)
        rows = QWidget(self)
        self._rows = FlowLayout(rows, takes_room=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.heading)
        layout.addWidget(rows)
        self._more = quiet_label("")
        layout.addWidget(self._more)
        self.hide()

    def show_changes(self, heading: str, changes: Sequence[ChangedPrediction]) -> None:
        """Show these; nothing where there is none."""
        for shown in self._shown:
            self._rows.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._shown = [_Changed(change, self) for change in changes[:MAX_SHOWN]]
        self.heading.setText(heading if changes else "")
        more = len(changes) - len(self._shown)
        self._more.setText(tr("…and {n:,} more").format(n=more))
        self._more.setVisible(more > 0)
        # All are as wide as the widest, so that they stand in columns.
        widest = max((shown.sizeHint().width() for shown in self._shown), default=0)
        for shown in self._shown:
            shown.setFixedWidth(widest + SPACE)
            self._rows.addWidget(shown)
        self.setVisible(bool(changes))


class _Changed(QWidget):
    """A digit, and below it its label and both predictions."""

    def __init__(self, change: ChangedPrediction, parent: QWidget) -> None:
        super().__init__(parent)
        self._change = change
        self._image = QLabel(self)
        text = tr("{label}: was {before}, now {after}").format(
            label=change.label, before=change.before, after=change.after
        )
        told = tr("Label {label}: was {before}, now {after}").format(
            label=change.label, before=change.before, after=change.after
        )
        self.setToolTip(told)
        self._image.setAccessibleName(told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._image)
        layout.addWidget(plain_label(text))
        self._draw()

    def _draw(self) -> None:
        ratio, palette = self.devicePixelRatioF(), self.palette()
        pixmap = QPixmap(QSize(SIDE, SIDE) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        image = ink_image(self._change.image, palette.base().color(), palette.text().color())
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QPixmap(SIDE, SIDE).rect(), image)
        self._image.setPixmap(pixmap)

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
