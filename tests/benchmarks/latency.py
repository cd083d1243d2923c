"""From the last pen point to new probabilities on the bars.

    python -m tests.benchmarks.latency

A drawing of 10 strokes and 2,000 points lies on the canvas, the last stroke still under way. Each
measurement moves the mouse by one event and ends when the bars have their new probabilities.
"""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.benchmarks.windows import window_in_a_new_home

STROKES, POINTS = 10, 2000
MEASUREMENTS = 300


def main() -> None:
    with window_in_a_new_home(900, 640) as (window, _):
        measure(window)


def measure(window: MainWindow) -> None:
    canvas = window.draw_tab.canvas
    readings: list[object] = []
    window.draw_tab.classified.connect(readings.append)  # sent when the bars are set
    draw(canvas)
    QApplication.processEvents()
    points = sum(len(stroke.points) for stroke in canvas.drawing.strokes)
    print(f"{len(canvas.drawing.strokes)} strokes, {points:,} points")

    taken = []
    rng = np.random.default_rng(1)
    for _ in range(MEASUREMENTS):
        x, y = rng.integers(20, canvas.width() - 20, 2).tolist()
        readings.clear()
        start = time.perf_counter()
        QTest.mouseMove(canvas, QPoint(x, y))
        while not readings:
            QApplication.processEvents()
        taken.append(1000 * (time.perf_counter() - start))
    median, p95 = np.percentile(taken, [50, 95])
    print(f"one more point to new probabilities: median {median:.2f} ms, p95 {p95:.2f} ms")

    readings.clear()
    moves = 2000
    start = time.perf_counter()
    for k in range(moves):
        QTest.mouseMove(canvas, QPoint(100 + k % 300, 100 + k // 7))
        if k % 20 == 19:  # the event loop turns once for every 20 events of a fast pen
            QApplication.processEvents()
    seconds = time.perf_counter() - start
    print(f"scribble: {moves:,} events, {len(readings)} readings in {seconds:.2f} s")


def draw(canvas: Canvas) -> None:
    """Curved lines all over the canvas; the last is not ended."""
    side, each = canvas.width(), POINTS // STROKES
    rng = np.random.default_rng(0)
    for number in range(STROKES):
        turn = np.linspace(0, 2 * np.pi, each)
        speed, phase = rng.uniform(0.5, 3, 2), rng.uniform(0, 6, 2)
        x = side * (0.5 + 0.4 * np.sin(speed[0] * turn + phase[0]))
        y = side * (0.5 + 0.4 * np.cos(speed[1] * turn + phase[1]))
        path = [QPoint(int(a), int(b)) for a, b in zip(x, y, strict=True)]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=path[0])
        for position in path[1:]:
            QTest.mouseMove(canvas, position)
        if number < STROKES - 1:
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=path[-1])


if __name__ == "__main__":
    main()
