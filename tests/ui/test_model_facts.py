"""What is told of a model whose record may hold anything."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.models.model_file import Model
from digitpad.models.record import error_figure
from digitpad.nn.network import Network
from digitpad.ui.window.main_window import MainWindow
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
    window.current_model.use(Model(NETWORK, record), "")
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert len(box.text()) < 120_000
    assert "<img" not in box.text()
    assert "<b>" not in box.text()
    assert "0123456789abcdef" not in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)


@pytest.mark.parametrize("rate", [1e306, float("nan"), -0.5, "0.1", True, None, [0.1]])
def test_a_figure_that_is_no_share_is_none(rate: Any) -> None:
    assert error_figure(Model(NETWORK, {"test": {"error_rate": rate}})) == ""


def test_a_figure_names_what_it_was_measured_on() -> None:
    record = {"test": {"name": "a\nb" * 100, "error_rate": 0.012}}
    assert error_figure(Model(NETWORK, record)).startswith("1.20 % on a\\nb")
    assert len(error_figure(Model(NETWORK, record))) < 140


def test_what_was_taught_and_what_that_cost_stands_in_counts(
    qtbot: QtBot, window: MainWindow
) -> None:
    taught = {"name": "My digits", "digits": 8, "correct_before": 0, "correct_after": 8}
    reference = {"name": "reference digits", "digits": 1_531, "error_rate": 9 / 1_531}
    window.current_model.use(Model(NETWORK, {"taught": taught, "reference": reference}), "")
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert "My digits: 8 of 8 correct (0 before)" in box.text()
    assert "reference digits: 9 of 1,531 misclassified (0.59 %)" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)


@pytest.mark.parametrize("digits", [10**400, -1])
def test_a_count_that_no_set_has_is_shown_as_it_is(
    qtbot: QtBot, window: MainWindow, digits: int
) -> None:
    window.current_model.use(Model(NETWORK, {"test": {"digits": digits, "error_rate": 0.5}}), "")
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert "of" not in box.text().split("test")[-1]
    QTest.keyClick(box, Qt.Key.Key_Escape)


def test_the_error_on_the_reference_digits_is_told_before_any_other() -> None:
    one = {"name": "MNIST test", "error_rate": 0.004}
    other = {"name": "reference digits", "digits": 1_531, "error_rate": 0.0058}
    assert error_figure(Model(NETWORK, {"test": one})) == "0.40 % on MNIST test"
    assert (
        error_figure(Model(NETWORK, {"test": one, "reference": other}))
        == "0.58 % on reference digits"
    )
