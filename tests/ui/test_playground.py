"""The Playground tab, with mouse and keys."""

import runpy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QSpinBox,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.nn.activations import ACTIVATIONS
from digitpad.nn.network import Network
from digitpad.playground.experiment import MAX_SEGMENTS, Experiment
from digitpad.playground.points import MAX_POINTS
from digitpad.playground.quadrants import QuadrantSettings, quadrant_network, train_quadrants
from digitpad.ui.playground.class_marks import COLOURS
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import wait_for_box

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Key = Qt.Key


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    """The tab, chosen by a click."""
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    QTest.mouseClick(tabs.tabBar(), LEFT, pos=tabs.tabBar().tabRect(3).center())
    view = window.playground_tab.make_view()
    qtbot.waitUntil(view.plane.hasFocus)
    return view


def state(view: PlaygroundView) -> str:
    label = view.findChild(QLabel, "playgroundState")
    assert label is not None
    return label.text()


def message(view: PlaygroundView) -> str:
    label = view.findChild(QLabel, "playgroundMessage")
    assert label is not None
    return label.text()


def place(view: PlaygroundView, x: float, y: float) -> QPoint:
    return view.plane.place_of((x, y)).toPoint()


def click(view: PlaygroundView, text: str) -> None:
    button = next(
        b for b in view.findChildren(QAbstractButton) if b.text() == text and b.isVisible()
    )
    QTest.mouseClick(button, LEFT)


def titles(view: PlaygroundView) -> list[str]:
    boxes = view.findChild(QListWidget, "playgroundOperations")
    assert boxes is not None
    return [boxes.item(row).text() for row in range(boxes.count())]


def colour_at(view: PlaygroundView, x: float, y: float) -> tuple[int, ...]:
    colour = view.plane.grab().toImage().pixelColor(place(view, x, y))
    return colour.red(), colour.green(), colour.blue()


# Running


def test_a_hundred_steps_are_those_of_the_tutorial(view: PlaygroundView) -> None:
    for _ in range(100):
        view.session.runner.step()
    settings = QuadrantSettings(iterations=100)
    network = quadrant_network(settings)
    list(train_quadrants(network, settings))
    mine = view.session.runner.experiment().network
    for one, other in zip(mine.parameters, network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)
    assert state(view).startswith("iteration 100 ")


def test_space_runs_and_rests(qtbot: QtBot, view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_Space)
    assert view.session.runner.is_running
    qtbot.waitUntil(lambda: view.session.runner.losses.count > 300)
    QTest.keyClick(view.plane, Key.Key_Space)
    assert not view.session.runner.is_running
    count = view.session.runner.experiment().iteration
    assert state(view).startswith(f"iteration {count:,} ")
    _, losses = view.session.runner.losses.curve()
    assert losses[-1] < losses[0]


def test_the_plane_shows_what_the_network_decides(qtbot: QtBot, view: PlaygroundView) -> None:
    view.controls.learning_rate.setValue(0.1)
    for _ in range(300):
        view.session.runner.step()
    view.session.runner.emit_snapshot()
    for label, (x, y) in enumerate([(3, 2.8), (-3, 2.8), (-3, -2.8), (3, -2.8)]):
        tint = 255.0 - np.array(colour_at(view, x, y))  # what the paper has been taken away
        tints = [[255 - int(c[k : k + 2], 16) for k in (1, 3, 5)] for c in COLOURS[:4]]
        alike = [tint @ other / np.linalg.norm(other) for other in np.array(tints)]
        assert int(np.argmax(alike)) == label


def test_slowly_means_slowly(qtbot: QtBot, view: PlaygroundView) -> None:
    view.controls.speed.setValue(0)
    QTest.keyClick(view.plane, Key.Key_Space)
    qtbot.waitUntil(lambda: "iteration 1 " in state(view))
    assert view.session.runner.is_running
    QTest.keyClick(view.plane, Key.Key_Space)
    assert view.session.runner.losses.count <= 2


