"""The Dataset tab: opening sets, looking at digits, sending one to the canvas."""

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data import reference
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.query import Order, Query
from digitpad.files.resources import resource_path
from digitpad.models.model_file import Model, load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from digitpad.ui.support.recent import recent
from digitpad.ui.support.settings import settings
from digitpad.ui.widgets.image_view import ImageView
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import gallery_of, texts, wait_for_digits
from tests.ui.hand import action, button, drop, prediction, wait_for_box

COUNT = 230


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    return load_dataset(f"synthetic:{COUNT}:5")


@pytest.fixture
def folder(tmp_path: Path, digits: DigitSet) -> Path:
    """A folder of text digits, 00001.txt and so on, two of which are none."""
    write_dataset(digits, tmp_path / "digits")
    (tmp_path / "digits" / "notes.txt").write_text("not a digit")
    (tmp_path / "digits" / "empty.txt").touch()
    return tmp_path / "digits"


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """The window with the folder open, and the Dataset tab in front."""
    window.open_dataset(folder)
    wait_for_digits(qtbot, window, COUNT)
    return window


def test_the_reference_digits_are_there_at_first(qtbot: QtBot, window: MainWindow) -> None:
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    QTest.mouseClick(
        tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(1).center()
    )
    count = len(reference.REFERENCE.get())
    wait_for_digits(qtbot, window, count)
    assert f"Reference digits\n{count} digits" in texts(window)


def test_what_was_opened_stays_when_the_tab_comes_back(opened: MainWindow) -> None:
    tabs = opened.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(0)
    tabs.setCurrentIndex(1)
    assert gallery_of(opened).model().rowCount() == COUNT


def test_what_cannot_be_opened_leaves_the_digits_that_are_there(
    qtbot: QtBot, opened: MainWindow, folder: Path, tmp_path: Path
) -> None:
    damaged, empty = tmp_path / "damaged.npz", tmp_path / "empty"
    damaged.write_bytes(b"PK nothing")
    empty.mkdir()
    (empty / "notes.txt").write_text("not a digit")
    opened.dataset_tab.make_view().filters.ask(Query(misclassified=True))
    # All of those that are shown, once the network has read all there are.
    qtbot.waitUntil(
        lambda: "all misclassified" in texts(opened) and "Classifying" not in texts(opened)
    )
    misclassified = gallery_of(opened).model().rowCount()
    for path in (tmp_path / "gone.zip", damaged, empty):
        opened.open_dataset(path)
        box = wait_for_box(qtbot, opened)
        assert path.name in box.text()
        box.close()
        qtbot.waitUntil(lambda: not opened.findChildren(QMessageBox))
        qtbot.waitUntil(lambda: "Cancel" not in texts(opened))
        assert f"digits\n{COUNT} digits" in texts(opened)
        assert "2 files skipped" in texts(opened)
        assert gallery_of(opened).model().rowCount() == misclassified
    assert [Path(path).name for path in recent("dataset")] == ["digits"]
    opened.open_dataset("synthetic:20000")
    qtbot.waitUntil(lambda: "synthetic:20000\n" in texts(opened))
    opened.open_dataset(tmp_path / "gone.zip")
    wait_for_box(qtbot, opened).close()
    assert "gone.zip" not in texts(opened)
    assert recent("dataset")[0] == "synthetic:20000"
    opened.open_dataset(folder)
    wait_for_digits(qtbot, opened, COUNT)
    editing = opened.dataset_tab.make_view().controller.editing
    qtbot.waitUntil(editing.delete_action.isEnabled)
    editing.delete_action.trigger()
    assert "1 unsaved deletion" in texts(opened)
    editing.undo_stack.undo()


