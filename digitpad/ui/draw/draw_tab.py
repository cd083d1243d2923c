"""The Draw tab: paper and tools on the left, what the network thinks on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from digitpad.ink.strokes import PEN_WIDTH
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.labelling import Labelling
from digitpad.ui.draw.learn_after_each import LearnAfterEach
from digitpad.ui.draw.learn_now import LearnNow
from digitpad.ui.draw.learn_now_row import LearnNowRow
from digitpad.ui.draw.live_classifier import LiveClassifier, LivePrediction
from digitpad.ui.draw.prediction import Prediction
from digitpad.ui.draw.tools import Tools
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.widgets.image_view import ImageView
from digitpad.ui.widgets.probability_bars import ProbabilityBars
from digitpad.ui.widgets.square_container import SquareContainer

PEN_STEP = 4
"""What [ and ] change the pen's width by, canvas units."""

ZOOM = 5
"""Pixels of the screen for a pixel of the network's picture."""


class DrawTab(QWidget):
    """Pen, strokes, picture, network, probabilities, bars: everything here is one of these.

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
        self.network_input = ImageView(ZOOM, self)
        self.network_input.setObjectName("networkInput")
        self.network_input.setFixedSize(self.network_input.sizeHint())
        self.network_input.setAccessibleName("What the network sees")
        self.prediction = Prediction(self)
        self.classifier = LiveClassifier(
            current_model.current.network, lambda: self.canvas.drawing, self
        )
        self._make_actions()
        self.tools = Tools([self.eraser, undo, redo, self.clear], self)
        self.labelling = Labelling(self.canvas, self)
        self.learning = LearnNow(current_model, self.canvas, self)
        self.after_each = LearnAfterEach(self.learning, self.canvas, self)
        self.lesson_row = LearnNowRow(self.learning, self)
        for action in (
            self.eraser,
            self.clear,
            self.thinner,
            self.thicker,
            *self.labelling.menu.actions(),
        ):
            # The keys belong to this tab: in another one E or Delete means something else.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self._lay_out()

        self.canvas.drawing_changed.connect(self.classifier.request)
        self.canvas.drawing_changed.connect(self._offer_clear)
        self.classifier.classified.connect(self._show)
        for noting in (self.learning, self.after_each):
            self.labelling.kept.connect(noting.note_kept)
            self.labelling.taken_out.connect(noting.note_taken_out)
        self.tools.pen_width_changed.connect(self.canvas.set_pen_width)
        self.tools.pen_width = int(PEN_WIDTH)

    def _make_actions(self) -> None:
        self.eraser = QAction("&Eraser", self, checkable=True)
        self.eraser.setShortcut("E")
        self.eraser.setToolTip("Remove ink where the pointer passes (E)")
        self.eraser.toggled.connect(self.canvas.set_erasing)
        self.clear = QAction("&Clear", self)
        self.clear.setObjectName("actionClear")
        self.clear.setShortcuts([QKeySequence(Qt.Key.Key_Delete), QKeySequence("Backspace")])
        self.clear.setToolTip("Take everything off the canvas (Delete)")
        self.clear.triggered.connect(self.canvas.clear)
        self.clear.setEnabled(False)
        self.thinner = QAction("T&hinner pen", self)
        self.thinner.setShortcut("[")
        self.thinner.triggered.connect(lambda: self._change_pen(-PEN_STEP))
        self.thicker = QAction("Thic&ker pen", self)
        self.thicker.setShortcut("]")
        self.thicker.triggered.connect(lambda: self._change_pen(PEN_STEP))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(quiet_label("reads"))
        column.addWidget(self.prediction)
        column.addSpacing(2 * SPACE)
        column.addWidget(quiet_label("what the network sees"))
        column.addWidget(self.network_input, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

        layout = QGridLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        layout.setHorizontalSpacing(3 * SPACE)
        layout.setVerticalSpacing(SPACE)
        layout.addWidget(SquareContainer(self.canvas), 0, 0)
        layout.addWidget(self.tools, 1, 0)
        layout.addLayout(column, 0, 1)
        layout.addWidget(self.bars, 0, 2)
        layout.addWidget(self.labelling, 1, 1, 1, 2)
        layout.addWidget(self.lesson_row, 2, 0, 1, 3)
        layout.setRowStretch(0, 1)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(2, 1)

    def keep_drawing(self) -> None:
        """Keep what is on the canvas for the next start; an empty one keeps nothing.

        Raises
        ------
        DatasetError : it cannot be written.
        """
        # Not needed to show the window, which starts the sooner for it.
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

    def _change_pen(self, by: int) -> None:
        self.tools.pen_width += by

    def _offer_clear(self) -> None:
        self.clear.setEnabled(not self.canvas.is_empty)

    def _show(self, prediction: LivePrediction) -> None:
        probabilities, certainty = prediction.probabilities, prediction.certainty
        self.bars.show_probabilities(probabilities, is_certain=certainty.reason is None)
        self.network_input.show_picture(prediction.picture)
        self.prediction.show_prediction(certainty, max(probabilities, default=0.0))
        self.classified.emit(prediction)
