"""What lies on the canvas when the program ends lies there when it starts again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.saved_drawing import drawing_file
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import FOUR, SEVEN, Draw, prediction

pytestmark = pytest.mark.light_window

ROOT = Path(__file__).resolve().parents[2]


def another(qtbot: QtBot) -> MainWindow:
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    return window


def end(qtbot: QtBot, window: MainWindow, how: str) -> None:
    with qtbot.waitSignal(window.closed):
        window.quit() if how == "quit" else window.close()


@pytest.mark.parametrize("how", ["close", "quit"])
def test_the_drawing_comes_back(qtbot: QtBot, window: MainWindow, draw: Draw, how: str) -> None:
    draw(*FOUR)
    drawn = window.draw_tab.canvas.drawing
    end(qtbot, window, how)
    again = another(qtbot)
    assert [len(s.points) for s in again.draw_tab.canvas.drawing.strokes] == [
        len(s.points) for s in drawn.strokes
    ]
    qtbot.waitUntil(lambda: prediction(again) == "4")
    assert not again.draw_tab.canvas.undo_stack.canUndo()
    again.draw_tab.clear.trigger()
    end(qtbot, again, how)
    assert not drawing_file().exists()
    last = another(qtbot)
    assert last.draw_tab.canvas.is_empty
    end(qtbot, last, how)


def test_a_line_under_way_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.draw_tab.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    QTest.mouseMove(canvas, canvas.rect().center() / 2)
    window.keep_all()
    assert drawing_file().exists()
    window.quit()


def test_a_damaged_drawing_is_told_until_that_is_closed(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    draw(*SEVEN)
    end(qtbot, window, "close")
    drawing_file().write_bytes(b"torn")
    again = another(qtbot)
    (label,) = [label for label in again.notices.findChildren(QLabel) if label.text()]
    assert label.height() >= label.heightForWidth(label.width()), "all of it can be read"
    assert label.isVisible()
    assert f"{drawing_file()}.damaged" in label.text()
    (close,) = again.notices.findChildren(QToolButton)
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not again.notices.isVisible()
    end(qtbot, again, "close")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
def test_a_signal_keeps_the_drawing(home: Path) -> None:
    program = """
import os, signal, sys
import numpy as np
from PySide6.QtCore import QTimer
from digitpad import app
from digitpad.ink.strokes import Drawing, Stroke
finish = app._finish

def then(window, *wanted):
    finish(window, *wanted)
    window.draw_tab.canvas.show_drawing(Drawing((Stroke(np.ones((2, 2), np.float32)),)))
    QTimer.singleShot(300, lambda: os.kill(os.getpid(), signal.SIGTERM))

app._finish = then
sys.exit(app.run(None, None))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(home)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert drawing_file().exists()
