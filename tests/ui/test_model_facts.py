"""What is told of a model whose record may hold anything."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.nn.network import Network
from digitpad.storage.model_file import Model
from digitpad.ui.main_window import MainWindow
from digitpad.ui.models import figure
from tests.ui.hand import action, wait_for_box

NETWORK = Network.initialized([784, 10], np.random.default_rng(0))


def nested(depth: int) -> Any:
    value: Any = "inside"
    for _ in range(depth):
        value = [value, {"a": value}] if depth < 5 else [value]
    return value


@pytest.mark.parametrize(
    "record",
    [
        {"deep": nested(900)},
        {"long": "x" * 1_000_000, "many": list(range(100_000))},
        {str(number): number for number in range(10_000)},
        {"<img width=4000>": "<b>bold</b>", "run": "0123456789abcdef"},
    ],
)
def test_any_record_is_shown_within_bounds(
    qtbot: QtBot, window: MainWindow, record: dict[str, Any]
) -> None:
    window.models.use(Model(NETWORK, record), "")
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert len(box.text()) < 120_000
    assert "<img" not in box.text()
    assert "<b>" not in box.text()
    assert "0123456789abcdef" not in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)


@pytest.mark.parametrize("rate", [1e306, float("nan"), -0.5, "0.1", True, None, [0.1]])
def test_a_figure_that_is_no_share_is_none(rate: Any) -> None:
    assert figure(Model(NETWORK, {"test": {"error_rate": rate}})) == ""


def test_a_figure_names_what_it_was_measured_on() -> None:
    record = {"test": {"name": "a\nb" * 100, "error_rate": 0.012}}
    assert figure(Model(NETWORK, record)).startswith("1.20 % on a\\nb")
    assert len(figure(Model(NETWORK, record))) < 140
