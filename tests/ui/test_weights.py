"""What the Train tab shows of the weights while it trains."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from digitpad.learning.config import TrainingConfig
from digitpad.learning.run_report import RunReport
from digitpad.nn.network import Network
from digitpad.nn.snapshot import LayerState, Snapshot, shown_units
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.retrain.unit_pictures import HEIGHT, arrangement, scale_of
from digitpad.ui.retrain.weights_view import WeightsView
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button, wait_for_box
from tests.ui.retrain_hand import (
    LEFT,
    StandInSession,
    all_ended,
    click,
    enter,
    opened,
    set_small,
    show_tab,
    start_without_end,
    started_again,
)

pytestmark = pytest.mark.light_window


class Session(StandInSession):
    def show(self, snapshot: Snapshot) -> None:
        self.report(RunReport(TrainingConfig(("x",)), (), (), snapshot=snapshot))


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> Iterator[WeightsView]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = WeightsView(session, parent)  # type: ignore[arg-type]  # stands for a TrainingSession
    made.resize(600, 160)
    parent.resize(600, 160)
    parent.show()
    yield made
    parent.close()


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> TrainPage:
    page = opened(qtbot, window)
    set_small(page)
    return page


def snapshot_of(network: Network, *, dead: float = 0.1, step: int = 0) -> Snapshot:
    first = network.layers[0][0]
    units = shown_units(first.shape[1])
    hidden = [LayerState(3.2e-5, dead)] * (len(network.layers) - 1)
    layers = (*hidden, LayerState(0.0, None))
    return Snapshot(step, 64, 1.0, units, first[:, units].T.copy(), layers)


def small(*sizes: int) -> Network:
    return Network.initialized([784, *sizes, 10], np.random.default_rng(0))


def shown(view: WeightsView) -> list[str]:
    """The names of the units that are seen."""
    units = view.pictures.units
    return [unit.accessibleName() for unit in units if unit.isVisible() and not unit.image.isNull()]


# What is shown


def test_a_unit_shows_its_own_weights(view: WeightsView, session: Session) -> None:
    network = small(30)
    weights = network.layers[0][0]
    weights[:] = 0
    # Unit 1 of those shown looks for ink in the first row, and against ink in the last column.
    unit = shown_units(30)[1]
    weights.reshape(28, 28, 30)[0, :, unit] = 1
    weights.reshape(28, 28, 30)[1:, 27, unit] = -1
    session.show(snapshot_of(network))
    image = view.pictures.units[1].image
    paper = view.palette().base().color()
    assert (image.width(), image.height()) == (28, 28)
    assert image.pixelColor(13, 0).blue() > image.pixelColor(13, 0).red()
    assert image.pixelColor(27, 13).red() > image.pixelColor(27, 13).blue()
    assert image.pixelColor(13, 13) == paper
    other = view.pictures.units[0].image
    assert all(other.pixelColor(x, y) == paper for x in range(28) for y in range(28))


@pytest.mark.parametrize(
    ("sizes", "count", "name"),
    [
        ((100, 20), 24, "Weights of unit 1 of layer 1"),
        ((7,), 7, "Weights of unit 1 of layer 1"),
        ((), 10, "Weights of output 0"),
    ],
)
def test_networks_of_all_sizes(
    view: WeightsView, session: Session, sizes: tuple[int, ...], count: int, name: str
) -> None:
    session.show(snapshot_of(small(*sizes)))
    assert len(shown(view)) == len({*shown(view)}) == count
    assert shown(view)[0] == name
    assert len(view.table.texts) == len(sizes) + 1
    session.show(snapshot_of(small(30)))
    assert len(shown(view)) == 24


def test_the_table_tells_of_each_layer(view: WeightsView, session: Session) -> None:
    session.show(snapshot_of(small(30), dead=0.25))
    assert view.table.texts == [("Layer 1", "3.2×10⁻⁵", "25%"), ("Output", "0", "–")]
    for label in view.table.findChildren(QLabel):
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_the_tip_tells_the_range(view: WeightsView, session: Session) -> None:
    network = small(30)
    network.layers[0][0][:, 0] = np.linspace(-0.25, 0.5, 784)
    session.show(snapshot_of(network))
    unit = view.pictures.units[0]
    place = QPoint(5, 5)
    QApplication.sendEvent(unit, QHelpEvent(QEvent.Type.ToolTip, place, unit.mapToGlobal(place)))
    assert QToolTip.text() == "Weights of unit 1 of layer 1: −0.25 to 0.5"
    QToolTip.hideText()


def test_what_goes_wrong_is_told_even_where_it_is_folded(
    view: WeightsView, session: Session
) -> None:
    height = view.sizeHint().height()
    session.show(snapshot_of(small(30), dead=0.96))
    told = "Layer 1: 96% of the units are dead. Lower the learning rate."
    assert view.warning.text() == told
    assert view.sizeHint().height() == height  # Nothing moves.
    QTest.mouseClick(view.fold.button, LEFT)
    session.show(snapshot_of(small(30), dead=0.97))
    assert "97%" in view.warning.text()
    QTest.mouseClick(view.fold.button, LEFT)
    assert view.table.texts[0][2] == "97%"
    session.show(snapshot_of(small(30)))
    assert view.warning.text() == ""


def test_weights_without_end_are_drawn(view: WeightsView, session: Session) -> None:
    network = small(30)
    network.layers[0][0][3] = np.nan
    network.layers[0][0][4] = 1e30
    session.show(snapshot_of(network))
    assert len(shown(view)) == 24


def test_the_scale_is_a_round_number() -> None:
    weights = np.random.default_rng(0).uniform(-0.17, 0.17, (24, 784)).astype(np.float32)
    weights[0, 0] = 90
    assert scale_of(weights) == pytest.approx(0.2)
    assert scale_of(np.full((1, 784), 0.5, np.float32)) == pytest.approx(0.5)
    assert scale_of(np.zeros((1, 784), np.float32)) == 1
    assert scale_of(np.full((1, 784), np.nan, np.float32)) == 1


@pytest.mark.parametrize("count", [1, 5, 10, 24])
@pytest.mark.parametrize("width", [96, 190, 350, 750, 2000])
def test_all_images_have_room(count: int, width: int) -> None:
    columns, side = arrangement(count, width)
    rows = -(-count // columns)
    assert columns * side + (columns - 1) * 4 <= width
    assert rows * side + (rows - 1) * 4 <= HEIGHT
    assert side >= 12


# While it trains


def test_the_weights_change_until_it_is_paused(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    view = page.weights
    assert shown(view) == []
    start_without_end(qtbot, page)
    qtbot.waitUntil(lambda: len(shown(view)) == 16)
    first = view.pictures.units[0].image
    qtbot.waitUntil(lambda: view.pictures.units[0].image != first)
    assert re.fullmatch(r"\d\.\d×10⁻\S+", view.table.texts[0][1])
    click(page, "Pause")
    is_quiet = False
    while not is_quiet:  # The last steps before the pause may still be on their way.
        paused = view.pictures.units[0].image
        with qtbot.waitSignal(page.session.changed, timeout=500, raising=False) as more:
            pass
        is_quiet = not more.signal_triggered
    assert view.pictures.units[0].image == paused
    click(page, "Resume")
    qtbot.waitUntil(lambda: view.pictures.units[0].image != paused)
    click(page, "Stop")
    qtbot.waitUntil(lambda: not page.session.is_busy)
    assert len(shown(view)) == 16  # What was learned is seen to the end.
    all_ended(qtbot)


def test_a_learning_rate_that_is_too_large_is_told(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    enter(page, "learning_rate", 1)
    start_without_end(qtbot, page)
    qtbot.waitUntil(lambda: "Lower the learning rate." in page.weights.warning.text())
    click(page, "Stop")
    qtbot.waitUntil(lambda: not page.session.is_busy)


def test_closing_the_window_while_weights_are_shown_leaves_nothing(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    qtbot.waitUntil(lambda: len(shown(page.weights)) == 16)
    window.close()
    QTest.mouseClick(button(wait_for_box(qtbot, window), "Quit"), LEFT)
    all_ended(qtbot)
    assert not window.isVisible()


def test_that_it_is_folded_is_remembered(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    assert page.weights.pictures.isVisible()
    head = page.weights.fold.button
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert not page.weights.pictures.isVisible()
    window.close()
    other = started_again(qtbot)
    show_tab(other, "Train")
    again = other.retraining.page
    qtbot.waitUntil(again.isVisible)
    assert not again.weights.pictures.isVisible()
