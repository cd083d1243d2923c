"""The network, live: the right units are shown, told of and opened."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from digitpad.explain.known import KnownSet
from digitpad.explain.neighbours import NeighbourIndex
from digitpad.nn.network import Network
from digitpad.ui.explain.grid_image import GridImage
from digitpad.ui.explain.hidden_units import HiddenUnits
from digitpad.ui.explain.image_button import ImageButton
from digitpad.ui.explain.layer_field import LayerField
from digitpad.ui.explain.outputs import Outputs
from digitpad.ui.explain.unit_detail import UnitDetail
from tests.ui.explain_hand import DECISIVE, bar, broken, knowing, random_network

Show = Callable[..., HiddenUnits]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows a network at an image, and waits until it is seen."""
    made: list[HiddenUnits] = []

    def make(
        network: Network, image: NDArray[np.uint8] | None = None, width: int = 560
    ) -> HiddenUnits:
        units = HiddenUnits(network)
        qtbot.addWidget(units)
        made.append(units)
        units.resize(width, 460)
        with qtbot.waitExposed(units):
            units.show()
        if image is not None:
            with qtbot.waitSignal(units.shown):
                units.show_input(image)
        return units

    yield make
    for units in made:
        units.shut_down()


def fields(units: QWidget) -> list[LayerField]:
    return units.findChildren(LayerField)


def buttons(units: QWidget) -> list[ImageButton]:
    return units.findChildren(ImageButton)


def test_the_unit_that_decides_is_the_first_of_its_layer(qtbot: QtBot, show: Show) -> None:
    units = show(knowing(), bar())
    assert units.state is not None
    assert units.state.digit == 6
    first = buttons(units)[0]
    assert first.accessibleName().startswith(f"Unit {DECISIVE + 1} of layer 1: ")
    added = 2 * units.state.layers[0].activations[DECISIVE]
    assert first.text() == f"{added:+.1f}"
    with qtbot.waitSignal(units.opened) as opened:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert opened.args == [0, DECISIVE]


def test_pointing_at_a_unit_tells_its_numbers_and_a_click_opens_it(
    qtbot: QtBot, show: Show
) -> None:
    units = show(knowing(), bar())
    (field,) = fields(units)
    with qtbot.waitSignal(field.told) as told:
        QTest.mouseMove(field, field.place_of(DECISIVE))
    text = told.args[0]
    assert text.startswith(f"Unit {DECISIVE + 1} of layer 1: activation ")
    assert "bias +0.25" in text
    assert "to 6 against" in text
    last: list[str] = []
    field.told.connect(last.append)
    with qtbot.waitSignal(units.opened) as opened:
        QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=field.place_of(12))
    assert opened.args == [0, 12]
    assert last[-1].startswith("Unit 13 of layer 1: ")


def test_the_keyboard_goes_from_unit_to_unit(qtbot: QtBot, show: Show) -> None:
    units = show(knowing(), bar())
    (field,) = fields(units)
    field.setFocus()
    told: list[str] = []
    field.told.connect(told.append)
    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert [text.split(":")[0] for text in told] == [
        f"Unit {number} of layer 1" for number in (2, 3, 2)
    ]
    with qtbot.waitSignal(units.opened) as opened:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert opened.args == [0, 1]


@pytest.mark.parametrize("width", [340, 560, 900])
@pytest.mark.parametrize("hidden", [(), (10,), (2000,), (60, 40), (2000, 30, 10)])
def test_every_network_is_laid_out(show: Show, hidden: tuple[int, ...], width: int) -> None:
    units = show(random_network(*hidden), bar(), width)
    assert len(fields(units)) == len(hidden)
    assert len(buttons(units)) == sum(min(6, count) for count in hidden) + 2
    whole = units.rect()
    for part in (*fields(units), *buttons(units)):
        if part.isVisible():
            corner = part.mapTo(units, QPoint(0, 0))
            assert whole.contains(corner)
            assert whole.contains(corner + QPoint(part.width() - 1, 0))
            assert part.width() >= 20


