"""The Train tab: how a training ends, and what becomes of its model meanwhile."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.errors import ModelFileError
from digitpad.files.lock import written_alone
from digitpad.files.user_data import checkpoint_path, models_folder
from digitpad.learning.saved_run import load_saved_run
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.ui.model.current_model import remembered_model
from digitpad.ui.retrain.session_state import Stage
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button, wait_for_box
from tests.ui.retrain_hand import (
    all_ended,
    click,
    click_answer,
    idle,
    same,
    start_without_end,
    state,
    trained,
    wait_for_epochs,
)

pytestmark = pytest.mark.light_window


def test_a_training_under_way_goes_on_where_another_is_refused(
    qtbot: QtBot, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    with qtbot.waitSignal(page.session.failed):
        page.start()
    run = page.session.state.run
    assert run
    assert page.stop_button.isEnabled()
    wait_for_epochs(qtbot, page, len(run.reports) + 1)


def test_another_training_begins_only_when_the_last_has_ended(
    qtbot: QtBot, page: TrainPage
) -> None:
    start_without_end(qtbot, page)
    page.shut_down()
    assert not page.start_button.isEnabled()
    with qtbot.waitSignal(page.session.failed) as failed:
        page.start()
    assert failed.args is not None
    assert "already in progress" in str(failed.args[0])
    qtbot.waitUntil(lambda: page.session.state.stage is Stage.IDLE)
    assert load_saved_run(checkpoint_path()).config.epochs == 1000
    assert {path.name for path in checkpoint_path().parent.iterdir()} == {"training.checkpoint"}


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_new_model_is_kept_and_remembered_though_the_window_is_closed_at_once(
    qtbot: QtBot, window: MainWindow, page: TrainPage, is_asked: bool
) -> None:
    trained(qtbot, page)
    with qtbot.waitSignal(window.closed):
        click(page, "Use new model")
        window.close() if is_asked else window.quit()
    assert load_model(remembered_model()).network.sizes == (784, 16, 10)
    assert not checkpoint_path().exists()


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set, it lets the writing of a model go on, which cannot be written before it is used."""
    may_go_on = threading.Event()

    def fail(model: Model) -> Path:
        raise ModelFileError("models", found="a full disk", expected="a place to write to")

    def slow_save(model: Model, path: str | Path) -> None:
        may_go_on.wait()
        save_model(model, path)

    monkeypatch.setattr("digitpad.learning.kept_models.save_model", slow_save)
    monkeypatch.setattr("digitpad.ui.retrain.training_result.store_run", fail)
    yield may_go_on
    may_go_on.set()


def test_while_the_new_model_is_written_it_cannot_be_discarded(
    qtbot: QtBot, page: TrainPage, writing: threading.Event
) -> None:
    trained(qtbot, page)
    click(page, "Use new model")
    click(page, "Keep current model")
    click(page, "Use new model")
    assert "discarded" not in state(page)
    writing.set()
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    all_ended(qtbot)
    assert not page.use_button.isVisible()
    trained(qtbot, page)
    assert page.use_button.isEnabled()
    assert len(list(models_folder().iterdir())) == 1


def test_a_model_that_was_used_takes_no_later_one_along(
    qtbot: QtBot, window: MainWindow, page: TrainPage, writing: threading.Event
) -> None:
    first = trained(qtbot, page)
    click(page, "Use new model")
    with qtbot.waitSignal(page.session.ended) as ended:
        click(page, "Start training")
    idle(qtbot, page)
    with qtbot.waitSignal(window.current_model.changed):
        writing.set()
    all_ended(qtbot)
    assert page.use_button.isEnabled()
    assert same(window.current_model.current.network, first.model.network)
    assert page.use_button.isVisible()
    assert "Finished: " in state(page)
    assert ended.args is not None
    assert "Reference digits (test set) · 300" in page.outcome_view.text
    assert checkpoint_path().exists()


def test_a_model_that_could_not_be_written_can_be_saved_elsewhere(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    checkpoint_path().parent.mkdir(parents=True, exist_ok=True)
    (checkpoint_path().parent / "models").write_text("no folder")
    trained(qtbot, page)
    assert "The new model is not in the history" in state(page)
    click(page, "Use new model")
    box = wait_for_box(qtbot, window)
    assert "models" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    all_ended(qtbot)
    assert page.use_button.isEnabled()
    assert page.save_button.isEnabled()
    assert checkpoint_path().exists()


def test_a_kill_between_model_and_checkpoint_is_noticed(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    trained(qtbot, page)
    shutil.copy(checkpoint_path(), tmp_path / "kept")
    click(page, "Use new model")
    qtbot.waitUntil(lambda: "Current model: " in state(page))
    window.close()
    shutil.copy(tmp_path / "kept", checkpoint_path())
    other = create_window(remembered_model())
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(lambda: not checkpoint_path().exists())
    all_ended(qtbot)
    assert not other.findChildren(QMessageBox)
    other.close()


def test_the_checkpoint_of_another_window_is_not_discarded(
    qtbot: QtBot, window: MainWindow, page: TrainPage
) -> None:
    trained(qtbot, page)
    window.close()
    other = create_window()
    qtbot.addWidget(other)
    other.show()
    box = wait_for_box(qtbot, other)
    with written_alone(checkpoint_path()):
        QTest.mouseClick(button(box, "Discard…"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "cannot be resumed" in wait_for_box(qtbot, other).text())
        click_answer(wait_for_box(qtbot, other), QMessageBox.StandardButton.Discard)
        qtbot.waitUntil(
            lambda: any(
                "Another training run uses" in box.text() for box in other.findChildren(QMessageBox)
            )
        )
    assert checkpoint_path().exists()
    for shown in other.findChildren(QMessageBox):
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    other.close()
