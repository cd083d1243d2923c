"""The pictures of the user guide and of README: each tab, in each language.

``python -m tests.benchmarks.screenshots`` writes them to ``resources/guide``. It takes a minute
for each language. Without a screen, put ``QT_QPA_PLATFORM=offscreen`` before it.
"""

import time
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QTabWidget, QWidget

from digitpad.data.query import Order, Query
from digitpad.files.resources import reference_digits, resource_path
from digitpad.ink.strokes import CANVAS
from digitpad.ui.window.main_window import MainWindow
from tests.benchmarks.windows import window_in_a_new_home

SIZE, WIDE = QSize(1040, 680), QSize(1366, 900)
LANGUAGES = ("en", "zh_CN")
EPOCHS = 4
SPIRAL_STEPS = 1500
LONGEST = 300
"""Seconds that anything may take."""

FOUR = [
    [(300, 90), (245, 190), (190, 300), (180, 330), (280, 330), (410, 322)],
    [(345, 210), (340, 350), (332, 480)],
]


def main() -> None:
    for language in LANGUAGES:
        with window_in_a_new_home(SIZE.width(), SIZE.height(), language) as (window, _):
            window.finish_start()
            for name, prepare in PICTURES.items():
                prepare(window)
                wait(1)
                file = resource_path("guide") / language / f"{name}.png"
                window.grab().save(str(file))
                print(file)


def draw(window: MainWindow) -> None:
    """A 4."""
    front(window, "draw")
    canvas = window.draw_tab.canvas
    scale = canvas.width() / CANVAS
    for line in FOUR:
        points = [QPoint(round(x * scale), round(y * scale)) for x, y in line]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
        for start, end in pairwise(points):
            for step in range(1, 9):
                QTest.mouseMove(canvas, start + (end - start) * step / 8)
                wait(0.02)  # As slow as a hand: the first prediction of all takes longest.
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[-1])
    wait_until(lambda: window.draw_tab.prediction.digit is not None)


def explain(window: MainWindow) -> None:
    """Why it is a 4."""
    window.resize(WIDE)
    action = window.findChild(QAction, "actionExplain")
    assert action is not None
    action.trigger()
    wait(25)  # The known digits are indexed, and the explanation is there.


def open_dataset(window: MainWindow) -> None:
    """The reference digits, the hardest first."""
    window.resize(SIZE)
    front(window, "dataset")
    window.open_dataset(reference_digits())
    view = window.dataset_tab.make_view()
    wait_until(lambda: view.open_dataset.loading is None and len(view.dataset) > 0)
    wait(8)  # All are predicted.
    view.filters.ask(Query(order=Order.LOSS))


def train(window: MainWindow) -> None:
    """A few epochs, and the results."""
    front(window, "train")
    page = window.retraining.page
    wait(3)  # The datasets have been counted.
    epochs = page.findChild(QAbstractSpinBox, "retrain_epochs")
    assert epochs is not None
    epochs.setProperty("value", EPOCHS)
    page.start_button.click()
    wait_until(lambda: page.session.is_busy)
    wait_until(lambda: not page.session.is_busy)


def play(window: MainWindow) -> None:
    """A spiral, learned by a network of two hidden layers, and in the middle of a step."""
    front(window, "playground")
    window.resize(WIDE)
    view = window.playground_tab.make_view()
    view.session.choose_preset("spiral")
    view.session.change_share(0.2)
    view.session.change_hidden((8, 6))
    for _ in range(SPIRAL_STEPS):
        view.session.runner.step()
    for _ in range(3):
        QTest.keyClick(view.plane, Qt.Key.Key_S)


PICTURES: dict[str, Callable[[MainWindow], None]] = {
    "draw": draw,
    "explain": explain,
    "dataset": open_dataset,
    "train": train,
    "playground": play,
}


def front(window: MainWindow, name: str) -> None:
    """Bring a tab to the front."""
    tabs, page = window.findChild(QTabWidget, "tabs"), window.findChild(QWidget, f"{name}Tab")
    assert tabs is not None
    assert page is not None
    tabs.setCurrentWidget(page)


def wait(seconds: float) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + LONGEST
    while not is_so() and time.monotonic() < end:
        wait(0.05)
    assert is_so()


if __name__ == "__main__":
    main()
