"""From the last pen point to new probabilities on the bars.

    python -m tests.benchmarks.latency

Once a scribble of 10 strokes and 2,000 points lies on the canvas, the last stroke still under way;
once the digits of 18072, the 2 still under way. Each measurement moves the mouse by one event and
ends when the bars have their new probabilities. While others use the machine, the processor's time
tells more than the clock.

Then the same digits, each on an empty canvas, with the panel of the network's layers closed, and
again with it open, over and over: from one more point until the bars are painted, and until the
layers are; and the steps that the window's own thread takes meanwhile, and when the drawing rests
and is explained. The images of units come by the clock. On a machine that others use, they come
with more of the points, as each takes longer.
"""

import os
import time
from collections.abc import Callable
from functools import partial
from itertools import product

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.benchmarks.windows import window_in_a_new_home

STROKES, POINTS = 10, 2000
MEASUREMENTS = 300

ROUNDS, DIGITS = 6, 5
"""Times that each of the digits is drawn with the panel closed, then open."""

SHARES = (50, 95, 99)
"""Percentiles that are printed of them."""

IDLE = 0.0001
"""Seconds of the processor up to which a step did nothing."""

REST = 1.5
"""Seconds for which each digit rests in the first round: it is explained."""

LONGEST_WAIT = 5
"""Seconds of the processor after which what is waited for does not come any more."""

QUIET = 20
"""Passes of the event loop without another size, after which the canvas is laid out."""


def main() -> None:
    with window_in_a_new_home(900, 640) as (window, _):
        measure(window)
    with window_in_a_new_home(1366, 768) as (window, _):
        taken = {
            name: np.percentile(values, SHARES) for name, values in layer_times(window).items()
        }
    layers, bars = taken["panel open, point to layers"], taken["panel closed, point to bars"]
    taken["open, point to layers, less closed, point to bars"] = layers - bars
    for name, values in taken.items():
        shown = (f"{share}% {value:.1f} ms" for share, value in zip(SHARES, values, strict=True))
        print(f"{name}: {', '.join(shown)}")


def measure(window: MainWindow) -> None:
    canvas = window.draw_tab.canvas
    readings: list[object] = []
    window.draw_tab.classified.connect(readings.append)  # sent when the bars are set
    number = digits(canvas.width())
    for line in number[:-1]:
        draw_line(canvas, line)
    measure_moves("number", canvas, readings, number[-1])
    print(f"predicted: {window.draw_tab.classifier.prediction.number.text}")
    canvas.clear()

    draw(canvas)
    side = canvas.width() - 20
    moves = np.random.default_rng(1).integers(20, side, (MEASUREMENTS, 2))
    measure_moves("scribble", canvas, readings, [QPoint(x, y) for x, y in moves.tolist()])

    readings.clear()
    count = 2000
    start = time.perf_counter()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    for k in range(count):
        QTest.mouseMove(canvas, QPoint(100 + k % 300, 100 + k // 7))
        if k % 20 == 19:  # the event loop turns once for every 20 events of a fast pen
            QApplication.processEvents()
    seconds = time.perf_counter() - start
    print(f"scribble: {count:,} events, {len(readings)} predictions in {seconds:.2f} s")


def measure_moves(name: str, canvas: Canvas, readings: list[object], path: list[QPoint]) -> None:
    """Print how long each move takes, with the button of the mouse held down."""
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=path[0])
    QApplication.processEvents()
    strokes = canvas.drawing.strokes
    taken = []
    for position in path[1:]:
        readings.clear()
        start = time.perf_counter(), time.process_time()
        QTest.mouseMove(canvas, position)
        wait(f"bars after a point at {position}", partial(bool, readings))
        ends = time.perf_counter(), time.process_time()
        taken.append([1000 * (end - begin) for begin, end in zip(start, ends, strict=True)])
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=path[-1])
    print(f"{name}: {len(strokes)} strokes, {sum(len(s.points) for s in strokes):,} points")
    for clock, values in zip(("clock", "processor"), np.transpose(taken), strict=True):
        median, p95 = np.percentile(values, [50, 95])
        print(f"  one more point, {clock}: median {median:.2f} ms, p95 {p95:.2f} ms")


