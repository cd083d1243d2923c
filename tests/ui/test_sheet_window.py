"""A sheet in the main window: learned, replaced, left."""

import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from digitpad.data.my_digits import count_digits, keep_digits, my_digits
from digitpad.ink.picture_file import read_content
from digitpad.ink.strokes import Drawing
from digitpad.recognition.number import DigitPrediction, NumberPrediction
from digitpad.ui.sheet.sheet_dialog import SheetDialog
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.dataset_hand import CTRL, answer, no_question
from tests.ui.hand import button, wait_for_box

Leave = Callable[[SheetDialog], None]

IMAGE = np.zeros((28, 28), np.uint8)
IMAGE[4:24, 13:16] = 255


def find_ones(monkeypatch: pytest.MonkeyPatch, *rows: int) -> None:
    """Find so many ones in each row of whatever picture."""
    shares = (0.0, 1.0) + 8 * (0.0,)
    found = tuple(
        tuple(
            DigitPrediction(Drawing(picture=IMAGE), IMAGE, shares, (10.0 + x, y, 20.0 + x, y + 20))
            for x in range(0, 20 * count, 20)
        )
        for y, count in enumerate(rows)
    )
    monkeypatch.setattr(
        "digitpad.recognition.picture.predicted_picture", lambda *_: NumberPrediction(found)
    )


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture in which four ones are found."""
    find_ones(monkeypatch, 2, 2)
    from digitpad.ink.opencv import cv2

    path = tmp_path / "sheet.png"
    cv2.imwrite(str(path), np.full((50, 100), 255, np.uint8))
    return path


@pytest.fixture
def no_picture(tmp_path: Path) -> Path:
    path = tmp_path / "notes.png"
    path.write_text("no picture")
    return path


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, sheet: Path) -> SheetDialog:
    """A sheet of which nothing was labelled yet."""
    window.sheet_import.open(str(sheet))
    dialog = window.sheet_import.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.page.sheet is not None)
    return dialog


@pytest.fixture
def labelled(dialog: SheetDialog) -> SheetDialog:
    """The same, in which two labels were typed."""
    QTest.keyClicks(dialog.page.picture, "73")
    assert labels(dialog) == ["73", "11"]
    return dialog


@pytest.fixture
def may_come(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Lets a picture come from the disk; until then it is awaited."""
    event = threading.Event()

    def read(path: str) -> bytes:
        assert event.wait(PATIENCE)
        return read_content(path)

    monkeypatch.setattr("digitpad.ink.picture_file.read_content", read)
    yield event
    event.set()


def labels(dialog: SheetDialog) -> list[str]:
    return [field.text() for field in dialog.page.rows.fields]


def select_another(monkeypatch: pytest.MonkeyPatch, dialog: SheetDialog, path: Path) -> None:
    """Press *Another picture…*, and select one."""
    chosen = str(path), "Images (*.png)"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    QTest.mouseClick(button(dialog, "Another picture…"), Qt.MouseButton.LeftButton)


def is_looking(dialog: SheetDialog) -> bool:
    return any(label.text() == "Finding digits…" for label in seen_labels(dialog))


def seen_labels(dialog: SheetDialog) -> list[QLabel]:
    return [label for label in dialog.findChildren(QLabel) if label.isVisible()]


def press_escape(dialog: SheetDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def press_cancel(dialog: SheetDialog) -> None:
    QTest.mouseClick(button(dialog, "Cancel"), Qt.MouseButton.LeftButton)


def press_progress_cancel(dialog: SheetDialog) -> None:
    QTest.mouseClick(button(dialog.progress, "Cancel"), Qt.MouseButton.LeftButton)


def close_frame(dialog: SheetDialog) -> None:
    dialog.close()


ways_to_leave = pytest.mark.parametrize("leave", [press_escape, press_cancel, close_frame])


def test_a_sheet_can_be_learned_and_taken_back(
    qtbot: QtBot, window: MainWindow, sheet: Path
) -> None:
    action = window.sheet_import.action
    assert action in window._file_menu.actions()
    window.sheet_import.open(str(sheet))
    dialog = window.sheet_import.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.page.sheet is not None)
    assert not window.draw_tab.learning.action.isEnabled()
    dialog.keep.click()
    qtbot.waitUntil(window.draw_tab.learning.action.isEnabled)
    # Who looks for something to learn may see the digits before their step can be undone.
    qtbot.waitUntil(window._undo_group.undo_action.isEnabled)
    window._undo_group.undo_action.trigger()
    qtbot.waitUntil(lambda: not window.draw_tab.learning.action.isEnabled())


