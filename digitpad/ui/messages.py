"""Boxes with a text and a button, beside which the window stays alive."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.errors import DigitpadError


def show_page(window: QWidget, title: str, text: str) -> None:
    """Show a page of rich text."""
    box = QMessageBox(window)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(text)
    _show(box)


def show_error(window: QWidget, error: DigitpadError) -> None:
    """Show what could not be done, and why."""
    box = QMessageBox(
        QMessageBox.Icon.Warning, "digitpad", str(error), QMessageBox.StandardButton.Ok, window
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    _show(box)


def _show(box: QMessageBox) -> None:
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def ask(
    window: QWidget, text: str, answers: Mapping[QMessageBox.StandardButton, Callable[[], None]]
) -> None:
    """Ask a question; the answer is called once it is given.

    Return gives the first, unless that would destroy something. To leave it answers the last.
    """
    box = QMessageBox(window)
    box.setWindowTitle("digitpad")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    for button in answers:
        box.addButton(button)
    first, *_, last = answers
    box.setDefaultButton(last if first == QMessageBox.StandardButton.Discard else first)
    box.setEscapeButton(last)
    # Closed by its frame, a box names no button.
    box.finished.connect(
        lambda answer: answers.get(QMessageBox.StandardButton(answer), answers[last])()
    )
    _show(box)
