"""A step on the Playground gone through phase by phase, and gradients checked."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.playground.gradient_report import GradientReport
from digitpad.playground.plane_network import PlaneNetwork
from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import FIRST_SIZE, MainWindow
from tests.ui.playground_hand import HINT, LEFT, Key, message, opened

pytestmark = pytest.mark.light_window


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


def reached(view: PlaygroundView) -> list[str]:
    """The operations that can be opened."""
    row = view.inspector.row
    cells = (row.item(r, c) for r in range(row.rowCount()) for c in range(row.columnCount()))
    return [i.text() for i in cells if i and i.flags() & Qt.ItemFlag.ItemIsEnabled]


def test_what_made_a_number_is_told_whole_in_the_first_size(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    window.resize(FIRST_SIZE)
    told = view.inspector.told
    for _ in range(4):
        QTest.keyClick(view.plane, Key.Key_S)
        qtbot.waitUntil(lambda: told.width() > 500)
        assert told.sizeHint().width() <= told.width(), told.text()


def test_a_step_is_gone_through_phase_by_phase(view: PlaygroundView) -> None:
    assert len(reached(view)) == 11
    seen = []
    for _ in range(4):
        QTest.keyClick(view.plane, Key.Key_S)
        title = view.inspector.title.text().partition(":")[0]
        iteration = view.session.state.snapshot.iteration
        seen.append((message(view), title, len(reached(view)), iteration))
    assert seen == [
        ("Phase 1 of 4: Forward pass", "Affine 1", 4, 0),
        ("Phase 2 of 4: Loss", "Cross-entropy", 5, 0),
        ("Phase 3 of 4: Backward pass", "Affine 2", 9, 0),
        ("Phase 4 of 4: Parameter update", "Gradient descent", 11, 1),
    ]
    QTest.keyClick(view.plane, Key.Key_S)
    assert message(view) == "Phase 1 of 4: Forward pass"
    view.controls.l2.setValue(0.5)
    assert message(view) == HINT
    assert len(reached(view)) == 11


def test_the_numbers_follow_the_settings(view: PlaygroundView) -> None:
    inspector = view.inspector
    inspector.row.open(10)
    before = inspector.title.text()
    view.controls.learning_rate.setValue(0.5)
    assert before != inspector.title.text() == before.replace("0.001", "0.5")


def test_a_unit_that_is_selected_is_found_in_the_numbers(view: PlaygroundView) -> None:
    view.diagram.select(Unit(1, 4))
    assert view.inspector.told.text().startswith("a (Point 1, Unit 5) = ")


def test_a_step_activation_says_why_it_cannot_learn(view: PlaygroundView) -> None:
    view.controls.activation.setCurrentText("Step")
    row = view.inspector.row
    item = row.findItems("Step", Qt.MatchFlag.MatchExactly)[1]
    QTest.mouseClick(row.viewport(), LEFT, pos=row.visualItemRect(item).center())
    assert "cannot learn" in view.inspector.title.text()
    problem = "The step function has no slope: only the output layer learns."
    view.health.show_health(view.session.state.snapshot.health)
    assert view.health.sentence == problem


def test_the_numbers_of_a_step_stay_as_they_were_while_it_runs(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    QTest.keyClick(view.plane, Key.Key_S)
    told = view.inspector.told.text()
    QTest.keyClick(view.plane, Key.Key_Space)
    qtbot.waitUntil(lambda: view.session.state.snapshot.iteration > 10)
    assert (view.inspector.told.text(), message(view)) == (told, HINT)
    QTest.keyClick(view.plane, Key.Key_Space)
    qtbot.waitUntil(lambda: view.inspector.told.text() != told)
    assert len(reached(view)) == 11


def test_weights_beyond_all_measure_are_no_wrong_gradient(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    for parameter in view.session.runner.experiment().network.parameters:
        parameter *= 1e200
    view.session.runner.emit_snapshot()
    QTest.mouseClick(view.check, LEFT)
    qtbot.waitUntil(lambda: message(view).startswith("Not checked: weights too large"))


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
    QTest.mouseClick(view.check, LEFT)
    qtbot.waitUntil(lambda: message(view).startswith("Gradients correct"))


def test_what_was_checked_is_not_told_of_another_network(
    qtbot: QtBot, view: PlaygroundView
) -> None:
    QTest.mouseClick(view.check, LEFT)
    view.session.runner.step()
    qtbot.waitUntil(lambda: not running())
    assert "Gradients" not in message(view)


def test_the_gradients_are_checked(qtbot: QtBot, view: PlaygroundView) -> None:
    QTest.mouseClick(view.check, LEFT)
    qtbot.waitUntil(lambda: message(view).startswith("Gradients correct"))
