"""The row of correct labels: a press keeps the drawing with that label, to learn from."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QUndoCommand
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from digitpad.errors import DigitpadError
from digitpad.ink.strokes import Drawing
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import plural, tr
from digitpad.ui.support.worker import SerialQueue


class Labelling(QWidget):
    """Keeps drawings in *My digits*, one press a drawing.

    Signals
    -------
    changed() : there is a digit more or less in *My digits*.
    kept(str), taken_out(str) : likewise, and what to tell the user.
    failed(object) : the DigitpadError of a digit that could not be kept.
    """

    changed = Signal()
    kept = Signal(str)
    taken_out = Signal(str)
    failed = Signal(object)

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._disk = SerialQueue(self)
        self._kept: set[str] = set()  # the names of the digits that were written
        self.menu = QMenu(tr("Correct &label"), self)
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
        layout.addStretch(1)
        canvas.drawing_changed.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        """Only what there is can be kept."""
        empty = self._canvas.is_empty
        for action in self.menu.actions():
            action.setEnabled(not empty)

    def keep(self, label: int) -> None:
        """Keep what is drawn as a digit, 0 to 9, and clear the canvas for the next."""
        self._canvas.end_line()
        if not self._canvas.is_empty:
            self._canvas.undo_stack.push(KeepLabelled(self, self._canvas, label))

    # What a step does and takes back

    def write(self, name: str, drawing: Drawing, label: int) -> None:
        """Put a digit into *My digits*, after what is still to be done there."""

        def work() -> int:
            # Imported here: the window starts faster without it.
            from digitpad.data import my_digits

            folder = my_digits.my_digits()
            my_digits.keep_digit(folder, name, drawing, label)
            return my_digits.count_digits(folder)

        def done(count: int) -> None:
            self._kept.add(name)
            self.changed.emit()
            digits = plural(count, tr("1 digit"), tr("{n:,} digits"))
            added = tr(
                "Added to My digits as {label} ({digits}). Learn now to teach it; Ctrl+Z to undo."
            )
            self.kept.emit(added.format(label=label, digits=digits))

        def failed(error: DigitpadError) -> None:
            # The drawing is not lost: it comes back, unless the next one is already under way.
            if self._canvas.is_empty and self._last_step() == name:
                self._canvas.undo_stack.undo()
            self.failed.emit(error)

        self._disk.run(work, done, failed)

    def remove(self, name: str) -> None:
        """Take a digit out of *My digits*, after what is still to be done there."""

        def work() -> int | None:
            from digitpad.data import my_digits

            if name not in self._kept:
                return None  # It could not be written.
            folder = my_digits.my_digits()
            my_digits.remove_digit(folder, name)
            return my_digits.count_digits(folder)

        def done(count: int | None) -> None:
            if count is not None:
                self._kept.discard(name)
                self.changed.emit()
                digits = plural(count, tr("1 digit"), tr("{n:,} digits"))
                self.taken_out.emit(tr("Removed from My digits ({digits})").format(digits=digits))

        self._disk.run(work, done, self.failed.emit)

    def _last_step(self) -> str:
        """The name of the digit that was kept in the last step, empty where it was another step."""
        stack = self._canvas.undo_stack
        step = stack.command(stack.index() - 1) if stack.index() else None
        return step.name if isinstance(step, KeepLabelled) else ""


class KeepLabelled(QUndoCommand):
    """A drawing goes from the canvas into *My digits*, and back.

    Attributes
    ----------
    name : of the digit's file.
    """

    def __init__(self, labelling: Labelling, canvas: Canvas, label: int) -> None:
        super().__init__(tr("Add to My digits"))
        from digitpad.data.my_digits import new_name

        self._labelling, self._canvas, self._label = labelling, canvas, label
        self._drawing = canvas.drawing
        self.name = new_name()

    def redo(self) -> None:
        self._labelling.write(self.name, self._drawing, self._label)
        self._canvas.show_drawing(Drawing())

    def undo(self) -> None:
        self._labelling.remove(self.name)
        self._canvas.show_drawing(self._drawing)


def _button(action: QAction, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFixedSize(QSize(28, 28))
    button.setAccessibleName(tr("Correct label {label}").format(label=action.text()))
    return button