def test_a_failed_search_shows_the_former_sheet_again(
    qtbot: QtBot,
    window: MainWindow,
    labelled: SheetDialog,
    no_picture: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    select_another(monkeypatch, labelled, no_picture)
    assert answer(qtbot, window, "Discard") == 'Discard your labels for "sheet.png"?'
    assert "notes.png: not a supported image" in answer(qtbot, window, "OK")
    assert labelled.page.isVisible()
    assert labelled.keep.isVisible()
    assert "sheet.png · 4 digits in 2 rows" in labelled._counts.text()
    assert labels(labelled) == ["73", "11"]
    labelled.activateWindow()  # It has lost its keys to the window, as no window manager is there.
    qtbot.waitUntil(labelled.isActiveWindow)
    QTest.keyClick(labelled, Qt.Key.Key_Z, CTRL)
    assert labels(labelled) == ["71", "11"]


@pytest.mark.parametrize("cancel", [press_escape, press_cancel, press_progress_cancel, close_frame])
def test_a_cancelled_search_shows_the_former_sheet_again(
    qtbot: QtBot,
    window: MainWindow,
    labelled: SheetDialog,
    sheet: Path,
    may_come: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    cancel: Leave,
) -> None:
    select_another(monkeypatch, labelled, sheet)
    answer(qtbot, window, "Discard")
    qtbot.waitUntil(lambda: is_looking(labelled))
    cancel(labelled)
    assert labelled.page.isVisible()
    assert not labelled.progress.isVisible()
    may_come.set()
    qtbot.waitUntil(lambda: not running())
    assert labels(labelled) == ["73", "11"]
    assert no_question(window)


def test_labels_are_asked_about_before_another_sheet_replaces_them(
    qtbot: QtBot,
    window: MainWindow,
    labelled: SheetDialog,
    sheet: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    select_another(monkeypatch, labelled, sheet)
    answer(qtbot, window, "Cancel")
    assert labelled.page.isVisible()
    assert labels(labelled) == ["73", "11"]
    select_another(monkeypatch, labelled, sheet)
    answer(qtbot, window, "Discard")
    qtbot.waitUntil(lambda: labels(labelled) == ["11", "11"])


def test_a_sheet_without_labels_of_ones_own_is_replaced_at_once(
    qtbot: QtBot,
    window: MainWindow,
    labelled: SheetDialog,
    sheet: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    QTest.keyClick(labelled, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(labelled, Qt.Key.Key_Z, CTRL)
    find_ones(monkeypatch, 3)
    select_another(monkeypatch, labelled, sheet)
    qtbot.waitUntil(lambda: labels(labelled) == ["111"])
    assert no_question(window)


def test_another_sheet_has_nothing_of_the_rows_before(
    qtbot: QtBot,
    window: MainWindow,
    dialog: SheetDialog,
    sheet: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has as many rows, but not as many digits in each."""
    field = dialog.page.rows.fields[1]
    field.setFocus()
    QTest.keyClicks(field, "23")  # Two more than there are.
    find_ones(monkeypatch, 3, 4)
    select_another(monkeypatch, dialog, sheet)
    answer(qtbot, window, "Discard")
    qtbot.waitUntil(lambda: labels(dialog) == ["111", "1111"])
    assert {"3", "4"} <= {label.text() for label in seen_labels(dialog)}


@ways_to_leave
def test_labels_are_asked_about_before_the_dialog_is_left(
    qtbot: QtBot, window: MainWindow, labelled: SheetDialog, leave: Leave
) -> None:
    leave(labelled)
    assert answer(qtbot, window, "Cancel") == 'Discard your labels for "sheet.png"?'
    assert labelled.isVisible()
    assert labels(labelled) == ["73", "11"]
    leave(labelled)
    answer(qtbot, window, "Discard")
    assert window.sheet_import.dialog is None
    assert not count_digits(my_digits())


@ways_to_leave
def test_a_dialog_without_labels_of_ones_own_is_left_at_once(
    window: MainWindow, dialog: SheetDialog, leave: Leave
) -> None:
    leave(dialog)
    assert window.sheet_import.dialog is None
    assert no_question(window)


def test_the_program_ends_without_a_question(
    qtbot: QtBot, window: MainWindow, labelled: SheetDialog
) -> None:
    press_escape(labelled)
    wait_for_box(qtbot, window)  # Nor does it wait for the answer of one.
    with qtbot.waitSignal(window.closed):
        window.quit()


@pytest.mark.parametrize("cancel", [press_escape, press_progress_cancel, close_frame])
def test_adding_can_be_cancelled(
    qtbot: QtBot,
    window: MainWindow,
    labelled: SheetDialog,
    monkeypatch: pytest.MonkeyPatch,
    cancel: Leave,
) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    def keep(*args: object) -> Generator[float, None, None]:
        has_begun.set()
        assert may_end.wait(PATIENCE)
        yield from keep_digits(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("digitpad.data.my_digits.keep_digits", keep)
    QTest.mouseClick(labelled.keep, Qt.MouseButton.LeftButton)
    assert has_begun.wait(PATIENCE)
    cancel(labelled)
    may_end.set()
    qtbot.waitUntil(lambda: not running())
    assert not count_digits(my_digits())
    assert labelled.isVisible()
    assert labelled.page.isEnabled()
    assert labels(labelled) == ["73", "11"]
