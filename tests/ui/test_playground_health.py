"""The panel that tells how the layers are."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.playground.health import ALL_DEAD, Health, LayerHealth, Problem
from digitpad.ui.playground.health_panel import HealthPanel, share

GOOD = Health((LayerHealth(1, 4, 1.5, 0.02), LayerHealth(2, 3, 0.5, 0.1)))

DEAD = Health(
    (LayerHealth(1, 4, 0.0, 0.0, dead=(0, 1, 2, 3)), LayerHealth(2, 3, 0.5, 0.0)),
    Problem(ALL_DEAD, {"n": 4, "layer": 1}, 1),
)


@pytest.fixture
def panel(qtbot: QtBot) -> HealthPanel:
    panel = HealthPanel()
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_it_unfolds_and_tells_of_each_layer(panel: HealthPanel) -> None:
    assert not panel.lines.isVisible()
    QTest.mouseClick(panel.fold.button, Qt.MouseButton.LeftButton)
    assert panel.lines.isVisible()
    panel.show_health(GOOD)
    told = panel.lines.accessibleDescription()
    assert told == "Layer 1, 1.5, 0.02, –; Output layer, 0.5, 0.1, –"
    assert not panel.grab().isNull()


def test_a_problem_is_told_also_while_it_is_folded(panel: HealthPanel) -> None:
    panel.show_health(GOOD)
    assert not panel.sentence
    panel.show_health(DEAD)
    assert panel.sentence.startswith("All 4 ReLU units of hidden layer 1 are off")
    assert "4 units off" in panel.lines.accessibleDescription()
    panel.show_health(GOOD)
    assert not panel.sentence


@pytest.mark.parametrize(
    ("size", "length"),
    [(0.0, 0), (1e-9, 0), (1e-6, 0), (1e-2, 0.5), (1e2, 1), (1e9, 1), (math.inf, 1), (math.nan, 1)],
)
def test_a_bar_is_as_long_as_the_size_has_decades(size: float, length: float) -> None:
    assert share(size) == pytest.approx(length)
