"""The history of runs: what is told of each, and what becomes of its model."""

import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.errors import ModelFileError
from digitpad.files.user_data import checkpoint_path, models_folder
from digitpad.learning.comparison import CHECK_PART
from digitpad.learning.run_history import PastRun, past_runs
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network
from digitpad.ui.model.model_title import model_title
from digitpad.ui.retrain import history_view
from digitpad.ui.retrain.history_view import HistoryDialog
from digitpad.ui.retrain.run_facts import COLUMNS, NAMES
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.hand import button, wait_for_box
from tests.ui.retrain_hand import (
    LEFT,
    all_ended,
    click,
    click_answer,
    enter,
    opened,
    same,
    set_small,
    state,
    trained,
)

pytestmark = pytest.mark.light_window

CTRL = Qt.KeyboardModifier.ControlModifier


def past(name: str, **record: Any) -> Path:
    """The model file of a run of which this is known."""
    path = models_folder() / f"retrained {name}.npz"
    network = Network.initialized([784, 10], np.random.default_rng(len(name)))
    save_model(Model(network, record), path)
    return path


def known(epochs: int, after: int) -> dict[str, Any]:
    return {
        "date": f"2026-11-2{epochs} 19:24:10",
        "sets": ["My digits", "MNIST"],
        "started_from": "new weights",
        "command": f"digitpad train mnist --epochs {epochs} --out MODEL",
        "settings": {"epochs": epochs, "batch": 64, "seed": 5, "l2": 0.0},
        "epochs_done": epochs,
        "comparison": [{"name": CHECK_PART, "count": 1531, "before": 12, "after": after}],
        "validation": {"error_rate": 0.0123},
    }


def history_of(qtbot: QtBot, page: TrainPage, runs: int) -> HistoryDialog:
    """The history, opened by its button, once so many runs are listed."""
    click(page, "History…")
    history = page.findChild(HistoryDialog)
    assert history is not None
    qtbot.waitUntil(lambda: history.table.rowCount() == runs)
    return history


def select(history: HistoryDialog, *rows: int) -> None:
    """Click on these rows."""
    for number, row in enumerate(rows):
        item = history.table.item(row, 0)
        assert item is not None
        place = history.table.visualItemRect(item).center()
        modifier = CTRL if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(history.table.viewport(), LEFT, modifier, place)


def cells(history: HistoryDialog, row: int) -> list[str]:
    items = [history.table.item(row, column) for column in range(history.table.columnCount())]
    return [item.text() for item in items if item]


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> TrainPage:
    return opened(qtbot, window)


def test_a_run_that_cannot_be_read_is_named(qtbot: QtBot, page: TrainPage) -> None:
    past("1", **known(1, 12))
    (models_folder() / "retrained R&D.npz").write_bytes(b"PK torn")
    history = history_of(qtbot, page, 1)
    told = "Runs that cannot be read: retrained R&D.npz"
    (label,) = [label for label in history.findChildren(QLabel) if label.text() == told]
    assert label.isVisible()
    assert "R&D.npz: damaged" in label.toolTip()
    history.close()


