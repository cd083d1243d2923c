"""Names of datasets and files, however long they are and whatever they hold."""

import re
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import COUNT, gallery_of, texts, wait_for_digits


def test_a_long_name_leaves_room_for_the_figures(
    qtbot: QtBot, window: MainWindow, digits: DigitSet, tmp_path: Path
) -> None:
    window.resize(768, 624)
    path = tmp_path / f"{'long ' * 40}name.zip"
    write_dataset(digits, path)
    window.open_dataset(path)
    wait_for_digits(qtbot, window, COUNT)
    title = next(w for w in window.dataset_tab.findChildren(QLabel) if "long" in w.text())
    assert str(path).replace(" ", "") in re.sub(r"\s", "", title.toolTip())
    assert f"{COUNT} digits" in texts(window)
    for one in window.dataset_tab.findChildren(QPushButton):
        corner = one.mapTo(window, one.rect().bottomRight())
        assert not one.isVisible() or window.rect().contains(corner)


def test_names_are_shown_as_they_are(
    qtbot: QtBot, window: MainWindow, digits: DigitSet, tmp_path: Path
) -> None:
    folder = tmp_path / "<h1>set<"
    write_dataset(DigitSet("", digits.images[:1], digits.labels[:1]), folder)
    (folder / "00001.txt").rename(folder / "<img width=4000>.txt")
    window.open_dataset(folder)
    wait_for_digits(qtbot, window, 1)
    tab = window.dataset_tab
    shown = [label for label in tab.findChildren(QLabel) if "<" in label.text()]
    assert len(shown) == 2, "the set and the digit"
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)
    tip = gallery_of(window).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img width=4000&gt;.txt\nLabel" in tip
    for told in (label.toolTip() for label in shown):
        assert not QtGui.Qt.mightBeRichText(told) or ("<img" not in told and "<h1" not in told)
