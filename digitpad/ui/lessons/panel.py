"""The panel of lessons: the list, or the step that the user is at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.lessons.lesson import Answer, Lesson, Step
from digitpad.lessons.program_state import ProgramState
from digitpad.lessons.progress import Progress
from digitpad.ui.lessons.lesson_list import LessonList
from digitpad.ui.lessons.step_view import StepView
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE, section_head
from digitpad.ui.support.translation import tr


class LessonsPanel(QWidget):
    """Shows lessons, and ticks their steps as the program is what they want it to be.

    Attributes
    ----------
    step : the one that is shown; None while the list is.
    progress : which steps are done.

    Signals
    -------
    lesson_begun() : a lesson was opened from the list.
    step_begun() : another step is shown.
    progressed() : another step is done.
    show_wanted(str) : the control of this object name is to be lit.
    offer_wanted(str) : the user takes an offer of the step.
    back_wanted() : everything is to be as it was before the lessons.
    closed() : the user closed the panel.
    """

    lesson_begun = Signal()
    step_begun = Signal()
    progressed = Signal()
    show_wanted = Signal(str)
    offer_wanted = Signal(str)
    back_wanted = Signal()
    closed = Signal()

    def __init__(self, lessons: Sequence[Lesson], progress: Progress, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lessons")
        self.setAccessibleName(tr("Lessons"))
        self.progress = progress
        self._lessons = lessons
        self._lesson: Lesson | None = None
        self._number = 0
        self._is_answered = False
        self.list = LessonList(lessons, self)
        self.view = StepView(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.view)
        self._all = QPushButton(icon("list"), tr("All lessons"), self)
        self._all.setObjectName("allLessons")
        self._back = QPushButton(icon("undo-2"), tr("Back to where I was"), self)
        self._back.setObjectName("backToBefore")
        self._back.setToolTip(
            tip(tr("Bring back drawing, dataset, model and Playground as before the lesson"))
        )
        self._lay_out()
        self._connect()
        for button in self.findChildren(QPushButton):
            # A click leaves the keys to the tab: a lesson says "press Run (Space)".
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_list()

    def _lay_out(self) -> None:
        close = QToolButton(self)
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setAccessibleName(tr("Close lessons"))
        close.setToolTip(tip(tr("Close lessons (Esc)")))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(section_head(tr("Lessons")), 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._all)
        layout.addWidget(self._back)

    def _connect(self) -> None:
        self.list.opened.connect(self.open)
        self.view.answered.connect(self._answer)
        self.view.moved.connect(self._move)
        self.view.show_wanted.connect(lambda: self.show_wanted.emit(self._the_step.show))
        self.view.offer_wanted.connect(lambda: self.offer_wanted.emit(self._the_step.offer))
        self._all.clicked.connect(self.show_list)
        self._back.clicked.connect(self.back_wanted)
        escape = QShortcut(QKeySequence("Esc"), self, self.closed.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def step(self) -> Step | None:
        return self._lesson.steps[self._number] if self._lesson else None

    @property
    def _the_step(self) -> Step:
        assert self.step
        return self.step

    @property
    def is_waiting(self) -> bool:
        """Whether a step is shown that is not done."""
        return self._lesson is not None and self._number not in self.progress.of(self._lesson)

    def show_list(self) -> None:
        """Show the list of lessons."""
        self._lesson = None
        self.list.show_progress(self.progress)
        self._pages.setCurrentWidget(self.list)
        self._all.hide()
        self.list.list.setFocus()

    def open(self, number: int) -> None:
        """Show the lesson of this number, from 0, at its first step that is not done."""
        self._lesson = self._lessons[number]
        self.lesson_begun.emit()
        self._pages.setCurrentWidget(self.view)
        self._all.show()
        self._show(self.progress.next_step(self._lesson))
        self.view.text.setFocus()

    def open_named(self, name: str) -> None:
        """Show the lesson of this name, if there is one; the list otherwise."""
        names = [lesson.name for lesson in self._lessons]
        if name in names:
            self.open(names.index(name))
        else:
            self.show_list()

    def _show(self, number: int) -> None:
        assert self._lesson
        self._number = number
        self._is_answered = False
        self.view.show_step(self._lesson, number)
        self._show_done()
        self.step_begun.emit()

    def _move(self, by: int) -> None:
        assert self._lesson
        if self.view.next.hasFocus() or self.view.previous.hasFocus():
            self.view.text.setFocus()  # Who goes on with the keys is to be read the new step.
        if self._number + by < len(self._lesson.steps):
            self._show(self._number + by)
        else:
            self.show_list()

    def _answer(self, answer: Answer) -> None:
        self._is_answered = answer.is_right
        self.view.tell(tr("Right.") if answer.is_right else tr("No. Think again."))

    def check(self, state: ProgramState) -> None:
        """Tick the step where the program is as it wants it, and its question is answered."""
        step = self.step
        is_answered = self._is_answered or bool(step and not step.answers)
        if step and self.is_waiting and is_answered and step.holds(state):
            self._finish()

    def _finish(self) -> None:
        assert self._lesson
        self.progress = self.progress.with_step(self._lesson, self._number)
        self._show_done()
        event = QAccessibleAnnouncementEvent(self, tr("Step done"))
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
        self.progressed.emit()

    def _show_done(self) -> None:
        assert self._lesson
        is_last = self._number == len(self._lesson.steps) - 1
        self.view.show_done(is_done=not self.is_waiting, is_last=is_last)

    def set_can_go_back(self, can: bool) -> None:
        """Offer *Back to where I was*, where there is something to go back to."""
        self._back.setEnabled(can)