def test_without_ink_nothing_is_shown(qtbot: QtBot, show: Show) -> None:
    units = show(knowing(), bar())
    units.show_input(np.zeros((28, 28), np.uint8))
    assert units.state is None
    assert not any(button.isEnabled() for button in buttons(units))


def test_another_network_takes_its_place(qtbot: QtBot, show: Show) -> None:
    units = show(random_network(30, 20), bar())
    with qtbot.waitSignal(units.shown):
        units.set_network(knowing())
    assert units.state is not None
    assert units.state.digit == 6
    assert len([field for field in fields(units) if field.isVisible()]) == 1


def is_on(field: LayerField, unit: int) -> bool:
    """Whether a unit is seen to be active."""
    paper = field.palette().base().color()
    return field.grab().toImage().pixelColor(field.place_of(unit)) != paper


def test_layers_are_shown_as_they_were_predicted(qtbot: QtBot, show: Show) -> None:
    units = show(knowing())
    (field,) = fields(units)
    predicted = np.zeros(50, np.float32)
    predicted[21] = 1
    with qtbot.waitSignal(units.followed):
        units.show_input(bar(), [predicted, np.zeros(10, np.float32)])
    assert [unit for unit in range(50) if is_on(field, unit)] == [21]


@pytest.mark.parametrize("predicted", [(), (np.ones(30), np.ones(20), np.ones(10))])
def test_layers_that_another_network_predicted_are_worked_out(
    qtbot: QtBot, show: Show, predicted: tuple[NDArray[np.floating], ...]
) -> None:
    units = show(knowing())
    (field,) = fields(units)
    with qtbot.waitSignal(units.followed):
        units.show_input(bar(), predicted)
    assert is_on(field, DECISIVE)
    assert not is_on(field, 21)


def test_layers_of_a_large_network_follow_the_pen(qtbot: QtBot, show: Show) -> None:
    units = show(random_network(2000, 2000))
    with qtbot.waitSignal(units.followed):
        units.show_input(bar())


def test_a_field_is_painted_as_it_is_now(qtbot: QtBot) -> None:
    """Whatever it showed before, and in whatever size."""

    def painted(*sizes: tuple[int, int]) -> QImage:
        field = LayerField(30, "", str)
        qtbot.addWidget(field)
        for width, height in sizes:
            field.show_activations(np.full(30, width, np.float32))
            field.mark_units([height % 30])
            field.resize(width, height)
            field.grab()
        field.show_activations(None)
        field.mark_units([4, 11])
        image = field.grab().toImage()
        field.resize(120, 90)
        assert field.grab().toImage() != image
        return field.grab().toImage()

    assert painted((60, 45), (90, 70)) == painted((200, 150))


def test_outputs_paint_all_that_has_changed(qtbot: QtBot) -> None:
    """What is on the screen is what it would be if all of it were painted anew."""
    outputs = Outputs()
    qtbot.addWidget(outputs)
    outputs.resize(90, 130)
    with qtbot.waitExposed(outputs):
        outputs.show()

    def seen() -> QImage:
        return outputs.screen().grabWindow(outputs.winId()).toImage()

    def is_up_to_date() -> bool:
        whole = outputs.grab().toImage()
        return seen().convertToFormat(whole.format()) == whole

    before = seen()
    for digit, share in ((3, 0.6), (3, 0.8), (7, 0.8), (7, 0.7), (None, 0), (1, 0.5)):
        probabilities = np.full(10, (1 - share) / 9, np.float32)
        if digit is not None:
            probabilities[digit] = share
        outputs.show_probabilities(probabilities if digit is not None else None)
        qtbot.waitUntil(is_up_to_date)
        assert seen() != before
        before = seen()


