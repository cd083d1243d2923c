"""Opening, saving and leaving a model."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import (
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.errors import ModelFileError
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import SEVEN, Draw, action, prediction, probabilities, wait_for_box


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """A model file with a network that has learned nothing."""
    path = tmp_path / "other.npz"
    network = Network.initialized([784, 16, 10], np.random.default_rng(0))
    save_model(Model(network, {"test": {"name": "MNIST test", "error_rate": 0.9012}}), path)
    return path


def texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel))


def test_another_model_reads_and_the_built_in_one_comes_back(
    qtbot: QtBot, window: MainWindow, draw: Draw, other_model: Path
) -> None:
    draw(*SEVEN)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    before = probabilities(window)
    assert not action(window, "actionRestoreModel").isEnabled()
    window.current_model.open(str(other_model))
    qtbot.waitUntil(lambda: "other.npz (784–16–10), MNIST test set error 90.12%" in texts(window))
    qtbot.waitUntil(lambda: probabilities(window) != before)
    action(window, "actionRestoreModel").trigger()
    qtbot.waitUntil(lambda: probabilities(window) == before)
    assert "Built-in" in texts(window)


def test_a_model_given_at_the_start_reads(qtbot: QtBot, other_model: Path) -> None:
    window = create_window(model=other_model)
    qtbot.addWidget(window)
    assert "other.npz" in texts(window)
    assert action(window, "actionRestoreModel").isEnabled()


def test_a_model_that_is_none_is_refused_at_the_start(tmp_path: Path, qtbot: QtBot) -> None:
    with pytest.raises(ModelFileError, match="no such file"):
        create_window(model=tmp_path / "nothing.npz")


def test_a_damaged_model_says_so_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "bad.npz").write_bytes(b"PK but not really")
    window.current_model.open(str(tmp_path / "bad.npz"))
    box = wait_for_box(qtbot, window)
    assert "bad.npz" in box.text()
    box.close()
    assert "Built-in" in texts(window)


def test_a_saved_model_is_the_same_model(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "saved.npz"
    window.current_model.save(str(path))
    qtbot.waitUntil(path.exists)
    saved, current = load_model(path), window.current_model.current
    assert saved.record == current.record
    for a, b in zip(saved.network.parameters, current.network.parameters, strict=True):
        assert np.array_equal(a, b)


def test_closing_while_a_model_is_being_read(
    qtbot: QtBot, window: MainWindow, other_model: Path
) -> None:
    window.current_model.open(str(other_model))
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.findChildren(QMessageBox)
