"""The page of the confusion matrix: its axes, its colours, and which digits it counts."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from digitpad.data.editable_set import EditableSet, Indices
from digitpad.ui.dataset.confusion import STRONGEST, ConfusionMatrix, faded
from digitpad.ui.dataset.dataset_state import DatasetState
from digitpad.ui.dataset.dataset_texts import matrix_text
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr


class MatrixPage(QWidget):
    """Shows the confusion matrix of the digits that the filters let through.

    Attributes
    ----------
    matrix : the table.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = ConfusionMatrix(self)
        self._scale = ColourScale(self)
        self._largest = quiet_label("")
        self._accuracy = quiet_label("")
        self._note = quiet_label("")
        self._note.setWordWrap(True)
        top = section_head(tr("Predicted"))
        top.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        legend = QHBoxLayout()
        legend.setSpacing(SPACE)
        legend.addWidget(self._note, 1)
        for widget in (quiet_label(tr("Misclassified: 0%")), self._scale, self._largest):
            legend.addWidget(widget)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(top, 0, 1)
        layout.addWidget(self._accuracy, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(_Upright(tr("Label"), self), 1, 0)
        layout.addWidget(self.matrix, 1, 1)
        layout.addLayout(legend, 2, 1)

    def show_state(self, state: DatasetState, dataset: EditableSet, shown: Indices) -> None:
        """Count the digits that are shown."""
        counts = dataset.confusion(shown)
        self.matrix.show_counts(counts)
        share = counts.trace() / max(counts.sum(), 1)
        self._accuracy.setText(tr("Accuracy: {share:.1%}").format(share=share))
        largest = self.matrix.largest
        self._largest.setText(tr("{share:.1%} of a label").format(share=largest))
        self._note.setText(matrix_text(state))


class ColourScale(QWidget):
    """What the colours of the matrix mean, from none to the strongest."""

    def sizeHint(self) -> QSize:
        return QSize(12 * SPACE, SPACE + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * SPACE, SPACE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        bar = QRect(0, (self.height() - SPACE - 4) // 2, self.width() - 1, SPACE + 3)
        accent = self.palette().accent().color()
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        gradient.setColorAt(0, faded(accent, 0))
        gradient.setColorAt(1, faded(accent, STRONGEST))
        painter = QPainter(self)
        painter.fillRect(bar, self.palette().base())
        painter.setBrush(gradient)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(bar)


class _Upright(QLabel):
    """A heading written from bottom to top."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setFont(section_head(text).font())

    def sizeHint(self) -> QSize:
        return super().sizeHint().transposed()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().transposed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(0, self.height())
        painter.rotate(-90)
        room = QRect(0, 0, self.height(), self.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