def test_a_run_is_in_the_history_with_its_settings_and_figures(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    set_small(page)
    enter(page, "epochs", 2)
    outcome = trained(qtbot, page)
    click(page, "Keep current model")
    history = history_of(qtbot, page, 1)
    check = outcome.comparison.scores[0]
    row = cells(history, 0)
    assert row[1:6] == [
        "Random",
        "Synthetic digits",
        "2 of 2",
        f"{check.before:,} of 300",
        f"{check.after:,} of 300",
    ]
    assert f"{check.before:,} → {check.after:,} of 300 misclassified" in history.details.text
    click(history, "Copy command")
    assert QApplication.clipboard().text() == outcome.model.record["command"]
    assert window.current_model.name == "Built-in"
    with qtbot.waitSignal(window.current_model.changed):
        click(history, "Use model")
    assert same(window.current_model.current.network, outcome.model.network)
    assert not history.delete_button.isEnabled()  # It reads now.
    click(history, "Close")


def test_all_headings_of_the_table_are_whole(qtbot: QtBot, page: TrainPage) -> None:
    past("1", **known(1, 1207))
    history = history_of(qtbot, page, 1)
    header = history.table.horizontalHeader()
    for column, text in enumerate(COLUMNS):
        width = max(map(header.fontMetrics().horizontalAdvance, text.split("\n")))
        qtbot.waitUntil(lambda c=column, w=width: header.sectionSize(c) >= w + 4)  # type: ignore[misc]
    assert "errors" in COLUMNS[4], "what is counted is said"
    history.close()


def test_two_runs_stand_side_by_side(qtbot: QtBot, page: TrainPage) -> None:
    past("a", **known(3, 20))
    past("b", **known(7, 9))
    history = history_of(qtbot, page, 2)
    assert cells(history, 0) == [
        "27 Nov 2026 19:24",
        "Random",
        "My digits, MNIST",
        "7 of 7",
        "12 of 1,531",
        "9 of 1,531",
        "1.23%",
        "retrained b.npz",
    ]
    select(history, 0)
    assert "12 → 20 of" not in history.details.text
    select(history, 0, 1)
    text = history.details.text
    assert "12 → 9 of 1,531 misclassified | 12 → 20 of 1,531 misclassified" in text
    assert "L2 regularization | 0 | 0" in text
    assert "--epochs 7" in text
    assert "--epochs 3" in text
    assert not history.use_button.isEnabled()
    click(history, "Close")


def test_only_the_user_deletes_and_is_asked(qtbot: QtBot, page: TrainPage) -> None:
    first, second = past("a", **known(3, 20)), past("b", **known(7, 9))
    history = history_of(qtbot, page, 2)
    select(history, 1)
    click(history, "Delete…")
    box = wait_for_box(qtbot, history)
    assert box.text() == "Permanently delete this run and its model?"
    QTest.keyClick(box, Qt.Key.Key_Return)  # It deletes nothing.
    qtbot.waitUntil(lambda: not history.findChildren(QMessageBox))
    assert first.exists()
    click(history, "Delete…")
    QTest.mouseClick(button(wait_for_box(qtbot, history), "Delete"), LEFT)
    qtbot.waitUntil(lambda: history.table.rowCount() == 1)
    assert not first.exists()
    assert second.exists()
    click(history, "Close")


def test_an_undecided_run_cannot_be_deleted(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    set_small(page)
    enter(page, "epochs", 1)
    outcome = trained(qtbot, page)
    other = past("a", **known(3, 20))  # Below it in the table.
    history = history_of(qtbot, page, 2)
    select(history, 0)
    names = [cells(history, row)[-1] for row in range(2)]
    assert outcome.path is not None
    select(history, names.index(model_title(outcome.path.name)))
    assert not history.delete_button.isEnabled()
    assert "First use the new model" in history.delete_button.toolTip()
    select(history, 0, 1)
    assert not history.delete_button.isEnabled()
    select(history, names.index(other.name))
    assert history.delete_button.isEnabled()
    click(history, "Close")
    qtbot.waitUntil(lambda: not page.findChildren(HistoryDialog))
    click(page, "Keep current model")
    assert "is in the history" in state(page)
    history = history_of(qtbot, page, 2)
    select(history, names.index(model_title(outcome.path.name)))
    assert history.delete_button.isEnabled()
    click(history, "Close")


def test_an_undecided_run_whose_file_is_gone_is_written_again(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    set_small(page)
    enter(page, "epochs", 1)
    outcome = trained(qtbot, page)
    assert outcome.path is not None
    outcome.path.unlink()
    with qtbot.waitSignal(window.current_model.changed):
        click(page, "Use new model")
    assert same(load_model(window.current_model.path).network, outcome.model.network)
    outcome = trained(qtbot, page)
    assert outcome.path is not None
    outcome.path.unlink()
    click(page, "Keep current model")
    click_answer(wait_for_box(qtbot, page), QMessageBox.StandardButton.Discard)
    assert "discarded" in state(page)


def test_an_undecided_run_can_be_taken_into_use_in_the_history(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    set_small(page)
    enter(page, "epochs", 1)
    trained(qtbot, page)
    history = history_of(qtbot, page, 1)
    with qtbot.waitSignal(window.current_model.changed):
        click(history, "Use model")
    click(history, "Close")
    assert "Current model: " in state(page)
    assert not page.use_button.isVisible()  # It is in use already.
    assert not checkpoint_path().exists()


def test_the_comparison_names_the_model_that_was_compared_with(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    set_small(page)
    enter(page, "epochs", 1)
    trained(qtbot, page)
    title = page.findChild(QLabel, "comparisonTitle")
    assert title is not None
    other = past("a", **known(3, 20))
    with qtbot.waitSignal(window.current_model.changed):
        window.current_model.open(str(other))
    assert title.isVisible()
    assert "before (Built-in)" in title.text()
    click(page, "Use new model")
    used = window.current_model.name
    trained(qtbot, page)
    assert f"before ({used})" in title.text()


def test_a_deleted_model_is_not_gone_back_to(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    first, second = past("a", **known(3, 20)), past("b", **known(7, 9))
    for path in (first, second):
        with qtbot.waitSignal(window.current_model.changed):
            window.current_model.open(str(path))
    previous = window.current_model.previous_action
    assert previous.isEnabled()
    assert first.name in previous.text()
    history = history_of(qtbot, page, 2)
    select(history, 1)
    click(history, "Delete…")
    QTest.mouseClick(button(wait_for_box(qtbot, history), "Delete"), LEFT)
    qtbot.waitUntil(lambda: history.table.rowCount() == 1)
    assert not first.exists()
    assert not previous.isEnabled()
    assert first.name not in previous.text()
    assert not page.back_button.isEnabled()
    assert first.name not in page.back_button.text()
    click(history, "Close")


def test_no_run_makes_way_for_a_new_one(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.learning.kept_models.MAX_TAUGHT", 2)
    runs = [past(str(number), **known(3, 20)) for number in range(5)]
    with qtbot.waitSignal(window.current_model.changed):
        window.current_model.adopt(load_model(runs[0]), lambda: None)
    assert all(path.exists() for path in runs)
    assert len(past_runs()) == 6


def test_the_model_of_a_run_is_saved_elsewhere(
    qtbot: QtBot, page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = past("a", **known(3, 20)), tmp_path / "copy.npz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    history = history_of(qtbot, page, 1)
    click(history, "Save as…")
    qtbot.waitUntil(copy.exists)
    assert same(load_model(copy).network, load_model(path).network)
    click(history, "Close")


def test_the_table_fits_into_a_narrow_window(qtbot: QtBot, page: TrainPage) -> None:
    past("a" * 80, sets=["digits " * 9], settings={"epochs": 100}, epochs_done=100)
    history = history_of(qtbot, page, 1)
    history.resize(720, 400)
    qtbot.waitUntil(lambda: history.width() == 720)
    table = history.table
    assert table.horizontalScrollBar().maximum() == 0
    for column in {*range(table.columnCount())} - {*NAMES}:
        needed = table.fontMetrics().horizontalAdvance(cells(history, 0)[column])
        assert table.columnWidth(column) > needed, COLUMNS[column]
    click(history, "Close")


def test_a_history_that_is_closed_while_it_is_read_is_not_shown(
    qtbot: QtBot, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly() -> tuple[list[PastRun], list[ModelFileError]]:
        go_on.wait(PATIENCE)
        return [], []

    monkeypatch.setattr(history_view, "read_runs", slowly)
    click(page, "History…")
    history = page.findChild(HistoryDialog)
    assert history is not None
    history.close()
    qtbot.waitUntil(lambda: page.findChild(HistoryDialog) is None)
    go_on.set()
    all_ended(qtbot)


def test_without_a_run_it_says_so(qtbot: QtBot, page: TrainPage) -> None:
    history = history_of(qtbot, page, 0)
    qtbot.waitUntil(lambda: "No runs yet" in history._hint.text())
    assert not history.delete_button.isEnabled()
    click(history, "Close")


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"settings": [], "comparison": {"name": 1}, "learned_from": "text", "seconds": "8"},
        {"sets": [None, {}], "date": 7, "command": ["<b>"], "epochs_done": {"a": 1}},
        {"comparison": [None, {"name": CHECK_PART, "count": 0, "before": 1, "after": 1}]},
        {"validation": {"error_rate": "1"}, "reference": 5, "started_from": "<img src=x>\n" * 99},
    ],
)
def test_a_record_may_hold_anything(qtbot: QtBot, page: TrainPage, record: dict[str, Any]) -> None:
    json.dumps(record)
    past("a", **record)
    history = history_of(qtbot, page, 1)
    assert cells(history, 0)[-1] == "retrained a.npz"
    assert "Command" in history.details.text
    click(history, "Close")
