"""The Train tab where nothing can be written: a new model that is in memory alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from digitpad.models.model_file import load_model
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button, wait_for_box
from tests.ui.retrain_hand import (
    all_ended,
    click,
    click_answer,
    gone,
    same,
    start_without_end,
    state,
    trained,
    wait_for_epochs,
)

pytestmark = pytest.mark.light_window


@pytest.fixture
def no_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's data folder can be neither made nor written to."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path / "file" / "data"))


@pytest.mark.usefixtures("no_data_folder")
def test_without_a_place_for_checkpoints_it_trains_all_the_same(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    qtbot.waitUntil(lambda: "Cannot write a checkpoint" in state(page))
    assert "Cannot write a checkpoint" in window.statusBar().currentMessage()
    click(page, "Pause")
    qtbot.waitUntil(lambda: state(page).startswith("Paused\nCannot write a checkpoint"))
    run = page.session.state.run
    assert run
    click(page, "Resume")
    wait_for_epochs(qtbot, page, len(run.reports) + 1)
    window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == "Training in progress, without a checkpoint. Quit and lose it?"
    QTest.keyClick(box, Qt.Key.Key_Return)  # It loses nothing.
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert page.session.is_busy
    assert not trained(qtbot, page, "Stop").is_finished
    assert page.use_button.isVisible()
    assert "The new model is not in the history" in state(page)
    click(page, "Keep current model")
    box = wait_for_box(qtbot, page)
    assert box.text() == "Discard the new model? It is not in the history."
    QTest.keyClick(box, Qt.Key.Key_Return)  # It discards nothing.
    gone(qtbot, page)
    assert page.use_button.isVisible()
    click(page, "Keep current model")
    click_answer(wait_for_box(qtbot, page), QMessageBox.StandardButton.Discard)
    assert state(page) == "New model discarded; the current model is unchanged."


IN_MEMORY = "The new model is only in memory. Use it or save it before you quit."


def asked_to_save(qtbot: QtBot, window: MainWindow) -> QMessageBox:
    """The question that closing asks of a new model that is in memory alone."""
    assert not window.close()
    box = wait_for_box(qtbot, window)
    assert box.text() == "Save the new model before you quit?"
    return box


@pytest.mark.usefixtures("no_data_folder")
def test_a_new_model_that_is_on_no_disk_is_not_closed_over(
    qtbot: QtBot,
    window: MainWindow,
    page: TrainPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outcome = trained(qtbot, page)
    assert state(page).startswith("Finished: 4 of 4")
    assert state(page).endswith(IN_MEMORY)
    QTest.keyClick(asked_to_save(qtbot, window), Qt.Key.Key_Return)
    gone(qtbot, window)
    assert window.isVisible()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    QTest.mouseClick(button(asked_to_save(qtbot, window), "Save as…"), Qt.MouseButton.LeftButton)
    gone(qtbot, window)
    assert window.isVisible()
    path = tmp_path / "new.npz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(window.closed):
        QTest.mouseClick(
            button(asked_to_save(qtbot, window), "Save as…"), Qt.MouseButton.LeftButton
        )
    assert same(load_model(path).network, outcome.model.network)


@pytest.mark.usefixtures("no_data_folder")
def test_a_stopped_model_that_is_on_no_disk_is_lost_only_if_wanted(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    trained(qtbot, page, "Stop")
    assert state(page).endswith(IN_MEMORY)
    click(page, "Start training")
    box = wait_for_box(qtbot, page)
    assert box.text() == "Discard the unsaved model and start a new run?"
    click_answer(box, QMessageBox.StandardButton.Cancel)
    gone(qtbot, page)
    with qtbot.waitSignal(window.closed):
        QTest.mouseClick(
            button(asked_to_save(qtbot, window), "Quit without saving"), Qt.MouseButton.LeftButton
        )


@pytest.mark.usefixtures("no_data_folder")
def test_a_new_model_that_was_saved_elsewhere_is_safe(
    qtbot: QtBot,
    window: MainWindow,
    page: TrainPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trained(qtbot, page)
    path = tmp_path / "new.npz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    click(page, "Save as…")
    qtbot.waitUntil(lambda: IN_MEMORY not in state(page))
    assert path.exists()
    assert state(page).startswith("Finished: 4 of 4")
    with qtbot.waitSignal(window.closed):
        window.close()


@pytest.mark.usefixtures("no_data_folder")
def test_what_a_signal_loses_is_in_the_log(
    qtbot: QtBot, window: MainWindow, page: TrainPage, caplog: pytest.LogCaptureFixture
) -> None:
    start_without_end(qtbot, page)
    trained(qtbot, page, "Stop")
    with qtbot.waitSignal(window.closed):
        window.quit()
    assert "A new model is lost" in caplog.text
    caplog.clear()
    page.session.lose_result()


@pytest.mark.usefixtures("no_data_folder")
def test_a_training_that_a_signal_loses_is_in_the_log(
    qtbot: QtBot, window: MainWindow, page: TrainPage, caplog: pytest.LogCaptureFixture
) -> None:
    start_without_end(qtbot, page)
    with qtbot.waitSignal(window.closed):
        window.quit()
    assert "A training ended without a checkpoint" in caplog.text
    caplog.clear()


def test_return_gives_no_training_up_that_is_about_to_begin(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    click(page, "Start training")
    assert page.session.state.is_preparing_new
    window.close()
    box = wait_for_box(qtbot, window)
    assert "about to start" in box.text()
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    QTest.mouseClick(button(box, "Quit"), Qt.MouseButton.LeftButton)
    all_ended(qtbot)
    assert not window.isVisible()
