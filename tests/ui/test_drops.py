"""A file that is dropped on any tab is opened for what it is."""

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.text.codec import write_text_file
from digitpad.files.resources import resource_path
from digitpad.ink.strokes import Drawing
from digitpad.nn.network import Network
from digitpad.ui.draw import image_io
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.dataset_hand import answer, wait_for
from tests.ui.hand import drop, status_text

TABS = ["drawTab", "datasetTab", "playgroundTab"]


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def on_each_tab(name: str, first: object, *others: object) -> pytest.MarkDecorator:
    """One value is tried on each tab, and each other value on one of them."""
    values = [*((tab, first) for tab in TABS), *zip(TABS, others, strict=False)]
    return pytest.mark.parametrize(("tab", name), values, indirect=["tab"])


@pytest.fixture(params=TABS)
def tab(request: pytest.FixtureRequest, window: MainWindow) -> QWidget:
    """A tab that is shown, each in turn."""
    tab = window.findChild(QWidget, request.param)
    assert tab
    window._tabs.setCurrentWidget(tab)
    return tab


@pytest.fixture
def picture(qapp: QApplication, tmp_path: Path) -> Path:
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.fillRect(35, 10, 8, 60, 0)
    painter.end()
    assert image.save(str(tmp_path / "one.png"))
    return tmp_path / "one.png"


def test_a_model_opens_as_a_model(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path
) -> None:
    shutil.copy(resource_path("model.npz"), tmp_path / "mine.npz")
    with qtbot.waitSignal(window.current_model.changed):
        drop(tab, files(tmp_path / "mine.npz"))
    assert window.current_model.name == "mine.npz"
    assert tab.isVisible()


@on_each_tab("name", "one.png", "one")
def test_a_picture_goes_to_the_canvas(
    qtbot: QtBot, window: MainWindow, tab: QWidget, picture: Path, name: str
) -> None:
    picture = picture.rename(picture.with_name(name))
    drop(tab, files(picture))
    qtbot.waitUntil(lambda: window.draw_tab.canvas.drawing.picture is not None)
    assert window.draw_tab.isVisible()


@on_each_tab("name", "set.npz", "set.zip", "set", "unnamed.npz")
def test_a_data_set_goes_to_the_dataset_tab(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path, name: str
) -> None:
    digits = load_dataset("synthetic:12:3")
    if name == "unnamed.npz":
        np.savez(tmp_path / name, digits.images, digits.labels)
    else:
        write_dataset(digits, tmp_path / name)
    drop(tab, files(tmp_path / name))
    wait_for(qtbot, window, f"{name}\n12 digits")
    assert window.dataset_tab.isVisible()


def test_a_folder_in_which_nothing_is_leaves_the_tab(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    drop(tab, files(tmp_path / "empty"))
    assert "empty: the folder is empty" in answer(qtbot, window, "OK")
    assert tab.isVisible()


@pytest.mark.parametrize("name", ["set.csv", "set.npz", "picture.png", "digit.txt", "model"])
def test_an_empty_file_is_told_of_as_that(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).touch()
    drop(window, files(tmp_path / name))
    assert answer(qtbot, window, "OK") == f"{name}: the file is empty."
    assert window.draw_tab.isVisible()


def test_a_text_digit_goes_where_it_is_dropped(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path
) -> None:
    write_text_file(tmp_path / "7.txt", np.eye(28, dtype=np.uint8) * 255, 7)
    drop(tab, files(tmp_path / "7.txt"))
    if tab is window.dataset_tab:
        wait_for(qtbot, window, "7.txt\n1 digit")
    else:
        qtbot.waitUntil(lambda: window.draw_tab.canvas.drawing.picture is not None)
        assert window.draw_tab.isVisible()


@on_each_tab("name", "points.csv", "points.txt", "utf16.csv")
def test_a_table_of_points_goes_to_the_playground(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path, name: str
) -> None:
    table = "x,y,label\n-1,-1,0\n1,1,1\n0.5,1,1\n"
    (tmp_path / name).write_text(table, "utf-16" if name == "utf16.csv" else "utf-8")
    drop(tab, files(tmp_path / name))
    qtbot.waitUntil(lambda: window.playground_tab.isVisible())
    session = window.playground_tab.make_view().session
    qtbot.waitUntil(lambda: len(session.state.points.labels) == 3)
    assert session.state.points.labels.tolist() == [0, 1, 1]


@on_each_tab("content", b"some words\n", b"\1\2\0\3" * 200)
def test_what_is_none_of_them_gets_one_sentence(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "notes.md").write_bytes(content)
    drop(tab, files(tmp_path / "notes.md"))
    assert answer(qtbot, window, "OK") == (
        "notes.md cannot be opened: it is not a model, an image or a dataset that digitpad knows."
    )
    assert tab.isVisible()


def test_what_is_known_but_not_read_says_what_to_do(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4\n")
    drop(tab, files(tmp_path / "scan.pdf"))
    assert "scan.pdf: unsupported format (PDF)" in answer(qtbot, window, "OK")
    assert tab.isVisible()


def test_a_file_that_is_gone_says_so(
    qtbot: QtBot, window: MainWindow, tab: QWidget, tmp_path: Path
) -> None:
    drop(tab, files(tmp_path / "gone.npz"))
    assert "no such file" in answer(qtbot, window, "OK")


def test_a_file_that_is_pasted_is_opened_for_what_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    shutil.copy(resource_path("model.npz"), tmp_path / "mine.npz")
    QApplication.clipboard().setMimeData(files(tmp_path / "mine.npz"))
    with qtbot.waitSignal(window.current_model.changed):
        window.image_io.paste()
    assert window.current_model.name == "mine.npz"
    QApplication.clipboard().clear()  # What Python made must not be freed after Python has ended.


def test_that_only_the_first_of_several_files_is_opened_stays_told(
    qtbot: QtBot, window: MainWindow, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, search = threading.Event(), image_io._drawing_in_file

    def slow_search(path: str, network: Network) -> Drawing | None:
        may_end.wait(PATIENCE)
        return search(path, network)

    monkeypatch.setattr(image_io, "_drawing_in_file", slow_search)
    window.image_io._telling.setInterval(0)
    drop(window, files(picture, picture.with_name("other.png")))
    told = "Opened only the first of 2 files: one.png"
    try:
        both = f"{told} · Looking for digits in the image…"
        qtbot.waitUntil(lambda: status_text(window) == both)
    finally:
        may_end.set()
    qtbot.waitUntil(lambda: window.draw_tab.canvas.drawing.picture is not None)
    assert status_text(window) == told


def test_a_text_that_is_dropped_is_not_told_as_that_on_the_clipboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    data = QMimeData()
    data.setText("hello")
    drop(window, data)
    told = answer(qtbot, window, "OK")
    assert told.startswith("What was dropped contains no image. The text that was dropped, line 1:")