def test_absurd_settings_end_in_a_sentence(qtbot: QtBot, view: PlaygroundView) -> None:
    view.controls.learning_rate.setValue(1000)
    view.controls.l2.setValue(1)
    QTest.keyClick(view.plane, Key.Key_Space)
    qtbot.waitUntil(lambda: "lower the learning rate" in message(view))
    qtbot.waitUntil(lambda: not view.session.runner.is_running)
    assert "R begins anew" in message(view)
    assert all(np.isfinite(p).all() for p in view.session.runner.experiment().network.parameters)
    QTest.keyClick(view.plane, Key.Key_R)
    assert state(view).startswith("iteration 0 ")
    assert message(view) == ""


def test_space_presses_the_button_that_has_the_focus(qtbot: QtBot, view: PlaygroundView) -> None:
    button = next(b for b in view.findChildren(QAbstractButton) if b.text().startswith("Check"))
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    assert not view.session.runner.is_running
    qtbot.waitUntil(lambda: "The gradient is" in message(view))


def test_weights_beyond_all_measure_are_no_wrong_gradient(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    for parameter in view.session.runner.experiment().network.parameters:
        parameter *= 1e200
    button = next(b for b in view.findChildren(QAbstractButton) if b.text().startswith("Check"))
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: "nothing was checked" in message(view))


def test_it_rests_when_another_tab_is_looked_at(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    QTest.keyClick(view.plane, Key.Key_Space)
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(0)
    assert not view.session.runner.is_running


def test_closing_in_the_middle_ends_it(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    QTest.keyClick(view.plane, Key.Key_Space)
    window.close()
    assert not view.session.runner.is_running


# Points


def test_a_point_is_dragged(view: PlaygroundView) -> None:
    QTest.mousePress(view.plane, LEFT, pos=place(view, 2, 1))
    for step in range(5):
        QTest.mouseMove(view.plane, place(view, 2 - 0.4 * step, 1 + 0.3 * step))
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 0.4, 2.2))
    np.testing.assert_allclose(view.session.runner.points.positions[0], [0.4, 2.2], atol=0.03)
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    np.testing.assert_array_equal(view.session.runner.points.positions[0], [2, 1])
    QTest.keyClick(view.plane, Key.Key_Y, CTRL)
    np.testing.assert_allclose(view.session.runner.points.positions[0], [0.4, 2.2], atol=0.03)


def test_undoing_while_a_point_is_held_leaves_the_history_whole(view: PlaygroundView) -> None:
    first = view.session.runner.points.positions.copy()
    for (x, y), undone in (((2, 1), False), ((-1, 1), True)):
        QTest.mousePress(view.plane, LEFT, pos=place(view, x, y))
        QTest.mouseMove(view.plane, place(view, x, y + 1))
        if undone:
            QTest.keyClick(view.plane, Key.Key_Z, CTRL)
        QTest.mouseMove(view.plane, place(view, x, y + 1.5))
        QTest.mouseRelease(view.plane, LEFT, pos=place(view, x, y + 1.5))
    while view.session.undo_stack.canUndo():
        QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    np.testing.assert_array_equal(view.session.runner.points.positions, first)


def test_the_next_point_has_a_class_that_there_is(view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_4)
    view.controls.classes.setValue(2)
    QTest.mouseClick(view.plane, LEFT, pos=place(view, 0.5, -2))
    assert view.session.runner.points.labels[-1] == 0


def test_a_click_adds_a_point_and_a_right_click_removes_it(view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_3)
    QTest.mouseClick(view.plane, LEFT, pos=place(view, 0.5, -2))
    assert len(view.session.runner.points) == 5
    assert view.session.runner.points.labels[-1] == 2
    np.testing.assert_allclose(view.session.runner.points.positions[-1], [0.5, -2], atol=0.03)
    QTest.mouseClick(view.plane, RIGHT, pos=place(view, 0.5, -2))
    assert len(view.session.runner.points) == 4
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert len(view.session.runner.points) == 4
    QTest.keyClick(view.plane, Key.Key_Y, CTRL)
    assert len(view.session.runner.points) == 5


