"""The list of all lessons, each with how far the user is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from digitpad.lessons.lesson import Lesson
from digitpad.lessons.progress import Progress
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr


class LessonList(QWidget):
    """All lessons; Enter, a double click or the button opens one.

    Signals
    -------
    opened(int) : the user wants the lesson of this number, from 0.
    """

    opened = Signal(int)

    def __init__(self, lessons: Sequence[Lesson], parent: QWidget) -> None:
        super().__init__(parent)
        self._lessons = lessons
        about = plain_label(
            tr("Each lesson takes about five minutes. Its steps are done in the program itself."),
            self,
        )
        about.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("lessonList")
        self.list.setAccessibleName(tr("Lessons"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        for _ in lessons:
            QListWidgetItem(self.list)
        FocusRing(self.list)
        self._open = QPushButton(tr("Start lesson"), self)
        self._open.setObjectName("openLesson")
        self._open.clicked.connect(self._open_current)
        self.list.activated.connect(lambda index: self.opened.emit(index.row()))
        self.list.currentRowChanged.connect(self._name_button)
        self._progress = Progress()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(about)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._open)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the user is; at first, the first lesson that is not done is selected."""
        self._progress = progress
        for row, lesson in enumerate(self._lessons):
            item, done = self.list.item(row), len(progress.of(lesson))
            text = tr("{title}\n{done} of {all} steps done")
            if progress.is_done(lesson):
                text = tr("{title}\n✓ Done")
            item.setText(text.format(title=lesson.title, done=done, all=len(lesson.steps)))
        if self.list.currentRow() < 0:
            rows = range(len(self._lessons))
            unfinished = (row for row in rows if not progress.is_done(self._lessons[row]))
            self.list.setCurrentRow(next(unfinished, 0))
        self._name_button()

    def _name_button(self) -> None:
        row = self.list.currentRow()
        self._open.setEnabled(row >= 0)
        lesson = self._lessons[row] if row >= 0 else None
        is_begun = lesson and 0 < len(self._progress.of(lesson)) < len(lesson.steps)
        self._open.setText(tr("Continue lesson") if is_begun else tr("Start lesson"))

    def _open_current(self) -> None:
        self.opened.emit(self.list.currentRow())
