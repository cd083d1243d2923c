"""The Dataset tab: digits are exported, while the window lives, closes, or fails."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, stream_to
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.dataset_hand import (
    CTRL,
    choose,
    gallery_of,
    open_whole,
    press,
    texts,
    wait_for,
)
from tests.ui.hand import button, wait_for_box


@pytest.mark.parametrize(
    "form", ["some.zip", "some.csv", "some.npz", "some-images-idx3-ubyte.gz", "some"]
)
def test_the_digits_that_are_shown_are_exported(
    qtbot: QtBot,
    opened: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(opened, "Label 7")
    target = tmp_path / form
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(target), "Folder of text digits (*)")
    )
    QTest.keyClick(gallery_of(opened), Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: opened.statusBar().currentMessage().endswith(str(target)))
    found = load_dataset(target)
    assert (found.images == digits.images[digits.labels == 7]).all()
    assert (found.labels == 7).all()


def test_what_is_exported_was_shown_before_the_user_said_where_to(
    qtbot: QtBot,
    opened: MainWindow,
    tmp_path: Path,
    digits: DigitSet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "some.npz"

    def select(*_: object) -> tuple[str, str]:
        open_whole(qtbot, opened, "synthetic:20")
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", select)
    press(opened, "Export…")
    qtbot.waitUntil(lambda: opened.statusBar().currentMessage().endswith(str(target)))
    assert (load_dataset(target).images == digits.images).all()


def test_nothing_is_exported_that_another_set_is_about_to_replace(
    opened: MainWindow,
) -> None:
    opened.open_dataset("synthetic:20000")
    assert not button(opened.dataset_tab, "Export…").isEnabled()
    press(opened, "Cancel")
    assert button(opened.dataset_tab, "Export…").isEnabled()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Of each export only the first part is written, until this is set."""
    gate = threading.Event()

    def stream(target: str, digits: DigitSet) -> Iterator[float]:
        for share in stream_to(target, digits):
            yield share
            gate.wait(PATIENCE)
            yield share

    monkeypatch.setattr("digitpad.ui.dataset.saver.stream_to", stream)
    yield gate
    gate.set()


@pytest.fixture
def exporting(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    gate: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """An export that is under way, and its file that is not there yet."""
    window.open_dataset("synthetic:10")
    wait_for(qtbot, window, "10 digits")
    place = tmp_path / "place"
    place.mkdir()
    target = place / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(window, "Export…")
    qtbot.waitUntil(lambda: " of 10" in texts(window))
    return target


def test_an_export_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, exporting: Path, gate: threading.Event
) -> None:
    press(window, "Cancel")
    assert "Canceling…" in texts(window)
    gate.set()
    qtbot.waitUntil(lambda: "Canceling…" not in texts(window))
    assert not list(exporting.parent.iterdir())
    assert " of 10" not in texts(window)
    assert "Exported" not in window.statusBar().currentMessage()


def test_cancelling_an_export_calls_the_closing_off(
    qtbot: QtBot, window: MainWindow, exporting: Path, gate: threading.Event
) -> None:
    assert not window.close()
    press(window, "Cancel")
    gate.set()
    qtbot.waitUntil(lambda: "Canceling…" not in texts(window))
    assert not list(exporting.parent.iterdir())
    qtbot.waitUntil(lambda: not running())
    assert window.isVisible()


def test_closing_waits_for_an_export(
    qtbot: QtBot, window: MainWindow, exporting: Path, gate: threading.Event
) -> None:
    for _ in range(2):
        assert not window.close()
    assert window.isVisible()
    assert "Saving…" in window.statusBar().currentMessage()
    gate.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(load_dataset(exporting)) == 10


def test_an_export_that_fails_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, exporting: Path, gate: threading.Event
) -> None:
    assert not window.close()
    exporting.parent.rename(exporting.parent.with_name("elsewhere"))
    gate.set()
    box = wait_for_box(qtbot, window)
    assert str(exporting) in box.text()
    box.close()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert window.isVisible()