def test_without_a_mouse(view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_Insert)
    QTest.keyClick(view.plane, Key.Key_Right)
    QTest.keyClick(view.plane, Key.Key_Up)
    assert view.session.runner.points.positions[-1].tolist() == [0.1, 0.1]
    QTest.keyClick(view.plane, Key.Key_PageDown)
    QTest.keyClick(view.plane, Key.Key_Left)
    assert view.session.runner.points.positions[0].tolist() == [1.9, 1]
    QTest.keyClick(view.plane, Key.Key_Delete)
    assert view.session.runner.points.labels.tolist() == [1, 2, 3, 0]


def test_points_can_be_dragged_while_it_runs(qtbot: QtBot, view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_Space)
    QTest.mousePress(view.plane, LEFT, pos=place(view, 2, 1))
    QTest.mouseMove(view.plane, place(view, 3, 3))
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 3, 3))
    assert view.session.runner.is_running
    np.testing.assert_allclose(view.session.runner.points.positions[0], [3, 3], atol=0.03)


def test_probabilities_follow_the_network_under_a_pointer_at_rest(view: PlaygroundView) -> None:
    QTest.mouseMove(view.plane, place(view, -2, 2))

    def told() -> str:
        return next(
            text for label in view.findChildren(QLabel) if "circle" in (text := label.text())
        )

    before = told()
    view.controls.learning_rate.setValue(0.1)
    for _ in range(50):
        view.session.runner.step()
    assert told() != before
    view.controls.classes.setValue(2)
    assert "triangle" not in told()


def test_undo_with_a_point_held_takes_back_its_way_alone(view: PlaygroundView) -> None:
    QTest.mouseClick(view.plane, LEFT, pos=place(view, 0.5, -2))
    QTest.mousePress(view.plane, LEFT, pos=place(view, 2, 1))
    QTest.mouseMove(view.plane, place(view, 3, 2))
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert len(view.session.runner.points) == 5
    QTest.mouseMove(view.plane, place(view, 3, 1))
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 3, 1))
    np.testing.assert_array_equal(view.session.runner.points.positions[0], [2, 1])


def test_points_are_seen_at_once_while_it_runs_slowly(view: PlaygroundView) -> None:
    view.controls.speed.setValue(0)
    QTest.keyClick(view.plane, Key.Key_Space)
    QTest.mousePress(view.plane, LEFT, pos=place(view, 0.5, -2))
    QTest.mouseMove(view.plane, place(view, 0.6, -2))
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 0.6, -2))
    QTest.keyClick(view.plane, Key.Key_Insert)
    for _ in range(3):
        QTest.keyClick(view.plane, Key.Key_Right)
    assert view.session.runner.is_running
    np.testing.assert_allclose(
        view.session.runner.points.positions[4:], [[0.6, -2], [0.3, 0]], atol=0.03
    )


def test_all_points_can_go(view: PlaygroundView) -> None:
    for _ in range(4):
        QTest.keyClick(view.plane, Key.Key_PageDown)
        QTest.keyClick(view.plane, Key.Key_Delete)
    assert len(view.session.runner.points) == 0
    QTest.keyClick(view.plane, Key.Key_S)
    view.session.runner.step()
    assert "no point" in message(view)


def test_the_pointer_tells_probabilities(view: PlaygroundView) -> None:
    QTest.mouseMove(view.plane, place(view, 1, 1))
    told = [label.text() for label in view.findChildren(QLabel) if "circle" in label.text()]
    assert any(text.startswith(("(1.0", "(0.9")) and "\N{NO-BREAK SPACE}%" in text for text in told)


