"""What is told of a model whose record may hold anything."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.files.resources import resource_path
from digitpad.learning.run_history import PastRun
from digitpad.models.model_file import Model
from digitpad.models.record import MeasuredError, measured_error
from digitpad.nn.network import Network
from digitpad.ui.model.model_facts import _value
from digitpad.ui.model.model_title import model_title
from digitpad.ui.retrain.run_facts import facts
from digitpad.ui.support.settings import settings
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action, wait_for_box

pytestmark = pytest.mark.light_window

CELL = re.compile("<td[^<]*>([^<]*)</td>")

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
    assert measured_error(Model(NETWORK, {"test": {"error_rate": rate}})) is None


def test_a_figure_names_what_it_was_measured_on() -> None:
    record = {"test": {"name": "a\nb" * 100, "error_rate": 0.012}}
    error = measured_error(Model(NETWORK, record))
    assert error
    assert error.rate == 0.012
    assert error.name.startswith("a\\nb")
    assert len(error.name) < 140


def test_what_was_taught_and_what_that_cost_stands_in_counts(
    qtbot: QtBot, window: MainWindow
) -> None:
    taught = {"name": "My digits", "digits": 8, "correct_before": 0, "correct_after": 8}
    reference = {"name": "reference digits", "digits": 1_531, "error_rate": 9 / 1_531}
    window.current_model.use(Model(NETWORK, {"taught": taught, "reference": reference}), "")
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert "My digits: 8 of 8 correct (before: 0)" in box.text()
    assert "9 of 1,531 misclassified (0.59%)" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)


def test_names_of_former_versions_are_told_by_those_of_today(
    qtbot: QtBot, window: MainWindow
) -> None:
    command = "digitpad train my-junk --times 3 --junk=500 --junkyard --out MODEL"
    test = {"name": "MNIST test", "digits": 10_000, "error_rate": 0.005}
    record = {"test": test, "command": command, "settings": {"junk": 500}}
    window.current_model.use(Model(NETWORK, record), "")
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert "train my-junk --repeats 3 --non-digits=500 --junkyard --out" in box.text()
    assert "MNIST test set: 50 of 10,000" in box.text()
    assert "Non-digit samples" in box.text()
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
    assert measured_error(Model(NETWORK, {"test": one})) == MeasuredError(
        "test", "MNIST test", 0.004
    )
    assert measured_error(Model(NETWORK, {"test": one, "reference": other})) == MeasuredError(
        "reference", "reference digits", 0.0058
    )


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({}, "Model: Built-in (784–10)"),
        (
            {"test": {"name": "MNIST test", "error_rate": 0.0045}},
            "Model: Built-in (784–10), MNIST test set error 0.45%",
        ),
        (
            {"validation": {"name": "digits held out", "error_rate": 0.0091}},
            "Model: Built-in (784–10), validation error 0.91%",
        ),
        (
            {"reference": {"name": "reference digits", "error_rate": 0.002}},
            "Model: Built-in (784–10), error on reference digits (test set) 0.20%",
        ),
    ],
)
def test_the_status_bar_names_the_model_and_its_error(
    window: MainWindow, record: dict[str, Any], said: str
) -> None:
    window.current_model.use(Model(NETWORK, record), "")
    assert window.current_model.description == said


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "Built-in"),
        ("/models/mine.npz", "mine.npz"),
        ("/models/retrained 2026-11-25 13.42.26.npz", "Retrained 25 Nov 2026 13:42"),
        ("/models/taught 2026-01-05 09.03.59.123456.npz", "Taught 5 Jan 2026 09:03"),
        ("/models/retrained 2026-13-45 13.42.26.npz", "retrained 2026-13-45 13.42.26.npz"),
    ],
)
def test_a_model_made_here_is_called_by_its_date(path: str, title: str) -> None:
    settings().setValue("window/language", "en")
    assert model_title(path) == title


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("new weights", "Random"),
        ("built-in", "Built-in"),
        (str(resource_path("model.npz")), "Built-in"),
        ("/models/taught 2026-01-05 09.03.59.npz", "Taught 5 Jan 2026 09:03"),
    ],
)
def test_initial_weights_are_called_as_their_model_is(start: str, title: str) -> None:
    settings().setValue("window/language", "en")
    past = PastRun(Path("retrained.npz"), {"started_from": start})
    assert facts(past)["Initial weights"] == title
    assert _value("started_from", start) == title


def test_initial_weights_without_a_name_are_not_known() -> None:
    for record in ({"started_from": ""}, {"started_from": None}, {}):
        assert facts(PastRun(Path("retrained.npz"), record))["Initial weights"] == "–"


def test_a_record_is_told_in_words(qtbot: QtBot, window: MainWindow) -> None:
    record = {
        "run": "0123456789abcdef",
        "started_from": "new weights",
        "optimizer": "adam",
        "settings": {"epochs": 90, "batch": 256, "l2": 0.0},
        "augment": True,
        "junk": 8000,
        "seconds": 1386,
        "learned_from": [{"name": "mnist", "digits": 60000, "times": 6, "held_out": 0.05}],
    }
    window.current_model.use(Model(NETWORK, record), "")
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert box.windowTitle() == "Model information"
    rows = [CELL.findall(row) for row in box.text().split("</tr>")]
    assert ["Layers", "784–10"] in rows
    assert ["Parameters", "7,850 (float32)"] in rows
    assert ["Test error", "Not evaluated"] in rows
    assert ["Initial weights", "Random"] in rows
    assert ["Optimizer", "Adam"] in rows
    assert ["Epochs", "90"] in rows
    assert ["Batch size", "256"] in rows
    assert ["Data augmentation", "On"] in rows
    assert ["Non-digit samples", "8,000"] in rows
    assert ["Training time", "23 min 6 s"] in rows
    assert ["Dataset", "Digits", "Repeats", "Validation"] in rows
    assert ["mnist", "60,000", "6", "5%"] in rows
    assert "_" not in box.text()
    assert box.height() < 480
    QTest.keyClick(box, Qt.Key.Key_Escape)
