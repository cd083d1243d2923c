"""What the network makes of the drawing: prediction, probabilities, and its input."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from digitpad.ink.framing import SIDE
from digitpad.ui.draw.prediction import Prediction
from digitpad.ui.draw.second_prediction import SecondPrediction
from digitpad.ui.draw.tools import ToolButton
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.image_view import ImageView
from digitpad.ui.widgets.probability_bars import HIGHEST_ROW, LOWEST_ROW, ProbabilityBars

WIDE = 400
"""Width from which on the input stands beside the prediction, pixels; else under the bars."""

NARROW_COLUMN = 13 * SPACE
"""Width of the input beside the prediction where the column is narrower and too low for it under
the bars, pixels. Its heading takes two lines."""

LEAST_BARS, WIDEST_BARS = 320, 420
"""Width of prediction and bars beside the input, pixels."""

TALLEST_PREDICTION = 200
"""Height of the prediction above the bars, where both stand beside the input, pixels."""

LOWEST_PREDICTION, HIGHEST_PREDICTION = 56, 96
"""Height of the prediction above the bars, pixels."""

LOWEST_OF_TWO, ENOUGH_OF_TWO = 72, 108
"""The same where two predictions stand beside each other, each below the name of its model: the
least, and what is better as long as the bars have room."""

COMPACT_ROW = 20
"""Height of a bar that leaves the rest to the input beside the prediction, pixels."""

LEAST_ZOOM, LARGEST_ZOOM = 2, 20
"""Pixels of the screen for a pixel of the network's input."""


