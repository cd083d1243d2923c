"""Datasets with halves, and what a dataset that can be read in several ways is asked about."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QMenu,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.ui.support.recent import recent
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, gallery_of, texts, wait_for
from tests.ui.hand import button
from tests.ui.retrain_hand import all_ended, dataset_list

COUNT = 60


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    return load_dataset(f"synthetic:{COUNT}:7")


@pytest.fixture
def halves(tmp_path: Path, digits: DigitSet) -> Path:
    """A set of 40 digits to train with and 20 to test with, as Keras has them."""
    path = tmp_path / "halves.npz"
    np.savez(
        path,
        x_train=digits.images[:40],
        y_train=digits.labels[:40],
        x_test=digits.images[40:],
        y_test=digits.labels[40:],
    )
    return path


def half_box(window: MainWindow) -> QComboBox:
    boxes = window.dataset_tab.findChildren(QComboBox)
    return next(box for box in boxes if box.accessibleName() == "Part of the dataset")


# Halves


def test_the_half_that_is_open_is_said_and_the_other_offered(
    qtbot: QtBot, window: MainWindow, halves: Path
) -> None:
    window.open_dataset(halves)
    wait_for(qtbot, window, "halves.npz\n40 digits")
    qtbot.waitUntil(half_box(window).isVisible)
    assert half_box(window).currentText() == "Training set"
    half_box(window).setFocus()
    QTest.keyClick(half_box(window), Qt.Key.Key_Down)
    wait_for(qtbot, window, "halves.npz\n20 digits")
    qtbot.waitUntil(half_box(window).isVisible)
    assert half_box(window).currentText() == "Test set"


def test_the_menu_of_the_open_button_opens_the_other_half(
    qtbot: QtBot, window: MainWindow, halves: Path
) -> None:
    window.open_dataset(halves)
    qtbot.waitUntil(lambda: half_box(window).isVisible())
    opening = button(window.dataset_tab, "Open")
    assert isinstance(opening, QPushButton)
    action = next(a for a in opening.menu().actions() if a.text() == "Open test set")
    assert action.isVisible()
    action.trigger()
    wait_for(qtbot, window, "halves.npz\n20 digits")
    assert action.isChecked()


def test_the_file_menu_opens_the_other_half(qtbot: QtBot, window: MainWindow, halves: Path) -> None:
    window.open_dataset(halves)
    qtbot.waitUntil(lambda: half_box(window).isVisible())
    menus = {action.text(): action.menu() for action in window.menuBar().actions()}
    file = menus["&File"]
    assert isinstance(file, QMenu)
    action = next(a for a in file.actions() if a.text() == "Open test set")
    assert action.isVisible()
    assert not action.isChecked()
    action.trigger()
    wait_for(qtbot, window, "halves.npz\n20 digits")
    assert action.isChecked()


def test_a_set_with_one_part_offers_no_other(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(digits, tmp_path / "set.npz")
    window.open_dataset(tmp_path / "set.npz")
    wait_for(qtbot, window, f"{COUNT} digits")
    all_ended(qtbot)
    assert not half_box(window).isVisible()


def test_the_half_is_remembered_for_recent_sets(
    qtbot: QtBot, window: MainWindow, halves: Path, tmp_path: Path, digits: DigitSet
) -> None:
    window.open_dataset(halves)
    qtbot.waitUntil(lambda: half_box(window).isVisible())
    half_box(window).setFocus()
    QTest.keyClick(half_box(window), Qt.Key.Key_Down)
    wait_for(qtbot, window, "20 digits")
    write_dataset(digits, tmp_path / "set.npz")
    window.open_dataset(tmp_path / "set.npz")
    wait_for(qtbot, window, f"{COUNT} digits")
    menu = window.dataset_tab.recent
    menu.aboutToShow.emit()
    again = next(a for a in menu.actions() if "halves" in a.text())
    assert again.text().endswith("halves.npz · Test set")
    again.trigger()
    wait_for(qtbot, window, "halves.npz\n20 digits")
    # Chosen anew, it is the training set: nobody is to train with the other one unknowingly.
    window.open_dataset(halves)
    wait_for(qtbot, window, "halves.npz\n40 digits")


def test_retraining_lists_the_training_half(qtbot: QtBot, window: MainWindow, halves: Path) -> None:
    window.open_dataset(halves)
    qtbot.waitUntil(lambda: half_box(window).isVisible())
    half_box(window).setFocus()
    QTest.keyClick(half_box(window), Qt.Key.Key_Down)
    wait_for(qtbot, window, "20 digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_R, CTRL)
    dialog = window.retraining.page
    qtbot.waitUntil(lambda: "halves.npz · Training set · 40" in dataset_list(dialog))


# What is unclear


@pytest.fixture
def unclear(tmp_path: Path, digits: DigitSet) -> Path:
    """A table without names, whose first and last column might both be the label."""
    path = tmp_path / "unclear.csv"
    images = digits.images.reshape(COUNT, -1).astype(int)
    first = np.random.default_rng(1).integers(0, 10, COUNT)
    rows = np.column_stack([first, images, digits.labels])
    np.savetxt(path, rows[:, [0, *range(1, 784), 785]], fmt="%d", delimiter=",")
    return path


def question(qtbot: QtBot, window: MainWindow) -> QDialog:
    qtbot.waitUntil(lambda: window.findChild(QDialog, "unclear") is not None)
    dialog = window.findChild(QDialog, "unclear")
    assert dialog is not None
    return dialog


def test_the_label_column_is_asked_with_a_preview(
    qtbot: QtBot, window: MainWindow, unclear: Path, digits: DigitSet
) -> None:
    window.open_dataset(unclear)
    dialog = question(qtbot, window)
    choices = dialog.findChild(QListWidget)
    assert choices is not None
    assert [choices.item(row).text() for row in range(2)] == ["Column 1", "Column 785"]
    assert not choices.item(0).icon().isNull()
    labels = ", ".join(map(str, digits.labels[:3]))
    description = choices.item(1).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert description.startswith(f"Labels {labels}")
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    open_button = buttons.button(QDialogButtonBox.StandardButton.Open)
    assert not open_button.isEnabled(), "nothing is taken for the answer by itself"
    QTest.keyClick(choices, Qt.Key.Key_End)
    QTest.mouseClick(open_button, Qt.MouseButton.LeftButton)
    wait_for(qtbot, window, f"unclear.csv\n{COUNT} digits")
    dataset = window.dataset_tab.make_view().dataset
    assert dataset.labels.tolist() == digits.labels.tolist()
    assert recent("dataset")[0] == str(unclear)
    window.dataset_tab.open_again(str(unclear))  # It is not asked again.
    wait_for(qtbot, window, f"{COUNT} digits")
    all_ended(qtbot)
    assert not window.findChildren(QDialog, "unclear")


def test_leaving_the_question_leaves_the_set_that_is_open(
    qtbot: QtBot, window: MainWindow, halves: Path, unclear: Path
) -> None:
    window.open_dataset(halves)
    wait_for(qtbot, window, "halves.npz\n40 digits")
    all_ended(qtbot)  # While it is still being read, no part of it stays.
    window.open_dataset(unclear)
    QTest.keyClick(question(qtbot, window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(QDialog, "unclear") is None)
    assert "halves.npz\n40 digits" in texts(window)


@pytest.mark.parametrize("container", ["folder", "zip"])
def test_one_of_several_files_is_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet, container: str
) -> None:
    folder = tmp_path / "several"
    folder.mkdir()
    write_dataset(digits.select(np.arange(30)), folder / "one.csv")
    write_dataset(digits, folder / "two.npz")
    path = folder
    if container == "zip":
        path = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", folder))
    window.open_dataset(path)
    dialog = question(qtbot, window)
    choices = dialog.findChild(QListWidget)
    assert choices is not None
    assert [choices.item(row).text() for row in range(2)] == ["one.csv", "two.npz"]
    place = choices.visualItemRect(choices.item(1)).center()
    QTest.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait_for(qtbot, window, f"{path.name}/two.npz\n{COUNT} digits")
    assert window.dataset_tab.isVisible()
