"""A model of the last time that cannot be opened is told of where it cannot be missed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QLabel
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from digitpad import app
from digitpad.ui.settings import settings
settings().setValue("model/current", sys.argv[2])
finish = app._finish

def look(window):
    for label in window.notices.findChildren(QLabel):
        if label.text():
            print(label.isVisible(), label.text())
    print(window.models.name)
    window.quit()

def then(window, dataset):
    finish(window, dataset)
    QTimer.singleShot(300, lambda: look(window))

app._finish = then
sys.exit(app.run(None, None))
"""


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_a_remembered_model_that_cannot_be_opened_is_told_until_that_is_closed(
    home: Path, tmp_path: Path, how: str
) -> None:
    model = tmp_path / "mine.npz"
    if how == "damaged":
        model.write_bytes(b"PK\3\4 torn")
    words = [sys.executable, "-c", PROGRAM, str(home), str(model)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    told, name = done.stdout.splitlines()
    reason = "no such file" if how == "gone" else "a file that cannot be read"
    assert told.startswith("True The model that was used last cannot be opened")
    assert reason in told
    assert str(model) in told
    assert told.endswith("or open another model (Ctrl+M).")
    assert name == "built-in"
