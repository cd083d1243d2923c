"""A hand to draw with, and eyes to see what the window answers."""

import warnings
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget

from digitpad.ink.strokes import CANVAS
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.support.plain_text import without_mnemonic
from digitpad.ui.window.main_window import MainWindow

if TYPE_CHECKING:  # Random use has no need of pytest, and measures memory.
    from pytestqt.qtbot import QtBot

NOTHING = ""
"""What the prediction shows where there is no ink."""

Line = Sequence[tuple[float, float]]
Draw = Callable[..., None]


def pixel(widget: QWidget, point: tuple[float, float]) -> QPoint:
    """Where a point in canvas units lies on the canvas on the screen."""
    scale = widget.width() / CANVAS
    return QPoint(round(point[0] * scale), round(point[1] * scale))


def dense(line: Line, step: float = 12.0) -> list[tuple[float, float]]:
    """A line with points about ``step`` apart, as a moving mouse leaves them."""
    points = [line[0]]
    for (x1, y1), (x2, y2) in pairwise(line):
        parts = max(int(np.hypot(x2 - x1, y2 - y1) / step), 1)
        points += [
            (x1 + (x2 - x1) * k / parts, y1 + (y2 - y1) * k / parts) for k in range(1, parts + 1)
        ]
    return points


def ring(x: float, y: float, width: float, height: float, start: float = -90) -> Line:
    """An ellipse around (x, y), from ``start`` degrees once around."""
    angles = np.deg2rad(np.linspace(start, start - 360, 40))
    return [(x + width * float(np.cos(a)), y + height * float(np.sin(a))) for a in angles]


ONE: list[Line] = [[(280, 80), (275, 280), (280, 480)]]
SEVEN: list[Line] = [[(160, 100), (400, 100), (330, 260), (260, 480)]]
ZERO: list[Line] = [ring(280, 280, 130, 190)]
EIGHT: list[Line] = [ring(280, 175, 85, 85), ring(285, 370, 105, 110)]
FOUR: list[Line] = [[(300, 80), (140, 330), (420, 330)], [(330, 200), (330, 490)]]
DIGITS = {0: ZERO, 1: ONE, 4: FOUR, 7: SEVEN, 8: EIGHT}


def probabilities(window: MainWindow) -> list[float]:
    bars = window.findChild(QWidget, "probabilityBars")
    assert bars is not None
    return list(bars.property("probabilities"))


def prediction(window: MainWindow) -> str:
    label = window.findChild(QLabel, "prediction")
    assert label is not None
    return label.text()


def status_text(window: MainWindow) -> str:
    """What the status bar tells; empty while it shows model and dataset."""
    return window._status_bar._message.text()


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None, name
    return found


def ink_colour(canvas: Canvas) -> QColor:
    return canvas.palette().text().color()


def paper_colour(canvas: Canvas) -> QColor:
    return canvas.palette().base().color()


def colour_at(canvas: Canvas, point: tuple[float, float]) -> QColor:
    return canvas.grab().toImage().pixelColor(pixel(canvas, point))


def wait_for_box(qtbot: "QtBot", window: QWidget) -> QMessageBox:
    """The message that the window shows."""
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    return window.findChildren(QMessageBox)[0]


def button(parent: QWidget, text: str) -> QAbstractButton:
    """The button with this text that is seen in a box, or on a page."""
    return next(
        one
        for one in parent.findChildren(QAbstractButton)
        if without_mnemonic(one.text()) == text and one.isVisible()
    )


def drop(widget: QWidget, data: QMimeData) -> None:
    """Drag something over a widget and let go."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    with warnings.catch_warnings():
        # Newer Qt deprecates this constructor; older Qt has no other.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(100, 100), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(QPointF(100, 100), copy, data, left, none))


def assert_can_be_seen(window: QWidget) -> None:
    """The middle of a window is on the screen, and it is not larger than that."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(window.geometry().center())
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()
