"""What the window does for each picture of a run on the Playground, in processor time.

    python -m tests.benchmarks.playground_window

For networks from the tutorial's to the largest there can be: steps are taken, the picture is made
in another thread as during a run, and the time is that of the window's thread alone: to show the
state and to paint diagram and plane, at 1366x768.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import time

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import HE, Settings
from digitpad.playground.state import Setup, with_running
from digitpad.ui.playground.playground_view import PlaygroundView
from tests.benchmarks.windows import window_in_a_new_home

NETWORKS = {
    "tutorial, 50": ("quadrants", Settings()),
    "8-8": ("spiral", Settings(hidden=(8, 8), initialization=HE, learning_rate=0.03)),
    "64-64-64-64": ("blobs", Settings(hidden=(64,) * 4, initialization=HE, learning_rate=0.01)),
}

PICTURES = 60

SECONDS = 4


def rest(seconds: float) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(int(1000 * seconds), loop.quit)
    loop.exec()


def paint_times(view: PlaygroundView, experiment: Experiment) -> list[float]:
    """Milliseconds of this thread for each picture."""
    times = []
    view.session.state = with_running(view.session.state, is_running=True)
    for _ in range(PICTURES):
        for _ in range(10):
            experiment.step()
        snapshot = experiment.snapshot().computed()
        began = time.thread_time()
        view.session.runner.moved.emit(snapshot)
        QApplication.processEvents()
        times.append(1000 * (time.thread_time() - began))
    return times


def drag_times(view: PlaygroundView) -> list[float]:
    """Milliseconds of this thread for each move of a point that is dragged while it is paused."""
    points, times = view.session.state.points, []
    for move in range(PICTURES):
        began = time.thread_time()
        moved = points.moved(0, (0.02 * move, 0.03 * move))
        view.session.edit_points("Move point", moved)
        QApplication.processEvents()
        times.append(1000 * (time.thread_time() - began))
    view.session.end_drag()
    return times


def main() -> None:
    with window_in_a_new_home(1366, 768) as (window, _):
        view = window.playground_tab.make_view()
        window._tabs.setCurrentWidget(window.playground_tab)
        rest(1)
        for name, (preset, settings) in NETWORKS.items():
            experiment = Experiment(PRESETS[preset].make(), settings)
            view.session._load(Setup(preset, experiment))
            rest(0.5)
            drag50, drag95 = np.percentile(drag_times(view), [50, 95])
            p50, p95 = np.percentile(paint_times(view, experiment), [50, 95])
            pictures, before = list[object](), experiment.iteration
            counting = view.session.runner.moved.connect(pictures.append)
            view.session.runner.run()
            rest(SECONDS)
            view.session.runner.pause()
            view.session.runner.moved.disconnect(counting)
            steps = experiment.iteration - before
            print(
                f"{name:14} p50 {p50:4.1f}, p95 {p95:4.1f} ms of the window's thread a picture; "
                f"for a move of a point p50 {drag50:4.1f}, p95 {drag95:4.1f} ms; "
                f"{len(pictures) / SECONDS:4.1f} pictures, {steps / SECONDS:6,.0f} steps a second"
            )


if __name__ == "__main__":
    main()