def wheel(view: PlaygroundView, at: QPoint, turn: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        view.plane.mapToGlobal(QPointF(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.plane, event)


def test_the_wheel_zooms_around_the_pointer(view: PlaygroundView) -> None:
    at = place(view, 2, 1)
    far = place(view, -1, 1)
    wheel(view, at, 480)
    assert (place(view, 2, 1) - at).manhattanLength() <= 2
    assert place(view, -1, 1).x() < far.x()


@pytest.mark.parametrize("how", ["key", "wheel", "preset"])
def test_there_is_a_way_back_from_a_zoom(view: PlaygroundView, how: str) -> None:
    before = place(view, 2, 1)
    wheel(view, place(view, 2, 1), 960)
    assert place(view, -1, 1).x() < 0
    if how == "key":
        QTest.keyClick(view.plane, Key.Key_Home)
    elif how == "wheel":
        QTest.mouseClick(view.plane, Qt.MouseButton.MiddleButton, pos=place(view, 1.9, 0.9))
    else:
        view.controls.preset.setFocus()
        QTest.keyClick(view.controls.preset, Key.Key_Down)
    assert place(view, 2, 1) == before


def test_keys_of_any_alphabet_may_be_pressed(view: PlaygroundView) -> None:
    for key in (0, ord("Ж"), ord("中")):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "Ж")
        QApplication.sendEvent(view.plane, event)
    assert len(view.session.runner.points) == 4


def test_there_are_no_more_points_than_may_be(view: PlaygroundView) -> None:
    points = view.session.runner.points
    while len(points) < MAX_POINTS:
        points = points.added((3.0, 3.0), 0)
    view.session.set_points(points)
    QTest.keyClick(view.plane, Key.Key_PageDown)
    selected = view.plane.selected
    QTest.mousePress(view.plane, LEFT, pos=place(view, 0.5, -2))
    QTest.mouseMove(view.plane, place(view, 0.7, -2))
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 0.7, -2))
    QTest.keyClick(view.plane, Key.Key_Insert)
    assert len(view.session.runner.points) == MAX_POINTS
    assert view.plane.selected == selected
    np.testing.assert_array_equal(view.session.runner.points.positions, points.positions)
    assert "500 points" in message(view)
    assert not view.session.undo_stack.canUndo()


def test_a_fault_of_the_program_ends_a_run_with_a_box(
    qtbot: QtBot,
    window: MainWindow,
    view: PlaygroundView,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_: object) -> float:
        raise ZeroDivisionError("<b>broken</b>")

    monkeypatch.setattr(Experiment, "step", broken)
    QTest.keyClick(view.plane, Key.Key_Space)
    box = wait_for_box(qtbot, window)
    assert "fault in digitpad (ZeroDivisionError: <b>broken</b>)" in box.text()
    qtbot.waitUntil(lambda: not view.session.runner.is_running)
    box.close()
    caplog.clear()


# Settings


@pytest.mark.parametrize("preset", ["XOR", "circles", "spiral", "blobs"])
def test_a_preset_brings_points_and_a_hint(view: PlaygroundView, preset: str) -> None:
    box = view.findChild(QComboBox, "playground_points")
    assert box is not None
    box.setFocus()
    while box.currentText() != preset:
        QTest.keyClick(box, Key.Key_Down)
    assert len(view.session.runner.points) > 20
    assert view.session.runner.settings.learning_rate == 0.1
    classes = view.findChild(QSpinBox, "playground_classes")
    assert classes is not None
    assert classes.value() == view.session.runner.points.classes


def test_other_sizes_begin_anew_and_other_rates_go_on(view: PlaygroundView) -> None:
    view.session.runner.step()
    view.controls.learning_rate.setValue(0.5)
    assert view.session.runner.settings.learning_rate == 0.5
    assert view.session.runner.experiment().iteration == 1
    view.controls.hidden.setValue(7)
    assert view.session.runner.experiment().network.sizes == (2, 7, 4)
    assert view.session.runner.experiment().iteration == 0
    view.controls.classes.setValue(2)
    assert view.session.runner.experiment().network.sizes == (2, 7, 2)
    assert len(view.session.runner.points) == 2
    view.controls.activation.setCurrentText("sigmoid")
    assert view.session.runner.experiment().network.activation.name == "sigmoid"


