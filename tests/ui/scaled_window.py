"""The window in its smallest size, on a screen of another scale: prints what is cut, a line each.

``QT_SCALE_FACTOR=1.5 python -m tests.ui.scaled_window zh_CN``: Qt reads the scale at its start.
"""

import os
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from digitpad.ui.support.theme import SPACE
from digitpad.ui.window.main_window import SMALLEST_SIZE, MainWindow
from tests.benchmarks.screenshots import wait
from tests.benchmarks.windows import window_in_a_new_home

LONGEST = 10.0
"""Seconds for a page to be laid out on a machine that is busy."""

LEAST = 780, 400
"""What a page has to do with, logical pixels."""


def main() -> None:
    language = sys.argv[1]
    size = SMALLEST_SIZE
    with window_in_a_new_home(size.width(), size.height(), language) as (window, _):
        assert window.devicePixelRatioF() == float(os.environ["QT_SCALE_FACTOR"])
        window.finish_start()
        window.open_dataset("synthetic:20:4")  # Quicker than the reference digits.
        tabs = window._tabs
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            page = tabs.currentWidget()
            wait(0.1)
            end = time.monotonic() + LONGEST
            while any(cut_in(window, page)) and time.monotonic() < end:
                wait(0.05)  # A layout that is still to come is not cut.
            least = page.minimumSizeHint()
            if window.size() != size or least.width() > LEAST[0] or least.height() > LEAST[1]:
                print(page.objectName(), least.toTuple(), window.size().toTuple())
            print(*cut_in(window, page), sep="\n")


def cut_in(window: MainWindow, page: QWidget) -> Iterator[str]:
    """What of a page cannot be seen, even by scrolling."""
    areas = page.findChildren(QScrollArea)
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    for area in areas:
        is_fixed = area.isVisible() and area.horizontalScrollBarPolicy() == off
        content = area.widget()
        if is_fixed and content and content.width() > area.viewport().width() + SPACE:  # A margin.
            yield f"{area}: {content.width()} in {area.viewport().width()}"
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        scrolls = any(area.isAncestorOf(widget) for area in areas)
        place = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
        if not scrolls and not window.rect().contains(place):
            yield f"{widget}: {place.getRect()}"
        text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        if text and widget.width() < widget.minimumSizeHint().width():
            yield f"{widget}: {text}"


if __name__ == "__main__":
    main()
