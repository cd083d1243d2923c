"""The terms of a sum, one on each line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QToolTip,
    QWidget,
)

from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

GAP = "   "
"""Between the numbers of a term and their names."""

AS_ZEROS = str.maketrans("123456789", "000000000")


class TermsList(QListWidget):
    """Shows the numbers of each term whole, and of their names as much as there is room for.

    A number that is cut off could lose its exponent: where the numbers need it, the list scrolls.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("playgroundTerms")
        self.setAccessibleName(tr("Terms of the sum"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + SPACE + bar)
        self._terms: Sequence[tuple[str, str]] = ()
        self._what = tr("Select a term to see its numbers in the matrices")
        FocusRing(self)

    def show_terms(self, terms: Sequence[tuple[str, str]]) -> None:
        """Show the numbers and the names of each term."""
        self._terms = terms
        self.clear()
        if not terms:
            return
        metrics = self.fontMetrics()
        margin = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        # Of a thousand terms few have another form: all digits are as wide.
        forms = {numbers.translate(AS_ZEROS) for numbers, _ in terms}
        width = max(metrics.horizontalAdvance(f"{form}{GAP}…") for form in forms)
        self.addItems([f"{numbers}{GAP}{names}".strip() for numbers, names in terms])
        # All are as large as the last one.
        height = max(map(self.sizeHintForRow, {0, len(terms) - 1}))
        self.item(len(terms) - 1).setSizeHint(QSize(width + 2 * margin, height))

    def told_of(self, row: int) -> str:
        """A term as its tooltip tells it, with all names; what a click does where there is none."""
        texts = (*self._terms[row], self._what) if row >= 0 else (self._what,)
        return "\n".join(filter(None, texts))

    # Qt's events

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell a term as it is pointed at: a thousand tooltips take long to make."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.told_of(self.indexAt(event.pos()).row())
            QToolTip.showText(event.globalPos(), tip(text), self)
            return True
        return super().viewportEvent(event)
