"""The ending of a file's name tells its form."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import known_endings, load_dataset, write_dataset
from digitpad.data.formats.inside import ENDINGS
from digitpad.ui.support.export_types import NAMES, export_filters
from digitpad.ui.support.file_types import PATTERNS, dataset_filter
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import COUNT, press, wait_for
from tests.ui.hand import button, wait_for_box

ENDING_OF = {name: ending for ending, name in NAMES.items()}


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, tmp_path: Path, digits: DigitSet) -> MainWindow:
    """The window with 40 digits open."""
    write_dataset(digits, tmp_path / "set.npz")
    window.open_dataset(tmp_path / "set.npz")
    wait_for(qtbot, window, f"{COUNT} digits")
    return window


def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(
    qtbot: QtBot,
    opened: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = str(tmp_path / "mis.png"), "Zip of text digits (*.zip)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    press(opened, "Export…")
    failure = wait_for_box(qtbot, opened)
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
    opened: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    form: str,
    written: str,
) -> None:
    chosen = str(tmp_path / name), f"{form} (*{ENDING_OF[form]})"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    press(opened, "Export…")
    qtbot.waitUntil(lambda: "Exported" in opened.statusBar().currentMessage())
    assert (tmp_path / written).exists()
    assert len(load_dataset(tmp_path / written)) == COUNT


@pytest.mark.parametrize("answer", ["Replace", "Cancel"])
def test_a_file_whose_name_got_its_ending_is_not_replaced_unasked(
    qtbot: QtBot,
    opened: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    (tmp_path / "mis.csv").write_text("mine")
    chosen = iter([(str(tmp_path / "mis"), "CSV (*.csv)"), ("", "")])
    first: list[str] = []

    def choose(_window: object, _title: str, name: str, _filters: str) -> tuple[str, str]:
        first.append(name)
        return next(chosen)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    asked: list[str] = []

    def reply() -> None:
        box = wait_for_box(qtbot, opened)
        asked.append(box.text())
        button(box, answer).click()

    QTimer.singleShot(0, opened, reply)
    press(opened, "Export…")
    assert asked == ['"mis.csv" already exists. Replace it?']
    if answer == "Replace":
        qtbot.waitUntil(lambda: "Exported" in opened.statusBar().currentMessage())
        assert len(load_dataset(tmp_path / "mis.csv")) == COUNT
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
