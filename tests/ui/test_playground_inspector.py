"""The numbers of a step on the Playground."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
)
from pytestqt.qtbot import QtBot

from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.gradient_report import GradientReport
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.playground_hand import HINT, LEFT, Key, click, message, opened, titles


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


def test_weights_beyond_all_measure_are_no_wrong_gradient(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    for parameter in view.session.runner.experiment().network.parameters:
        parameter *= 1e200
    button = next(b for b in view.findChildren(QAbstractButton) if b.text().startswith("Check"))
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: message(view).startswith("Not checked: weights too large"))


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
    assert seen == [
        ("Phase 1 of 4: Forward pass", 4, 0),
        ("Phase 2 of 4: Loss", 5, 0),
        ("Phase 3 of 4: Backward pass", 9, 0),
        ("Phase 4 of 4: Parameter update", 11, 1),
    ]
    assert titles(view)[0] == "→ Affine 1"
    assert titles(view)[-1] == "↻ Gradient descent"
    QTest.keyClick(view.plane, Key.Key_S)
    assert message(view) == "Phase 1 of 4: Forward pass"
    view.controls.l2.setValue(0.5)
    assert message(view) == HINT
    assert len(titles(view)) == 11


def test_a_matrix_is_rounded_to_fit_and_exact_under_the_pointer(view: PlaygroundView) -> None:
    boxes, matrix = view.inspector.list, view.inspector.matrix
    QTest.mouseClick(boxes.viewport(), LEFT, pos=boxes.visualItemRect(boxes.item(0)).center())
    assert view.inspector.formula.text() == "a = x w1 + b1"
    assert view.inspector.code.toPlainText() == "a = x @ w1 + b1"
    view.inspector.value.setCurrentText("w1 (2 × 50)")
    w1 = view.session.runner.experiment().network.parameters[0]
    cell = matrix.index(1, 3)
    assert cell.data() == f"{w1[1, 3]:.3f}".replace("-", "−")
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == repr(w1[1, 3].item())
    assert (matrix.rowCount(), matrix.columnCount()) == (2, 50)


def test_a_step_activation_says_why_it_cannot_learn(view: PlaygroundView) -> None:
    view.controls.activation.setCurrentText("Step")
    boxes = view.inspector.list
    boxes.setCurrentRow(titles(view).index("← Step"))
    assert view.inspector.formula.text() == "da = 0"


def test_the_gradient_is_checked_of_the_network_as_it_was(
    qtbot: QtBot, view: PlaygroundView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(model: PlaneNetwork, *_: object) -> GradientReport:
        network, before = model.network, model.network.copy()
        view.session.runner._experiment.step()
        pairs = zip(before.parameters, network.parameters, strict=True)
        is_same = all(np.array_equal(one, other) for one, other in pairs)
        return GradientReport(max_error=0 if is_same else 1, kinks=0)

    monkeypatch.setattr("digitpad.ui.playground.session.gradient_report", check)
    click(view, "Check gradients")
    qtbot.waitUntil(lambda: message(view).startswith("Gradients correct"))


def test_what_was_checked_is_not_told_of_another_network(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    click(view, "Check gradients")
    view.session.runner.step()
    qtbot.waitUntil(lambda: not running())
    assert "Gradients" not in message(view)


def test_the_curve_of_an_activation_is_seen_where_it_is_negative(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    qtbot.waitUntil(lambda: view.curve._plot is not None and view.curve._plot.isVisible())
    text = view.palette().text().color().lightness()
    plot = view.curve._plot
    for activation, negative in (("tanh", -0.995), ("linear", -3.0)):
        view.curve.show_units(ACTIVATIONS[activation], np.zeros(0))
        image = plot.grab().toImage()
        at = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(-3, negative)))
        near = [image.pixelColor(at.x(), at.y() + dy).lightness() for dy in range(-3, 4)]
        assert any(abs(some - text) < 60 for some in near), activation


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradient_is_checked(qtbot: QtBot, view: PlaygroundView, activation: str) -> None:
    view.controls.activation.setCurrentText(activation)
    click(view, "Check gradients")
    qtbot.waitUntil(lambda: "Gradients correct" in message(view))


def test_the_numbers_of_a_step_stay_as_they_were_while_it_runs(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    QTest.keyClick(view.plane, Key.Key_S)
    assert len(titles(view)) == 4
    QTest.keyClick(view.plane, Key.Key_Space)
    qtbot.waitUntil(lambda: view.session.state.snapshot.iteration > 10)
    assert (len(titles(view)), message(view)) == (4, HINT)
    QTest.keyClick(view.plane, Key.Key_Space)
    assert len(titles(view)) == 11