def layer_times(window: MainWindow) -> dict[str, list[float]]:
    """Milliseconds of the processor, of all threads or of the window's thread alone."""
    wait("the panel of a wide window", lambda: window.inside.panel is not None)
    panel, canvas = window.inside.panel, window.draw_tab.canvas
    assert panel is not None
    bars: list[object] = []
    layers: list[object] = []
    window.draw_tab.classified.connect(bars.append)
    panel.units.followed.connect(lambda: layers.append(None))
    taken: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        state = "open" if panel.isVisible() else "closed"
        taken.setdefault(f"panel {state}, {name}", []).append(1000 * seconds)

    def step(work: Callable[[], None]) -> None:
        start = time.thread_time()
        work()
        if (seconds := time.thread_time() - start) > IDLE:
            note("a step of the window's thread", seconds)

    def move(position: QPoint) -> None:
        bars.clear()
        layers.clear()
        start, start_here = time.process_time(), time.thread_time()
        QTest.mouseMove(canvas, position)
        for name, news in (("bars", bars), ("layers", layers)):
            wait(f"{name} after a move to {position}", partial(bool, news), step)
            step(QApplication.sendPostedEvents)  # Paints them.
            note(f"point to {name}", time.process_time() - start)
            note(f"point to {name}, window's thread alone", time.thread_time() - start_here)
            if not panel.isVisible():
                break

    def rest() -> None:
        end = time.perf_counter() + REST
        while time.perf_counter() < end:
            step(QApplication.processEvents)

    for turn, place, is_open in product(range(ROUNDS), range(DIGITS), (False, True)):
        show_panel(panel, canvas, is_open=is_open)
        first, *others = digits(canvas.width())[place]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=first)
        for position in others:
            move(position)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=others[-1])
        if not turn:
            rest()
        canvas.clear()
    return taken


def show_panel(panel: QWidget, canvas: Canvas, *, is_open: bool) -> None:
    """Open or close the panel, and wait until all is laid out for it."""
    panel.setVisible(is_open)
    widths = [0, canvas.width()]

    def is_laid_out() -> bool:
        widths.append(canvas.width())
        return len(set(widths[-QUIET:])) == 1

    wait("the canvas to be laid out", is_laid_out)


def wait(
    what: str,
    has_come: Callable[[], bool],
    step: Callable[[Callable[[], None]], None] = lambda work: work(),
) -> None:
    """Handle events until something has come.

    Raises
    ------
    TimeoutError : it does not come.
    """
    end = time.process_time() + LONGEST_WAIT
    while not has_come():
        if time.process_time() > end:
            raise TimeoutError(f"waited {LONGEST_WAIT} s for {what}")
        step(QApplication.processEvents)


def digits(side: int) -> list[list[QPoint]]:
    """The strokes of 18072, drawn with many points on a canvas of ``side`` pixels."""
    turn = np.linspace(0, 2 * np.pi, 80)
    one = np.stack([np.zeros(80), np.linspace(-1, 1, 80)], axis=1)
    eight = np.stack([-0.4 * np.sin(2 * turn), -np.cos(turn)], axis=1)
    zero = np.stack([0.45 * np.sin(turn), -np.cos(turn)], axis=1)
    seven = np.array([[-0.4, -1], [0.4, -1], [-0.1, 1]])
    two = np.array([[-0.4, -0.6], [-0.2, -0.95], [0.3, -0.9], [0.4, -0.5], [-0.4, 1], [0.5, 1]])
    lines = []
    for place, line in enumerate((one, eight, zero, seven, two)):
        along = np.linspace(0, len(line) - 1, 80)
        points = np.stack(
            [np.interp(along, np.arange(len(line)), line[:, axis]) for axis in (0, 1)]
        )
        x, y = side * (np.array([[0.12 + 0.19 * place], [0.5]]) + 0.14 * points)
        lines.append([QPoint(int(a), int(b)) for a, b in zip(x, y, strict=True)])
    return lines


def draw_line(canvas: Canvas, path: list[QPoint]) -> None:
    """Draw a line with the mouse."""
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=path[0])
    for position in path[1:]:
        QTest.mouseMove(canvas, position)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=path[-1])


def draw(canvas: Canvas) -> None:
    """Curved lines all over the canvas; the last one is still to come."""
    side, each = canvas.width(), POINTS // STROKES
    rng = np.random.default_rng(0)
    for _ in range(STROKES - 1):
        turn = np.linspace(0, 2 * np.pi, each)
        speed, phase = rng.uniform(0.5, 3, 2), rng.uniform(0, 6, 2)
        x = side * (0.5 + 0.4 * np.sin(speed[0] * turn + phase[0]))
        y = side * (0.5 + 0.4 * np.cos(speed[1] * turn + phase[1]))
        path = [QPoint(int(a), int(b)) for a, b in zip(x, y, strict=True)]
        draw_line(canvas, path)


if __name__ == "__main__":
    main()
