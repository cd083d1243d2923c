"""The Train tab on a small screen, by keyboard and screen reader, and with odd names."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QGraphicsView,
    QLabel,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.data.formats import load_dataset, write_dataset
from digitpad.learning.comparison import ChangedPrediction, Comparison, Score
from digitpad.models.model_file import save_model
from digitpad.ui.retrain.changed_digits import MAX_SHOWN
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.settings import settings
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action
from tests.ui.retrain_hand import (
    CTRL,
    all_ended,
    click,
    dataset_list,
    idle,
    items,
    new_model,
    tick,
    trained,
)

pytestmark = pytest.mark.light_window

# On a small screen


def shown_outcome(page: TrainPage, outcome: TrainingResult) -> None:
    """Show a result with more and longer parts than any real one."""
    scores = [Score(f"{number} " + "x" * 200, 1_000_000, 9, 99_999) for number in range(10)]
    changes = [ChangedPrediction(np.zeros((28, 28), np.uint8), 3, 5, 3)] * 12
    many = Comparison(scores, changes, changes)
    page.results.show_result(replace(outcome, comparison=many, before_name="y" * 200))


def assert_fits(page: TrainPage) -> None:
    """Assert that the page does not need more than 780x400."""
    least = page.minimumSizeHint()
    assert least.width() <= 780
    assert least.height() <= 400


def test_nothing_is_cut_off_at_the_right_beside_the_lessons(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    window.resize(960, 540)
    action(window, "actionLessons").trigger()
    qtbot.waitUntil(lambda: page.width() < 720)
    areas = page.findChildren(QScrollArea)
    shown = [(area.widget(), area.viewport()) for area in areas]
    qtbot.waitUntil(lambda: all(one and one.width() <= room.width() for one, room in shown))


def test_what_a_training_brought_needs_no_larger_window(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    assert_fits(page)
    window.setMinimumSize(780, 400)
    window.resize(800, 500)
    outcome = trained(qtbot, page)
    shown_outcome(page, outcome)
    room = page.results

    def found(text: str) -> list[QWidget]:
        widgets = page.outcome_view.findChildren(QWidget)
        shown = [w for w in widgets if isinstance(w, QLabel) and text in w.text()]
        return [w for w in shown if not w.isHidden()]

    captions = "3: was 5, now 3"
    qtbot.waitUntil(lambda: len(found(captions)) == 2 * MAX_SHOWN)
    qtbot.waitUntil(lambda: len(found(" more misclassified")) == 10)
    assert_fits(page)
    assert room.width() <= page.width() - page.choice.width()
    for widget in found(" more misclassified") + found(captions):
        assert widget.mapTo(room, widget.rect().topRight()).x() < room.width()
        assert widget.width() >= widget.sizeHint().width()
    for plot in page.curve.plots:
        # The highest figure is not cut.
        assert plot.plot.box.top() >= plot.fontMetrics().height() / 2
    for pressed in (page.discard_button, page.save_button, page.use_button, page.start_button):
        corner = pressed.mapTo(page, pressed.rect().bottomRight())
        assert page.rect().contains(corner), pressed.text()
    click(page, "Keep current model")


def test_a_wheel_over_a_number_scrolls_the_settings(window: MainWindow, page: TrainPage) -> None:
    box = page.findChild(QSpinBox, "retrain_epochs")
    assert box is not None
    page.start_button.setFocus()
    before, place = box.value(), QPointF(box.rect().center())
    down = QPoint(0, -120)
    none, at = Qt.MouseButton.NoButton, QPointF(box.mapToGlobal(box.rect().center()))
    phase, keys = Qt.ScrollPhase.NoScrollPhase, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(box, QWheelEvent(place, at, down, down, none, keys, phase, False))
    assert box.value() == before


# For eyes and hands


def test_every_control_has_a_name(page: TrainPage) -> None:
    assert page.hyperparameters.advanced.is_open
    for widget in page.findChildren(QWidget):
        is_part = isinstance(widget.parent(), QAbstractSpinBox) or not widget.isVisibleTo(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_part:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_the_tab_key_goes_as_the_eye_does(page: TrainPage) -> None:
    page.hyperparameters.advanced.open()
    walked, first = list[QWidget](), page.dataset_list.list
    widget = first.nextInFocusChain()
    while widget and widget is not first:
        is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_stop and page.isAncestorOf(widget) and widget.isVisible():
            walked.append(widget)
        widget = widget.nextInFocusChain()
    start = walked.index(page.start_button)
    settings_first = [w for w in walked[:start] if page.hyperparameters.isAncestorOf(w)]
    heights = [w.mapTo(page.hyperparameters, QPoint(0, 0)).y() for w in settings_first]
    assert len(heights) > 8
    assert all(later >= earlier - 8 for earlier, later in pairwise(heights))
    assert walked.index(page.history_button) > start
    assert not any(isinstance(w, QGraphicsView) for w in walked)  # The plots do nothing.


def test_tips_are_wrapped(page: TrainPage) -> None:
    for widget in page.findChildren(QWidget):
        assert max(map(len, widget.toolTip().splitlines()), default=0) <= 60, widget.toolTip()


# Text


def test_names_are_text(qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path) -> None:
    path = tmp_path / "<img width=4000>"
    write_dataset(load_dataset("synthetic:9:1"), path)
    page.dataset_list.add(str(path), True)
    qtbot.waitUntil(lambda: "<img width=4000> · 9" in dataset_list(page))
    shown = items(page)[-1].toolTip()
    assert ("&lt;img" if QtGui.Qt.mightBeRichText(shown) else "<img") in shown
    click(page, "Start training")
    qtbot.waitUntil(lambda: page.session.state.part is not None)
    idle(qtbot, page)
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "<img" not in label.text()
    assert any("<img width=4000>" in label.text() for label in page.findChildren(QLabel))


def test_an_ampersand_in_the_name_of_a_model_is_seen(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    save_model(new_model(), tmp_path / "R&D.npz")
    with qtbot.waitSignal(window.current_model.changed):
        window.current_model.open(str(tmp_path / "R&D.npz"))
    window.current_model.restore()
    assert page.back_button.text() == "Switch to &previous model (R&&D.npz)"
    assert window.current_model.previous_action.text() == "Switch to &previous model (R&&D.npz)"


# Settings


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("options", '{"validation": []}'),
        ("options", json.dumps({"validation": {"a": 1}, "hidden": "12", "augment": "no"})),
        ("options", json.dumps({"epochs": 10**400, "seed": 2**40, "learning_rate": None})),
        ("options", json.dumps({"hidden": [], "new": "yes", "optimizer": ["adam"], "batch": True})),
        ("options", "[" * 100_000),
        ("options", '{"learning_rate": NaN, "l2": Infinity}'),
        ("sources", json.dumps({"synthetic:" + "9" * 5000: True, "a\0b": True, "\ud800": True})),
        ("sources", json.dumps({"x" * 5000: True, "/": "yes", "": [], "synthetic:٣": True})),
        ("sources", json.dumps({f"/nowhere/{number}": True for number in range(10_000)})),
        ("sources", json.dumps({"/program/resources/sample-digits.zip": True})),
        ("sources", "[1, 2]"),
    ],
)
def test_garbage_in_the_settings_opens_the_window(
    qtbot: QtBot, window: MainWindow, caplog: pytest.LogCaptureFixture, key: str, value: object
) -> None:
    settings().setValue(f"retrain/{key}", value)
    QTest.keyClick(window.draw_tab.canvas, Qt.Key.Key_R, CTRL)
    page = window.retraining.page
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: "Reference digits · 4,404" in dataset_list(page))
    values = page.hyperparameters.values()
    assert values["validation"] == (0.1,)
    assert values["augment"] is True
    assert values["learning_rate"] in (0.0003, 0.001)
    all_ended(qtbot)
    tick(page, "Reference digits", True)
    assert page.start_button.isEnabled()
    caplog.clear()  # What is no options at all, or no list of sources, is logged.
