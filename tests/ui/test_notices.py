"""A model of the last time that cannot be opened is told of where it cannot be missed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from digitpad import app
from digitpad.ui.model.current_model import remembered_model
from digitpad.ui.support.settings import settings
from digitpad.ui.window.main_window import MainWindow
from tests.ui.retrain_hand import click

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QLabel
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from digitpad import app
from digitpad.ui.support.settings import settings
settings().setValue("model/current", sys.argv[2])
finish = app._finish

def look(window):
    for label in window.notices.findChildren(QLabel):
        if label.text():
            print(label.isVisible(), label.text())
    print(window.current_model.name)
    window.quit()

def then(window, *wanted):
    finish(window, *wanted)
    QTimer.singleShot(300, lambda: look(window))

app._finish = then
sys.exit(app.run(None, None))
"""


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_a_remembered_model_that_cannot_be_opened_is_told_until_that_is_closed(
    home: Path, tmp_path: Path, how: str
) -> None:
    model = tmp_path / "mine.npz"
    if how == "damaged":
        model.write_bytes(b"PK\3\4 torn")
    words = [sys.executable, "-c", PROGRAM, str(home), str(model)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    told, name = done.stdout.splitlines()
    reason = "no such file" if how == "gone" else "damaged or incomplete"
    assert told.startswith("True The last used model cannot be opened: ")
    assert reason in told
    assert str(model) in told
    assert told.endswith(". Using the built-in model.")
    assert name == "Built-in"


@pytest.fixture
def unusable(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of a program that could not open the model of the last time."""
    settings().setValue("model/current", str(tmp_path / "gone.npz"))
    window, problem = app._remembered_window()
    assert problem
    qtbot.addWidget(window)
    app._tell_unusable(window, problem)
    window.show()
    yield window
    window.close()


def test_the_notice_has_a_button_after_which_it_is_not_told_again(unusable: MainWindow) -> None:
    click(unusable.notices, "Use built-in model")
    assert not unusable.notices.isVisible()
    assert remembered_model() == ""
    assert not unusable.current_model.restore_action.isEnabled()


def test_the_menu_forgets_a_model_that_cannot_be_opened(unusable: MainWindow) -> None:
    restore = unusable.current_model.restore_action
    assert restore.isEnabled()
    restore.trigger()
    assert remembered_model() == ""
    assert not restore.isEnabled()
