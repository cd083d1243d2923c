"""The program killed at any moment, as a power cut would: nothing that it said was kept is lost."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSettings

from digitpad.data.formats import load_dataset
from digitpad.learning.run import stream_resumed_run
from digitpad.learning.saved_run import load_saved_run
from digitpad.models.model_file import load_model

ROOT = Path(__file__).resolve().parents[2]
KILLS = 2
LONGEST = 0.5
"""Seconds between the first digit kept and the kill."""

PROGRAM = """
import sys
from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from digitpad.app import create_window
from digitpad.learning.config import TrainingConfig
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
app = QApplication([])
window = create_window()
window.show()
session, canvas = window.retraining.page.session, window.draw_tab.canvas
models = window.current_model
config = TrainingConfig(("synthetic:200:1",), hidden=(32,), epochs=100_000, batch=20, augment=True)
session.start(config)
label = 0

def teach():
    global label
    label = (label + 1) % 10
    for step in range(8):
        place = QPoint(100 + 5 * step, 60 + 20 * step)
        (QTest.mouseMove if step else QTest.mousePress)(
            canvas, *([] if step else [Qt.MouseButton.LeftButton]), pos=place
        )
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(canvas, getattr(Qt.Key, f"Key_{label}"), Qt.KeyboardModifier.ControlModifier)

def adopt():
    models.adopt(models.current, lambda: print("model", models.path, flush=True))

window.draw_tab.labelling.changed.connect(lambda: print("kept", flush=True))

def tell():
    if session.state.run and session.state.run.reports:
        print("epoch", len(session.state.run.reports), flush=True)

session.changed.connect(tell)
timers = []
for work, every in ((teach, 20), (adopt, 70)):
    timers.append(QTimer())
    timers[-1].timeout.connect(work)
    timers[-1].start(every)
app.exec()
"""


def killed(home: Path, after: float) -> list[str]:
    """Kill the program so many seconds after all of its work is under way; what it had said."""
    words = [sys.executable, "-c", PROGRAM, str(home)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    said: list[str] = []
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as program:
        assert program.stdout is not None
        while {line.split()[0] for line in said} != {"kept", "epoch", "model"}:
            line = program.stdout.readline()
            assert line, "the program ended by itself"
            said.append(line)
        time.sleep(after)  # The moment of the kill is what is tried.
        program.kill()
        said += program.stdout.readlines()
    return said


def test_a_kill_loses_nothing_that_was_kept(home: Path) -> None:
    rng = random.Random(1)
    kept = 0
    for _ in range(KILLS):
        said = killed(home, rng.uniform(0, LONGEST))
        kept += said.count("kept\n")
        digits = load_dataset(home / "data" / "My digits")
        assert len(digits) >= kept
        assert all(drawing.strokes for drawing in digits.drawings)
        remembered = QSettings(str(next(home.rglob("*.ini"))), QSettings.Format.IniFormat).value(
            "model/current", ""
        )
        models = [line.split(maxsplit=1)[1].strip() for line in said if line.startswith("model")]
        assert all(load_model(path) for path in {models[-1], str(remembered)} - {""})
        checkpoint = home / "data" / "training.checkpoint"
        stopped = load_saved_run(checkpoint)
        assert stopped.state.epoch >= 1
    assert list(stream_resumed_run(checkpoint))  # Its digits are read, and are the same.
