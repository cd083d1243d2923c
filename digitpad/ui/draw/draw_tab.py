"""The Draw tab: paper and tools on the left, what the network predicts on the right."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from digitpad.ink.strokes import PEN_WIDTH
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.digit_choice import DigitChoice
from digitpad.ui.draw.labelling import Labelling
from digitpad.ui.draw.learn_after_each import LearnAfterEach
from digitpad.ui.draw.learn_now import LearnNow
from digitpad.ui.draw.learn_now_row import LearnNowRow
from digitpad.ui.draw.live_classifier import LiveClassifier, LivePrediction
from digitpad.ui.draw.number_frames import frames_of
from digitpad.ui.draw.prediction import Prediction
from digitpad.ui.draw.result_column import LEAST_ZOOM, ResultColumn
from digitpad.ui.draw.second_prediction import SecondPrediction
from digitpad.ui.draw.tools import Tools
from digitpad.ui.draw.workspace import Workspace
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.image_view import ImageView
from digitpad.ui.widgets.probability_bars import ProbabilityBars

PEN_STEP = 4
"""What [ and ] change the pen's width by, canvas units."""

WIDE = 1080
"""Width from which on the labels and what is learned from them stand on one line, pixels."""


class DrawTab(QWidget):
    """Pen, strokes, image, network, probabilities, bars: everything here is one of these.

    Signals
    -------
    classified(LivePrediction) : the network has classified what is drawn.
    """

    classified = Signal(object)

    def __init__(self, current_model: CurrentModel, undo: QAction, redo: QAction) -> None:
        super().__init__()
        self.canvas = Canvas(self)
        self.canvas.setObjectName("canvas")
        self.bars = ProbabilityBars(self)
        self.bars.setObjectName("probabilityBars")
        self.network_input = ImageView(LEAST_ZOOM, self)
        self.network_input.setObjectName("networkInput")
        self.network_input.setAccessibleName(tr("Network input"))
        self.prediction = Prediction(self)
        self.classifier = LiveClassifier(
            current_model.current.network, lambda: self.canvas.drawing, self
        )
        self._make_actions()
        self.digits = DigitChoice(self.classifier, self)
        undo.setIcon(icon("undo-2"))
        redo.setIcon(icon("redo-2"))
        self.tools = Tools([self.pen, self.eraser, undo, redo, self.clear], self)
        self.second = SecondPrediction(self)
        self._result = ResultColumn(
            self.prediction, self.bars, self.network_input, self.second, self
        )
        self._workspace = Workspace(self.canvas, self._result, self)
        self.labelling = Labelling(self.canvas, self.classifier, self)
        self.learning = LearnNow(current_model, self.canvas, self)
        self.after_each = LearnAfterEach(self.learning, self.canvas, self)
        self.learn_now_row = LearnNowRow(self.learning, self)
        for action in (
            self.eraser,
            self.clear,
            self.thinner,
            self.thicker,
            *self.digits.actions,
            *self.labelling.menu.actions(),
        ):
            # The keys belong to this tab: in another one E or Delete means something else.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self._lay_out()

        self.canvas.drawing_changed.connect(self.classifier.request)
        self.canvas.drawing_changed.connect(self._offer_clear)
        self.classifier.classified.connect(self._show)
        self.canvas.digit_tapped.connect(self.classifier.select)
        self.prediction.digit_clicked.connect(self.classifier.select)
        self.labelling.labels_changed.connect(lambda: self._frame(self.classifier.prediction))
        for noting in (self.learning, self.after_each):
            self.labelling.kept.connect(noting.note_kept)
            self.labelling.taken_out.connect(noting.note_taken_out)
        self.tools.pen_width_changed.connect(self.canvas.set_pen_width)
        self.tools.pen_width = int(PEN_WIDTH)

    def _make_actions(self) -> None:
        self.pen = QAction(icon("pencil"), tr("&Pen"), self, checkable=True)
        self.pen.setIconText(tr("Pen"))
        self.pen.setToolTip(tip(tr("Draw with the pen (E)")))
        self.pen.setChecked(True)
        self.eraser = QAction(icon("eraser"), tr("&Eraser"), self, checkable=True)
        self.eraser.setIconText(tr("Eraser"))
        self.eraser.setShortcut("E")
        self.eraser.setToolTip(tip(tr("Erase, or draw again (E)")))
        self.pen.triggered.connect(lambda: self._take(is_eraser=False))
        self.eraser.toggled.connect(lambda on: self._take(is_eraser=on))
        self.clear = QAction(icon("brush-cleaning"), tr("Cle&ar"), self)
        self.clear.setIconText(tr("Clear"))
        self.clear.setObjectName("actionClear")
        self.clear.setShortcuts([QKeySequence(Qt.Key.Key_Delete), QKeySequence("Backspace")])
        self.clear.setToolTip(tip(tr("Clear the canvas (Delete)")))
        self.clear.triggered.connect(self.canvas.clear)
        self.clear.setEnabled(False)
        self.thinner = QAction(tr("T&hinner pen"), self)
        self.thinner.setShortcut("[")
        self.thinner.triggered.connect(lambda: self._change_pen(-PEN_STEP))
        self.thicker = QAction(tr("Thic&ker pen"), self)
        self.thicker.setShortcut("]")
        self.thicker.triggered.connect(lambda: self._change_pen(PEN_STEP))

    def _lay_out(self) -> None:
        self._foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._foot.setSpacing(SPACE)
        self._foot.addWidget(self.labelling)
        self._foot.addWidget(self.learn_now_row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.tools)
        layout.addWidget(self._workspace, 1)
        layout.addLayout(self._foot)
        self._order_stops()

    def set_side_panel(self, panel: QWidget) -> None:
        """Show a widget right of the result; while it is hidden, it takes no room.

        In the tab order, what it holds comes after the result.
        """
        self._workspace.set_side_panel(panel)
        self._order_stops()

    def set_explain_action(self, action: QAction) -> None:
        """Offer this beside the prediction."""
        self._result.set_explain_action(action)
        self._order_stops()

    def add_image_actions(self, actions: Sequence[QAction]) -> None:
        """Add buttons that open and save images to the toolbar."""
        self.tools.add_actions(actions)
        self._order_stops()

    def _order_stops(self) -> None:
        """Let the Tab key go as the eye does."""
        middle = [self.canvas, *self._result.stops, *self._workspace.panel_stops]
        labels = [*_stops(self.labelling), *_stops(self.labelling.number)]
        foot = [*labels, *_stops(self.learn_now_row)]
        for one, other in pairwise([*_stops(self.tools), *middle, *foot]):
            QWidget.setTabOrder(one, other)

    def keep_drawing(self) -> None:
        """Keep what is on the canvas for the next start; an empty one keeps nothing.

        Raises
        ------
        DatasetError : it cannot be written.
        """
        # Imported here: the window starts faster without it.
        from digitpad.data.saved_drawing import keep_drawing

        self.canvas.end_line()
        keep_drawing(self.canvas.drawing)

    def put_back_drawing(self) -> None:
        """Show what was kept, on a canvas that is still empty.

        Raises
        ------
        DigitpadError : the file is damaged.
        """
        from digitpad.data.saved_drawing import kept_drawing

        drawing = kept_drawing()
        if drawing and self.canvas.is_empty:
            self.canvas.show_drawing(drawing)

    def _take(self, *, is_eraser: bool) -> None:
        """Take the pen or the eraser in hand."""
        self.pen.setChecked(not is_eraser)
        self.eraser.setChecked(is_eraser)
        self.canvas.set_erasing(is_eraser)
        self.tools.show_tool(is_eraser=is_eraser)

    def _change_pen(self, by: int) -> None:
        self.tools.pen_width += by

    def _offer_clear(self) -> None:
        self.clear.setEnabled(not self.canvas.is_empty)

    def _show(self, prediction: LivePrediction) -> None:
        probabilities, certainty = prediction.probabilities, prediction.certainty
        self.bars.show_probabilities(probabilities, certainty.standing_out)
        self.network_input.show_picture(prediction.picture)
        number, selected = prediction.number, prediction.selected
        self.prediction.show_prediction(certainty, probabilities, number, selected)
        self.second.show_number(number, selected)
        self._frame(prediction)
        self.classified.emit(prediction)

    def _frame(self, prediction: LivePrediction) -> None:
        """Show on the canvas which digits there are, where there are several."""
        self.canvas.show_frames(frames_of(prediction, self.labelling.label_of))

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = self.width() >= WIDE
        self._foot.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)


def _stops(row: QWidget) -> list[QWidget]:
    """What can have the focus in a row of widgets, from left to right."""
    layout = row.layout()
    items = [layout.itemAt(index) for index in range(layout.count())] if layout else []
    widgets = [item.widget() for item in items if item]
    return [one for one in widgets if one and one.focusPolicy() != Qt.FocusPolicy.NoFocus]
