"""Datasets in all their forms: halves, what is unclear, what looks wrong, and other endings."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import known_endings, load_dataset, write_dataset
from digitpad.data.formats.inside import ENDINGS
from digitpad.data.plausibility import inverted, transposed
from digitpad.ui.dataset.digit_strip import SIDE, preview
from digitpad.ui.support.export_types import NAMES, export_filters
from digitpad.ui.support.file_types import PATTERNS, dataset_filter
from digitpad.ui.support.recent import recent
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, gallery_of, press, texts, wait_for
from tests.ui.hand import button, wait_for_box
from tests.ui.retrain_hand import all_ended, dataset_list, items, opened

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


def bar(window: MainWindow) -> QFrame:
    found = window.findChild(QFrame, "doubts")
    assert found is not None
    return found


def pixel_of_first(window: MainWindow) -> np.ndarray:
    return window.dataset_tab.make_view().dataset.image(0)


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


def test_retraining_tells_of_a_set_that_looks_wrong(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(transposed(digits), tmp_path / "turned.npz")
    dialog = opened(qtbot, window)
    dialog.dataset_list.add(str(tmp_path / "turned.npz"), True)
    qtbot.waitUntil(lambda: f"turned.npz · {COUNT} · looks transposed" in dataset_list(dialog))
    tip = next(item.toolTip() for item in items(dialog) if "turned.npz" in item.text())
    assert "after they are transposed" in tip
    assert "export it" in tip
    all_ended(qtbot)
    assert dataset_list(dialog).count("looks") == 1


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


# What looks wrong


def open_wrong(qtbot: QtBot, window: MainWindow, path: Path, wrong: DigitSet) -> None:
    write_dataset(wrong, path)
    window.open_dataset(path)
    wait_for(qtbot, window, f"{COUNT} digits")
    qtbot.waitUntil(bar(window).isVisible)


def test_a_set_on_its_side_is_told_turned_and_turned_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    path = tmp_path / "turned.npz"
    open_wrong(qtbot, window, path, transposed(digits))
    assert "look transposed" in texts(window)
    # How they would look is shown before the user decides.
    shown = bar(window).findChild(QLabel, "repairedDigits")
    assert shown is not None
    assert shown.isVisible()
    assert shown.accessibleName() == "Digits after this change: Labels 2, 3, 4, 5"
    first = digits.select(np.array([np.argmax(digits.labels == 2)]))
    side = round(SIDE * shown.devicePixelRatioF())
    expected = preview(first, bar(window), 1).toImage().copy(0, 0, side, side)
    assert shown.pixmap().toImage().copy(0, 0, side, side) == expected
    before = path.read_bytes()
    press(window, "Transpose")
    qtbot.waitUntil(lambda: not bar(window).isVisible())
    assert np.array_equal(pixel_of_first(window), digits.images[0])
    all_ended(qtbot)
    qtbot.waitUntil(lambda: "all misclassified" not in texts(window))
    assert not bar(window).isVisible()
    assert "unsaved" not in texts(window), "nothing is to be saved"
    assert "Export writes them as shown." in window.statusBar().currentMessage()
    assert path.read_bytes() == before
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Z, CTRL)
    assert np.array_equal(pixel_of_first(window), digits.images[0].T)
    qtbot.waitUntil(bar(window).isVisible)


def test_what_is_shown_is_exported(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_wrong(qtbot, window, tmp_path / "dark.npz", inverted(digits))
    press(window, "Invert")
    qtbot.waitUntil(lambda: not bar(window).isVisible())
    target = tmp_path / "right"
    chosen = str(target), "NumPy arrays (*.npz)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    press(window, "Export…")
    qtbot.waitUntil(lambda: "Exported" in window.statusBar().currentMessage())
    assert np.array_equal(load_dataset(tmp_path / "right.npz").images, digits.images)


def test_faint_digits_are_scaled(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    faint = DigitSet("faint", (digits.images > 127).astype(np.uint8), digits.labels)
    path = tmp_path / "faint-images-idx3-ubyte"
    write_dataset(faint, path)
    window.open_dataset(path)
    wait_for(qtbot, window, f"{COUNT} digits")
    qtbot.waitUntil(bar(window).isVisible)
    assert "only 0 and 1" in texts(window)
    press(window, "Scale")
    qtbot.waitUntil(lambda: not bar(window).isVisible())
    assert pixel_of_first(window).max() == 255


def test_what_was_told_can_be_closed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    open_wrong(qtbot, window, tmp_path / "turned.npz", transposed(digits))
    close = bar(window).findChild(QToolButton)
    assert close is not None
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bar(window).isVisible()
    write_dataset(digits, tmp_path / "right.npz")
    window.open_dataset(tmp_path / "right.npz")
    wait_for(qtbot, window, "right.npz")
    all_ended(qtbot)
    assert not bar(window).isVisible()


def test_labels_of_turned_text_digits_are_saved_as_a_copy(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "texts"
    open_wrong(qtbot, window, folder, transposed(digits))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    press(window, "Transpose")
    qtbot.waitUntil(lambda: not bar(window).isVisible())
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    chosen = str(tmp_path / "copy"), "Folder of text digits (*)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_S, CTRL)
    wait_for(qtbot, window, f"copy\n{COUNT} digits")
    found = load_dataset(tmp_path / "copy")
    assert np.array_equal(found.images, digits.images)
    assert found.labels[0] == 9
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_digits_in_another_text_form_are_saved_as_a_copy(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "characters"
    folder.mkdir()
    square = "\n".join("0" * 12 + "1" * 8 + "0" * 12 for _ in range(32))
    for number in range(12):
        (folder / f"1_{number}.txt").write_text(square)
    window.open_dataset(folder)
    wait_for(qtbot, window, "12 digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    chosen = str(tmp_path / "copy"), "Folder of text digits (*)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_S, CTRL)
    wait_for(qtbot, window, "copy\n12 digits")
    assert (folder / "1_0.txt").read_text() == square
    assert 9 in load_dataset(tmp_path / "copy").labels


def test_labels_of_pictures_are_saved_as_a_copy(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "set_png"
    write_dataset(digits, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.png")}
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    chosen = str(tmp_path / "copy"), "Zip of text digits (*.zip)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    QTest.keyClick(gallery_of(window), Qt.Key.Key_S, CTRL)
    wait_for(qtbot, window, f"copy.zip\n{COUNT} digits")
    assert {path: path.read_bytes() for path in folder.rglob("*.png")} == before


# Endings

ENDING_OF = {name: ending for ending, name in NAMES.items()}


def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(
    qtbot: QtBot,
    window: MainWindow,
    halves: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open_dataset(halves)
    wait_for(qtbot, window, "40 digits")
    chosen = str(tmp_path / "mis.png"), "Zip of text digits (*.zip)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    press(window, "Export…")
    failure = wait_for_box(qtbot, window)
    assert "mis.png" in failure.text()
    for ending in (".csv", ".npz", ".zip"):
        assert ending in failure.text()
    failure.close()
    assert not (tmp_path / "mis.png").exists()


@pytest.mark.parametrize(
    ("name", "form", "written"),
    [
        ("mis", "CSV", "mis.csv"),
        ("mis", "Zip of PNG images by label", "mis_png.zip"),
        ("mis.csv", "Zip of text digits", "mis.csv"),
        ("mis", "MNIST IDX, compressed", "mis-images-idx3-ubyte.gz"),
        ("mis-images-idx3-ubyte", "MNIST IDX", "mis-images-idx3-ubyte"),
        ("train-images.idx3-ubyte", "MNIST IDX", "train-images.idx3-ubyte"),
        ("images-idx3-ubyte", "MNIST IDX", "images-idx3-ubyte"),
        ("version.2", "Folder of text digits", "version.2"),
    ],
)
def test_a_name_gets_the_ending_of_the_chosen_form(
    qtbot: QtBot,
    window: MainWindow,
    halves: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    form: str,
    written: str,
) -> None:
    window.open_dataset(halves)
    wait_for(qtbot, window, "40 digits")
    chosen = str(tmp_path / name), f"{form} (*{ENDING_OF[form]})"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    press(window, "Export…")
    qtbot.waitUntil(lambda: "Exported" in window.statusBar().currentMessage())
    assert (tmp_path / written).exists()
    assert len(load_dataset(tmp_path / written)) == 40


@pytest.mark.parametrize("answer", ["Replace", "Cancel"])
def test_a_file_whose_name_got_its_ending_is_not_replaced_unasked(
    qtbot: QtBot,
    window: MainWindow,
    halves: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    window.open_dataset(halves)
    wait_for(qtbot, window, "40 digits")
    (tmp_path / "mis.csv").write_text("mine")
    chosen = iter([(str(tmp_path / "mis"), "CSV (*.csv)"), ("", "")])
    first: list[str] = []

    def choose(_window: object, _title: str, name: str, _filters: str) -> tuple[str, str]:
        first.append(name)
        return next(chosen)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    asked: list[str] = []

    def reply() -> None:
        box = wait_for_box(qtbot, window)
        asked.append(box.text())
        button(box, answer).click()

    QTimer.singleShot(0, window, reply)
    press(window, "Export…")
    assert asked == ['"mis.csv" already exists. Replace it?']
    if answer == "Replace":
        qtbot.waitUntil(lambda: "Exported" in window.statusBar().currentMessage())
        assert len(load_dataset(tmp_path / "mis.csv")) == 40
    else:
        assert (tmp_path / "mis.csv").read_text() == "mine"
        assert first[1] == str(tmp_path / "mis")


def test_all_that_is_written_can_be_chosen() -> None:
    assert {*export_filters().values()} == {*known_endings().values()}


def test_all_that_is_read_can_be_chosen() -> None:
    for ending in {*known_endings().values(), *ENDINGS, ".tar", ".tgz", ".tar.gz"} - {"", "_png"}:
        assert any(Path(f"set{ending}").match(pattern) for pattern in PATTERNS)
    for ending in ENDINGS:
        assert f"*{ending}" in dataset_filter()
    assert not any(Path("photo.png").match(pattern) for pattern in PATTERNS)
