"""The ink and which digit it supports: evidence, missing ink, and what would change it."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from digitpad.explain.explanation import Explanation
from digitpad.ui.explain.grid_image import GridImage
from digitpad.ui.support.numbers import signed
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, section_head
from digitpad.ui.support.translation import joined, tr
from digitpad.ui.widgets.colours import evidence_image, ghost_image
from digitpad.ui.widgets.legend import Legend

WIDEST = 256
"""Width of an image and what stands below it, pixels of the screen."""


class InkViews(QWidget):
    """Three images of the drawing beside each other.

    Signals
    -------
    ink_wanted(int, int) : row and column where the user wants missing ink to be drawn.
    """

    ink_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Explanation | None = None
        self._can_draw = True
        self.evidence = GridImage(tr("Evidence"), self, WIDEST)
        self.missing = GridImage(tr("Missing ink"), self, WIDEST)
        self.change = GridImage(tr("Smallest change"), self, WIDEST)
        self._legend = Legend(self, has_stripes=True)
        self._legend.setToolTip(
            tip(tr("What the removal of this ink changes in the difference of the logits"))
        )
        self.missing.pressed.connect(self._want)
        self.missing.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw = QPushButton(tr("D&raw it"), self)
        self._draw.setToolTip(
            tip(tr("Draw the ink that is missed most. A click on the image draws it there."))
        )
        self._draw.clicked.connect(self._want_most)
        self._missing_text = plain_label("", self)
        self._change_text = plain_label("", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        columns: tuple[tuple[str, GridImage, tuple[QWidget, ...]], ...] = (
            (tr("Evidence"), self.evidence, (self._legend,)),
            (tr("Missing ink"), self.missing, (self._missing_text, self._draw)),
            (tr("Smallest change"), self.change, (self._change_text,)),
        )
        for column, (title, image, below) in enumerate(columns):
            grid.addWidget(_head(title), 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(image, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(_below(below), 2, column)
            grid.setColumnStretch(column, 1)
        # Takes what is left where all images are as wide as they can be.
        grid.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding), 0, len(columns))

    def forbid_drawing(self) -> None:
        """Offer no way to draw the missing ink: this is no drawing."""
        self._can_draw = False
        self._draw.hide()
        self.missing.unsetCursor()

    def show_explanation(self, found: Explanation | None) -> None:
        """Show an explanation, or nothing."""
        self._found = found
        self._draw.setEnabled(found is not None and bool(found.missing.any()))
        if found is None:
            for image in (self.evidence, self.missing, self.change):
                image.show_image(None)
            for label in (self._missing_text, self._change_text):
                label.setText("")
            self._legend.show_ends(None)
            return
        self._show_evidence(found)
        self.missing.show_image(ghost_image(found.image, found.missing, self.palette()))
        text = tr("Ink here would support {other}.").format(other=found.against)
        self._missing_text.setText(text)
        self.missing.setToolTip(tip(text))
        self._show_change(found)

    def _show_evidence(self, found: Explanation) -> None:
        worth, palette = found.evidence, self.palette()
        scale = float(np.abs(worth).max())
        self.evidence.show_image(
            evidence_image(found.image, worth, palette, scale),
            striped=worth < -0.05 * scale,
            marks=[
                (piece.row, piece.column, str(number))
                for number, piece in enumerate(found.pieces, 1)
            ],
        )
        self.evidence.value_text = partial(_worth_at, found)
        digits = str(found.against), str(found.digit)
        ends = f"{digits[0]}: {signed(-scale, 1)}", f"{digits[1]}: {signed(scale, 1)}"
        self._legend.show_ends(ends, joined(ends), short=digits)

    def _show_change(self, found: Explanation) -> None:
        change = found.change
        if change is None:
            self.change.show_image(ghost_image(found.image, 0.0 * found.missing, self.palette()))
            self._change_text.setText(
                tr("No small change to {other} found.").format(other=found.against)
            )
            return
        amount = np.abs(change.image.astype(np.float32) - found.image) / 255
        self.change.show_image(
            ghost_image(np.maximum(found.image, change.image), amount, self.palette()),
            striped=None if change.is_addition else _clearly(amount),
        )
        text = (
            tr("Adding this makes it {other}: {share}.")
            if change.is_addition
            else tr("Removing this makes it {other}: {share}.")
        )
        share = f"{change.probabilities[found.against]:.1%}"
        self._change_text.setText(text.format(other=found.against, share=share))

    def _want(self, row: int, column: int) -> None:
        if self._found is not None and self._can_draw:
            self.ink_wanted.emit(row, column)

    def _want_most(self) -> None:
        if self._found is not None:
            row, column = divmod(int(self._found.missing.argmax()), self._found.missing.shape[1])
            self.ink_wanted.emit(row, column)


def _head(title: str) -> QLabel:
    head = section_head(title)
    head.setWordWrap(True)
    head.setMinimumWidth(1)
    head.setMaximumWidth(WIDEST)
    return head


def _below(widgets: tuple[QWidget, ...]) -> QVBoxLayout:
    """What stands below an image."""
    column = QVBoxLayout()
    column.setSpacing(SPACE // 2)
    for widget in widgets:
        widget.setMaximumWidth(WIDEST)
        if isinstance(widget, QPushButton):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            continue
        if not isinstance(widget, Legend):
            widget.setWordWrap(True)  # type: ignore[attr-defined]
            widget.setMinimumWidth(1)
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(widget)
    column.addStretch(1)
    return column


def _clearly(amount: NDArray[np.float32]) -> NDArray[np.bool_]:
    return amount > 0.1


def _worth_at(found: Explanation, row: int, column: int) -> str:
    value = float(found.evidence[row, column])
    if not found.image[row, column]:
        return tr("No ink")
    digit = found.digit if value >= 0 else found.against
    text = tr("Ink here supports {digit}: {value}")
    return text.format(digit=digit, value=signed(abs(value)))
