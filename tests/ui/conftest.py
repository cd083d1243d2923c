"""A window on the screen, and a hand to draw with."""

import itertools
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data import reference
from digitpad.data.digitset import Chunk, DigitSet, concatenate
from digitpad.data.formats import ReadOptions, load_dataset, stream_dataset, write_dataset
from digitpad.data.reference import DrawnOnce, check_part
from digitpad.data.strokes_file import write_strokes
from digitpad.data.synthesis.digits import stream_synthetic
from digitpad.files.resources import REFERENCE_DIGITS, reference_digits, resource_path
from digitpad.learning import adaptation, teaching
from digitpad.models.model_file import Model, load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from digitpad.ui.draw import learn_after_each
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.support.settings import take_damage
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.dataset_hand import COUNT, WRONG, wait_for
from tests.ui.hand import Draw, Line, dense, pixel
from tests.ui.retrain_hand import opened as opened_page
from tests.ui.retrain_hand import set_small
from tests.ui.teaching_hand import a_few

BUILT_IN = resource_path("model.npz")

FEW, FEW_CHECKED, FEW_SYNTHETIC = 100, 300, 1_000


@pytest.fixture(scope="session")
def few_to_rehearse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference digits, but only a few of both parts: thousands take seconds."""
    some = next(stream_dataset(reference_digits())).digits.select(np.arange(FEW))
    check = check_part().select(np.arange(FEW_CHECKED))
    both, count = concatenate([some, check]), len(check)
    path = tmp_path_factory.mktemp("resources") / REFERENCE_DIGITS
    for _ in write_strokes(both, path, np.arange(FEW + count) >= FEW):
        pass
    return path


@pytest.fixture(scope="session")
def few_to_check(few_to_rehearse: Path) -> DrawnOnce[DigitSet, DigitSet]:
    """The few digits of the check part, drawn once for all tests."""
    return DrawnOnce(lambda: iter([load_dataset(few_to_rehearse, half="test")]), concatenate)


@pytest.fixture(autouse=True)
def few_reference_digits(
    few_to_rehearse: Path,
    few_to_check: DrawnOnce[DigitSet, DigitSet],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a test opens or learns from by default is small."""
    monkeypatch.setattr("digitpad.files.resources.REFERENCE_DIGITS", few_to_rehearse)
    drawn = DrawnOnce(reference._reference_chunks, concatenate)
    monkeypatch.setattr(reference, "REFERENCE", drawn)
    monkeypatch.setattr(reference, "CHECK", few_to_check)


@pytest.fixture(scope="session")
def few_to_rehearse_at_once(
    few_to_check: DrawnOnce[DigitSet, DigitSet],
) -> DrawnOnce[NDArray[np.uint8], NDArray[np.uint8]]:
    """What teaching rehearses, there already: to draw it takes seconds."""
    few = DrawnOnce(lambda: iter([few_to_check.get().images[:200]]), np.concatenate)
    few.get()
    return few


