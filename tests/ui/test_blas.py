"""The window multiplies matrices with one thread, and trains with all."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from threadpoolctl import ThreadpoolController

from digitpad.learning import blas
from digitpad.learning.run import Run
from digitpad.nn.snapshot import Snapshots
from digitpad.nn.training import BatchReport, EpochReport
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.support.worker import Worker, wait_for_workers
from tests import PATIENCE
from tests.ui.retrain_hand import trained

pytestmark = pytest.mark.light_window


@pytest.fixture(autouse=True)
def two_at_first() -> Iterator[None]:
    """The libraries begin with two threads, whatever the tests run with."""

    def begin(threads: int) -> None:
        blas.use_one_thread.cache_clear()
        blas._blas.cache_clear()
        blas._set_threads(threads)
        blas._blas.cache_clear()

    before = max(threads())
    begin(2)
    yield
    begin(before)


def threads() -> set[int]:
    libraries = ThreadpoolController().select(user_api="blas").info()
    return {library["num_threads"] for library in libraries}


def test_one_thread_is_used_from_then_on() -> None:
    assert threads() == {2}
    blas.use_one_thread()
    assert threads() == {1}


def test_all_threads_are_used_meanwhile() -> None:
    blas.use_one_thread()
    with blas.all_threads():
        assert threads() == {2}
        blas.use_one_thread()
        assert threads() == {2}, "work that begins meanwhile changes nothing"
    assert threads() == {1}


def test_work_multiplies_with_one_thread(qtbot: QtBot) -> None:
    def work() -> Generator[set[int], None, None]:
        yield threads()

    worker = Worker(work)
    with qtbot.waitSignal(worker.yielded) as told:
        worker.start()
    assert wait_for_workers(PATIENCE)
    assert told.args == [{1}]


def test_a_training_multiplies_with_all_threads(
    qtbot: QtBot, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set[int]()
    train = Run.train

    def watched(
        run: Run, path: Path, snapshots: Snapshots
    ) -> Generator[BatchReport | EpochReport, None, None]:
        for report in train(run, path, snapshots):
            seen.update(threads())
            yield report

    monkeypatch.setattr(Run, "train", watched)
    trained(qtbot, page)
    assert seen == {2}
    assert threads() == {1}
