"""Light and dark are chosen, remembered and followed by all that is shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.tools import ToolButton
from digitpad.ui.support.theme import apply_theme
from digitpad.ui.window.appearance import Appearances
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import Draw


def appearances(window: MainWindow) -> Appearances:
    found = window.findChild(Appearances)
    assert isinstance(found, Appearances)
    return found


@pytest.fixture
def _back_to_light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.mark.usefixtures("_back_to_light")
def test_size_pen_and_appearance_are_remembered(qtbot: QtBot) -> None:
    first = create_window()
    qtbot.addWidget(first)
    first.resize(777, 666)
    first.show()
    first.draw_tab.tools.pen_width = 13
    next(a for a in appearances(first).actions() if a.data() == "dark").trigger()
    first.close()
    second = create_window()
    qtbot.addWidget(second)
    second.show()
    assert (second.width(), second.height()) == (777, 666)
    assert second.draw_tab.tools.pen_width == 13
    assert second.draw_tab.canvas.pen_width == 13
    assert appearances(second).checkedAction().data() == "dark"
    qtbot.waitUntil(lambda: second.palette().window().color().lightness() < 64)
    second.close()


@pytest.mark.usefixtures("_back_to_light")
def test_the_drawing_follows_the_appearance(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw([(280, 100), (280, 460)])
    middle = canvas.rect().center()
    assert canvas.grab().toImage().pixelColor(middle).lightness() < 64
    next(a for a in appearances(window).actions() if a.data() == "dark").trigger()
    qtbot.waitUntil(lambda: canvas.grab().toImage().pixelColor(middle).lightness() > 192)
    assert canvas.grab().toImage().pixelColor(20, 20).lightness() < 64


@pytest.mark.usefixtures("_back_to_light")
def test_what_is_coloured_follows_the_appearance(qtbot: QtBot, window: MainWindow) -> None:
    window.draw_tab.eraser.trigger()
    button = next(b for b in window.findChildren(ToolButton) if b.isChecked())
    for appearance in ("dark", "light"):
        next(a for a in appearances(window).actions() if a.data() == appearance).trigger()
        qtbot.waitUntil(
            lambda: button.palette().button().color() == QApplication.palette().accent().color()
        )
