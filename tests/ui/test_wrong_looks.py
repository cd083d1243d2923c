"""Digits that are transposed, inverted or faint are told of, and put right in the window."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.plausibility import inverted, transposed
from digitpad.ui.dataset.digit_strip import SIDE, preview
from digitpad.ui.explain.explain_window import ExplainWindow
from digitpad.ui.explain.explanation_view import ExplanationView
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import CTRL, gallery_of, press, texts, wait_for
from tests.ui.retrain_hand import all_ended, dataset_list, items, opened

COUNT = 60


@pytest.fixture(scope="module")
def digits() -> DigitSet:
    return load_dataset(f"synthetic:{COUNT}:7")


def bar(window: MainWindow) -> QFrame:
    found = window.findChild(QFrame, "doubts")
    assert found is not None
    return found


def pixel_of_first(window: MainWindow) -> np.ndarray:
    return window.dataset_tab.make_view().dataset.image(0)


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


def explains(view: ExplanationView, path: Path, image: np.ndarray) -> bool:
    """Whether it explains this image, and the most similar digit is the same one of the set."""
    if view.found is None or not np.array_equal(view.found.image, image):
        return False
    nearest = view.nearest.overall.digits[:1]
    return any(one.path == str(path) and np.array_equal(one.image, image) for one in nearest)


def test_most_similar_digits_are_those_that_are_shown(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet
) -> None:
    path = tmp_path / "twice.npz"
    write_dataset(transposed(concatenate([digits, digits])), path)
    window.open_dataset(path)
    wait_for(qtbot, window, f"{2 * COUNT} digits")
    qtbot.waitUntil(bar(window).isVisible)
    press(window, "Explain")
    explain = window.findChild(ExplainWindow, "explainWindow")
    assert explain is not None
    sideways = digits.images[0].T
    qtbot.waitUntil(lambda: explains(explain.view, path, sideways))
    press(window, "Transpose")
    qtbot.waitUntil(lambda: explains(explain.view, path, digits.images[0]))
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()
    qtbot.waitUntil(lambda: explains(explain.view, path, sideways))
    explain.close()


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
