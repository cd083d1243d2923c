"""The diagram of the Playground's network, with mouse and keys."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import MAX_LAYERS, Settings
from digitpad.playground.state import Setup
from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.diagram_lines import Weight
from digitpad.ui.playground.diagram_state import diagram_of
from digitpad.ui.playground.playground_tab import PlaygroundTab
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.support.worker import TaskRunner
from tests.ui.playground_hand import LEFT, Key, click, units

POPUP = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise)", extend=True)
"""What the platform of the tests cannot do for a window of its own."""


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PlaygroundView]:
    """The page alone, with a network of 3 and 2 hidden units for two classes."""
    background = TaskRunner()
    tab = PlaygroundTab(background)
    qtbot.addWidget(tab)
    tab.resize(1200, 700)
    with qtbot.waitActive(tab):
        tab.show()
        tab.activateWindow()
    view = tab.make_view()
    load(view, Settings(hidden=(3, 2), activation="tanh"))
    view.diagram.setFocus()
    QApplication.processEvents()  # Everything has its place.
    yield view
    tab.shut_down()
    background.shut_down()


def load(view: PlaygroundView, settings: Settings) -> None:
    view.session._load(Setup("XOR", Experiment(PRESETS["XOR"].make(), settings)))


class Painted(QObject):
    """Notes which widgets are painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.widgets: set[QObject] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.add(watched)
        return False


def settings(view: PlaygroundView) -> Settings:
    return view.session.state.settings


def tile(view: PlaygroundView, layer: int, index: int) -> QPoint:
    return view.diagram.tile_of(Unit(layer, index)).center().toPoint()


def between(view: PlaygroundView, layer: int, source: int, target: int, share: float) -> QPoint:
    """A place on the line of a weight."""
    one = view.diagram.tile_of(Unit(layer, source))
    other = view.diagram.tile_of(Unit(layer + 1, target))
    x = one.right() + share * (other.left() - one.right())
    y = one.center().y() + share * (other.center().y() - one.center().y())
    return QPoint(round(x), round(y))


def picture(view: PlaygroundView) -> QImage:
    return view.diagram.grab().toImage()


def title(view: PlaygroundView) -> str:
    return view.plane.accessibleName()


def test_a_click_on_a_unit_shows_it_large_and_another_the_regions_again(
    view: PlaygroundView,
) -> None:
    regions = view.plane.grab().toImage()
    QTest.mouseClick(view.diagram, LEFT, pos=tile(view, 1, 2))
    assert title(view) == "Hidden layer 1, unit 3"
    assert view.plane.grab().toImage() != regions
    QTest.mouseMove(view.plane, view.plane.place_of((1, 1)).toPoint())
    assert any("weighted sum" in label.text() for label in view.findChildren(QLabel))
    QTest.mouseClick(view.diagram, LEFT, pos=tile(view, 1, 2))
    assert title(view) == "Decision regions"
    QTest.mouseClick(view.diagram, LEFT, pos=tile(view, 3, 1))
    assert title(view) == "Class 2"
    click(view, "Close")
    assert title(view) == "Decision regions"


def test_keys_reach_and_show_each_unit(view: PlaygroundView) -> None:
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Return):
        QTest.keyClick(view.diagram, key)
    assert view.diagram.selected is not None
    assert view.diagram.selected.layer == 2
    assert title(view) in view.diagram.accessibleDescription()
    QTest.keyClick(view.diagram, Key.Key_Escape)
    assert title(view) == "Decision regions"


def test_a_unit_that_is_no_more_is_not_shown(view: PlaygroundView) -> None:
    QTest.mouseClick(view.diagram, LEFT, pos=tile(view, 2, 1))
    units(view, 2).stepDown()
    assert settings(view).hidden == (3, 1)
    assert (view.diagram.selected, title(view)) == (None, "Decision regions")


@POPUP
def test_a_click_on_a_line_opens_an_editor_whose_number_can_be_undone(
    view: PlaygroundView,
) -> None:
    before = view.session.state.snapshot.network.layers[1][0][0, 1]
    QTest.mouseClick(view.diagram, LEFT, pos=between(view, 1, 0, 1, 0.2))
    editor = view.diagram.editor
    assert editor.isVisible()
    assert editor.value.value() == pytest.approx(before, abs=1e-6)
    editor.value.setValue(2.5)
    assert view.session.state.snapshot.network.layers[1][0][0, 1] == 2.5
    editor.value.setValue(-3.5)
    assert view.session.undo_stack.undoText() == "Change w2[1, 2]"
    editor.close()
    view.session.undo_stack.undo()  # Numbers that are tried out are one step.
    assert view.session.state.snapshot.network.layers[1][0][0, 1] == before
    assert not view.session.undo_stack.canUndo()