def test_what_began_anew_comes_back_as_far_as_it_had_learned(view: PlaygroundView) -> None:
    for _ in range(5):
        view.session.runner.step()
    before = view.session.runner.experiment()
    QTest.keyClick(view.plane, Key.Key_R)
    view.controls.classes.setValue(2)
    QTest.mouseClick(view.plane, LEFT, pos=place(view, 0.5, -2))
    view.controls.hidden.setValue(7)
    box = view.findChild(QComboBox, "playground_points")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    assert box.currentText() == "XOR"
    while view.session.undo_stack.canUndo():
        QTest.keyClick(box, Key.Key_Z, CTRL)
    assert view.session.runner.experiment() is before
    assert state(view).startswith("iteration 5 ")
    assert len(view.session.runner.points) == 4
    assert (box.currentText(), view.controls.classes.value()) == ("quadrants", 4)
    assert view.controls.hidden.value() == 50
    assert view.class_buttons.keys[3].isEnabled()
    while view.session.undo_stack.canRedo():
        QTest.keyClick(view.plane, Key.Key_Y, CTRL)
    assert box.currentText() == "XOR"
    assert len(view.session.runner.points) > 20
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert view.controls.hidden.value() == 7
    assert len(view.session.runner.points) == 3


def test_undo_brings_back_the_network_from_within_a_number(view: PlaygroundView) -> None:
    for _ in range(5):
        view.session.runner.step()
    before = view.session.runner.experiment()
    view.controls.hidden.setFocus()
    for _ in range(49):
        QTest.keyClick(view.controls.hidden, Key.Key_Down)
    assert view.session.runner.experiment().network.sizes == (2, 1, 4)
    QTest.keyClick(view.controls.hidden, Key.Key_Z, CTRL)
    assert view.session.runner.experiment() is before
    assert view.controls.hidden.value() == 50
    assert not view.session.undo_stack.canUndo()


def test_keys_of_the_tab_work_from_within_a_number(view: PlaygroundView) -> None:
    view.controls.learning_rate.setFocus()
    QTest.keyClick(view.controls.learning_rate, Key.Key_S)
    assert message(view) == "forward"
    QTest.keyClick(view.controls.learning_rate, Key.Key_Space)
    assert view.session.runner.is_running
    QTest.keyClick(view.controls.learning_rate, Key.Key_R)
    assert not view.session.runner.is_running
    QTest.keyClick(view.controls.learning_rate, Key.Key_A, CTRL)
    QTest.keyClicks(view.controls.learning_rate, "0.25")
    QTest.keyClick(view.controls.learning_rate, Key.Key_Return)
    assert view.session.runner.settings.learning_rate == 0.25
    QTest.keyClick(view.controls.learning_rate, Key.Key_Z, CTRL)
    assert (
        view.controls.learning_rate.value() == view.session.runner.settings.learning_rate == 0.001
    )


def test_a_number_that_is_being_typed_holds_for_the_step(view: PlaygroundView) -> None:
    box = view.controls.learning_rate
    for key, button in ((Key.Key_S, None), (None, "Step"), (Key.Key_R, None), (None, "Reset")):
        box.setFocus()
        QTest.keyClick(box, Key.Key_A, CTRL)
        QTest.keyClicks(box, f"{view.session.runner.settings.learning_rate + 0.25:.3f}")
        typed = view.session.runner.settings.learning_rate + 0.25
        if key:
            QTest.keyClick(box, key)
        else:
            shown = next(b for b in view.findChildren(QAbstractButton) if b.text() == button)
            QTest.mouseClick(shown, LEFT)
        assert view.session.runner.settings.learning_rate == pytest.approx(typed)
        assert box.value() == pytest.approx(typed)


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


def test_a_loss_from_next_to_nothing_to_next_to_everything_is_drawn(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    qtbot.waitUntil(lambda: view.loss_plot._plot is not None)
    view.loss_plot.show_curve(([1, 2], [0.0, 7e304]))
    assert view.loss_plot.grab().toImage().width() > 0


def test_beginning_anew_while_a_point_is_held_can_be_undone_in_full(view: PlaygroundView) -> None:
    QTest.mousePress(view.plane, LEFT, pos=place(view, 2, 1))
    QTest.mouseMove(view.plane, place(view, 3, 2))
    QTest.keyClick(view.plane, Key.Key_R)
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 3, 2))
    while view.session.undo_stack.canUndo():
        QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    np.testing.assert_array_equal(view.session.runner.points.positions[0], [2, 1])


