"""The answers to the question of a step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from digitpad.lessons.lesson import Answer
from digitpad.ui.support.theme import SPACE


class Answers(QWidget):
    """A button for each answer, with a text beside it, as the text of a button cannot wrap.

    Signals
    -------
    selected(Answer) : the user selected it.
    """

    selected = Signal(object)

    def __init__(self, answers: Sequence[Answer], parent: QWidget) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE // 2)
        layout.setVerticalSpacing(SPACE // 2)
        layout.setColumnStretch(1, 1)
        group = QButtonGroup(self)
        for row, answer in enumerate(answers):
            button = QRadioButton(self)
            button.setAccessibleName(answer.text)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, answer=answer: self.selected.emit(answer))
            group.addButton(button)
            layout.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(_Text(answer.text, button, self), row, 1)


class _Text(QLabel):
    """The text of a button; a click on it is one on the button."""

    def __init__(self, text: str, button: QRadioButton, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._button = button

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._button.click()
