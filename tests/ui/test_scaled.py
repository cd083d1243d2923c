"""On screens of other scales, the smallest window shows everything."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(("scale", "language"), [("1.25", "zh_CN"), ("1.5", "en"), ("2", "zh_CN")])
def test_nothing_is_cut(scale: str, language: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.scaled_window", language],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == []
