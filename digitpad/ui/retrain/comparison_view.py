"""The result of a training: figures before and after, and digits that are predicted differently."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from digitpad.learning.comparison import Comparison, Score
from digitpad.ui.model.dataset_titles import score_title
from digitpad.ui.retrain.changed_digits import ChangedDigits
from digitpad.ui.retrain.status_texts import change_text, headline
from digitpad.ui.support.plain_text import ElidedLabel, plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label, scale_text
from digitpad.ui.support.translation import joined, tr

NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ComparisonView(QWidget):
    """Before and after, on the same digits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = plain_label(parent=self)
        self._headline.setObjectName("verdict")
        scale_text(self._headline, bold=True)
        self._advice = plain_label(tr("You may want to keep the current model."), self)
        self._advice.setObjectName("advice")
        self._note = quiet_label("")
        self._scores = QGridLayout()
        self._scores.setHorizontalSpacing(2 * SPACE)
        self._scores.setVerticalSpacing(SPACE // 2)
        self._scores.setColumnStretch(4, 1)
        self.fixed, self.broken = ChangedDigits(self), ChangedDigits(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for label in (self._headline, self._advice):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addLayout(self._scores)
        layout.addWidget(self.fixed)
        layout.addWidget(self.broken)
        self._note.setWordWrap(True)
        layout.addWidget(self._note)
        self.clear()

    def show_comparison(
        self, comparison: Comparison, note: str = "", diagnosis: str = "", *, advises: bool = False
    ) -> None:
        """Show what changed, and a note on how far the figures are to be trusted.

        First stands the verdict on a training that learned nothing; else what it did to the digits
        of writers that nothing is learned from.

        Parameters
        ----------
        advises : whether to keep the current model is advised.
        """
        self.clear()
        self._headline.setText(diagnosis or headline(comparison.scores[0]))
        self._headline.show()
        self._advice.setVisible(advises)
        for row, cells in enumerate([_heads(), *map(_cells, comparison.scores)]):
            for column, label in enumerate(cells):
                self._scores.addWidget(label, row, column)
        # Of a comparison that was stored, the digits are not known.
        among = joined(map(score_title, comparison.changed_among))
        fixed, broken = tr("Fixed: {n:,} · {digits}"), tr("Newly misclassified: {n:,} · {digits}")
        gained, lost = comparison.gained, comparison.lost
        self.fixed.show_changes(fixed.format(n=len(gained), digits=among), gained)
        self.broken.show_changes(broken.format(n=len(lost), digits=among), lost)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def end_advice(self) -> None:
        """Advise nothing any more, as it is decided."""
        self._advice.hide()

    def clear(self) -> None:
        """Show nothing."""
        while item := self._scores.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.fixed.show_changes("", [])
        self.broken.show_changes("", [])
        for label in (self._headline, self._advice, self._note):
            label.hide()

    @property
    def text(self) -> str:
        """Everything that is told in words."""
        items = (self._scores.itemAt(place) for place in range(self._scores.count()))
        labels = (item.widget() for item in items if item)
        scores = (label.text() for label in labels if isinstance(label, QLabel))
        changes = [part.heading for part in (self.fixed, self.broken) if not part.isHidden()]
        others = (self._headline, self._advice, *changes, self._note)
        return " ".join([*scores, *(label.text() for label in others if not label.isHidden())])


def _heads() -> Sequence[QLabel]:
    """The first row of the table."""
    texts = (tr("Digits", "which"), tr("Before"), tr("After"), tr("Change"))
    heads = [quiet_label(text) for text in texts]
    for head in heads[1:3]:
        head.setAlignment(NUMBER)
    return heads


def _cells(score: Score) -> Sequence[QLabel]:
    """A row: which digits, the share misclassified before and after, and what that means."""
    name = ElidedLabel(f"{score_title(score.name)} · {score.count:,}")
    name.setForegroundRole(QPalette.ColorRole.WindowText)
    told = tr("{name}: {before:,} of {count:,} misclassified before, {after:,} now")
    values = {"before": score.before, "after": score.after, "count": score.count}
    name.setToolTip(tip(told.format(name=score_title(score.name), **values)))
    before, after = (
        plain_label(f"{wrong / max(score.count, 1):.2%}") for wrong in (score.before, score.after)
    )
    for number in (before, after):
        number.setAlignment(NUMBER)
    change = plain_label(change_text(score))
    scale_text(change, bold=score.after > score.before)
    return name, before, after, change
