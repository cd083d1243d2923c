"""Changes are kept on the disk while they are made, and gone once they are saved or discarded."""

import threading
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.data.formats import load_dataset
from digitpad.data.unsaved_changes import (
    read_unsaved,
    unsaved_files,
)
from digitpad.errors import DigitpadError
from digitpad.files.atomic import atomic_write
from digitpad.files.user_data import unsaved_folder
from digitpad.ui.support.worker import running
from digitpad.ui.widgets.progress_row import ProgressRow
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.dataset_hand import (
    COUNT,
    CTRL,
    answer,
    gallery_of,
    no_question,
    open_whole,
    press,
    texts,
    undo,
    wait_for,
)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is written as soon as it is made, not a second later."""
    monkeypatch.setattr("digitpad.ui.dataset.recovery.WRITE_AFTER", 1)


def change_first(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} digits")
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    assert "1 unsaved change" in texts(window)


@pytest.mark.usefixtures("at_once")
def test_changes_of_a_living_window_are_not_offered_to_another(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    from digitpad.app import create_window

    change_first(qtbot, window, folder)
    qtbot.waitUntil(lambda: len(list(unsaved_files())) == 1)
    other = create_window()
    qtbot.addWidget(other)
    other.show()
    other.dataset_tab.offer_unsaved()
    window.dataset_tab.offer_unsaved()
    assert no_question(other)
    assert no_question(window)
    other.close()
    assert len(list(unsaved_files())) == 1
    QTest.keyClick(gallery_of(window), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not list(unsaved_files()))


@pytest.mark.usefixtures("at_once")
def test_discarded_changes_are_forgotten(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    change_first(qtbot, window, folder)
    qtbot.waitUntil(lambda: len(list(unsaved_files())) == 1)
    assert not window.close()
    answer(qtbot, window, "Discard")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not list(unsaved_folder().iterdir())


def test_changes_are_on_the_disk_at_once_where_the_program_is_told_to_end(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    change_first(qtbot, window, folder)
    assert not list(unsaved_files())
    window.quit()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(list(unsaved_files())) == 1
    window.dataset_tab.make_view().controller.editing.undo_stack.undo()
    window.dataset_tab.keep_unsaved()
    assert not list(unsaved_files())


def test_what_is_being_saved_is_saved_where_the_program_is_told_to_end(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.open_dataset(folder)
    wait_for(qtbot, window, f"{COUNT} digits")
    gallery_of(window).selectAll()
    QTest.keyClick(gallery_of(window), Qt.Key.Key_9, CTRL)
    press(window, "Save")
    window.quit()
    qtbot.waitUntil(lambda: not running())
    qtbot.waitUntil(lambda: not list(unsaved_folder().iterdir()))
    assert set(load_dataset(folder).labels.tolist()) == {9}


def test_changes_of_a_set_without_files_are_kept_by_number(
    qtbot: QtBot, window: MainWindow, home: Path
) -> None:
    from digitpad.app import create_window

    window.open_dataset("synthetic:20:4")
    wait_for(qtbot, window, "20 digits")
    gallery = gallery_of(window)
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    QTest.keyClick(gallery, Qt.Key.Key_9, CTRL)
    window.quit()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.dataset_tab.make_view().controller.recovery._mine.release()  # type: ignore[union-attr]
    again = create_window()
    qtbot.addWidget(again)
    again.show()
    again.dataset_tab.offer_unsaved()
    assert answer(qtbot, again, "Open").startswith(
        'Changes to 1 digit of "synthetic:20:4" were not'
    )
    wait_for(qtbot, again, "1 unsaved change")
    assert gallery_of(again).model().index(1, 0).data() == "9"
    again.dataset_tab.make_view().controller.editing.undo_stack.undo()
    with qtbot.waitSignal(again.closed):
        again.close()


@pytest.mark.usefixtures("at_once")
def test_the_count_of_digits_is_that_of_the_whole_set(
    qtbot: QtBot, window: MainWindow, rest_may_come: threading.Event
) -> None:
    window.open_dataset("synthetic:300:4")
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) > 0)
    qtbot.waitUntil(lambda: "digits" in texts(window))
    view.controller.editing.relabel(9)
    qtbot.waitUntil(lambda: len(list(unsaved_files())) == 1)
    (file,) = unsaved_files()
    kept = read_unsaved(file)
    assert kept
    assert kept.count < 300
    rest_may_come.set()
    qtbot.waitUntil(lambda: getattr(read_unsaved(file), "count", 0) == 300)
    undo(window)


def test_the_window_never_waits_for_a_writing(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(path: Path) -> AbstractContextManager[BinaryIO]:
        begun.set()
        assert go_on.wait(PATIENCE), "the window waits"
        return atomic_write(path)

    monkeypatch.setattr("digitpad.data.unsaved_changes.atomic_write", slow)
    change_first(qtbot, window, folder)
    qtbot.waitUntil(begun.is_set)
    press(window, "Save")
    qtbot.waitUntil(lambda: "unsaved" not in texts(window))
    go_on.set()
    qtbot.waitUntil(lambda: not running())
    assert not list(unsaved_folder().iterdir()), "what is saved is not kept"


def test_changes_of_a_half_read_set_survive_the_end_of_the_program(
    qtbot: QtBot, window: MainWindow, rest_may_come: threading.Event
) -> None:
    window.open_dataset("synthetic:300:4")
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) > 0)
    qtbot.waitUntil(lambda: "digits" in texts(window))
    view.controller.editing.relabel(9)
    window.quit()
    rest_may_come.set()
    qtbot.waitUntil(lambda: not running())
    (file,) = unsaved_files()
    assert read_unsaved(file)
    view.controller.editing.undo_stack.undo()
    view.controller.recovery.keep()


@pytest.mark.parametrize("is_first", [True, False], ids=["nothing came", "a part came"])
def test_closing_that_is_called_off_leaves_no_part_of_a_set(
    qtbot: QtBot,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    rest_may_come: threading.Event,
    is_first: bool,
) -> None:
    rest_may_come.set()
    open_whole(qtbot, window, folder)
    rest_may_come.clear()
    view = window.dataset_tab.make_view()
    if is_first:
        monkeypatch.setattr(
            "digitpad.ui.dataset.loader.stream_dataset",
            lambda _, options: (chunk for chunk in iter(rest_may_come.wait, True)),
        )
    window.open_dataset("synthetic:300:4")
    if not is_first:
        qtbot.waitUntil(lambda: view.dataset.path == "synthetic:300:4")
    save_that_fails, failing = threading.Event(), threading.Event()

    def fail() -> None:
        failing.set()
        save_that_fails.wait(PATIENCE)
        raise DigitpadError("cannot be saved")

    window._background.save(fail, lambda _: None)
    qtbot.waitUntil(failing.is_set)
    assert not window.close()
    save_that_fails.set()
    rest_may_come.set()
    assert answer(qtbot, window, "OK") == "cannot be saved"
    assert window.isVisible()
    qtbot.waitUntil(lambda: not running())
    assert not view.open_dataset.is_waiting
    assert not any(row.isVisible() for row in view.findChildren(ProgressRow))
    assert view.dataset.path != "synthetic:300:4"
    assert (view.dataset.path == str(folder)) == is_first
