"""Model information has words for all that the program writes into the record of a model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.commands.convert_model import _normalized
from digitpad.commands.train import _tested
from digitpad.data.formats import load_dataset
from digitpad.files.resources import resource_path
from digitpad.learning.config import TrainingConfig
from digitpad.learning.progress import finished
from digitpad.learning.run import stream_run
from digitpad.learning.teaching import stream_teaching
from digitpad.models.model_file import Model, load_model
from digitpad.nn.network import Network
from digitpad.ui.model import model_facts
from digitpad.ui.model.model_facts import LABELS, facts_page
from digitpad.ui.model.model_title import date_text
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.retrain.training_result import in_history, result_of
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action, wait_for_box
from tests.ui.retrain_hand import click, state, trained
from tests.ui.test_model_facts import CELL

pytestmark = pytest.mark.light_window

NETWORK = Network.initialized([784, 10], np.random.default_rng(0))
CONFIG = TrainingConfig(("synthetic:60:1",), hidden=(12,), epochs=1, batch=16)


def built_in(_: Path) -> Model:
    return load_model(resource_path("model.npz"))


def trained_here(_: Path) -> Model:
    """A model of the Train tab; the command tests its own besides."""
    run = finished(stream_run(CONFIG))
    for _report in run.train():
        pass
    model = in_history(result_of(run, Model(NETWORK)), CONFIG.datasets).model
    model.record["test"] = _tested(model.network, load_dataset("synthetic:60:2"))
    return model


def taught(_: Path) -> Model:
    digits = load_dataset("synthetic:60:1").select(np.arange(5))
    return finished(stream_teaching(Model(NETWORK), digits, command="")).model


def imported(folder: Path) -> Model:
    """Weights of another program, which take normalized pixels."""
    ((weights, bias),) = NETWORK.layers
    np.savez(folder / "weights.npz", W1=weights.T, b1=bias, losses=np.zeros(3))
    return _normalized(load_model(folder / "weights.npz"), 0.5, 0.25)


def trained_by_torch(_: Path) -> Model:
    """What the exported program adds; it is run only where PyTorch is."""
    return Model(NETWORK, {"trained_with": "PyTorch 2.9.0", "processes": 2})


@pytest.mark.parametrize("make", [built_in, trained_here, taught, imported, trained_by_torch])
def test_every_entry_has_a_name_or_is_left_out_on_purpose(
    make: Callable[[Path], Model],
    short_teaching: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    named: list[str] = []
    label = model_facts._label

    def noted(name: str) -> str:
        named.append(name)
        return label(name)

    monkeypatch.setattr(model_facts, "_label", noted)
    model = make(tmp_path)
    facts_page(model, "")
    assert named
    assert [name for name in named if name not in LABELS] == []


def test_a_training_is_told_in_words(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    outcome = trained(qtbot, page)
    click(page, "Use new model")
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    rows = [CELL.findall(row) for row in box.text().split("</tr>")]
    date = QDateTime.fromString(outcome.model.record["date"], Qt.DateFormat.ISODate)
    assert ["Date", date_text(date)] in rows
    assert ["Weight averaging", "0.999"] in rows
    assert ["Digits", "Before", "After"] in rows
    check, held_out = outcome.comparison.scores
    for score, name in ((check, "Reference digits (test set)"), (held_out, "Validation digits")):
        assert [f"{name} · {score.count}", f"{score.before}", f"{score.after}"] in rows
    assert "Sets" not in box.text()  # They stand in the table of the training data.
    assert ["Synthetic digits", "300", "1", "10%"] in rows
    QTest.keyClick(box, Qt.Key.Key_Escape)


def test_of_a_training_whose_digits_are_gone_the_names_are_told() -> None:
    record: dict[str, Any] = {"learned_from": [], "sets": ["My digits", "mine.npz"]}
    assert ["Training data", "My digits, mine.npz"] in [
        CELL.findall(row) for row in facts_page(Model(NETWORK, record), "").split("</tr>")
    ]
