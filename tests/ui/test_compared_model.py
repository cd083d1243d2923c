"""Two models on one drawing and on one dataset."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.explain.certainty import Certainty, Reason
from digitpad.models.model_file import Model, save_model
from digitpad.nn.network import Network
from digitpad.ui.widgets.probability_bars import ProbabilityBars
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import Draw

ONE = [(280.0, 120.0), (280.0, 440.0)]


@pytest.fixture
def nines(tmp_path: Path) -> Path:
    """A model that predicts a 9 for everything, at three in four."""
    network = Network.initialized([784, 10], np.random.default_rng(0))
    weights, bias = network.layers[0]
    weights[:] = 0
    bias[:] = np.log(np.where(np.arange(10) == 9, 27, 1))
    save_model(Model(network), tmp_path / "nines.npz")
    return tmp_path / "nines.npz"


@pytest.fixture
def comparing(qtbot: QtBot, window: MainWindow, nines: Path) -> MainWindow:
    with qtbot.waitSignal(window.compared.changed):
        window.compared.compare_with(str(nines))
    return window


def second(window: MainWindow) -> tuple[QLabel, ProbabilityBars]:
    label = window.findChild(QLabel, "secondPrediction")
    bars = window.findChild(ProbabilityBars, "secondBars")
    assert label is not None
    assert bars is not None
    return label, bars


def test_both_models_predict_while_one_draws(
    qtbot: QtBot, comparing: MainWindow, draw: Draw
) -> None:
    draw(ONE)
    label, bars = second(comparing)
    qtbot.waitUntil(lambda: label.text() != "")
    assert label.isVisible()
    assert bars.isVisible()
    assert label.text() == "9"
    assert bars.probabilities == pytest.approx([1 / 36] * 9 + [0.75])
    first = comparing.draw_tab.bars
    assert comparing.draw_tab.prediction.digit == 1
    assert first.geometry().right() < bars.geometry().left()
    assert first.geometry().top() == bars.geometry().top()


@pytest.mark.parametrize("width", [960, 1366])
def test_no_word_is_cut_off_beside_the_digit(comparing: MainWindow, draw: Draw, width: int) -> None:
    comparing.resize(width, 540 if width == 960 else 768)
    prediction = comparing.draw_tab.prediction
    for certainty in (Certainty(8, (8,)), Certainty(None, (8, 2), Reason.UNKNOWN)):
        prediction.show_prediction(certainty, (0.021, *[0.01] * 7, 0.896, 0.013))
        for label in prediction.findChildren(QLabel):
            longest = max(label.text().split(), key=len, default="")
            assert label.fontMetrics().horizontalAdvance(longest) <= label.width()


def test_the_comparison_ends_with_its_button(
    qtbot: QtBot, comparing: MainWindow, draw: Draw
) -> None:
    width = comparing.draw_tab.bars.width()
    comparing.draw_tab.second.close_button.click()
    label, bars = second(comparing)
    assert not label.isVisible()
    assert not bars.isVisible()
    assert comparing.draw_tab.bars.width() > width
    assert not comparing.compared.stop_action.isEnabled()


def test_a_file_that_is_no_model_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "no.npz").write_bytes(b"no")
    with qtbot.waitSignal(window._background.failed) as failed:
        window.compared.compare_with(str(tmp_path / "no.npz"))
    assert failed.args is not None
    assert "no.npz: not a model file" in str(failed.args[0])
    assert window.compared.model is None


def test_the_dataset_shows_where_the_models_disagree(
    qtbot: QtBot, comparing: MainWindow, tmp_path: Path
) -> None:
    view = comparing.dataset_tab.make_view()
    images = np.zeros((3, 28, 28), np.uint8)
    images[:2, 4:24, 13:15] = 255  # Two 1s; what is blank may be anything.
    write_dataset(DigitSet("d", images[:2], np.array([1, 9], np.int8)), tmp_path / "d.npz")
    comparing.open_dataset(tmp_path / "d.npz")
    qtbot.waitUntil(lambda: len(view.dataset) == 2 and bool(view.dataset.models_disagree.all()))
    box = next(b for b in view.filters.findChildren(QCheckBox) if b.text() == "Models disagree")
    assert box.isVisible()
    box.click()
    assert len(view.open_dataset.shown) == 2
    told = [label.text() for label in view.detail.findChildren(QLabel)]
    assert "Compared model: 9 (75.0%)" in told
    comparing.current_model.use(comparing.current_model.current, "")
    assert view.dataset.predicted_by_other.tolist() == [9, 9]  # It did not change.
    comparing.compared.stop()
    assert not box.isVisible()
    assert not box.isChecked()
    assert not view.dataset.models_disagree.any()


def test_a_model_is_not_offered_to_be_compared_with_itself(
    qtbot: QtBot, window: MainWindow, nines: Path
) -> None:
    def can_compare_with_built_in() -> bool:
        window.compared.menu.aboutToShow.emit()
        actions = window.compared.menu.actions()
        return next(one for one in actions if one.text() == "&Built-in model").isEnabled()

    assert not can_compare_with_built_in()
    with qtbot.waitSignal(window.current_model.changed):
        window.current_model.open(str(nines))
    assert can_compare_with_built_in()