@pytest.mark.parametrize("form", ["set.zip", "set.csv", "set.npz", "set-images-idx3-ubyte.gz"])
def test_every_form_opens_from_the_menu(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_dataset(digits, tmp_path / form)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / form), ""))
    QTest.keyClick(
        window,
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    wait_for_digits(qtbot, window, COUNT)


def test_a_folder_opens_from_the_menu_and_shows_the_tab(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    action(window, "actionOpenDataset").trigger()
    wait_for_digits(qtbot, window, COUNT)
    assert window.dataset_tab.isVisible()


def test_nothing_happens_when_the_user_thinks_better_of_it(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    action(opened, "actionOpenDataset").trigger()
    assert gallery_of(opened).model().rowCount() == COUNT


def test_a_dropped_file_opens(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(digits.select(digits.labels.nonzero()[0]), tmp_path / "dropped.npz")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "dropped.npz"))])
    drop(opened.dataset_tab, data)
    wait_for_digits(qtbot, opened, COUNT * 9 // 10)
    assert "dropped.npz" in texts(opened)


def test_a_folder_dropped_on_the_canvas_opens_as_a_data_set(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    drop(window, data)
    wait_for_digits(qtbot, window, COUNT)
    assert window.dataset_tab.isVisible()


def test_the_keyboard_walks_and_the_chosen_digit_is_shown_large(
    qtbot: QtBot, opened: MainWindow, digits: DigitSet
) -> None:
    gallery = gallery_of(opened)
    detail = opened.findChild(QWidget, "digitDetail")
    assert detail is not None
    picture = detail.findChildren(ImageView)[0]
    assert (picture.picture == digits.images[0]).all()
    assert gallery.hasFocus()
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    assert (picture.picture == digits.images[1]).all()
    QTest.keyClick(gallery, Qt.Key.Key_End)
    last = gallery.visualRect(gallery.currentIndex())
    assert gallery.viewport().rect().contains(last)
    assert (picture.picture == digits.images[-1]).all()
    assert f"Label {digits.labels[-1]}" in texts(opened)


@pytest.mark.parametrize("how", ["key", "button"])
def test_a_digit_goes_to_the_canvas_as_it_is(
    qtbot: QtBot, opened: MainWindow, digits: DigitSet, how: str
) -> None:
    gallery = gallery_of(opened)
    gallery.setFocus()
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    if how == "key":
        QTest.keyClick(gallery, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(button(opened, "Open in Draw"), Qt.MouseButton.LeftButton)
    assert opened.draw_tab.isVisible()
    qtbot.waitUntil(lambda: prediction(opened) == "2")
    seen = opened.findChild(ImageView, "networkInput")
    assert seen is not None
    assert (seen.picture == digits.images[2]).all()
    QTest.keyClick(opened.draw_tab.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not opened.draw_tab.canvas.drawing


@pytest.fixture
def mislabelled(tmp_path: Path) -> Path:
    """Digits that the network reads, three of which have a wrong label: numbers 2, 5 and 8."""
    digits = load_dataset("synthetic:60:11")
    network = load_model(resource_path("model.npz")).network
    right = predict_log_proba(network, digits.images).argmax(axis=1) == digits.labels
    chosen = digits.select(np.flatnonzero(right)[:20])
    chosen.labels[[1, 4, 7]] = (chosen.labels[[1, 4, 7]] + 1) % 10
    write_dataset(chosen, tmp_path / "mislabelled.npz")
    return tmp_path / "mislabelled.npz"


def test_a_figure_goes_to_the_next_digit_of_that_label(
    opened: MainWindow, digits: DigitSet
) -> None:
    gallery = gallery_of(opened)
    QTest.keyClick(gallery, Qt.Key.Key_7)
    assert digits.labels[gallery.currentIndex().row()] == 7


def test_what_the_network_misclassifies_is_marked(
    qtbot: QtBot, window: MainWindow, mislabelled: Path
) -> None:
    window.open_dataset(mislabelled)
    qtbot.waitUntil(lambda: "3 misclassified (15.00%)" in texts(window))
    model = gallery_of(window).model()
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(20)]
    found = [re.fullmatch(r"Label (\d), predicted (\d) \(\d+\.\d%\)", text) for text in told]
    assert [row for row, pair in enumerate(found) if pair and pair[1] != pair[2]] == [1, 4, 7]
    gallery_of(window).setCurrentIndex(model.index(4, 0))
    label = int(model.index(4, 0).data())
    assert f"Predicted {(label - 1) % 10} (" in texts(window)


def test_neither_predictions_nor_more_digits_move_the_gallery(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.open_dataset("synthetic:10")
    wait_for_digits(qtbot, window, 10)
    view, blank = window.dataset_tab.make_view(), np.zeros((20_000, 28, 28), np.uint8)
    more = DigitSet("blank", blank, np.zeros(20_000, np.int8))
    view.open_dataset.begin_loading(view.dataset)
    view.dataset.append(more)
    view.open_dataset.grown.emit()
    bar = gallery_of(window).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    view.dataset.append(more)
    view.open_dataset.end_loading()
    qtbot.waitUntil(lambda: "misclassified" in texts(window))
    assert bar.value() == place > 0


def test_another_model_predicts_again(qtbot: QtBot, window: MainWindow, mislabelled: Path) -> None:
    window.open_dataset(mislabelled)
    qtbot.waitUntil(lambda: "3 misclassified" in texts(window))
    blind = Network([(np.zeros((784, 10), np.float32), np.zeros(10, np.float32))])
    window.current_model.use(Model(blind), "blind")
    zeros = int((load_dataset(mislabelled).labels == 0).sum())
    qtbot.waitUntil(lambda: f"{20 - zeros} misclassified" in texts(window))
    assert "Predicted 0 (10.0%)" in texts(window)
    action(window, "actionRestoreModel").trigger()
    qtbot.waitUntil(lambda: "3 misclassified" in texts(window))


def test_a_network_that_is_sure_and_wrong_has_a_finite_loss(
    window: MainWindow, opened: MainWindow
) -> None:
    bias = np.array([200, *[0] * 9], np.float32)
    window.current_model.use(Model(Network([(np.zeros((784, 10), np.float32), bias)])), "sure of 0")
    gallery_of(opened).setCurrentIndex(gallery_of(opened).model().index(1, 0))
    assert "Predicted 0 (100.0%)\nLoss 200.00" in texts(opened)


def test_a_click_in_the_gallery_chooses(qtbot: QtBot, opened: MainWindow, digits: DigitSet) -> None:
    gallery = gallery_of(opened)
    place = gallery.visualRect(gallery.model().index(3, 0)).center()
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert gallery.currentIndex().row() == 3


def test_what_is_no_data_set_says_so_and_leaves_an_invitation(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "wrong.txt").write_text("1\t2\t3\n")
    window.open_dataset(tmp_path / "wrong.txt")
    box = wait_for_box(qtbot, window)
    assert "wrong.txt, line 1: expected 28 values, found 3" in box.text()
    box.close()
    qtbot.waitUntil(lambda: "No dataset open." in texts(window))


def test_a_reading_can_be_cancelled_and_keeps_what_has_come(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(900, 640)
    window.open_dataset("synthetic:100")
    wait_for_digits(qtbot, window, 100)
    window.dataset_tab.make_view().controller.open("synthetic:3000")
    QTest.mouseClick(button(window.dataset_tab, "Cancel"), Qt.MouseButton.LeftButton)
    assert "Cancel" not in texts(window)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("state", ["xx", "", "@ByteArray(\0\0)", "1, 2"])
def test_any_garbage_in_the_settings_opens_the_tab(qtbot: QtBot, state: str) -> None:
    settings().setValue("dataset/splitter", state)
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    assert window.dataset_tab.make_view().gallery
    window.close()


@pytest.mark.usefixtures("qapp")
def test_a_data_set_given_at_the_start_opens(qtbot: QtBot, folder: Path) -> None:
    window = create_window(dataset=folder)
    qtbot.addWidget(window)
    window.show()
    wait_for_digits(qtbot, window, COUNT)
    window.close()


def test_closing_while_a_data_set_is_being_read(window: MainWindow) -> None:
    window.open_dataset("synthetic:2000")
    window.close()
    assert not window.isVisible(), "nobody waits for what is only read"


def test_another_set_begins_at_the_top_with_the_hardest_first(
    qtbot: QtBot, opened: MainWindow, mislabelled: Path
) -> None:
    view = opened.dataset_tab.make_view()
    view.filters.ask(Query(order=Order.LOSS))
    gallery = gallery_of(opened)
    QTest.keyClick(gallery, Qt.Key.Key_End)
    opened.open_dataset("synthetic:300")
    qtbot.waitUntil(lambda: "synthetic:300\n300 digits" in texts(opened))
    qtbot.waitUntil(lambda: "Classifying" not in texts(opened))
    qtbot.waitUntil(lambda: bool((view.dataset.predicted >= 0).all()))
    qtbot.waitUntil(lambda: "misclassified" in texts(opened))
    hardest = int(np.nanargmax(view.dataset.loss))
    qtbot.waitUntil(lambda: view.open_dataset.shown[0] == hardest)
    assert gallery.currentIndex().row() == 0
    assert gallery.verticalScrollBar().value() == 0