class ResultColumn(QWidget):
    """A compact column that fills the room it gets, to a certain degree.

    It is laid out by hand, as the input is a square whose side is what the bars leave.
    """

    def __init__(
        self,
        prediction: Prediction,
        bars: ProbabilityBars,
        network_input: ImageView,
        second: SecondPrediction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prediction, self._bars, self._input = prediction, bars, network_input
        self._second = second
        self._head = section_head(tr("Prediction"))
        self._input_head = section_head(tr("Network input (28×28)"))
        for part in (self._head, prediction, bars, self._input_head, network_input, second):
            part.setParent(self)
        second.bars.setParent(self)
        self._own_name = quiet_label(tr("Current model"))
        self._own_name.setParent(self)
        self._own_name.setVisible(not second.isHidden())
        second.shown_changed.connect(self._show_second)
        prediction.placed.connect(lambda: second.stand_beside(prediction.digits))
        self._explain: ToolButton | None = None

    def set_explain_action(self, action: QAction) -> None:
        """Offer this beside the heading."""
        self._explain = ToolButton(action, self)
        self._place()

    @property
    def stops(self) -> list[QWidget]:
        """What the Tab key comes to."""
        stops = [self._explain, self._prediction.why] if self._explain else []
        return [*stops, self._second.close_button]

    def minimumSizeHint(self) -> QSize:
        least = LEAST_ZOOM * SIDE if self._second.isHidden() else LOWEST_OF_TWO
        height = self._line + least + 2 * SPACE + 10 * LOWEST_ROW
        return QSize(240, height)

    def sizeHint(self) -> QSize:
        return QSize(300, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _show_second(self) -> None:
        self._own_name.setVisible(not self._second.isHidden())
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        self._head.move(0, self._head_top)
        self._input_head.setWordWrap(False)
        self._input_head.adjustSize()
        if self._side_in_columns >= self._side_beside:
            self._place_in_columns()
        elif self.width() >= WIDE:
            self._place_beside(max(self._side_beside, _width_of(self._input_head)), 2 * SPACE)
        elif self._has_narrow_column and self._side_below < self._side_in(NARROW_COLUMN):
            self._place_beside(NARROW_COLUMN, SPACE)
            self._place_narrow_head()
        else:
            self._place_below()

    @property
    def _line(self) -> int:
        """Height of a heading, or of what stands beside it, with the gap under it."""
        beside = self._explain.sizeHint().height() if self._explain else 0
        return max(self._head.sizeHint().height(), beside) + SPACE // 2

    @property
    def _head_top(self) -> int:
        """Of the headings on the first line: their middle is that of the button beside them."""
        return (self._line - SPACE // 2 - self._head.sizeHint().height()) // 2

    @property
    def _side_in_columns(self) -> int:
        """Side of the input beside prediction and bars, pixels; 0 without room for its heading."""
        room = self.width() - 3 * SPACE - LEAST_BARS
        if room < _width_of(self._input_head):
            return 0
        return _whole_zoom(min(self.height() - self._line, room))

    @property
    def _side_beside(self) -> int:
        """Side of the input beside the prediction and above the bars, pixels."""
        room = self.height() - self._line - 2 * SPACE - 10 * COMPACT_ROW
        return _whole_zoom(min(room, self.width() // 2 - 3 * SPACE))

    def _place_in_columns(self) -> None:
        """Prediction and bars on the left, the input as large as it can be on the right."""
        line, gap, side = self._line, 3 * SPACE, self._side_in_columns
        column = max(side, _width_of(self._input_head))
        width = min(self.width() - gap - column, WIDEST_BARS)
        room = self.height() - line - 2 * SPACE - 10 * HIGHEST_ROW
        prediction = _within(room, self._lowest_prediction, TALLEST_PREDICTION)
        self._place_predictions(line, width, prediction)
        self._place_explain(width)
        self._place_bars(line + prediction + 2 * SPACE, self.height(), width)
        self._place_input(self.width() - column, side)

    def _place_beside(self, column: int, gap: int) -> None:
        """The input right of the prediction, in a column after a gap; the bars below both."""
        line, width, side = self._line, self.width(), self._side_in(column)
        left = width - column
        prediction = max(side, self._lowest_prediction)
        self._place_predictions(line, left - gap, prediction)
        self._place_explain(left - gap)
        self._place_bars(line + prediction + 2 * SPACE, self.height(), width)
        self._place_input(left, side)

    def _side_in(self, column: int) -> int:
        """Side of the input in a column beside the prediction, pixels."""
        return min(self._side_beside, _whole_zoom(column))

    @property
    def _has_narrow_column(self) -> bool:
        """Whether there is room for the input beside the heading with its button."""
        beside = self._explain.sizeHint().width() + SPACE if self._explain else 0
        left = self.width() - NARROW_COLUMN - SPACE
        return self._second.isHidden() and left >= _width_of(self._head) + beside

    def _place_narrow_head(self) -> None:
        """The heading of the input on two lines, and the input below them."""
        head = self._input_head
        head.setWordWrap(True)
        height = head.heightForWidth(NARROW_COLUMN)
        head.setGeometry(head.x(), 0, NARROW_COLUMN, height)
        self._input.move(head.x(), max(self._line, height))

    @property
    def _heights(self) -> tuple[int, int, int]:
        """Of prediction, bars and input, one below the other; they may need more than there is."""
        least = LEAST_ZOOM * SIDE
        room = self.height() - 2 * self._line - 3 * SPACE
        lowest = self._lowest_prediction
        highest = max(lowest, HIGHEST_PREDICTION)
        prediction = _within(room - 10 * HIGHEST_ROW - least, lowest, highest)
        bars = _within(room - prediction - least, 10 * LOWEST_ROW, 10 * HIGHEST_ROW)
        return prediction, bars, _whole_zoom(min(room - prediction - bars, self.width()))

    @property
    def _side_below(self) -> int:
        """Side of the input under the bars, pixels; 0 without room for it."""
        has_room = sum(self._heights) + 2 * self._line + 3 * SPACE <= self.height()
        return self._heights[2] if has_room else 0

    def _place_below(self) -> None:
        """One below the other; the input only where there is room for it."""
        line, side = self._line, self._side_below
        prediction, bars, _ = self._heights
        top = line + prediction + SPACE
        below = top + bars + 2 * SPACE
        self._place_predictions(line, self.width(), prediction)
        self._place_explain(self.width())
        self._place_bars(top, top + bars if side else self.height(), self.width())
        self._input_head.move(0, below)
        self._input.setGeometry(0, below + line, side, side)
        self._show_input(is_shown=side > 0)

    @property
    def _lowest_prediction(self) -> int:
        if self._second.isHidden():
            return LOWEST_PREDICTION
        room = self.height() - self._line - 2 * SPACE - 10 * LOWEST_ROW
        return _within(room, LOWEST_OF_TWO, ENOUGH_OF_TWO)

    def _place_predictions(self, top: int, width: int, height: int) -> None:
        """The prediction, and beside it that of a second model, where there is one."""
        left, rest = self._halves(width)
        head = 0 if self._second.isHidden() else self._second.head_height
        self._own_name.setGeometry(0, top, rest, head)
        self._prediction.setGeometry(0, top + head, rest, height - head)
        self._second.setGeometry(left, top, rest, height)

    def _halves(self, width: int) -> tuple[int, int]:
        """Where the part of a second model begins, and how wide each part is."""
        if self._second.isHidden():
            return width, width
        half = (width - 2 * SPACE) // 2
        return width - half, half

    def _place_explain(self, end: int) -> None:
        """At the end of the heading's line."""
        if self._explain:
            size = self._explain.sizeHint()
            self._explain.resize(size)
            self._explain.move(end - size.width(), 0)

    def _place_bars(self, top: int, end: int, width: int) -> None:
        height = _within(end - top, 10 * LOWEST_ROW, 10 * HIGHEST_ROW)
        left, rest = self._halves(width)
        self._bars.setGeometry(0, top, rest, height)
        self._second.bars.setGeometry(left, top, rest, height)

    def _place_input(self, left: int, side: int) -> None:
        """Beside the prediction, below a heading on the first line."""
        self._input_head.move(left, self._head_top)
        self._input.setGeometry(left, self._line, side, side)
        self._show_input(is_shown=True)

    def _show_input(self, *, is_shown: bool) -> None:
        self._input.setVisible(is_shown)
        self._input_head.setVisible(is_shown)


def _whole_zoom(room: int) -> int:
    """The side of the input: as much of ``room`` as makes each of its pixels a square."""
    return SIDE * _within(room // SIDE, LEAST_ZOOM, LARGEST_ZOOM)


def _within(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)


def _width_of(head: QLabel) -> int:
    return head.sizeHint().width()
