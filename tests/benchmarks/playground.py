"""How often the Playground shows the network anew while it learns, and what the window has to wait.

    python -m tests.benchmarks.playground [--headless]

Without a window, a picture is a step of learning and all that is computed to show the network
after it: scores, health, and the field of every unit. The tutorial's network, and the largest one
with the most points. It is the processor's time, whatever else runs; a picture of a run also has
a pause of 16 ms for the window.

With a window, each preset runs as fast as it goes for some seconds, at 900x640; a timer of 10 ms in
the window tells how long it had to wait.
"""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QTimer

from digitpad.playground.experiment import Experiment
from digitpad.playground.points import MAX_CLASSES, MAX_POINTS, PRESETS, Points, quadrants
from digitpad.playground.settings import MAX_LAYERS, MAX_UNITS, Settings
from tests.benchmarks.training import Ticks
from tests.benchmarks.windows import window_in_a_new_home

SECONDS = 4


def rest(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(1000 * seconds), loop.quit)
    loop.exec()


def headless() -> None:
    """Print how many pictures a second are computed."""
    rng = np.random.default_rng(1)
    positions, labels = (
        rng.normal(0, 1.5, (MAX_POINTS, 2)),
        rng.integers(0, MAX_CLASSES, MAX_POINTS),
    )
    many = Points.to_learn(positions, labels, MAX_CLASSES).split(0.2, 1)
    largest = Settings(hidden=(MAX_UNITS,) * MAX_LAYERS, activation="tanh", initialization="Xavier")
    for name, experiment in (
        ("tutorial", Experiment(quadrants(), Settings())),
        (f"{MAX_LAYERS}x{MAX_UNITS}, {MAX_POINTS} points", Experiment(many, largest)),
    ):
        times = []
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            start = time.process_time()
            experiment.step()
            stepped = time.process_time()
            experiment.snapshot().computed()
            times.append((stepped - start, time.process_time() - stepped))
        step, picture = np.median(times, axis=0)
        print(
            f"{name:18} {1 / (step + picture):5.0f} pictures a second: "
            f"a step {1000 * step:.1f} ms, what is shown {1000 * picture:.1f} ms (medians)"
        )


def in_a_window() -> None:
    """Print how many pictures a second are drawn."""
    with window_in_a_new_home(900, 640) as (window, _):
        view = window.playground_tab.make_view()
        window._tabs.setCurrentWidget(window.playground_tab)
        rest(1)
        for name in PRESETS:
            view.controls.preset_selected.emit(name)
            pictures, ticks = list[object](), Ticks()
            counting = view.session.runner.moved.connect(pictures.append)
            ticks.timer.start(10)
            view.session.runner.run()
            rest(SECONDS)
            view.session.runner.pause()
            ticks.timer.stop()
            QObject.disconnect(counting)
            p95, p99 = np.percentile(ticks.waits, [95, 99])
            print(
                f"{name:10} {len(pictures) / SECONDS:4.1f} pictures a second, "
                f"{view.session.runner.losses.count / SECONDS:6,.0f} steps a second; "
                f"a timer of 10 ms: p95 {p95:.1f}, p99 {p99:.1f} ms"
            )


if __name__ == "__main__":
    headless()
    if "--headless" not in sys.argv:
        in_a_window()
