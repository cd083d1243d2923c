"""The row at the foot of the Draw tab: what was kept or learned, and what can be done next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from digitpad.translatable import translatable
from digitpad.ui.draw.learn_now import TRAINING, LearnNow, Stage
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.action_tool_button import ActionToolButton
from digitpad.ui.widgets.progress_row import ProgressRow

if TYPE_CHECKING:
    from digitpad.learning.progress import PartDone

NOTHING_YET = translatable("Wrong prediction? Click the correct label, then Learn now.")
SOMETHING = translatable("Learn now teaches the model the digits in My digits.")


class LearnNowRow(QWidget):
    """Buttons, and what there is to tell or to ask.

    It is always as high as two lines of text: the canvas above it keeps its size.
    """

    def __init__(self, learning: LearnNow, parent: QWidget) -> None:
        super().__init__(parent)
        self._learning = learning
        self._total = 0
        self._warning = plain_label(parent=self)
        self._warning.setAccessibleName(tr("Warning"))
        self._line = plain_label(parent=self)
        self._line.setObjectName("learnNowLine")
        self._line.setWordWrap(True)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._progress = ProgressRow(self)
        self.learn = ActionToolButton(learning.action, self)
        self.use = self._button(tr("Use it &anyway"), tr("Make the taught model the current model"))
        self.discard = self._button(tr("D&iscard"), tr("Keep the current model"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for button in (self.learn, self.discard, self.use):
            # A click leaves the keys to the canvas.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)
        layout.addWidget(self._warning)
        layout.addWidget(self._line, 1)
        layout.addWidget(self._progress, 1)
        self.setFixedHeight(max(2 * self.fontMetrics().lineSpacing() + 2, 4 * SPACE))
        self.use.clicked.connect(learning.use)
        self.discard.clicked.connect(lambda: learning.discard())
        self._progress.cancelled.connect(lambda: learning.cancel())
        learning.changed.connect(self._show)
        learning.progressed.connect(self._show_progress)
        self._show()

    def _button(self, text: str, what: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip(what))
        return button

    def _show(self) -> None:
        """Show how things are."""
        learning, stage = self._learning, self._learning.stage
        is_learning = stage in (Stage.LEARNING, Stage.ENDING)
        is_asking = stage is Stage.ASKING
        if is_learning and self._progress.isHidden():
            self._total = 0
            self._progress.start()
        self._progress.setVisible(is_learning)
        if stage is Stage.ENDING:
            self._progress.show_ending()
        self._warning.setVisible(is_asking)
        # A digit that is kept during teaching is told of beside its progress.
        has_line = bool(learning.line) and stage is Stage.LEARNING
        self._line.setVisible(has_line or not is_learning)
        self.use.setVisible(is_asking)
        self.discard.setVisible(is_asking)
        self.learn.setVisible(not is_learning and not is_asking)
        hint = tr(SOMETHING) if learning.has_digits else tr(NOTHING_YET)
        busy = tr(TRAINING) if learning.is_training else ""
        self._line.setText(" · ".join(filter(None, [learning.line, busy])) or hint)
        is_quiet = not (learning.line or busy)
        if is_asking:
            self._warning.setPixmap(icon("triangle-alert").pixmap(2 * SPACE, 2 * SPACE))
        role = QPalette.ColorRole.PlaceholderText if is_quiet else QPalette.ColorRole.WindowText
        self._line.setForegroundRole(role)
        self._accent(bool(learning.untaught) and learning.action.isEnabled())

    def _accent(self, is_next: bool) -> None:
        """Mark *Learn now* as what to do next, or take the mark away."""
        palette = QPalette()
        if is_next:
            palette.setBrush(QPalette.ColorRole.Button, self.palette().accent())
            palette.setBrush(QPalette.ColorRole.ButtonText, self.palette().highlightedText())
        self.learn.setPalette(palette)

    def _show_progress(self, progress: "PartDone") -> None:
        if self._learning.stage is not Stage.LEARNING:
            return
        if progress.total != self._total:
            self._total = progress.total
            self._progress.start()  # Counted in something else, it takes a time of its own.
        self._progress.show_part(tr(progress.what), progress.done, progress.total)

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._learning.schedule_look()