@pytest.mark.parametrize(
    ("standing_out", "seen"), [(None, [3]), ((), []), ((3, 8), [3, 8])], ids=str
)
def test_what_stands_out_is_what_is_predicted(
    qtbot: QtBot, standing_out: tuple[int, ...] | None, seen: list[int]
) -> None:
    outputs = Outputs()
    qtbot.addWidget(outputs)
    outputs.resize(90, 130)
    probabilities = np.full(10, 0.02, np.float32)
    probabilities[[3, 8]] = 0.5, 0.34
    outputs.show_probabilities(probabilities, standing_out)
    image, accent = outputs.grab().toImage(), outputs.palette().accent().color()
    left = outputs.fontMetrics().horizontalAdvance("0") + 6
    middles = [QPoint(left + 1, 13 * number + 6) for number in range(10)]
    assert [n for n, middle in enumerate(middles) if image.pixelColor(middle) == accent] == seen


def test_a_screen_reader_is_told_the_highest_output_or_nothing(qtbot: QtBot) -> None:
    outputs = Outputs()
    qtbot.addWidget(outputs)
    outputs.show_probabilities(np.array([0.9, *[0.1 / 9] * 9], np.float32))
    assert outputs.accessibleDescription() == "0: 90.0%"
    outputs.show_probabilities(None)
    assert outputs.accessibleDescription() == ""


def test_only_the_latest_image_is_worked_out(qtbot: QtBot, show: Show) -> None:
    units = show(knowing())
    shown: list[object] = []
    units.shown.connect(lambda state: shown.append(state.image))
    images = [np.full((28, 28), value, np.uint8) for value in range(1, 60)]
    for image in images:
        units.show_input(image)
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] is images[-1])
    assert len(shown) < len(images)


def test_a_failure_is_told(qtbot: QtBot, show: Show, caplog: pytest.LogCaptureFixture) -> None:
    units = show(broken())
    with qtbot.waitSignal(units.failed):
        units.show_input(bar())
    caplog.clear()


def test_an_open_unit_shows_its_sum_and_what_excites_it(qtbot: QtBot) -> None:
    network = knowing()
    images = np.zeros((5, 28, 28), np.uint8)
    images[3, 12:16] = 255
    images[1, 12:14] = 255
    known = KnownSet("some", images, np.arange(5), NeighbourIndex(network, images))
    detail = UnitDetail()
    qtbot.addWidget(detail)
    detail.resize(560, 400)
    detail.show_unit(network, bar(), 0, DECISIVE, [known])
    qtbot.waitUntil(lambda: bool(detail.cells[3][2].text()))
    weighted, bias, total, activation = (float(row[2].text()) for row in detail.cells)
    assert bias == 0.25
    assert total == pytest.approx(weighted + bias, abs=0.01)
    assert activation == total
    qtbot.waitUntil(lambda: bool(detail.digits.digits))
    assert [digit.number for digit in detail.digits.digits][:2] == [3, 1]
    with qtbot.waitSignal(detail.digit_wanted) as wanted:
        QTest.mouseClick(detail.digits.buttons[0], Qt.MouseButton.LeftButton)
    assert wanted.args[0].number == 3
    detail.close_unit()
    assert detail.isHidden()


def test_weights_from_the_second_layer_on_are_told_to_go_back_to_the_pixels(qtbot: QtBot) -> None:
    """They are no part of the sum beside them."""
    network = random_network(12, 9)
    detail = UnitDetail()
    qtbot.addWidget(detail)
    for width in (260, 460):
        detail.resize(width, 500)
        for layer in range(3):
            names = (
                {"Effective weights", "Effective × ink"} if layer else {"Weights", "Weight × ink"}
            )
            detail.show_unit(network, bar(), layer, 4, [])
            qtbot.waitUntil(lambda: bool(detail.cells[3][2].text()))
            seen = {label.text(): label for label in detail.findChildren(QLabel)}
            images = {image.accessibleName() for image in detail.findChildren(GridImage)}
            assert images == names
            for text in names:
                assert seen[text].width() >= seen[text].sizeHint().width(), "cut off"
                told = seen[text].toolTip()
                assert (f"activations of layer {layer}" in " ".join(told.split())) == (layer > 0)
    detail.close_unit()
