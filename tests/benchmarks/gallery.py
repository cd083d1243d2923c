"""Scrolling through 70,000 digits, asking for some of them, and the memory that they take.

    python -m tests.benchmarks.gallery [--size 900x640]

The digits are opened from IDX files and judged; each frame goes to a place anywhere among them.
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer

from digitpad.data.editable_set import NOT_PREDICTED
from digitpad.data.formats import write_dataset
from digitpad.data.query import Order, Query
from digitpad.ui.dataset.dataset_view import DatasetView
from tests.benchmarks.text_reading import random_digits
from tests.benchmarks.windows import window_in_a_new_home

COUNT = 70_000
FRAMES = 300


def memory() -> int:
    """Bytes of this process that are in memory now; 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    pages = int(status.read_text().split()[1]) if status.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def wait_until(is_done: Callable[[], bool]) -> None:
    """Let the window live until something is done."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_done() else None)
    timer.start(20)
    loop.exec()


def told(name: str, seconds: list[float]) -> None:
    """Print the median and the 95th percentile of some times."""
    median, p95 = 1000 * np.percentile(seconds, [50, 95])
    print(f"{name:34} median {median:6.2f} ms, p95 {p95:6.2f} ms")


def scroll(view: DatasetView) -> None:
    """Time frames anywhere in the gallery."""
    bar, area = view.gallery.verticalScrollBar(), view.gallery.viewport()
    taken = []
    for place in np.random.default_rng(1).integers(0, bar.maximum(), FRAMES).tolist():
        start = time.perf_counter()
        bar.setValue(place)
        area.repaint()
        taken.append(time.perf_counter() - start)
    told(f"scrolling, {bar.maximum():,} pixels", taken)


def ask(view: DatasetView) -> None:
    """Time what each question takes until its digits are painted."""
    everything = Query()
    for query in (
        Query(label=7),
        Query(misclassified=True),
        Query(text="12345"),
        Query(order=Order.LABEL),
        Query(order=Order.LOSS),
    ):
        taken = []
        for _ in range(20):
            view.filters.ask(everything)
            start = time.perf_counter()
            view.filters.ask(query)
            view.gallery.viewport().repaint()
            taken.append(time.perf_counter() - start)
        wanted = [f"{k}={v}" for k, v in vars(query).items() if v != vars(everything)[k]]
        told(f"asking for {wanted[0]}", taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="900x640")
    width, height = map(int, parser.parse_args().size.split("x"))
    with window_in_a_new_home(width, height) as (window, home):
        path = Path(home) / "random-images-idx3-ubyte"
        write_dataset(random_digits(COUNT), path)
        before = memory()
        window.open_dataset(path)
        view = window.dataset_tab.make_view()
        wait_until(
            lambda: (
                len(view.dataset) == COUNT and bool((view.dataset.predicted != NOT_PREDICTED).all())
            )
        )
        beyond = memory() - before - COUNT * 28 * 28
        print(f"{COUNT:,} digits, window {width}x{height}")
        print(f"memory beyond the images: {beyond / 2**20:.0f} MB")
        scroll(view)
        ask(view)


if __name__ == "__main__":
    main()
