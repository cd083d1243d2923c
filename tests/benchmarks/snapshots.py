"""What it costs a training to be looked at.

    python -m tests.benchmarks.snapshots

The same steps are taken without and with a look at each of them, in turns; what a look takes more
is told as a share of the time between two looks in the window, and so is to draw it there.
"""

import os
import statistics
import time
from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from digitpad.data.reference import check_part
from digitpad.learning.run_report import RunReport
from digitpad.nn.network import Network
from digitpad.nn.snapshot import Observed, Snapshots
from digitpad.nn.training import BatchReport, Examples, Settings, TrainingState, train
from digitpad.ui.retrain.session_state import SessionState
from digitpad.ui.retrain.training_job import LOOK_EVERY
from tests.benchmarks.windows import window_in_a_new_home

ROUNDS = 12
LOOKS = 100


def learned(hidden: Sequence[int], batch: int, snapshots: Snapshots | None) -> tuple[float, int]:
    """Seconds of the processor for one epoch, and how many steps it has."""
    digits = check_part()
    examples = Examples(digits.images[:1024], digits.labels[:1024])
    network = Network.initialized([784, *hidden, 10], np.random.default_rng(0))
    settings = Settings(epochs=1, batch=batch)
    start = time.process_time()
    reports = train(TrainingState(network), examples, examples, settings, snapshots=snapshots)
    steps = sum(isinstance(report, BatchReport) for report in reports)
    return time.process_time() - start, steps


def a_look(hidden: Sequence[int], batch: int) -> float:
    """Seconds of the processor that one look takes."""
    more = []
    for _ in range(ROUNDS):
        without, steps = learned(hidden, batch, None)
        looked_at, _ = learned(hidden, batch, Snapshots(0))
        more.append((looked_at - without) / steps)
    return statistics.median(more)


def drawn() -> float:
    """Seconds of the processor that it takes to draw what was seen."""
    network = Network.initialized([784, 1200, 800, 10], np.random.default_rng(0))
    digits = check_part()
    x = digits.images[:256].reshape(256, -1).astype(np.float32) / 255
    observed = Observed(network)
    loss, gradients = observed.network.loss_and_gradients(x, digits.labels[:256])
    with window_in_a_new_home(1366, 768) as (window, _):
        window.retraining.front_wanted.emit()
        page, session = window.retraining.page, window.retraining.page.session
        QApplication.processEvents()
        assert page.weights.isVisible()
        start = time.process_time()
        for step in range(LOOKS):
            seen = observed.snapshot(step, len(x), loss, gradients)
            report = RunReport(page.choice.config(), (), (), snapshot=seen)
            session.state = SessionState(run=report)
            page.weights.show_news()
            QApplication.processEvents()
        return (time.process_time() - start) / LOOKS


def told(what: str, seconds: float) -> None:
    print(f"{what:32}{1000 * seconds:6.2f} ms{seconds / LOOK_EVERY:8.2%} of the time")


if __name__ == "__main__":
    told("A look, 784-1200-800-10, 256:", a_look((1200, 800), 256))
    told("A look, 784-64-10, 32:", a_look((64,), 32))
    told("Another look, and to draw it:", drawn())