@pytest.fixture(autouse=True)
def few_rehearsed(
    few_to_rehearse_at_once: DrawnOnce[NDArray[np.uint8], NDArray[np.uint8]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reference, "REHEARSED", few_to_rehearse_at_once)


@pytest.fixture(autouse=True)
def messages_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the status bar said is there however long a machine that is busy takes to look."""
    monkeypatch.setattr("digitpad.ui.window.status_bar.MESSAGE_TIME", 600_000)


@lru_cache
def built_in_model() -> Model:
    return load_model(BUILT_IN)


def read_once(path: str | Path) -> Model:
    """The model in a file; the built-in one, which most windows begin with, from memory."""
    return built_in_model() if str(path) == str(BUILT_IN) else load_model(path)


@lru_cache
def made_once(count: int, seed: int) -> tuple[Chunk, ...]:
    """Synthetic digits, the same for all tests."""
    return tuple(stream_synthetic(count, seed))


@pytest.fixture(autouse=True)
def few_synthetic_digits_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most trainings learn from the same few hundred."""

    def stream(count: int, seed: int = 0) -> Iterator[Chunk]:
        return (
            iter(made_once(count, seed))
            if count <= FEW_SYNTHETIC
            else stream_synthetic(count, seed)
        )

    monkeypatch.setattr("digitpad.data.synthesis.digits.stream_synthetic", stream)


@pytest.fixture(autouse=True)
def built_in_model_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each window has the same; nothing changes a model in place."""
    monkeypatch.setattr("digitpad.app.load_model", read_once)


@pytest.fixture
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window with the built-in model, shown and active.

    For tests marked ``light_window``, nothing is made, asked or told that the start brings later:
    other tabs are made when they are needed.
    """
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("light_window"):
            patch.setattr(MainWindow, "finish_start", lambda _: None)
        window = create_window()
    qtbot.addWidget(window)
    window.resize(900, 640)
    QCursor.setPos(0, 0)  # A test may move it to where another one left it: that would be no move.
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.draw_tab.canvas.setFocus()
    yield window
    window.retraining.shut_down()  # A test that failed may have left a training under way.
    window.close()


@pytest.fixture
def ini(home: Path) -> Path:
    """The settings file, which is not there yet."""
    path = home / "digitpad" / "digitpad.ini"
    path.parent.mkdir()
    take_damage()  # Other tests may have left some.
    return path


@pytest.fixture
def canvas(window: MainWindow) -> Canvas:
    return window.draw_tab.canvas


@pytest.fixture
def draw(canvas: Canvas) -> Draw:
    """Draws lines, in canvas units, with the left button of the mouse."""

    def draw_lines(*lines: Line) -> None:
        for line in lines:
            path = [pixel(canvas, point) for point in dense(line)]
            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=path[0])
            for position in path[1:]:
                QTest.mouseMove(canvas, position)
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=path[-1])

    return draw_lines


@pytest.fixture(scope="session")
def digits() -> DigitSet:
    """Digits that the network reads rightly, but for those that have a wrong label."""
    made = load_dataset("synthetic:60:11")
    network = load_model(resource_path("model.npz")).network
    read = predict_log_proba(network, made.images).argmax(axis=1)
    chosen = made.select(np.flatnonzero(read == made.labels)[:COUNT])
    chosen.labels[WRONG] = (chosen.labels[WRONG] + 1) % 10
    return chosen


@pytest.fixture
def folder(tmp_path: Path, digits: DigitSet) -> Path:
    """The digits as 00001.txt to 00040.txt."""
    write_dataset(digits, tmp_path / "digits")
    return tmp_path / "digits"


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """The window with the folder open and predicted."""
    window.open_dataset(folder)
    wait_for(qtbot, window, "3 misclassified (7.50%)")
    return window


@pytest.fixture
def rest_may_come(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Of each set only the first part comes, until this is set."""
    rest_may_come = threading.Event()

    def stream(path: str | Path, options: ReadOptions) -> Iterator[Chunk]:
        for chunk in stream_dataset(path, options=options):
            yield chunk
            rest_may_come.wait(PATIENCE)

    monkeypatch.setattr("digitpad.ui.dataset.loader.stream_dataset", stream)
    yield rest_may_come
    rest_may_come.set()


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> TrainPage:
    """The Train tab, set to a small new network and 300 synthetic digits."""
    page = opened_page(qtbot, window)
    set_small(page)
    return page


@pytest.fixture
def third_epoch(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A training on the page comes to the middle of its third epoch, and goes on once this is set.

    An epoch has 14 batches.
    """
    may_go_on, batches, gradients_of = threading.Event(), itertools.count(), Network.gradients_of

    def held_gradients(network: Network, *given: Any, **more: Any) -> Any:
        if next(batches) == 2 * 14 + 5:
            may_go_on.wait(PATIENCE)
        return gradients_of(network, *given, **more)

    monkeypatch.setattr(Network, "gradients_of", held_gradients)
    yield may_go_on
    may_go_on.set()


@pytest.fixture
def short_teaching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teaching of some steps, with and against some digits."""
    monkeypatch.setattr(adaptation, "STEPS", 6)
    monkeypatch.setattr(adaptation, "KEPT", 32)
    monkeypatch.setattr(teaching, "MIN_TAUGHT_SHARE", 0)  # So few steps teach little.
    monkeypatch.setattr(adaptation, "VERSIONS", 20)
    monkeypatch.setattr(teaching, "check_part", a_few)
    monkeypatch.setattr(learn_after_each, "IDLE_TIME", 20)


@pytest.fixture
def endless(short_teaching: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Teaching does not end by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(adaptation, "STEPS", 1_000_000)
        yield
