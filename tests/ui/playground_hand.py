"""What the tests of the Playground do with mouse and keys."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QSpinBox,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.playground.points import PRESETS
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Key = Qt.Key

HINT = PRESETS["quadrants"].hint
"""What is told where there is nothing else to tell."""


def opened(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    """The tab, selected by a click."""
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    place = tabs.tabBar().tabRect(tabs.indexOf(window.playground_tab)).center()
    QTest.mouseClick(tabs.tabBar(), LEFT, pos=place)
    view = window.playground_tab.make_view()
    qtbot.waitUntil(view.plane.hasFocus)
    QApplication.processEvents()  # Everything has its place.
    return view


def state(view: PlaygroundView) -> str:
    label = view.findChild(QLabel, "playgroundState")
    assert label is not None
    return label.text()


def message(view: PlaygroundView) -> str:
    label = view.findChild(QLabel, "playgroundMessage")
    assert label is not None
    return label.text()


def units(view: PlaygroundView, layer: int = 1) -> QSpinBox:
    """How many units a hidden layer has."""
    return view.diagram.heads.heads[layer - 1].units


def place(view: PlaygroundView, x: float, y: float) -> QPoint:
    return view.plane.place_of((x, y)).toPoint()


def click(view: PlaygroundView, text: str) -> None:
    button = next(
        button
        for button in view.findChildren(QAbstractButton)
        if button.text().replace("&", "") == text and button.isVisible()
    )
    QTest.mouseClick(button, LEFT)


def colour_at(view: PlaygroundView, x: float, y: float) -> tuple[int, ...]:
    colour = view.plane.grab().toImage().pixelColor(place(view, x, y))
    return colour.red(), colour.green(), colour.blue()
