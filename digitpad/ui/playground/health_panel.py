"""How the layers are: the size of activations and gradients, and units that learn nothing."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from digitpad.playground.health import Health, LayerHealth
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import plural, tr
from digitpad.ui.widgets.fold import Fold

SMALLEST, LARGEST = 1e-6, 1e2
"""Sizes at the two ends of a bar, whose scale is logarithmic."""

BAR = 0.25
"""Opacity of a bar."""


class HealthPanel(QWidget):
    """A line for each layer, and a sentence about what keeps the network from learning, if any.

    Attributes
    ----------
    fold, lines : what folds, and the lines in it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health = Health()
        self._sentence = plain_label(parent=self)
        self._sentence.setObjectName("playgroundProblem")
        self._sentence.setWordWrap(True)
        self.lines = _Lines(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.fold = Fold(
            tr("Health of the layers"), self.lines, "playground/health", self, is_open=False
        )
        layout.addWidget(self.fold)
        layout.addWidget(self._sentence)
        self._show_sentence()

    def show_health(self, health: Health) -> None:
        """Show how the layers are now."""
        is_other = health.problem != self._health.problem
        self._health = health
        self.lines.show_layers(health.layers)
        if is_other:
            self._show_sentence()

    @property
    def sentence(self) -> str:
        """What is told of the problem; empty where there is none."""
        return self._sentence.text()

    def _show_sentence(self) -> None:
        problem = self._health.problem
        self._sentence.setText(tr(problem.text).format(**problem.values) if problem else "")
        self._sentence.setVisible(problem is not None)


class _Lines(QWidget):
    """Painted, not a table of labels: these would lay out the page anew with each new number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layers: tuple[LayerHealth, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Health of the layers"))
        self.setToolTip(
            tip(
                tr(
                    "Root mean square of each layer's outputs and of its weights' gradients, "
                    "on a logarithmic scale, and hidden units that are off or saturated for "
                    "every training point"
                )
            )
        )

    def show_layers(self, layers: tuple[LayerHealth, ...]) -> None:
        is_taller = len(layers) != len(self._layers)
        self._layers = layers
        if is_taller:
            self.updateGeometry()
        self.setAccessibleDescription("; ".join(", ".join(self._texts(one)) for one in layers))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(30 * SPACE, (len(self._layers) + 1) * self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * SPACE, self.sizeHint().height())

    def _line_height(self) -> int:
        return self.fontMetrics().lineSpacing() + 2

    def _texts(self, layer: LayerHealth) -> tuple[str, str, str, str]:
        """Name, sizes and stuck units of a layer."""
        is_last = layer is self._layers[-1]
        name = tr("Output layer") if is_last else tr("Layer {n}").format(n=layer.layer)
        if layer.saturated:
            stuck = plural(
                len(layer.saturated), tr("1 unit saturated"), tr("{n:,} units saturated")
            )
        elif layer.dead:
            stuck = plural(len(layer.dead), tr("1 unit off"), tr("{n:,} units off"))
        else:
            stuck = "–"
        return name, _size(layer.activation), _size(layer.gradient), stuck

    def paintEvent(self, event: QPaintEvent) -> None:
        heads = (tr("Layer"), tr("Activations"), tr("Gradients"), tr("Stuck units"))
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            for column, text in enumerate(heads):
                self._write(painter, text, 0, column)
            for row, layer in enumerate(self._layers, 1):
                self._bar(painter, layer.activation, row, 1)
                self._bar(painter, layer.gradient, row, 2)
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                for column, text in enumerate(self._texts(layer)):
                    self._write(painter, text, row, column)

    def _cell(self, row: int, column: int) -> QRectF:
        width, height = self.width() / 4, self._line_height()
        return QRectF(column * width, row * height, width - SPACE / 2, height)

    def _write(self, painter: QPainter, text: str, row: int, column: int) -> None:
        cell = self._cell(row, column)
        elided = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(cell.width()))
        painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _bar(self, painter: QPainter, size: float, row: int, column: int) -> None:
        cell = self._cell(row, column).adjusted(0, 1, 0, -1)
        cell.setWidth(cell.width() * share(size))
        colour = QColor(self.palette().color(QPalette.ColorRole.Accent))
        colour.setAlphaF(BAR)
        painter.fillRect(cell, colour)


def share(size: float) -> float:
    """How long the bar of a size is, 0 to 1."""
    if not math.isfinite(size):
        return 1.0
    decades = math.log10(LARGEST / SMALLEST)
    return min(max(math.log10(max(size, SMALLEST) / SMALLEST) / decades, 0.0), 1.0)


def _size(size: float) -> str:
    return with_minus(f"{size:.2g}") if math.isfinite(size) else tr("Too large", "size")