@POPUP
def test_esc_in_the_editor_takes_back_what_was_tried(view: PlaygroundView) -> None:
    def weight() -> float:
        return float(view.session.state.snapshot.network.layers[1][0][0, 1])

    before = weight()
    place = between(view, 1, 0, 1, 0.2)
    editor = view.diagram.editor
    QTest.mouseClick(view.diagram, LEFT, pos=place)
    QTest.keyClicks(editor.value, "7.5")
    QTest.keyClick(editor.value, Key.Key_Escape)
    assert not editor.isVisible()
    assert (weight(), view.session.undo_stack.canUndo()) == (before, False)
    view.diagram.edit_weight(Weight(1, 0, 1), place.toPointF())
    QTest.keyClick(editor.value, Key.Key_Up)
    assert weight() != before
    QTest.keyClick(editor.value, Key.Key_Escape)
    assert weight() == before


@POPUP
def test_weights_and_bias_are_edited_by_keys(view: PlaygroundView) -> None:
    QTest.keyClick(view.diagram, Key.Key_Right)
    unit = view.diagram._current.index
    QTest.keyClick(view.diagram, Key.Key_F2)
    field = view.diagram.editor.value.lineEdit()
    assert field.fontMetrics().horizontalAdvance("-10.000000") < field.width()
    editor = view.diagram.editor
    texts = [editor.source.itemText(row) for row in range(editor.source.count())]
    assert texts == ["Input x", "Input y", "Bias"]
    editor.source.setCurrentIndex(2)
    assert editor.value.value() == 0
    QTest.keyClick(editor.value, Key.Key_Up)
    assert view.session.state.snapshot.network.layers[0][1][unit] == pytest.approx(0.1)
    QTest.keyClick(editor.value, Key.Key_Return)
    assert not editor.isVisible()


def test_a_negative_weight_is_told_by_more_than_colour(view: PlaygroundView) -> None:
    experiment = view.session.runner.experiment().copy()
    w = experiment.network.layers[1][0]
    w[:] = 0
    gaps = {}
    for value in (1.0, -1.0):
        w[1, 0] = value
        view.session._load(Setup("XOR", experiment.copy()))
        image = picture(view)
        ground = view.palette().window().color()
        places = [between(view, 1, 1, 0, share) for share in np.linspace(0.2, 0.8, 60)]
        gaps[value] = sum(image.pixelColor(place) == ground for place in places)
    assert gaps[1.0] == 0
    assert gaps[-1.0] > 5


def test_the_pointer_tells_the_number_of_a_line(view: PlaygroundView) -> None:
    before = picture(view)
    QTest.mouseMove(view.diagram, between(view, 1, 0, 1, 0.2))
    assert picture(view) != before
    weight = view.session.state.snapshot.network.layers[1][0][0, 1]
    note = view.diagram._note()
    assert note.startswith("Hidden layer 1, unit 1 → Hidden layer 2, unit 2: weight ")
    assert f"{abs(weight):.4g}" in note


def test_layers_are_added_and_removed_at_the_diagram(view: PlaygroundView) -> None:
    click(view, "Add layer")
    assert settings(view).hidden == (3, 2, 2)
    click(view, "Add layer")
    assert len(settings(view).hidden) == MAX_LAYERS
    assert not view.network.add_layer.isEnabled()
    for _ in range(MAX_LAYERS):
        QTest.mouseClick(view.diagram.heads.heads[0].remove, LEFT)
    assert view.session.state.snapshot.network.sizes == (2, 2)
    more = next(
        button
        for button in view.findChildren(QAbstractButton)
        if button.accessibleName() == "More units in hidden layer 1"
    )
    click(view, "Add layer")
    before = settings(view).hidden[0]
    QTest.mouseClick(more, LEFT)
    assert settings(view).hidden == (before + 1,)
    while view.session.undo_stack.canUndo():
        view.session.undo_stack.undo()
    assert settings(view).hidden == (3, 2)


