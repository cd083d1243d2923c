"""The Playground runs, pauses and resets, with mouse and keys."""

import math
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.playground.experiment import Experiment
from digitpad.playground.quadrants import QuadrantSettings, quadrant_network, train_quadrants
from digitpad.ui.playground.class_marks import COLOURS
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import wait_for_box
from tests.ui.playground_hand import (
    HINT,
    LEFT,
    Key,
    click,
    colour_at,
    message,
    opened,
    place,
    state,
)

pytestmark = pytest.mark.light_window


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


def test_a_hundred_steps_are_those_of_the_tutorial(view: PlaygroundView) -> None:
    for _ in range(100):
        view.session.runner.step()
    settings = QuadrantSettings(iterations=100)
    network = quadrant_network(settings)
    list(train_quadrants(network, settings))
    mine = view.session.runner.experiment().network
    for one, other in zip(mine.parameters, network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)
    assert state(view).startswith("Iteration 100 ")


def test_space_runs_and_pauses(qtbot: QtBot, view: PlaygroundView) -> None:
    QTest.keyClick(view.plane, Key.Key_Space)
    assert view.session.runner.is_running
    qtbot.waitUntil(lambda: view.session.runner.losses.count > 300)
    QTest.keyClick(view.plane, Key.Key_Space)
    assert not view.session.runner.is_running
    count = view.session.runner.experiment().iteration
    assert state(view).startswith(f"Iteration {count:,} ")
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
    view.run_bar.speed.slider.setValue(0)
    QTest.keyClick(view.plane, Key.Key_Space)
    seen: list[int] = []
    view.session.runner.moved.connect(lambda snapshot: seen.append(snapshot.iteration))
    qtbot.waitUntil(lambda: len(seen) >= 2)
    assert view.session.runner.is_running
    assert seen[:2] == [1, 2]  # Each step is seen.
    QTest.keyClick(view.plane, Key.Key_Space)


def test_absurd_settings_end_in_a_sentence(qtbot: QtBot, view: PlaygroundView) -> None:
    view.controls.learning_rate.setValue(1000)
    view.controls.l2.setValue(1)
    QTest.keyClick(view.plane, Key.Key_Space)
    qtbot.waitUntil(
        lambda: message(view).startswith("Training diverged: the loss is no longer a number.")
    )
    qtbot.waitUntil(lambda: not view.session.runner.is_running)
    assert "Lower the learning rate; R resets" in message(view)
    assert all(np.isfinite(p).all() for p in view.session.runner.experiment().network.parameters)
    QTest.keyClick(view.plane, Key.Key_R)
    assert state(view).startswith("Iteration 0 ")
    assert message(view) == HINT


def test_space_presses_the_button_that_has_the_focus(qtbot: QtBot, view: PlaygroundView) -> None:
    button = next(b for b in view.findChildren(QAbstractButton) if b.text().startswith("Check &"))
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    assert not view.session.runner.is_running
    qtbot.waitUntil(lambda: "Gradients correct" in message(view))


