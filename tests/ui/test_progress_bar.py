"""A bar that has a new value is painted with the rest of the window, not at once by itself."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.widgets.probability_bars import ProbabilityBars
from digitpad.ui.widgets.progress_bar import ProgressBar


class Paints(QObject):
    """Counts how often bars are painted."""

    def __init__(self, *bars: QWidget) -> None:
        super().__init__()
        self.count = 0
        for bar in bars:
            bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    QApplication.processEvents()  # It has been painted.


def test_progress(qtbot: QtBot) -> None:
    bar = ProgressBar()
    bar.setRange(0, 100)
    shown(qtbot, bar)
    paints = Paints(bar)
    for value in (20, 50, 80):
        bar.setValue(value)
    assert paints.count == 0
    qtbot.waitUntil(lambda: paints.count == 1)
    assert bar.value() == 80


def test_probabilities(qtbot: QtBot) -> None:
    bars = ProbabilityBars()
    shown(qtbot, bars)
    paints = Paints(*bars.findChildren(QProgressBar))
    bars.show_probabilities([0.1] * 10)
    assert paints.count == 0
    qtbot.waitUntil(lambda: paints.count > 0)
    assert all(bar.format() == "10.0%" for bar in bars.findChildren(QProgressBar))
