"""What the status bar shows where there is little room."""

import pytest
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from digitpad.ui.draw.live_classifier import LivePrediction
from digitpad.ui.window.status_bar import StatusBar


def test_the_name_of_the_dataset_stays_whole_beside_a_long_text_of_the_model(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = StatusBar(window)
    window.setStatusBar(bar)
    bar.show_model("Model: Built-in (784–1200–800–10), error on reference digits (test set) 0.20%")
    bar.show_dataset("digits")
    bar.addPermanentWidget(QLabel("Training: epoch 12 of 400 · 3% " + 12 * "x"))
    window.resize(800, 500)
    window.show()
    dataset = next(one for one in bar.findChildren(QLabel) if one.text() == "Dataset: digits")
    qtbot.waitUntil(lambda: dataset.width() >= dataset.sizeHint().width())
    bar.show_dataset("d" * 200)  # A long one leaves room for the model.
    assert window.minimumSizeHint().width() <= 780


def test_one_slow_prediction_is_not_told_as_the_time_of_all(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = StatusBar(window)
    monkeypatch.setattr(LivePrediction, "probabilities", (0.1,) * 10)

    def shown(*milliseconds: float) -> list[str]:
        for one in milliseconds:
            bar.show_time(LivePrediction(seconds=one / 1000))
        return [one.text() for one in bar.findChildren(QLabel) if "ms" in one.text()]

    assert shown(900) == []  # The first one loads libraries, and never counts.
    assert shown(60) == shown(2) == []
    assert shown(3) == ["Inference 3.0 ms"]
    assert shown(80, 2, 2, 2) == ["Inference 2.0 ms"]
    bar.show_model("Model: Another")
    assert shown(9, 9) == []
    assert shown(9) == ["Inference 9.0 ms"]
    monkeypatch.setattr(LivePrediction, "probabilities", ())
    assert shown(2) == []  # Without ink nothing is predicted.
