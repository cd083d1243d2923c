"""How long does the window's own thread work for an explanation, and for the layers?

    python -m tests.benchmarks.explain_window

Digits are drawn one after the other while the panel beside the drawing is open. Each step that the
window's thread takes, from one turn of the event loop to the next, is timed by itself, in time of
the processor: other threads do not count.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QAction

from digitpad.data.formats import stream_dataset
from digitpad.files.resources import reference_digits
from digitpad.ui.explain.explanation_view import ExplanationView
from digitpad.ui.explain.hidden_units import HiddenUnits
from digitpad.ui.window.main_window import MainWindow
from tests.benchmarks.screenshots import wait, wait_until
from tests.benchmarks.windows import window_in_a_new_home

DIGITS = 30
"""Digits that are explained."""

STEPS: dict[str, tuple[type, str]] = {
    "layers, at each reading": (HiddenUnits, "_follow_pen"),
    "units that add most": (HiddenUnits, "_note"),
    "explanation, first step": (ExplanationView, "_show"),
    "explanation, second step": (ExplanationView, "_show_rest"),
    "similar digits": (ExplanationView, "_show_nearest"),
}
"""What is timed: a method that the event loop calls."""

Times = defaultdict[str, list[float]]


def main() -> None:
    taken: Times = defaultdict(list)
    for name, (owner, method) in STEPS.items():
        setattr(owner, method, timed(getattr(owner, method), taken[name]))
    with window_in_a_new_home(1366, 900) as (window, _):
        explain_digits(window, taken)
    for name, seconds in taken.items():
        median, p95 = 1000 * np.percentile(seconds, [50, 95])
        print(f"{name}: median {median:.1f} ms, p95 {p95:.1f} ms ({len(seconds)} times)")


def timed(method: Callable[..., Any], seconds: list[float]) -> Callable[..., Any]:
    """A method that notes the processor time of its thread."""

    @wraps(method)
    def measured(*arguments: Any) -> Any:
        start = time.thread_time()
        result = method(*arguments)
        seconds.append(time.thread_time() - start)
        return result

    return measured


def explain_digits(window: MainWindow, taken: Times) -> None:
    """Show digits on the canvas, each until it is explained."""
    action = window.findChild(QAction, "actionExplain")
    assert action is not None
    if not action.isChecked():  # A wide window has the panel open at first.
        action.trigger()
    panel = window.inside.panel
    assert panel is not None
    digits = next(stream_dataset(reference_digits())).digits
    for number, image in enumerate(digits.images[:DIGITS]):
        panel.explanation._nearest = None
        window.image_io.show_digit(image)
        wait_until(lambda: panel.explanation._nearest is not None)
        wait(0.1)  # The units that add most.
        start = time.thread_time()
        panel.repaint()
        taken["painting of the whole panel"].append(time.thread_time() - start)
        if not number:
            for seconds in taken.values():
                seconds.clear()  # What is done once, at the first.


if __name__ == "__main__":
    main()
