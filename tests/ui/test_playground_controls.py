"""The Playground's settings, with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from digitpad.playground.quadrants import QuadrantSettings
from digitpad.playground.settings import Settings
from digitpad.setting import settings_of
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.support.theme import SPACE
from digitpad.ui.window.main_window import MainWindow
from tests.ui.playground_hand import (
    CTRL,
    HINT,
    LEFT,
    Key,
    click,
    message,
    opened,
    place,
    state,
    units,
)

pytestmark = pytest.mark.light_window


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


def test_a_preset_brings_points_and_settings(view: PlaygroundView) -> None:
    box = view.findChild(QComboBox, "playground_points")
    classes = view.findChild(QSpinBox, "playground_classes")
    assert box is not None
    assert classes is not None
    box.setFocus()
    for preset in ("XOR", "circles", "spiral", "blobs"):
        QTest.keyClick(box, Key.Key_Down)
        assert box.currentData() == preset
        assert len(view.session.runner.points) > 20
        assert view.session.runner.settings.learning_rate == 0.1
        assert classes.value() == view.session.runner.points.classes


def test_other_sizes_begin_anew_and_other_rates_go_on(view: PlaygroundView) -> None:
    view.session.runner.step()
    view.controls.learning_rate.setValue(0.5)
    assert view.session.runner.settings.learning_rate == 0.5
    assert view.session.runner.experiment().iteration == 1
    units(view).setValue(7)
    assert view.session.runner.experiment().network.sizes == (2, 7, 4)
    assert view.session.runner.experiment().iteration == 0
    view.controls.classes.setValue(2)
    assert view.session.runner.experiment().network.sizes == (2, 7, 2)
    assert len(view.session.runner.points) == 4
    view.controls.activation.setCurrentText("Sigmoid")
    assert view.session.runner.experiment().network.activation.name == "sigmoid"


def test_what_began_anew_comes_back_as_far_as_it_had_learned(view: PlaygroundView) -> None:
    for _ in range(5):
        view.session.runner.step()
    before = view.session.runner.experiment()
    QTest.keyClick(view.plane, Key.Key_R)
    view.controls.classes.setValue(2)
    QTest.mouseClick(view.plane, LEFT, pos=place(view, 0.5, -2))
    units(view).setValue(7)
    box = view.findChild(QComboBox, "playground_points")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    assert box.currentText() == "XOR"
    while view.session.undo_stack.canUndo():
        QTest.keyClick(box, Key.Key_Z, CTRL)
    assert view.session.runner.experiment() is before
    assert state(view).startswith("Iteration 5 ")
    assert len(view.session.runner.points) == 8
    assert (box.currentText(), view.controls.classes.value()) == ("Quadrants", 4)
    assert units(view).value() == 50
    assert view.class_buttons.keys[3].isEnabled()
    while view.session.undo_stack.canRedo():
        QTest.keyClick(view.plane, Key.Key_Y, CTRL)
    assert box.currentText() == "XOR"
    assert len(view.session.runner.points) > 20
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert units(view).value() == 7
    assert len(view.session.runner.points) == 5


def test_undo_brings_back_the_network_from_within_a_number(view: PlaygroundView) -> None:
    for _ in range(5):
        view.session.runner.step()
    before = view.session.runner.experiment()
    units(view).setFocus()
    for _ in range(49):
        QTest.keyClick(units(view), Key.Key_Down)
    assert view.session.runner.experiment().network.sizes == (2, 1, 4)
    QTest.keyClick(units(view), Key.Key_Z, CTRL)
    assert view.session.runner.experiment() is before
    assert units(view).value() == 50
    assert not view.session.undo_stack.canUndo()


def untouched(view: PlaygroundView) -> bool:
    """Whether no key was taken for a shortcut: nothing runs, no step was begun, nothing reset."""
    running, begun = view.session.runner.is_running, message(view) != HINT
    return not (running or begun or view.session.undo_stack.canUndo())


def test_keys_in_a_number_are_typed(view: PlaygroundView) -> None:
    box = view.controls.learning_rate
    box.setFocus()
    QTest.keyClick(box, Key.Key_End)
    QTest.keyClicks(box, "sr ")
    assert box.lineEdit().text() == "0.001sr "
    assert untouched(view)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_keys_in_a_list_find_what_begins_so(view: PlaygroundView) -> None:
    box = view.controls.activation
    view.controls.activation.setFocus()
    box.setCurrentIndex(box.findData("step"))
    view.session.undo_stack.clear()
    QTest.keyClick(box, Key.Key_R)
    assert box.currentData() == "ReLU"
    view.session.undo_stack.clear()
    view.controls.preset.setFocus()
    QTest.keyClick(view.controls.preset, Key.Key_Space)
    popup = view.controls.preset.view()
    assert popup.isVisible()
    view.controls.preset.hidePopup()
    assert untouched(view)


def test_keys_in_the_operations_find_what_begins_so(view: PlaygroundView) -> None:
    inspector = view.inspector
    for shown in (inspector.row, inspector.terms, inspector.matrices.tables[0]):
        shown.setFocus()
        for key in (Key.Key_S, Key.Key_R, Key.Key_Space, Key.Key_2):
            QTest.keyClick(shown, key)
            assert untouched(view)


def test_a_number_is_undone_from_within(view: PlaygroundView) -> None:
    box = view.controls.learning_rate
    box.setFocus()
    QTest.keyClick(box, Key.Key_A, CTRL)
    QTest.keyClicks(box, "0.25")
    QTest.keyClick(box, Key.Key_Return)
    assert view.session.runner.settings.learning_rate == 0.25
    QTest.keyClick(box, Key.Key_Z, CTRL)
    assert box.value() == view.session.runner.settings.learning_rate == 0.001


def test_a_number_that_is_being_typed_holds_for_the_step(view: PlaygroundView) -> None:
    box = view.controls.learning_rate
    for button, value in (("Step", 0.25), ("Reset", 0.5)):
        box.setFocus()
        QTest.keyClick(box, Key.Key_A, CTRL)
        QTest.keyClicks(box, f"{value}")
        click(view, button)
        assert view.session.runner.settings.learning_rate == box.value() == value


def test_numbers_reach_as_far_as_the_commands(view: PlaygroundView) -> None:
    known = settings_of(Settings)
    for name in ("learning_rate", "l2", "seed"):
        box = getattr(view.controls, name)
        assert (box.minimum(), box.maximum()) == (known[name].low, known[name].high), name


def test_the_wheel_scrolls_past_a_number(view: PlaygroundView) -> None:
    speed = view.run_bar.speed.slider
    for field in (view.controls.learning_rate, view.controls.preset, view.controls.noise, speed):
        before = view.session.state.settings, view.session.state.setup
        QTest.wheelEvent(
            view.window().windowHandle(),
            QPointF(field.mapTo(view.window(), field.rect().center())),
            QPoint(0, -120),
        )
        assert (view.session.state.settings, view.session.state.setup) == before
    assert speed.value() == speed.maximum()


def test_each_step_to_undo_says_what_it_did(view: PlaygroundView) -> None:
    view.controls.preset.setFocus()
    while view.controls.preset.currentData() != "spiral":
        QTest.keyClick(view.controls.preset, Key.Key_Down)
    assert view.session.undo_stack.undoText() == "Load spiral"
    view.controls.classes.setValue(2)
    assert view.session.undo_stack.undoText() == "Set 2 classes"
    view.controls.l2.setValue(0.5)
    assert view.session.undo_stack.undoText() == "Change L2 regularization"
    QTest.keyClick(view.plane, Key.Key_R)
    assert view.session.undo_stack.undoText() == "Reset"


def test_a_rate_that_is_changed_again_and_again_is_one_step_back(view: PlaygroundView) -> None:
    for _ in range(5):
        QTest.keyClick(view.controls.learning_rate, Key.Key_Up)
    rate = view.controls.learning_rate.value()
    assert rate > 0.001
    QTest.keyClick(view.controls.l2, Key.Key_Up)
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert (view.controls.l2.value(), view.controls.learning_rate.value()) == (0.001, rate)
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert view.session.runner.settings.learning_rate == 0.001
    assert not view.session.undo_stack.canUndo()


def test_settings_are_the_tutorials_at_first(view: PlaygroundView) -> None:
    tutorial = QuadrantSettings()
    settings = view.session.state.settings
    assert (settings.hidden, settings.learning_rate) == ((tutorial.hidden,), tutorial.learning_rate)
    assert (settings.l2, settings.seed) == (tutorial.l2, tutorial.seed)
    assert settings == view.session.runner.settings


def test_a_number_with_a_comma_means_what_it_says(view: PlaygroundView) -> None:
    box = view.controls.learning_rate
    box.setFocus()
    for typed, value in (("0,01", 0.01), (",05", 0.05), ("1e-2", 0.01)):
        QTest.keyClick(box, Key.Key_A, CTRL)
        QTest.keyClicks(box, typed)
        QTest.keyClick(box, Key.Key_Return)
        assert view.session.runner.settings.learning_rate == value


def test_the_run_bar_is_one_line_in_the_smallest_window(view: PlaygroundView) -> None:
    layout = view.run_bar.layout()
    assert layout is not None
    assert layout.heightForWidth(960 - 4 * SPACE) == layout.sizeHint().height()
