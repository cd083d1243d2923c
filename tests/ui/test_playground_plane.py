"""Points on the Playground's plane, with mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
)
from pytestqt.qtbot import QtBot

from digitpad.playground.points import MAX_POINTS
from digitpad.ui.playground.plane_scale import PlaneScale
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.window.main_window import MainWindow
from tests.ui.playground_hand import (
    CTRL,
    LEFT,
    RIGHT,
    Key,
    click,
    colour_at,
    message,
    opened,
    place,
)

pytestmark = pytest.mark.light_window


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


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
    assert len(view.session.runner.points) == 9
    assert view.session.runner.points.labels[-1] == 2
    np.testing.assert_allclose(view.session.runner.points.positions[-1], [0.5, -2], atol=0.03)
    QTest.mouseClick(view.plane, RIGHT, pos=place(view, 0.5, -2))
    assert len(view.session.runner.points) == 8
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert len(view.session.runner.points) == 8
    QTest.keyClick(view.plane, Key.Key_Y, CTRL)
    assert len(view.session.runner.points) == 9


def test_without_a_mouse(view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_Insert)
    QTest.keyClick(view.plane, Key.Key_Right)
    QTest.keyClick(view.plane, Key.Key_Up)
    assert view.session.runner.points.positions[-1].tolist() == [0.1, 0.1]
    QTest.keyClick(view.plane, Key.Key_PageDown)
    QTest.keyClick(view.plane, Key.Key_Left)
    assert view.session.runner.points.positions[0].tolist() == [1.9, 1]
    QTest.keyClick(view.plane, Key.Key_Delete)
    assert view.session.runner.points.labels.tolist() == [1, 2, 3, 0, 1, 2, 3, 0]


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
            text for label in view.findChildren(QLabel) if "Class 1:" in (text := plain(label))
        )

    before = told()
    view.controls.learning_rate.setValue(0.1)
    for _ in range(50):
        view.session.runner.step()
    assert told() != before
    view.controls.classes.setValue(2)
    assert "Class 3" not in told()


def test_undo_with_a_point_held_takes_back_its_way_alone(view: PlaygroundView) -> None:
    QTest.mouseClick(view.plane, LEFT, pos=place(view, 0.5, -2))
    QTest.mousePress(view.plane, LEFT, pos=place(view, 2, 1))
    QTest.mouseMove(view.plane, place(view, 3, 2))
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    assert len(view.session.runner.points) == 9
    QTest.mouseMove(view.plane, place(view, 3, 1))
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 3, 1))
    np.testing.assert_array_equal(view.session.runner.points.positions[0], [2, 1])


def test_points_are_seen_at_once_while_it_runs_slowly(view: PlaygroundView) -> None:
    view.run_bar.speed.slider.setValue(0)
    QTest.keyClick(view.plane, Key.Key_Space)
    QTest.mousePress(view.plane, LEFT, pos=place(view, 0.5, -2))
    QTest.mouseMove(view.plane, place(view, 0.6, -2))
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 0.6, -2))
    QTest.keyClick(view.plane, Key.Key_Insert)
    for _ in range(3):
        QTest.keyClick(view.plane, Key.Key_Right)
    assert view.session.runner.is_running
    np.testing.assert_allclose(
        view.session.runner.points.positions[8:], [[0.6, -2], [0.3, 0]], atol=0.03
    )


def test_all_points_can_go(view: PlaygroundView) -> None:
    for _ in range(8):
        QTest.keyClick(view.plane, Key.Key_PageDown)
        QTest.keyClick(view.plane, Key.Key_Delete)
    assert len(view.session.runner.points) == 0
    QTest.keyClick(view.plane, Key.Key_S)
    view.session.runner.step()
    assert message(view) == "Add a point first: click the plot."


def test_the_pointer_tells_probabilities(view: PlaygroundView) -> None:
    QTest.mouseMove(view.plane, place(view, 1, 1))
    told = [plain(label) for label in view.findChildren(QLabel) if "Class 1:" in plain(label)]
    assert any(text.startswith(("(1.0", "(0.9")) and "%" in text for text in told)


def plain(label: QLabel) -> str:
    return label.text().replace("\N{NO-BREAK SPACE}", " ")


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


def test_there_are_ways_back_from_a_zoom(view: PlaygroundView) -> None:
    for how in ("key", "wheel", "double click", "button", "preset"):
        zoom_and_go_back(view, how)


def zoom_and_go_back(view: PlaygroundView, how: str) -> None:
    before = place(view, 2, 1)
    wheel(view, place(view, 2, 1), 960)
    assert place(view, -1, 1).x() < before.x() / 4
    match how:
        case "key":
            QTest.keyClick(view.plane, Key.Key_Home)
        case "wheel":
            QTest.mouseClick(view.plane, Qt.MouseButton.MiddleButton, pos=place(view, 1.9, 0.9))
        case "double click":
            double_click(view, place(view, 1.9, 0.9))
        case "button":
            click(view, "Reset view")
        case "preset":
            view.controls.preset.setFocus()
            QTest.keyClick(view.controls.preset, Key.Key_Down)
    assert place(view, 2, 1) == before, how


def double_click(view: PlaygroundView, at: QPoint) -> None:
    """All four events that a double click sends."""
    QTest.mouseClick(view.plane, LEFT, pos=at)
    QTest.mouseDClick(view.plane, LEFT, pos=at)


def test_a_double_click_that_resets_the_view_adds_no_point(view: PlaygroundView) -> None:
    points = view.session.runner.points.positions
    wheel(view, place(view, 2, 1), 960)
    double_click(view, place(view, 1.9, 0.9))
    np.testing.assert_array_equal(view.session.runner.points.positions, points)
    assert view.plane.selected == -1
    assert not view.session.undo_stack.canUndo()


def test_two_quick_clicks_in_the_usual_view_add_a_point(view: PlaygroundView) -> None:
    double_click(view, place(view, 0.5, -2))
    assert len(view.session.runner.points) == 9


def test_test_points_are_hollow_and_the_tutorials_alone(view: PlaygroundView) -> None:
    def is_hollow() -> bool:
        """Whether the mark of a test point is at (-2, 2): paper inside."""
        return colour_at(view, -2, 2) == (255, 255, 255)

    assert is_hollow()
    view.controls.preset.setFocus()
    for preset in ("XOR", "circles", "spiral", "blobs"):
        QTest.keyClick(view.controls.preset, Key.Key_Down)
        assert view.controls.preset.currentData() == preset
        assert not view.session.state.points.is_test.any(), preset
    QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    QTest.keyClick(view.controls.preset, Key.Key_Home)
    assert is_hollow()


def test_the_plane_can_be_used_and_seen_without_a_mouse(view: PlaygroundView) -> None:
    assert view.plane.accessibleName() == "Decision regions"
    for key in ("Page Down", "arrow keys", "Insert", "Delete", "Home"):
        assert key in view.plane.accessibleDescription()
    edge = view.plane._scale.area.topLeft().toPoint()
    assert view.plane.grab().toImage().pixelColor(edge) == view.palette().accent().color()
    view.controls.preset.setFocus()
    assert view.plane.grab().toImage().pixelColor(edge) != view.palette().accent().color()


def test_keys_of_any_alphabet_may_be_pressed(view: PlaygroundView) -> None:
    for key in (0, ord("Ж"), ord("中")):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "Ж")
        QApplication.sendEvent(view.plane, event)
    assert len(view.session.runner.points) == 8


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
    assert "At most 500 points" in message(view)
    assert not view.session.undo_stack.canUndo()


def test_beginning_anew_while_a_point_is_held_can_be_undone_in_full(view: PlaygroundView) -> None:
    QTest.mousePress(view.plane, LEFT, pos=place(view, 2, 1))
    QTest.mouseMove(view.plane, place(view, 3, 2))
    QTest.keyClick(view.plane, Key.Key_R)
    QTest.mouseRelease(view.plane, LEFT, pos=place(view, 3, 2))
    while view.session.undo_stack.canUndo():
        QTest.keyClick(view.plane, Key.Key_Z, CTRL)
    np.testing.assert_array_equal(view.session.runner.points.positions[0], [2, 1])


def test_a_class_key_chooses_the_class_and_goes_to_the_plane(view: PlaygroundView) -> None:
    view.controls.learning_rate.setFocus()
    button = next(b for b in view.findChildren(QAbstractButton) if b.accessibleName() == "Class 2")
    QTest.mouseClick(button, LEFT)
    assert view.plane.hasFocus()
    assert button.isChecked()
    QTest.keyClick(view.plane, Key.Key_Insert)
    assert view.session.state.points.labels[-1] == 1


@pytest.mark.parametrize(
    ("half", "numbers"),
    [
        (3.5, [-3, -2, -1, 0, 1, 2, 3]),
        (0.5, [-0.4, -0.2, 0, 0.2, 0.4]),
        (50, [-40, -20, 0, 20, 40]),
    ],
)
def test_axes_have_round_numbers(half: float, numbers: list[float]) -> None:
    scale = PlaneScale(QRectF(0, 0, 260, 200), half)
    assert scale.ticks(-half, half) == numbers


def test_no_number_stands_over_the_edge() -> None:
    scale = PlaneScale(QRectF(0, 0, 400, 400))
    assert scale.ticks(-3.5, 3.5)[-1] == 3.5
    numbers = scale.ticks(-3.5, 3.5, margin=8)
    assert (numbers[0], numbers[-1]) == (-3, 3)


def test_the_place_under_the_pointer_has_a_true_minus_sign(view: PlaygroundView) -> None:
    QTest.mouseMove(view.plane, place(view, -2, 2))
    told = [plain(label) for label in view.findChildren(QLabel) if "Class 1:" in plain(label)]
    assert told[0].startswith(("(−2.0", "(−1.9"))


def test_nothing_covers_the_plane_while_the_pointer_rests(view: PlaygroundView) -> None:
    assert not view.plane.toolTip()
