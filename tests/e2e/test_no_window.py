"""The program where no window can open: one line, never Qt's abort."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a display")


@pytest.mark.parametrize(
    ("display", "reason"),
    [
        ({}, "there is no display"),
        ({"DISPLAY": ":9876"}, "the display ':9876'"),
        ({"DISPLAY": "localhost:9876.0"}, "the display 'localhost:9876.0'"),
        ({"DISPLAY": ":9876", "QT_QPA_PLATFORM": "xcb"}, "the display ':9876'"),
    ],
)
def test_one_line_and_status_1(display: dict[str, str], reason: str) -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in os.environ.items() if k not in names}
    result = subprocess.run(
        [sys.executable, "-m", "digitpad"],
        env={**environment, "PYTHONPATH": str(ROOT), **display},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"digitpad: {reason}")
