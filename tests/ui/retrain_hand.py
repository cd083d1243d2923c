"""What the tests of the Train tab do with mouse and keys."""

import numpy as np
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.my_digits import keep_digit, my_digits, new_name
from digitpad.data.reference import check_part
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning.run_report import RunReport
from digitpad.models.model_file import Model
from digitpad.nn.network import Network
from digitpad.ui.retrain.session_state import SessionState, Stage
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class StandInSession(QObject):
    """Stands for a TrainingSession, and shows what a training has reported."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = SessionState()

    def report(self, run: RunReport) -> None:
        self.state = SessionState(run=run)
        self.changed.emit()


def opened(qtbot: QtBot, window: MainWindow) -> TrainPage:
    """The page of the Train tab, brought to the front by its key."""
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_R, CTRL)
    page = window.retraining.page
    qtbot.waitUntil(page.isVisible)
    return page


def show_tab(window: MainWindow, name: str) -> None:
    """Click on a tab."""
    bar = window.findChild(QTabBar)
    assert bar is not None
    number = next(tab for tab in range(bar.count()) if bar.tabText(tab) == name)
    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(number).center())


def set_small(page: TrainPage) -> None:
    """Choose a small new network and 300 synthetic digits."""
    check_part()  # Takes seconds on a machine that is busy, once.
    tick(page, "Reference", False)
    made = page.dataset_list.findChild(QSpinBox)
    assert made is not None
    made.setValue(300)
    tick(page, "Synthetic", True)
    page.hyperparameters.advanced.open()
    click(page, "Random (from scratch)")
    enter(page, "hidden", 16)
    page.hyperparameters._hidden[1].setValue(0)
    enter(page, "epochs", 4)
    enter(page, "batch", 20)


def click(widget: QWidget, text: str) -> None:
    """Click the button with this text."""
    pressed = button(widget, text)
    QTest.mouseClick(pressed, LEFT, pos=QPoint(8, pressed.height() // 2))


def enter(page: QWidget, name: str, value: float) -> None:
    """Type a number."""
    box = page.findChild(QAbstractSpinBox, f"retrain_{name}")
    assert box is not None
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, str(value))
    QTest.keyClick(box, Qt.Key.Key_Tab)


def choose(page: TrainPage, name: str, text: str) -> None:
    box = page.findChild(QComboBox, f"retrain_{name}")
    assert box is not None
    box.setCurrentText(text)


def items(page: TrainPage) -> list[QListWidgetItem]:
    found = page.findChild(QListWidget, "retrainSources")
    assert found is not None
    return [found.item(row) for row in range(found.count())]


def dataset_list(page: TrainPage) -> str:
    return "\n".join(item.text() for item in items(page))


def tick(page: TrainPage, name: str, on: bool) -> None:
    """Click the box before a dataset until it is ticked or not."""
    item = next(item for item in items(page) if item.text().startswith(name))
    if (item.checkState() == Qt.CheckState.Checked) != on:
        rows = page.dataset_list.list
        place = rows.visualItemRect(item)
        QTest.mouseClick(rows.viewport(), LEFT, pos=QPoint(place.left() + 12, place.center().y()))
    assert (item.checkState() == Qt.CheckState.Checked) == on


def state(page: TrainPage) -> str:
    label = page.findChild(QLabel, "retrainState")
    assert label is not None
    return label.text()


def trained(qtbot: QtBot, page: TrainPage, text: str = "Start training") -> TrainingResult:
    """Press a button and wait for the end."""
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, text)
    idle(qtbot, page)
    assert ended.args is not None
    outcome = ended.args[0]
    assert isinstance(outcome, TrainingResult)
    return outcome


def idle(qtbot: QtBot, page: TrainPage) -> None:
    """Wait until no training is under way."""
    qtbot.waitUntil(lambda: not page.session.is_busy)


def wait_for_epochs(qtbot: QtBot, page: TrainPage, count: int) -> None:
    """Wait until so many epochs of the run under way are done."""

    def are_done() -> bool:
        state = page.session.state
        reports = state.run.reports if state.run else ()
        return state.stage is Stage.TRAINING and len(reports) >= count

    qtbot.waitUntil(are_done)


def start_without_end(qtbot: QtBot, page: TrainPage) -> None:
    """Begin a training that will not end by itself, and wait for two epochs."""
    enter(page, "epochs", 1000)
    click(page, "Start training")
    wait_for_epochs(qtbot, page, 2)


def keep_a_one() -> None:
    """Add a digit to My digits."""
    line = np.array([[280, 100], [280, 400]], np.float32)
    keep_digit(my_digits(), new_name(), Drawing((Stroke(line),)), 1)


def started_again(qtbot: QtBot) -> MainWindow:
    """The window of a program that was started anew."""
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    return window


def same(one: Network, other: Network) -> bool:
    pairs = zip(one.parameters, other.parameters, strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def click_answer(box: QMessageBox, answer: QMessageBox.StandardButton) -> None:
    QTest.mouseClick(box.button(answer), LEFT)


def all_ended(qtbot: QtBot) -> None:
    """Wait until nothing is under way any more."""
    qtbot.waitUntil(lambda: not running())


def new_model(*hidden: int) -> Model:
    return Model(Network.initialized([784, *hidden, 10], np.random.default_rng(0)))


def gone(qtbot: QtBot, window: QWidget) -> None:
    """Wait until the last question is."""
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
