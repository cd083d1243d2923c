"""A table of what each layer does while it learns: the size of its gradients, and dead units."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from digitpad.nn.snapshot import Snapshot
from digitpad.ui.retrain.weights_texts import layer_name, layer_texts
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr

NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

ROWS = 4
"""For which there is room from the beginning."""

WIDEST = "8.8×10⁻⁸⁸"
"""The longest text of a cell."""


class LayerTable(QWidget):
    """A row for each layer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        heads = [quiet_label(text) for text in (tr("Layer"), tr("Gradient"), tr("Dead units"))]
        heads[1].setToolTip(tip(tr("Root mean square of the gradients of the layer's weights")))
        dead = tr(
            "Share of the hidden units that are 0 for every digit of a batch: such a unit learns "
            "nothing from it."
        )
        heads[2].setToolTip(tip(dead))
        self._rows: list[list[QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(0)
        for column, head in enumerate(heads):
            self._grid.addWidget(head, 0, column)
            head.setAlignment(NUMBER if column else Qt.AlignmentFlag.AlignLeft)
        widest = self.fontMetrics().horizontalAdvance(WIDEST)
        self._width = max(widest, *(head.sizeHint().width() for head in heads))
        self._height = self.fontMetrics().height() + 1
        for column in range(len(heads)):
            self._grid.setColumnMinimumWidth(column, self._width)
        self._grid.setRowStretch(ROWS + 1, 1)
        self.setMinimumHeight((ROWS + 1) * self._height)

    def show_snapshot(self, snapshot: Snapshot | None) -> None:
        """Show its layers; nothing where there is none."""
        layers = snapshot.layers if snapshot else ()
        self._make_rows(len(layers))
        for number, (row, layer) in enumerate(zip(self._rows, layers, strict=True)):
            assert snapshot
            texts = (layer_name(snapshot, number), *layer_texts(layer))
            for label, text in zip(row, texts, strict=True):
                label.setText(text)

    def _make_rows(self, count: int) -> None:
        while len(self._rows) > count:
            for label in self._rows.pop():
                label.hide()
                label.deleteLater()
        while len(self._rows) < count:
            row = [plain_label(parent=self) for _ in range(3)]
            self._rows.append(row)
            for column, label in enumerate(row):
                # Of a fixed size: else each new text lays the page out anew.
                label.setFixedSize(self._width, self._height)
                label.setAlignment(NUMBER if column else Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(label, len(self._rows), column)
                label.show()

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """What each row tells."""
        return [tuple(label.text() for label in row) for row in self._rows]