def test_it_pauses_when_another_tab_is_looked_at(
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
    assert "Internal error in digitpad (ZeroDivisionError: <b>broken</b>)" in box.text()
    qtbot.waitUntil(lambda: not view.session.runner.is_running)
    box.close()
    caplog.clear()


def test_a_loss_from_next_to_nothing_to_next_to_everything_is_drawn(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    view.loss_plot.show_curves(([1, 2], [0.0, 7e304]), ([1, 2], [math.nan, math.inf]))
    assert view.loss_plot.grab().toImage().width() > 0
    above = view.loss_plot.plot.box.top()
    assert above >= view.loss_plot.fontMetrics().height() / 2  # The figure at the top is whole.


def test_a_training_that_diverged_leaves_the_rows_of_the_page_their_heights(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    def place(part: QWidget) -> QRect:
        return QRect(part.mapTo(view, QPoint()), part.size())

    window.resize(1366, 768)
    view.controls.learning_rate.setValue(10)
    click(view, "Run")
    told = view.health.findChildren(QLabel)  # Under the plots.
    qtbot.waitUntil(lambda: any("off for every point" in one.text() for one in told))
    click(view, "Pause")
    hint = next(one for one in view.network.findChildren(QLabel) if "dashed" in one.text())
    rows = (view.inspector, view.loss_plot, view.curve)
    qtbot.waitUntil(
        lambda: not any(place(view.diagram).intersects(place(one)) for one in (hint, *rows))
    )
    assert view.diagram.height() >= view.diagram.minimumHeight()


def test_tab_goes_as_the_eye_does(window: MainWindow, view: PlaygroundView) -> None:
    for width in (900, 1366):
        window.resize(width, 640)
        QApplication.processEvents()
        assert_tab_order(view, width)


def assert_tab_order(view: PlaygroundView, width: int) -> None:
    controls, inspector = view.controls, view.inspector
    layer = view.diagram.heads.heads[0]
    settings = [
        *(controls.preset, controls.classes, controls.noise, controls.share),
        *(controls.optimizer, controls.learning_rate, controls.batch, controls.l1, controls.l2),
        *(controls.initialization, controls.seed),
    ]
    pictures = [
        *(controls.activation, view.network.add_layer, inspector.row),
        *(layer.units, layer.remove, view.diagram.features.boxes[0], view.diagram, view.plane),
    ]
    upper = [*settings, *pictures] if width > 1000 else [*pictures, *settings]
    expected: list[QWidget] = [
        *view.run_bar.buttons[:3],
        view.run_bar.speed.slider,
        *view.run_bar.buttons[3:],
        *upper,
        *(view.check, inspector.code, inspector.value, inspector.terms),
        *inspector.matrices.tables,
        view.health.fold.button,
    ]
    seen: list[QWidget] = []
    widget: QWidget | None = view.run_bar.buttons[0]
    view.run_bar.buttons[0].setFocus()
    while widget and view.isAncestorOf(widget) and widget not in seen:
        seen.append(widget)
        is_named = isinstance(widget, QAbstractButton) and widget.text()
        assert widget.accessibleName() or is_named, widget
        QTest.keyClick(widget, Key.Key_Tab)
        widget = QApplication.focusWidget()
    assert [widget for widget in seen if widget in expected] == expected
    plots = (view.loss_plot, view.curve)
    assert not any(plot.isAncestorOf(widget) for plot in plots for widget in seen)


def test_the_legend_of_the_activation_is_above_its_plot(qtbot: QtBot, view: PlaygroundView) -> None:
    legend = next(
        label for label in view.curve.findChildren(QLabel) if "Hidden units" in label.text()
    )
    assert "ReLU" in legend.text()
    qtbot.waitUntil(lambda: legend.geometry().bottom() < view.curve.plot.geometry().top())


def test_buttons_are_as_high_as_those_of_other_tabs(
    window: MainWindow, view: PlaygroundView
) -> None:
    undo = next(b for b in window.draw_tab.findChildren(QToolButton) if b.text() == "Undo")
    assert view.run_bar.buttons[0].sizeHint().height() == undo.sizeHint().height()
    assert view.run_bar.buttons[0].height() <= undo.sizeHint().height() + 2


def test_no_operation_is_opened_while_it_runs(view: PlaygroundView) -> None:
    assert view.inspector.row.isEnabled()
    QTest.keyClick(view.plane, Key.Key_Space)
    assert not view.inspector.row.isEnabled()
    QTest.keyClick(view.plane, Key.Key_Space)
    assert view.inspector.row.isEnabled()


def test_a_class_that_there_is_not_looks_so(view: PlaygroundView) -> None:
    icon, side = view.class_buttons.buttons[4].icon(), 20
    opacity = {
        mode: icon.pixmap(side, side, mode).toImage().pixelColor(side // 2, side // 2).alphaF()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    }
    assert opacity[QIcon.Mode.Disabled] < 0.5 < opacity[QIcon.Mode.Normal]


def test_the_tab_fits_a_small_window(view: PlaygroundView) -> None:
    hint = view.minimumSizeHint()
    assert (hint.width() <= 780, hint.height() <= 400) == (True, True)


def test_an_empty_loss_plot_counts_nothing(qtbot: QtBot, view: PlaygroundView) -> None:
    def is_numbered() -> bool:
        return any(axis.is_numbered for axis in view.loss_plot.plot.axes)

    empty = next(
        label
        for label in view.loss_plot.findChildren(QLabel)
        if label.text() == "Press Run or Step"
    )
    qtbot.waitUntil(empty.isVisible)
    assert not is_numbered()
    QTest.keyClick(view.plane, Key.Key_S)
    qtbot.waitUntil(lambda: empty.text() == "The curve starts with the first update")
    for _ in range(3):
        QTest.keyClick(view.plane, Key.Key_S)
    qtbot.waitUntil(is_numbered)
    assert not empty.isVisible()


def test_what_takes_long_to_draw_takes_turns(qtbot: QtBot, view: PlaygroundView) -> None:
    qtbot.waitUntil(lambda: not view._turns.isActive())
    shown: list[str] = []
    a, b, c, d = (partial(shown.append, name) for name in "abcd")
    view._in_turn = a, b, c, d
    QTest.keyClick(view.plane, Key.Key_S)
    for _ in range(4):
        view.session.runner.emit_snapshot()
    assert not shown
    view._turns.timeout.emit()
    assert len(shown) == 1
    qtbot.waitUntil(lambda: not view._turns.isActive())
    assert sorted(shown) == [*"abcd"]


def test_the_hint_is_about_the_points_of_the_dataset_alone(view: PlaygroundView) -> None:
    assert message(view) == HINT
    QTest.mouseClick(view.plane, LEFT, pos=place(view, 3, -3))
    assert message(view).startswith("You changed the points. ")
    view.session.undo_stack.undo()
    assert message(view) == HINT
    view.controls.share.setValue(0)
    assert message(view).startswith("You changed the points. "), "all of them are learned from"
    view.session.choose_preset("spiral")
    told = message(view)
    view.controls.share.setValue(view.controls.share.maximum())
    assert message(view) == told, "whichever is held out of a spiral"
