"""What the Playground exports."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from digitpad.playground.segments import MAX_SEGMENTS
from digitpad.ui.playground.playground_view import PlaygroundView
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import wait_for_box
from tests.ui.playground_hand import (
    opened,
)

pytestmark = pytest.mark.light_window


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PlaygroundView:
    return opened(qtbot, window)


def test_a_copied_program_takes_the_same_steps(
    qtbot: QtBot, view: PlaygroundView, tmp_path: Path
) -> None:
    for _ in range(5):
        view.session.runner.step()
    action = next(a for a in view.export_menu.menu.actions() if "umPy" in a.text())
    with qtbot.waitSignal(view.export_menu.message):
        action.trigger()
    path = tmp_path / "program.py"
    path.write_text(QGuiApplication.clipboard().text())
    _, losses = view.session.runner.losses.curve()
    np.testing.assert_allclose(runpy.run_path(str(path))["losses"], losses, rtol=1e-9)


def test_a_run_with_too_many_changes_is_no_program_and_that_is_told(
    qtbot: QtBot, window: MainWindow, view: PlaygroundView
) -> None:
    experiment = view.session.runner.experiment()
    for step in range(MAX_SEGMENTS + 1):
        experiment.points = experiment.points.moved(0, (2, step / 500))
        experiment.step()
    action = next(a for a in view.export_menu.menu.actions() if "umPy" in a.text())
    action.trigger()
    box = wait_for_box(qtbot, window)
    assert "changed more than 500 times" in box.text()
    box.close()


def test_files_are_saved(
    qtbot: QtBot, view: PlaygroundView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.session.runner.step()
    size = view.plane.size()
    names = ("w.npz", "p.png", "p.svg", "l.csv", "points.csv")
    paths = weights, png, svg, losses, points = [tmp_path / name for name in names]
    for entry, path in enumerate(paths):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, to=path: (str(to), ""))
        view.export_menu.menu.actions()[entry].trigger()
        qtbot.waitUntil(path.exists)
    with np.load(weights) as archive:
        assert archive["w1"].shape == (2, 50)
    assert QImage(str(png)).size() == size * 2
    assert "<svg" in svg.read_text()
    assert losses.read_text().startswith("iteration,loss\n1,12.03")
    assert points.read_text().startswith("x,y,label,test\n2.0,1.0,1,0\n")


def test_a_program_is_saved_and_takes_the_same_steps(
    qtbot: QtBot, view: PlaygroundView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        view.session.runner.step()
    path = tmp_path / "run.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    action = next(a for a in view.export_menu.menu.actions() if a.text().startswith("NumP"))
    with qtbot.waitSignal(view.export_menu.message):
        action.trigger()
    _, losses = view.session.runner.losses.curve()
    np.testing.assert_allclose(runpy.run_path(str(path))["losses"], losses, rtol=1e-9)
