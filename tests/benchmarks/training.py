"""What training costs the window, and what the window costs training.

    python -m tests.benchmarks.training MNIST

MNIST is the folder of its files. Rounds of `digitpad train` and of the Train tab take turns,
with the window's own settings for a new network; meanwhile a timer of 10 ms in the window tells
how long it had to wait, first with nobody drawing, then with a hand that draws all the time.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from digitpad.learning.config import TrainingConfig
from digitpad.ui.retrain.session import TrainingSession
from digitpad.ui.retrain.session_state import Stage
from digitpad.ui.window.main_window import MainWindow
from tests.benchmarks.windows import window_in_a_new_home

ROUNDS = 3
EPOCHS = 2


def config(mnist: str) -> TrainingConfig:
    return TrainingConfig((mnist,), hidden=(1024, 512), epochs=EPOCHS, augment=True)


def commanded(mnist: str, home: str) -> list[float]:
    """Seconds of each epoch of `digitpad train`."""
    command = config(mnist).command(f"{home}/model.npz").split()[1:]
    run = subprocess.run(
        [sys.executable, "-m", "digitpad", *command, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    events = [json.loads(line) for line in run.stdout.splitlines()]
    return [event["seconds"] for event in events if event["event"] == "epoch"]


class Ticks:
    """A timer of 10 ms, and how long it had to wait each time, in milliseconds."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._tick)
        self._last = 0.0

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._last:
            self.waits.append(1000 * (now - self._last))
        self._last = now


class Hand:
    """Draws all the time; from each new point to new bars, in milliseconds."""

    def __init__(self, window: MainWindow) -> None:
        self.waits: list[float] = []
        self.timer = QTimer()
        self.timer.timeout.connect(self._move)
        self._tab = window.draw_tab
        self._tab.classifier.classified.connect(self._note)
        self._moves, self._moved_at = 0, 0.0

    def _move(self) -> None:
        canvas, button = self._tab.canvas, Qt.MouseButton.LeftButton
        self._moves += 1
        place = QPoint(100 + self._moves % 200, 100 + (7 * self._moves) % 200)
        self._moved_at = time.perf_counter()
        if self._moves % 50 == 1:
            QTest.mouseRelease(canvas, button, pos=place)
            self._tab.clear.trigger()
            QTest.mousePress(canvas, button, pos=place)
        else:
            QTest.mouseMove(canvas, place)

    def _note(self) -> None:
        self.waits.append(1000 * (time.perf_counter() - self._moved_at))


def windowed(session: TrainingSession, mnist: str, *timers: tuple[QTimer, int]) -> list[float]:
    """Seconds of each epoch in the window; the timers run while it trains."""
    loop = QEventLoop()

    def follow() -> None:
        match session.state.stage:
            case Stage.TRAINING:
                for timer, every in timers:
                    timer.start(every)
            case Stage.IDLE:
                loop.quit()

    connection = session.stage_changed.connect(follow)
    session.start(config(mnist))
    loop.exec()
    for timer, _ in timers:
        timer.stop()
    QObject.disconnect(connection)
    assert session.state.run
    return [report.seconds for report in session.state.run.reports]


def spread(milliseconds: list[float]) -> str:
    median, p95, p99 = np.percentile(milliseconds, [50, 95, 99])
    return f"median {median:.1f}, p95 {p95:.1f}, p99 {p99:.1f}, longest {max(milliseconds):.1f} ms"


def compare(window: MainWindow, mnist: str, home: str) -> None:
    """Train by command and in the window, and tell what it took."""
    session = window.retraining.page.session
    by_command, by_window = list[float](), list[float]()
    waits = []
    for number in range(ROUNDS):
        by_command += commanded(mnist, home)
        ticks = Ticks()
        by_window += windowed(session, mnist, (ticks.timer, 10))
        waits += ticks.waits
        print(
            f"round {number + 1}: an epoch by command {np.median(by_command[-EPOCHS:]):.2f} s, "
            f"in the window {np.median(by_window[-EPOCHS:]):.2f} s",
            flush=True,
        )
    ratio = np.median(by_window) / np.median(by_command)
    print(f"an epoch in the window takes {ratio:.2f} times as long as by command")
    print(f"a timer of 10 ms, nobody draws: {spread(waits)}")
    ticks, hand = Ticks(), Hand(window)
    seconds = windowed(session, mnist, (ticks.timer, 10), (hand.timer, 16))
    print(f"a timer of 10 ms, a hand draws: {spread(ticks.waits)}")
    print(f"from a new point to new bars, meanwhile: {spread(hand.waits)}")
    print(f"an epoch, meanwhile: {np.median(seconds):.2f} s")


def main() -> None:
    mnist = str(Path(sys.argv[1]).absolute())
    with window_in_a_new_home(1040, 720) as (window, home):
        window.retraining.action.trigger()
        compare(window, mnist, home)


if __name__ == "__main__":
    main()
