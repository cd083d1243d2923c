"""The program on a real X server, with a pointer that really moves."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 60
"""Seconds after which a window that has not come will not come."""

NEEDS_XVFB = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="needs Xvfb and xdotool (Debian packages xvfb and xdotool)",
)

pytestmark = NEEDS_XVFB


@contextmanager
def screen() -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """A screen of 1280x900 pixels that nobody sees: its server, and its name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip()
    yield server, f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def display() -> Iterator[str]:
    with screen() as (_, name):
        yield name


@pytest.fixture
def environment(display: str, home: Path) -> dict[str, str]:
    """What a desktop gives to a program; no hint which of Qt's platforms to use."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "WAYLAND"))}
    return {
        **kept,
        "DISPLAY": display,
        "XDG_SESSION_TYPE": "x11",
        "XDG_CONFIG_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }


def xdotool(environment: dict[str, str], *words: str) -> str:
    result = subprocess.run(
        ["xdotool", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    return result.stdout.strip()


def test_draw_save_and_quit_with_pointer_and_keys(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with started(environment, tmp_path) as program:
        window = xdotool(
            environment, "search", "--sync", "--onlyvisible", "--name", "digitpad$"
        ).splitlines()[0]
        xdotool(environment, "windowmove", "--sync", window, "0", "0")
        xdotool(environment, "windowfocus", "--sync", window)
        wait_for_pixels(environment, window)
        draw_a_one(environment)
        xdotool(environment, "key", "ctrl+q")
        _, complaints = program.communicate(timeout=DEADLINE)
    assert program.returncode == 0
    assert complaints == ""


@contextmanager
def started(environment: dict[str, str], folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """The program in a folder that has nothing to do with it; ended whatever happens."""
    with subprocess.Popen(
        [sys.executable, "-m", "digitpad"],
        env=environment,
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def wait_for_pixels(environment: dict[str, str], window: str) -> None:
    """Wait until the window has been painted: more than one colour is on it."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        dump = subprocess.run(
            ["xwd", "-silent", "-id", window], env=environment, capture_output=True, check=False
        ).stdout
        if len(set(dump[-200_000:])) > 3:
            return
    pytest.fail("the window was never painted")


def draw_a_one(environment: dict[str, str]) -> None:
    """A stroke from the top to the bottom of the canvas, by a pointer that moves in steps."""
    xdotool(environment, "mousemove", "250", "150", "mousedown", "1")
    for y in range(160, 500, 10):
        xdotool(environment, "mousemove", "250", str(y))
    xdotool(environment, "mouseup", "1")


DRIVER = """
import sys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import digitpad.ink.opencv
digitpad.ink.opencv.import_opencv()
from digitpad.app import create_window
app = QApplication([])
window = create_window()
window.show()
QTest.qWaitForWindowExposed(window)
canvas = window.draw_tab.canvas
side = canvas.width()
path = [QPoint(side // 3 + side * k // 60, side // 6) for k in range(20)]
path += [QPoint(side * 2 // 3 - side * k // 80, side // 6 + side * k // 30) for k in range(20)]
QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=path[0])
for point in path[1:]:
    QTest.mouseMove(canvas, point)
QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=path[-1])
app.processEvents()
print(app.platformName(), window.draw_tab.prediction.digit)
window.close()
"""


def test_a_window_on_x11_reads_with_opencv_loaded_first(environment: dict[str, str]) -> None:
    result = subprocess.run(
        [sys.executable, "-c", DRIVER],
        env=environment,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert result.stderr == ""
    assert result.stdout.split() == ["xcb", "7"]
