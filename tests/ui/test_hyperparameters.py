"""The numbers of a training on the Train tab are those of its configuration."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from digitpad.learning.config import SETTINGS, TrainingConfig, defaults
from digitpad.ui.retrain.hyperparameters import Hyperparameters
from tests.ui.retrain_hand import click, enter


@pytest.fixture
def hyperparameters(qtbot: QtBot) -> Hyperparameters:
    shown = Hyperparameters()
    qtbot.addWidget(shown)
    shown.show_current("built-in", (784, 1200, 800, 10))
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def field(hyperparameters: Hyperparameters, name: str) -> QWidget:
    found = hyperparameters.findChild(QWidget, f"retrain_{name}")
    assert found is not None
    return found


NAMES = (
    "hidden",
    "epochs",
    "batch",
    "learning_rate",
    "l2",
    "label_smoothing",
    "non_digits",
    "seed",
    "validation",
)


@pytest.mark.parametrize("name", NAMES)
def test_each_number_has_the_limits_of_the_configuration(
    hyperparameters: Hyperparameters, name: str
) -> None:
    box, known = field(hyperparameters, name), SETTINGS[name]
    assert isinstance(box, QSpinBox | QDoubleSpinBox)
    unit = 0.01 if name == "validation" else 1
    assert box.minimum() * unit == known.low
    assert box.maximum() * unit == pytest.approx(known.high)


def test_every_setting_explains_itself_as_the_command_does(
    hyperparameters: Hyperparameters,
) -> None:
    for name in (*NAMES, "optimizer", "keep", "augment"):
        tip, known = field(hyperparameters, name).toolTip(), SETTINGS[name]
        assert max(map(len, tip.splitlines())) <= 60, name
        assert " ".join(tip.split()) == known.text
        assert tip[0].isupper()
        assert tip.endswith(".")
        assert known.text.lower().startswith(known.summary.lower()), name


@pytest.mark.parametrize(
    ("start", "is_new"), [("Random (from scratch)", True), ("Current model (fine-tune)", False)]
)
def test_the_defaults_are_those_of_the_command(
    hyperparameters: Hyperparameters, start: str, is_new: bool
) -> None:
    click(hyperparameters, "Random (from scratch)")
    click(hyperparameters, start)
    path = "" if is_new else "old.npz"
    config = hyperparameters.config(("one",), (1,), "old.npz")
    expected = {**defaults(is_fine_tuning=not is_new), "start": path}
    assert config == TrainingConfig(("one",), **expected)
    enter(hyperparameters, "epochs", 7)
    assert hyperparameters.values()["epochs"] == 7
    click(hyperparameters, "Restore defaults")
    assert hyperparameters.config(("one",), (1,), "old.npz") == config


def test_what_the_user_has_set_stays_where_another_start_is_selected(
    hyperparameters: Hyperparameters,
) -> None:
    click(hyperparameters, "Keep what the model knows")
    for start in ("Random (from scratch)", "Current model (fine-tune)"):
        click(hyperparameters, start)
    assert hyperparameters.values()["keep"] is False


def test_settings_of_former_versions_are_taken(hyperparameters: Hyperparameters) -> None:
    remembered = {"junk": 1500, "hidden": [800], "epochs": 31, "augment": False, "new": True}
    hyperparameters.show_remembered(json.loads(json.dumps(remembered)))
    config = hyperparameters.config(("one",), (1,), "")
    assert (config.non_digits, config.hidden) == (1500, (800,))
    assert (config.epochs, config.augment) == (31, False)


@pytest.mark.parametrize(
    ("name", "called"),
    [("learning_rate", "Learning rate"), ("hidden", "Units of the first hidden layer")],
)
def test_a_number_that_is_not_valid_is_named(
    hyperparameters: Hyperparameters, name: str, called: str
) -> None:
    click(hyperparameters, "Random (from scratch)")
    assert hyperparameters.why_not == ""
    box = field(hyperparameters, name)
    assert isinstance(box, QAbstractSpinBox)
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert hyperparameters.why_not == f"{called} is not valid."
