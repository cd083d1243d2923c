"""The Dataset tab in every size, for the eye, the keyboard and a screen reader."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.files.resources import resource_path
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.ui.dataset.confusion import ConfusionMatrix
from digitpad.ui.dataset.gallery import MISCLASSIFIED
from digitpad.ui.support.plain_text import without_mnemonic
from digitpad.ui.support.settings import settings
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, answer, gallery_of, names, pick, press, texts, wait_for
from tests.ui.hand import action, button

COUNT = 20
WRONG = 4
"""The digit with a wrong label."""


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    made = load_dataset("synthetic:60:11")
    network = load_model(resource_path("model.npz")).network
    right = predict_log_proba(network, made.images).argmax(axis=1) == made.labels
    some = made.select(np.flatnonzero(right)[:COUNT])
    some.labels[WRONG] = (some.labels[WRONG] + 1) % 10
    return some


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet) -> MainWindow:
    write_dataset(digits, tmp_path / "digits.npz")
    window.open_dataset(tmp_path / "digits.npz")
    wait_for(qtbot, window, "1 misclassified (5.00%)")
    return window


def tile(window: MainWindow, row: int) -> QRect:
    gallery = gallery_of(window)
    return gallery.visualRect(gallery.model().index(row, 0))


def has_colour(window: MainWindow, row: int, colour: QColor) -> bool:
    """Whether the upper half of a digit in the gallery has a pixel of this colour."""
    image = gallery_of(window).viewport().grab(tile(window, row)).toImage()
    top = image.copy(0, 0, image.width(), image.height() // 2)
    places = np.ndindex(top.height(), top.width())
    return any(top.pixelColor(column, line) == colour for line, column in places)


# Marks


def test_a_misclassified_digit_has_a_corner_and_says_what_it_is(
    opened: MainWindow, digits: DigitSet
) -> None:
    assert has_colour(opened, WRONG, MISCLASSIFIED)
    assert not has_colour(opened, WRONG + 1, MISCLASSIFIED)
    label = int(digits.labels[WRONG])
    index = gallery_of(opened).model().index(WRONG, 0)
    said = f"Label {label}, predicted {(label - 1) % 10} ("
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith(said)
    assert said in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_a_changed_digit_has_a_dot_until_it_is_undone(opened: MainWindow) -> None:
    accent = opened.palette().accent().color()
    pick(opened, 2)
    pick(opened, 1)  # The frame of the selected one has the same colour.
    assert not has_colour(opened, 2, accent)
    pick(opened, 2)
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_U, CTRL)
    pick(opened, 1)
    assert has_colour(opened, 2, accent)
    action(opened, "actionUndo").trigger()
    pick(opened, 1)
    assert not has_colour(opened, 2, accent)


# The size of the digits


def test_keys_and_the_wheel_change_the_size_and_it_is_remembered(opened: MainWindow) -> None:
    gallery = gallery_of(opened)
    medium = tile(opened, 0).width()
    QTest.keyClick(gallery, Qt.Key.Key_Plus, CTRL)
    large = tile(opened, 0).width()
    assert large > medium
    QTest.keyClick(gallery, Qt.Key.Key_Plus, CTRL)
    assert tile(opened, 0).width() == large
    for _ in range(2):
        turn_wheel(gallery.viewport(), -120)
    assert tile(opened, 0).width() < medium
    assert settings().value("dataset/tile_size") in (0, "0")
    QTest.keyClick(gallery, Qt.Key.Key_Minus, CTRL)
    assert len(names(opened)) == COUNT
    pick(opened, 7)
    assert gallery.currentIndex().row() == 7


def turn_wheel(widget: QWidget, delta: int) -> None:
    place = QPointF(20, 20)
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


# Sizes of the window


def test_the_tab_fits_into_a_small_window(opened: MainWindow) -> None:
    least = opened.dataset_tab.minimumSizeHint()
    assert least.width() <= 780
    assert least.height() <= 400


@pytest.mark.parametrize("width", [780, 960, 1366])
def test_no_button_is_cut_off(opened: MainWindow, width: int) -> None:
    view = opened.dataset_tab.make_view()
    view.setParent(None)  # Without the limits of the window.
    try:
        view.resize(width, 400)
        view.show()
        inside = view.rect()
        shown = [b for b in view.findChildren(QPushButton) if b.isVisibleTo(view)]
        detail = view.detail
        for button in shown:
            if not detail.isAncestorOf(button):  # The detail scrolls.
                corner = button.mapTo(view, button.rect().bottomRight())
                assert inside.contains(corner), button.text()
                assert button.width() >= button.sizeHint().width()
    finally:
        view.setParent(opened.dataset_tab)


# Keyboard and screen reader


def test_the_tab_key_goes_as_the_eye_does(opened: MainWindow) -> None:
    view = opened.dataset_tab.make_view()
    visited = []
    button(view, "Open").setFocus()
    for _ in range(40):
        focus = opened.focusWidget()
        if not view.isAncestorOf(focus) or focus in visited:
            break
        visited.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    parts = [view.filters, view.gallery, view.detail]
    places = [next(n for n, w in enumerate(visited) if p is w or p.isAncestorOf(w)) for p in parts]
    assert places == sorted(places)
    said = [without_mnemonic(getattr(w, "text", lambda: "")()) for w in visited]
    assert said.index("Open") < places[0]
    assert said.index("Confusion matrix") > places[-1]


def test_an_action_of_others_gets_a_button_beside_the_digit(
    qtbot: QtBot, opened: MainWindow
) -> None:
    explain = QAction("Explain", opened)
    button = opened.dataset_tab.make_view().detail.add_action_button(explain)
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(explain.triggered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    explain.setEnabled(False)
    assert not button.isEnabled()


# Pages


def test_all_that_was_deleted_comes_back_with_a_button(opened: MainWindow) -> None:
    gallery_of(opened).selectAll()
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Delete)
    assert "All digits deleted. Press Ctrl+Z to undo." in texts(opened)
    press(opened, "Undo")
    assert len(names(opened)) == COUNT


def test_the_invitation_opens_a_folder(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_dataset(digits, tmp_path / "folder")
    window.dataset_tab.make_view()
    monkeypatch.setattr(
        "digitpad.ui.dataset.controller.DatasetController.open_reference_digits", lambda _: None
    )
    window.dataset_tab.front_wanted.emit()
    assert "No dataset open." in texts(window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "folder"))
    press(window, "Open dataset folder…")
    wait_for(qtbot, window, f"folder\n{COUNT} digits")


def test_the_matrix_has_names_of_both_axes_and_no_digit_beside_it(opened: MainWindow) -> None:
    press(opened, "Confusion matrix")
    assert "\nPredicted\n" in texts(opened)
    assert not opened.dataset_tab.make_view().detail.isVisible()
    matrix = opened.findChildren(ConfusionMatrix)[0]
    model, across = matrix.model(), Qt.Orientation.Horizontal
    heads = [model.headerData(n, across) for n in range(11)]
    assert heads == [*map(str, range(10)), "Recall"]


def test_the_matrix_names_the_accuracy_and_offers_no_size_of_digits(opened: MainWindow) -> None:
    sizes = [b for b in opened.dataset_tab.findChildren(QToolButton) if b.text() in ("S", "M", "L")]
    assert all(b.isEnabled() for b in sizes)
    press(opened, "Confusion matrix")
    assert "Accuracy: 95.0%" in texts(opened)
    assert not any(b.isEnabled() for b in sizes)
    press(opened, "Confusion matrix")
    assert all(b.isEnabled() for b in sizes)


def test_the_matrix_fits_into_a_small_window(qtbot: QtBot, opened: MainWindow) -> None:
    opened.resize(800, 500)
    press(opened, "Confusion matrix")
    matrix = opened.findChildren(ConfusionMatrix)[0]
    qtbot.waitUntil(lambda: not matrix.verticalScrollBar().isVisible())
    head = matrix.verticalHeader()
    assert head.width() >= head.fontMetrics().horizontalAdvance("Precision") + 8


def test_nothing_can_be_done_with_no_digit(opened: MainWindow) -> None:
    detail = opened.dataset_tab.make_view().detail
    buttons = detail.findChildren(QPushButton)
    said = {without_mnemonic(b.text()) for b in buttons}
    assert said >= {"Change label", "Open in Draw", "Explain"}
    explain = opened.inside.digit_action
    assert explain.isEnabled()
    assert all(b.isEnabled() for b in buttons)
    gallery_of(opened).selectAll()
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_Delete)
    assert not explain.isEnabled()
    assert not any(b.isEnabled() for b in buttons)


@pytest.mark.parametrize("width", [800, 960, 1100])
def test_the_columns_of_digits_fill_the_width(opened: MainWindow, width: int) -> None:
    opened.resize(width, 600)
    viewport = gallery_of(opened).viewport()
    first_line = [tile(opened, row) for row in range(COUNT) if tile(opened, row).top() == 0]
    left, right = first_line[0].left(), viewport.width() - first_line[-1].right()
    assert right - left < 2 * len(first_line) + 2


def test_the_gallery_stays_in_place_when_a_label_changes(qtbot: QtBot, opened: MainWindow) -> None:
    gallery = gallery_of(opened)
    before = gallery.mapTo(opened, QPoint())
    QTest.keyClick(gallery, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    buttons = opened.dataset_tab.findChildren(QPushButton)
    qtbot.waitUntil(lambda: any("unsaved" in b.text() and b.isVisible() for b in buttons))
    QApplication.processEvents()
    assert gallery.mapTo(opened, QPoint()) == before


def test_the_search_field_shows_what_to_type(opened: MainWindow) -> None:
    opened.resize(960, 540)
    field = opened.dataset_tab.findChildren(QLineEdit)[0]
    needed = field.fontMetrics().horizontalAdvance(field.placeholderText())
    assert needed + 48 <= field.width()  # Beside it are two icons.


def test_what_is_done_stands_before_how_much(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(digits, tmp_path / "digits.npz")
    window.open_dataset(tmp_path / "digits.npz")
    wait_for(qtbot, window, "1 misclassified")
    labels = window.dataset_tab.findChildren(QLabel)
    assert any(label.text() == f"Loading · {COUNT} of {COUNT}" for label in labels)


# Saving under another name


def test_the_question_names_a_dataset_as_its_title_does(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    window.dataset_tab.front_wanted.emit()
    wait_for(qtbot, window, "correctly classified")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Delete)
    write_dataset(digits, tmp_path / "digits.npz")
    window.open_dataset(tmp_path / "digits.npz")
    asked = answer(qtbot, window, "Discard")
    assert asked == 'Save changes to 1 digit in "Reference digits"?'
    wait_for(qtbot, window, "1 misclassified")


def test_the_tab_has_the_new_name_once_shipped_digits_are_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.dataset_tab.front_wanted.emit()
    wait_for(qtbot, window, "correctly classified")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Delete)
    asked: list[str] = []

    def save_as(_: object, title: str, *__: object) -> tuple[str, str]:
        asked.append(title)
        return str(tmp_path / "digits.zip"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save_as)
    count = len(names(window))
    press(window, "Save")
    wait_for(qtbot, window, f"digits.zip\n{count} digits")
    assert asked == ["Save dataset as"]
    assert "unsaved" not in texts(window)