def test_features_are_inputs_at_once(view: PlaygroundView) -> None:
    boxes = view.diagram.features.boxes
    regions = view.plane.grab().toImage()
    QTest.mouseClick(view.diagram, LEFT, pos=tile(view, 0, 3))  # A tile that is off.
    assert settings(view).features == ("x", "y", "x^2")
    assert view.plane.grab().toImage() != regions
    for box in boxes[:2]:
        box.click()
    assert settings(view).features == ("x^2",)
    assert not boxes[3].isEnabled()  # The last one stays.
    view.session.undo_stack.undo()
    assert boxes[1].isChecked()


def test_each_tile_follows_the_network(view: PlaygroundView) -> None:
    def tiles() -> list[QImage]:
        image = picture(view)
        counts = view.diagram._diagram.counts
        every = [Unit(layer, n) for layer in (1, 2, 3) for n in range(counts[layer])]
        return [image.copy(view.diagram.tile_of(unit).toAlignedRect()) for unit in every]

    before = tiles()
    for _ in range(100):
        view.session.runner._experiment.step()
    view.session.runner.emit_snapshot()
    assert not [one for one, other in zip(before, tiles(), strict=True) if one == other]


def test_lines_follow_a_run_less_often_than_tiles(view: PlaygroundView) -> None:
    diagram = view.diagram
    place = tile(view, 1, 0), between(view, 1, 1, 0, 0.5)
    shown = [picture(view).pixelColor(at) for at in place]
    w = view.session.runner.experiment().network.layers
    w[0][0][:], w[1][0][1, 0] = -w[0][0], -2 * w[1][0][1, 0]
    network = view.session.runner.experiment().snapshot()
    diagram.show_diagram(diagram_of(network), is_running=True)
    image = picture(view)
    assert image.pixelColor(place[0]) != shown[0]
    assert image.pixelColor(place[1]) == shown[1]
    diagram.show_lines()
    assert picture(view).pixelColor(place[1]) != shown[1]


def test_a_picture_of_a_run_paints_no_box_or_number_anew(view: PlaygroundView) -> None:
    diagram = view.diagram
    painted = Painted(view)
    for widget in (diagram, *diagram.features.boxes, *diagram.heads.heads[0].widgets):
        widget.installEventFilter(painted)
    network = view.session.runner.experiment().snapshot()
    diagram.show_diagram(diagram_of(network), is_running=True)
    diagram.show_lines()
    QApplication.processEvents()
    assert painted.widgets == {diagram}


def test_noise_and_test_share_move_at_once_and_back(view: PlaygroundView) -> None:
    points = view.session.state.points
    view.controls.noise.setValue(10)
    view.controls.noise.setValue(12)
    assert view.session.undo_stack.count() == 1
    assert view.session.state.setup.noise == pytest.approx(0.6)
    assert len(view.session.state.points) == len(points)
    view.controls.share.setValue(5)
    assert view.session.state.points.test_share == 0.25
    assert view.session.state.snapshot.test is not None
    for _ in range(2):
        view.session.undo_stack.undo()
    assert view.session.state.points is points
    assert (view.controls.noise.value(), view.controls.share.value()) == (0, 0)


def test_noise_leaves_classes_and_layers_as_they_are(view: PlaygroundView) -> None:
    view.controls.classes.setValue(5)
    view.controls.noise.setValue(3)
    assert view.session.state.points.classes == 5
    assert view.session.state.snapshot.network.sizes == (2, 3, 2, 5)


def test_a_weight_can_be_changed_while_it_runs(qtbot: QtBot, view: PlaygroundView) -> None:
    view.session.run_or_pause()
    view.diagram.weight_edited.emit(Weight(1, 0, 0), 1.5)
    assert view.session.runner.is_running
    before = view.session.state.snapshot.iteration
    qtbot.waitUntil(lambda: view.session.state.snapshot.iteration > before)
    view.session.run_or_pause()


def test_no_mnemonic_of_the_page_is_there_twice(view: PlaygroundView) -> None:
    texts = [button.text() for button in view.findChildren(QAbstractButton)]
    texts += [label.text() for label in view.findChildren(QLabel)]
    plain = [text.replace("&&", "") for text in texts if "&nbsp;" not in text]
    keys = [text[text.index("&") + 1].upper() for text in plain if "&" in text]
    assert len(keys) >= 15
    assert len(keys) == len(set(keys))
    assert not set(keys) & set("FEMVH")  # Those of the menus.
