"""What training costs the window, and what the window costs training.

    python tests/benchmarks/training.py MNIST

MNIST is the folder of its files. Rounds of `digitpad train` and of the Retrain window take turns,
with the window's own settings for a new network; meanwhile a timer of 10 ms in the window tells
how long it had to wait, first with nobody drawing, then with a hand that draws all the time.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOME = tempfile.TemporaryDirectory()
os.environ["DIGITPAD_DATA"] = f"{HOME.name}/data"
os.environ["DIGITPAD_CACHE"] = f"{HOME.name}/cache"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitpad.app import create_window
from digitpad.learning.recipe import Recipe
from digitpad.nn.training import EpochReport
from digitpad.ui.main_window import MainWindow

ROUNDS = 3
EPOCHS = 2


def recipe(mnist: str) -> Recipe:
    return Recipe((mnist,), hidden=(1024, 512), epochs=EPOCHS, augment=True)


def commanded(mnist: str) -> list[float]:
    """Seconds of each epoch of `digitpad train`."""
    command = recipe(mnist).command(f"{HOME.name}/model.npz").split()[1:]
    run = subprocess.run(
        [sys.executable, "-m", "digitpad", *command, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    events = [json.loads(line) for line in run.stdout.splitlines()]
    return [event["seconds"] for event in events if event["event"] == "epoch"]


def windowed(window: MainWindow, mnist: str, draws: bool) -> tuple[list[float], list[float], list[float]]:
    """Seconds of each epoch in the window; waits of a timer and of the readings, milliseconds."""
    trainer = window.retraining.dialog.trainer
    epochs: list[EpochReport] = []
    loop = QEventLoop()
    trainer.epoch_done.connect(epochs.append)
    trainer.ended.connect(loop.quit)
    trainer.failed.connect(loop.quit)
    waits, readings = [], []
    last = [0.0]
    ticking = QTimer()
    ticking.setTimerType(Qt.TimerType.PreciseTimer)

    def tick() -> None:
        now = time.perf_counter()
        if last[0]:
            waits.append(1000 * (now - last[0]))
        last[0] = now

    ticking.timeout.connect(tick)
    trainer.begun.connect(lambda *_: ticking.start(10))
    drawing = QTimer()
    moves = [0]
    moved_at = [0.0]
    canvas = window.draw_tab.canvas

    def move() -> None:
        step = moves[0] = moves[0] + 1
        place = QPoint(100 + step % 200, 100 + (7 * step) % 200)
        moved_at[0] = time.perf_counter()
        if step % 50 == 1:
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place)
            window.draw_tab.clear.trigger()
            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseMove(canvas, place)

    def note(_: object) -> None:
        readings.append(1000 * (time.perf_counter() - moved_at[0]))

    if draws:
        drawing.timeout.connect(move)
        window.draw_tab.reader.has_read.connect(note)
        trainer.begun.connect(lambda *_: drawing.start(16))
    trainer.start(recipe(mnist))
    loop.exec()
    ticking.stop()
    drawing.stop()
    for signal in (trainer.epoch_done, trainer.ended, trainer.failed, trainer.begun):
        signal.disconnect()
    if draws:
        window.draw_tab.reader.has_read.disconnect(note)
    return [report.seconds for report in epochs], waits, readings


def spread(milliseconds: list[float]) -> str:
    median, p95, p99 = np.percentile(milliseconds, [50, 95, 99])
    return f"median {median:.1f}, p95 {p95:.1f}, p99 {p99:.1f}, longest {max(milliseconds):.1f} ms"


def main() -> None:
    mnist = str(Path(sys.argv[1]).absolute())
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, HOME.name)
    app = QApplication([sys.argv[0], "-style", "fusion"])
    window = create_window()
    window.resize(1040, 720)
    window.show()
    window.retraining.show()
    app.processEvents()
    by_command, by_window, waits = [], [], []
    for number in range(ROUNDS):
        by_command += commanded(mnist)
        seconds, waited, _ = windowed(window, mnist, draws=False)
        by_window += seconds
        waits += waited
        print(
            f"round {number + 1}: an epoch by command {np.median(by_command[-EPOCHS:]):.2f} s, "
            f"in the window {np.median(seconds):.2f} s",
            flush=True,
        )
    ratio = np.median(by_window) / np.median(by_command)
    print(f"an epoch in the window takes {ratio:.2f} times as long as by command")
    print(f"a timer of 10 ms, nobody draws: {spread(waits)}")
    seconds, waits, readings = windowed(window, mnist, draws=True)
    print(f"a timer of 10 ms, a hand draws: {spread(waits)}")
    print(f"from a new point to new bars, meanwhile: {spread(readings)}")
    print(f"an epoch, meanwhile: {np.median(seconds):.2f} s")
    window.retraining.shut_down()
    window.close()
    os._exit(0)


if __name__ == "__main__":
    main()
