"""One step of a lesson: its text, its question, its tick, and what can be done about it."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from digitpad.lessons.lesson import Answer, Lesson
from digitpad.ui.lessons.answers import Answers
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr

TICK = 2 * SPACE
"""Side of the tick, pixels."""


class StepView(QWidget):
    """Shows a step, and hands on what the user wants.

    Signals
    -------
    answered(Answer) : the user selected an answer to the question.
    show_wanted(), offer_wanted() : *Show me*, and what the program can do for the user.
    moved(int) : to the next step with 1, to the previous one with -1.
    """

    answered = Signal(object)
    show_wanted = Signal()
    offer_wanted = Signal()
    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lesson_title = section_head("")
        self._place = quiet_label("")
        self.text = QTextBrowser(self)
        self.text.setObjectName("lessonText")
        self.text.setAccessibleName(tr("Step", "of a lesson"))
        self.text.setOpenExternalLinks(True)
        self.text.document().setDocumentMargin(SPACE)
        FocusRing(self.text)
        self._answers = Answers((), self)
        self._told = plain_label("", self)
        self._told.setObjectName("lessonTold")
        self._told.setWordWrap(True)
        self._tick = QLabel(self)
        self._tick.setFixedSize(TICK, TICK)
        self._state = plain_label("", self)
        self._state.setObjectName("lessonState")
        self._state.setWordWrap(True)
        self.show_me = self._button(tr("Show me"), "lightbulb", self.show_wanted)
        self.show_me.setObjectName("showMe")
        self.show_me.setToolTip(tip(tr("Light the control that is meant, and give it the focus")))
        self.offer = self._button("", "pencil", self.offer_wanted)
        self.offer.setObjectName("lessonOffer")
        self.previous = QPushButton(tr("Previous step"), self)
        self.previous.setObjectName("previousStep")
        self.next = QPushButton(self)
        self.next.setObjectName("nextStep")
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self._lay_out()

    def _button(self, text: str, picture: str, clicked: SignalInstance) -> QPushButton:
        button = QPushButton(icon(picture), text, self)
        button.clicked.connect(lambda: clicked.emit())
        return button

    def _lay_out(self) -> None:
        for label in (self._lesson_title, self._state):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tick = QHBoxLayout()
        tick.setSpacing(SPACE // 2)
        tick.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        tick.addWidget(self._state, 1)
        self._turn = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._turn.setSpacing(SPACE // 2)
        for button in (self.previous, self.next):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._turn.addWidget(button, 1)
        self._rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._lesson_title)
        layout.addWidget(self._place)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._answers)
        layout.addWidget(self._told)
        layout.addLayout(tick)
        layout.addWidget(self.show_me)
        layout.addWidget(self.offer)
        layout.addLayout(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put one button above the other where their texts have no room side by side."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        # The text of the other one changes, and is no longer.
        is_wide = self.width() >= 2 * self.previous.sizeHint().width() + SPACE // 2
        self._turn.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def show_step(self, lesson: Lesson, number: int) -> None:
        """Show a step, counted from 0."""
        step = lesson.steps[number]
        self._lesson_title.setText(lesson.title)
        place = tr("Step {n} of {all}").format(n=number + 1, all=len(lesson.steps))
        self._place.setText(place)
        self.text.setMarkdown(f"**{step.title}**\n\n{step.text}")
        self.text.setAccessibleDescription(place)
        self.show_me.setVisible(bool(step.show))
        self.offer.setVisible(bool(step.offer))
        self.offer.setText(_offers().get(step.offer, ""))
        self.previous.setEnabled(number > 0)
        self._ask(step.answers)
        self.tell("")

    def _ask(self, answers: tuple[Answer, ...]) -> None:
        before, self._answers = self._answers, Answers(answers, self)
        self._answers.selected.connect(self.answered)
        self._rows.replaceWidget(before, self._answers)
        before.hide()
        before.deleteLater()
        self._answers.setVisible(bool(answers))
        for one, other in pairwise([self.text, self._answers, self.show_me, self.offer]):
            QWidget.setTabOrder(one, other)

    def tell(self, text: str) -> None:
        """Say something about the step; an empty text takes it away."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def show_done(self, *, is_done: bool, is_last: bool) -> None:
        """Show whether the step is done, and where the next button leads."""
        role = QPalette.ColorRole.Accent if is_done else QPalette.ColorRole.PlaceholderText
        self._tick.setVisible(is_done)
        picture = icon("circle-check")  # Now, in the colours that the theme has now.
        self._tick.setPixmap(picture.pixmap(QSize(TICK, TICK), self.devicePixelRatioF()))
        self._state.setForegroundRole(role)
        self._state.setText(tr("Done") if is_done else tr("Not done yet"))
        if is_last:
            self.next.setText(tr("Finish"))
        else:
            self.next.setText(tr("Next step") if is_done else tr("Skip step"))
        self.next.setDefault(is_done)
        self.next.setAutoDefault(is_done)


def _offers() -> dict[str, str]:
    """What the button of each offer says."""
    return {
        "hard digit": tr("Draw it for me"),
        "reference digits": tr("Open reference digits"),
    }
