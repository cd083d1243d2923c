"""The row of correct labels: a press keeps the drawing with that label, to learn from."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QUndoCommand
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from digitpad.errors import DigitpadError
from digitpad.ink.packed_drawing import PackedDrawing
from digitpad.ink.strokes import Drawing
from digitpad.recognition.number import DigitPrediction
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.keeping import Ink, Keeping, LabelledDigit
from digitpad.ui.draw.live_classifier import LiveClassifier, LivePrediction
from digitpad.ui.draw.number_field import NumberField
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.action_tool_button import ActionToolButton


class Labelling(QWidget):
    """Keeps drawings in *My digits*, one press a digit, or all digits of a number at once.

    Signals
    -------
    changed() : there is a digit more or less in *My digits*.
    kept(str), taken_out(str) : likewise, and what to tell the user.
    labels_changed() : other digits of the canvas are in *My digits*, see :meth:`label_of`.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of a digit that could not be kept.
    """

    changed = Signal()
    kept = Signal(str)
    taken_out = Signal(str)
    labels_changed = Signal()
    message = Signal(str)
    failed = Signal(object)

    def __init__(
        self, canvas: Canvas, classifier: LiveClassifier, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("correctLabel")
        self._canvas, self._classifier = canvas, classifier
        self.keeping = Keeping(self)
        self.menu = QMenu(tr("Correct &label"), self)
        self.number = NumberField(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(QLabel(tr("Correct label:"), self))
        layout.addSpacing(SPACE // 2)
        for label in range(10):
            action = self.menu.addAction(str(label))
            action.setObjectName(f"actionTeach{label}")
            action.setShortcut(f"Ctrl+{label}")
            what = tr("Add to My digits as {label}, for training (Ctrl+{label})")
            action.setToolTip(tip(what.format(label=label)))
            action.triggered.connect(lambda _=False, label=label: self.keep(label))
            layout.addWidget(_button(action, self))
        layout.addSpacing(SPACE)
        layout.addWidget(self.number)
        layout.addStretch(1)
        self._connect()
        self._offer()

    def _connect(self) -> None:
        self.number.entered.connect(self.keep_all)
        self.number.refused.connect(self.message)
        self._canvas.drawing_changed.connect(self._offer)
        self._classifier.classified.connect(self._count)
        self.keeping.changed.connect(self.changed)
        self.keeping.kept.connect(self.kept)
        self.keeping.taken_out.connect(self.taken_out)
        self.keeping.labels_changed.connect(self.labels_changed)
        self.keeping.failed.connect(self._note_failed)

    def _offer(self) -> None:
        """Only what there is can be kept."""
        empty = self._canvas.is_empty
        for action in self.menu.actions():
            action.setEnabled(not empty)

    def _count(self, prediction: LivePrediction) -> None:
        self.number.show_counts([len(row) for row in prediction.number.rows])

    def label_of(self, digit: DigitPrediction) -> int | None:
        """The label with which a digit on the canvas was added to *My digits*, if it was."""
        labelled = self.keeping.digit_of(_ink(digit))
        return labelled.label if labelled else None

    def keep(self, label: int) -> None:
        """Keep the digit that is drawn, or the selected one of several, as 0 to 9.

        A single digit leaves the canvas, for the next; a digit of a number stays where it is.
        """
        self._canvas.end_line()
        prediction = self._classifier.prediction
        if prediction.digit and prediction.is_several:
            self._keep_some({prediction.digit: label})
        elif not self._canvas.is_empty:
            self._push(KeepLabelled(self, self._canvas, label))

    def keep_all(self, labels: Sequence[int]) -> None:
        """Keep all digits of a number, each with its label."""
        self._canvas.end_line()
        digits = self._classifier.prediction.number.digits
        if len(digits) == len(labels):
            self._keep_some(dict(zip(digits, labels, strict=True)))
        self._canvas.setFocus()

    def _keep_some(self, labels: dict[DigitPrediction, int]) -> None:
        """Keep some digits of a number; those that are kept with that label already stay so."""
        new = {digit: label for digit, label in labels.items() if self.label_of(digit) != label}
        if new:
            inks = map(_ink, new)
            before = {ink: self.keeping.digit_of(ink) for ink in inks}
            self._push(KeepDigits(self, new, before))
        else:
            self.message.emit(tr("Already in My digits with this label"))

    def _push(self, step: QUndoCommand) -> None:
        self._canvas.undo_stack.push(step)

    def _note_failed(self, digits: Sequence[LabelledDigit], error: DigitpadError) -> None:
        """Take the step back, unless another one came after it: the drawing is not lost."""
        stack = self._canvas.undo_stack
        step = stack.command(stack.index() - 1) if stack.index() else None
        is_last = isinstance(step, KeepLabelled | KeepDigits) and step.digits == digits
        if is_last and not self._canvas.is_drawing:
            stack.undo()
        self.failed.emit(error)


class KeepLabelled(QUndoCommand):
    """A drawing goes from the canvas into *My digits*, and back.

    Attributes
    ----------
    digits : the one that is kept.
    """

    def __init__(self, labelling: Labelling, canvas: Canvas, label: int) -> None:
        super().__init__(tr("Add to My digits"))
        from digitpad.data.my_digits import new_name

        self._labelling, self._canvas = labelling, canvas
        self._drawing = PackedDrawing(canvas.drawing)
        self.digits = [LabelledDigit(new_name(), self._drawing, label)]

    def redo(self) -> None:
        self._labelling.keeping.keep(self.digits)
        self._canvas.show_drawing(Drawing())

    def undo(self) -> None:
        self._labelling.keeping.take_out(self.digits, {})
        self._canvas.show_drawing(self._drawing.get())


class KeepDigits(QUndoCommand):
    """Some digits of a number go into *My digits*, and stay on the canvas.

    Parameters
    ----------
    labels : of the digits.
    before : as what they were kept before, if they were.

    Attributes
    ----------
    digits : those that are kept.
    """

    def __init__(
        self,
        labelling: Labelling,
        labels: dict[DigitPrediction, int],
        before: dict[Ink, LabelledDigit | None],
    ) -> None:
        super().__init__(tr("Add to My digits"))
        from digitpad.data.my_digits import new_name

        self._labelling, self._before = labelling, before
        self.digits = [
            LabelledDigit(new_name(), PackedDrawing(digit.drawing), label, _ink(digit))
            for digit, label in labels.items()
        ]

    def redo(self) -> None:
        self._labelling.keeping.keep(self.digits)

    def undo(self) -> None:
        self._labelling.keeping.take_out(self.digits, self._before)


def _ink(digit: DigitPrediction) -> Ink:
    return digit.drawing.strokes, digit.box


def _button(action: QAction, parent: QWidget) -> QToolButton:
    button = ActionToolButton(action, parent)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFixedSize(QSize(28, 28))
    button.setAccessibleName(tr("Correct label {label}").format(label=action.text()))
    return button
