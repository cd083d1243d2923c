"""A sheet in the main window: from the menu to what can be learned."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from digitpad.ink.strokes import Drawing
from digitpad.recognition.number import DigitPrediction, NumberPrediction
from digitpad.ui.window.main_window import MainWindow

IMAGE = np.zeros((28, 28), np.uint8)
IMAGE[4:24, 13:16] = 255


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture in which four ones are found."""
    shares = (0.0, 1.0) + 8 * (0.0,)
    digits = tuple(
        DigitPrediction(Drawing(picture=IMAGE), IMAGE, shares, (10.0 + x, 10, 20.0 + x, 30))
        for x in (0, 20, 40, 60)
    )
    monkeypatch.setattr(
        "digitpad.recognition.picture.predicted_picture",
        lambda *_: NumberPrediction((digits[:2], digits[2:])),
    )
    from digitpad.ink.opencv import cv2

    path = tmp_path / "sheet.png"
    cv2.imwrite(str(path), np.full((50, 100), 255, np.uint8))
    return path


def test_a_sheet_can_be_learned_and_taken_back(
    qtbot: QtBot, window: MainWindow, sheet: Path
) -> None:
    action = window.sheet_import.action
    assert action in window._file_menu.actions()
    window.sheet_import.open(str(sheet))
    dialog = window.sheet_import.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.page.sheet is not None)
    assert not window.draw_tab.learning.action.isEnabled()
    dialog.keep.click()
    qtbot.waitUntil(window.draw_tab.learning.action.isEnabled)
    # Who looks for something to learn may see the digits before their step can be undone.
    qtbot.waitUntil(window._undo_group.undo_action.isEnabled)
    window._undo_group.undo_action.trigger()
    qtbot.waitUntil(lambda: not window.draw_tab.learning.action.isEnabled())