# The numbers of a step


def test_the_numbers_follow_the_settings(view: PlaygroundView) -> None:
    view.inspector.list.setCurrentRow(view.inspector.list.count() - 1)
    before = view.inspector.formula.text()
    view.controls.learning_rate.setValue(0.5)
    assert before != view.inspector.formula.text() == before.replace("0.001", "0.5")


def test_a_step_is_gone_through_part_by_part(view: PlaygroundView) -> None:
    seen = []
    for _ in range(4):
        QTest.keyClick(view.plane, Key.Key_S)
        seen.append((message(view), len(titles(view)), view.session.runner.losses.count))
    assert seen == [("forward", 4, 0), ("loss", 5, 0), ("backward", 9, 0), ("update", 10, 1)]
    assert titles(view)[0] == "→ affine 1"
    assert titles(view)[-1] == "↻ gradient descent"
    QTest.keyClick(view.plane, Key.Key_S)
    assert message(view) == "forward"
    view.controls.l2.setValue(0.5)
    assert message(view) == ""
    assert len(titles(view)) == 10


def test_a_matrix_is_rounded_to_fit_and_exact_under_the_pointer(view: PlaygroundView) -> None:
    boxes, matrix = view.inspector.list, view.inspector.matrix
    QTest.mouseClick(boxes.viewport(), LEFT, pos=boxes.visualItemRect(boxes.item(0)).center())
    assert view.inspector.formula.text() == "a = x w1 + b1"
    assert view.inspector.code.toPlainText() == "a = x @ w1 + b1"
    view.inspector.value.setCurrentText("w1  (2 x 50)")
    w1 = view.session.runner.experiment().network.parameters[0]
    cell = matrix.index(1, 3)
    assert cell.data() == f"{w1[1, 3]:.4g}"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == repr(w1[1, 3].item())
    assert (matrix.rowCount(), matrix.columnCount()) == (2, 50)


def test_a_step_activation_says_why_it_cannot_learn(view: PlaygroundView) -> None:
    view.controls.activation.setCurrentText("step")
    boxes = view.inspector.list
    boxes.setCurrentRow(titles(view).index("← step"))
    assert "cannot learn" in view.inspector.formula.text()


def test_the_gradient_is_checked_of_the_network_as_it_was(
    qtbot: QtBot, view: PlaygroundView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(network: Network, *_: object) -> str:
        before = network.copy()
        view.session.runner._experiment.step()
        pairs = zip(before.parameters, network.parameters, strict=True)
        return f"the same: {all(np.array_equal(one, other) for one, other in pairs)}"

    monkeypatch.setattr("digitpad.ui.playground.session.gradient_report", check)
    click(view, "Check the gradient")
    qtbot.waitUntil(lambda: message(view) == "the same: True")


def test_what_was_checked_is_not_told_of_another_network(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    click(view, "Check the gradient")
    view.session.runner.step()
    qtbot.waitUntil(lambda: not running())
    assert "gradient" not in message(view)


def test_the_curve_of_an_activation_is_seen_where_it_is_negative(view: PlaygroundView) -> None:
    # The curve is drawn in the colour of text, the axes in a lighter one.
    text = view.palette().color(QPalette.ColorRole.Text).lightness()
    for activation in ("tanh", "linear"):
        view.controls.activation.setCurrentText(activation)
        view.curve.show_units(ACTIVATIONS[activation], np.zeros(0))
        image = view.curve.grab().toImage()
        ratio = image.width() / view.curve.width()
        column = round(view.curve.width() * ratio / 8)
        lower = range(round(image.height() * 0.6), image.height())
        lightness = [image.pixelColor(column, row).lightness() for row in lower]
        assert any(abs(some - text) < 60 for some in lightness), activation


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradient_is_checked(qtbot: QtBot, view: PlaygroundView, activation: str) -> None:
    view.controls.activation.setCurrentText(activation)
    click(view, "Check the gradient")
    qtbot.waitUntil(lambda: "The gradient is right" in message(view))


# Taking along


def test_a_copied_program_takes_the_same_steps(
    qtbot: QtBot, view: PlaygroundView, tmp_path: Path
) -> None:
    for _ in range(5):
        view.session.runner.step()
    action = next(a for a in view.export_menu.menu.actions() if "umPy" in a.text())
    with qtbot.waitSignal(view.export_menu.message):
        action.trigger()
    path = tmp_path / "program.py"
    path.write_text(QGuiApplication.clipboard().text())
    _, losses = view.session.runner.losses.curve()
    np.testing.assert_allclose(runpy.run_path(str(path))["losses"], losses, rtol=1e-9)


def test_a_run_with_too_many_changes_is_no_program_and_that_is_told(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    experiment = view.session.runner.experiment()
    for step in range(MAX_SEGMENTS + 1):
        experiment.points = experiment.points.moved(0, (2, step / 500))
        experiment.step()
    action = next(a for a in view.export_menu.menu.actions() if "umPy" in a.text())
    action.trigger()
    box = wait_for_box(qtbot, window)
    assert "changed more than 500 times" in box.text()
    box.close()


@pytest.mark.parametrize(
    ("entry", "name"), [(0, "w.npz"), (1, "p.png"), (2, "p.svg"), (3, "l.csv")]
)
def test_files_are_saved(
    qtbot: QtBot,
    view: PlaygroundView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    entry: int,
    name: str,
) -> None:
    view.session.runner.step()
    path = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    view.export_menu.menu.actions()[entry].trigger()
    qtbot.waitUntil(path.exists)
    match path.suffix:
        case ".npz":
            with np.load(path) as archive:
                assert archive["w1"].shape == (2, 50)
        case ".png":
            image = QImage(str(path))
            assert image.width() == 2 * min(view.plane.width(), view.plane.height())
        case ".svg":
            assert "<svg" in path.read_text()
        case ".csv":
            assert path.read_text().startswith("iteration,loss\n1,12.03")


def test_settings_are_the_tutorials_at_first(view: PlaygroundView) -> None:
    tutorial = QuadrantSettings()
    settings = view.controls.settings()
    assert (settings.hidden, settings.learning_rate) == (tutorial.hidden, tutorial.learning_rate)
    assert (settings.l2, settings.seed) == (tutorial.l2, tutorial.seed)
    assert replace(settings) == view.session.runner.settings


@pytest.mark.parametrize(("typed", "value"), [("0,01", 0.01), (",05", 0.05), ("1e-2", 0.01)])
def test_a_number_with_a_comma_means_what_it_says(
    view: PlaygroundView, typed: str, value: float
) -> None:
    box = view.controls.learning_rate
    box.setFocus()
    QTest.keyClick(box, Key.Key_A, CTRL)
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Key.Key_Return)
    assert view.session.runner.settings.learning_rate == value


def test_a_class_key_chooses_the_class_and_goes_to_the_plane(view: PlaygroundView) -> None:
    view.controls.learning_rate.setFocus()
    button = next(b for b in view.findChildren(QAbstractButton) if b.accessibleName() == "Class 2")
    QTest.mouseClick(button, LEFT)
    assert view.plane.hasFocus()
    assert button.isChecked()
    QTest.keyClick(view.plane, Key.Key_Insert)
    assert view.session.state.points.labels[-1] == 1


def test_the_numbers_of_a_step_stay_as_they_were_while_it_runs(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    QTest.keyClick(view.plane, Key.Key_S)
    assert len(titles(view)) == 4
    QTest.keyClick(view.plane, Key.Key_Space)
    qtbot.waitUntil(lambda: view.session.state.snapshot.iteration > 10)
    assert (len(titles(view)), message(view)) == (4, "")
    QTest.keyClick(view.plane, Key.Key_Space)
    assert len(titles(view)) == 10
