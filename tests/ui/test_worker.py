"""Work away from the window: what it tells, and when it tells nothing more."""

import threading
import weakref
from collections.abc import Callable, Generator, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from digitpad.errors import DatasetError, InternalError
from digitpad.ui.support.worker import (
    SerialQueue,
    TaskRunner,
    Worker,
    as_generator,
    in_turn,
    running,
    wait_for_workers,
)
from tests import PATIENCE


@pytest.fixture
def gate(qtbot: QtBot) -> Iterator[threading.Event]:
    """Work that waits for it is under way until it is set."""
    gate = threading.Event()
    yield gate
    gate.set()
    assert wait_for_workers(PATIENCE)


def raising(error: BaseException) -> Callable[[], Generator[None, None, None]]:
    def work() -> Generator[None, None, None]:
        yield
        raise error

    return work


@pytest.mark.parametrize("error", [TypeError("unforeseen"), MemoryError(), RecursionError("deep")])
def test_an_error_that_nobody_foresaw_is_told_and_logged(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    worker = Worker(raising(error))
    with qtbot.waitSignals([worker.failed, worker.ended, worker.finished]) as _:
        told: list[InternalError] = []
        worker.failed.connect(told.append)
        worker.start()
    assert isinstance(told[0], InternalError)
    assert type(error).__name__ in told[0].details
    assert "test_worker.py" in told[0].details
    assert type(error).__name__ in caplog.text
    caplog.clear()


def test_an_error_of_ours_is_told_as_it_is(qtbot: QtBot) -> None:
    error = DatasetError("set", found="nothing")
    worker = Worker(raising(error))
    with qtbot.waitSignal(worker.failed) as told:
        worker.start()
    assert told.args == [error]


def test_an_error_that_nobody_listens_for_is_shown_as_any_other(qtbot: QtBot) -> None:
    error = DatasetError("set", found="nothing")
    worker = Worker(raising(error))
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(worker.ended):
        worker.start()
    assert [shown for _, shown, _ in caught] == [error]


def test_an_error_before_and_after_the_work_is_told_too(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def before() -> Generator[None, None, None]:
        raise OSError("before")

    def after() -> Generator[None, None, None]:
        try:
            yield
            yield
        finally:
            raise OSError("after")

    for work in (before, after):
        worker = Worker(work)
        worker.yielded.connect(worker.requestInterruption)
        with qtbot.waitSignal(worker.failed) as told, qtbot.waitSignal(worker.ended):
            worker.start()
        assert told.args
        assert work.__name__ in str(told.args[0])
    caplog.clear()


def test_stopping_waits_for_nothing_and_nothing_is_told_after_it(
    qtbot: QtBot, gate: threading.Event
) -> None:
    said: list[object] = []
    begun = threading.Event()

    def work() -> Generator[int, None, int]:
        begun.set()
        gate.wait()
        yield 1
        return 2

    worker = Worker(work)
    for signal in (worker.yielded, worker.returned, worker.failed):
        signal.connect(said.append)
    worker.ended.connect(lambda: said.append("ended"))
    worker.start()
    assert begun.wait(PATIENCE)
    worker.stop()
    assert worker.isRunning()  # It was not waited for.
    assert worker in running()
    with qtbot.waitSignal(worker.finished):
        gate.set()
    qtbot.waitUntil(lambda: not running())
    assert said == []


def test_work_that_is_stopped_while_it_waits_for_its_turn_is_not_begun(
    qtbot: QtBot, gate: threading.Event
) -> None:
    turn, begun = threading.Lock(), list[str]()
    has_turn = threading.Event()

    def work(name: str) -> Generator[None, None, None]:
        with in_turn(turn):
            begun.append(name)
            has_turn.set()
            gate.wait()
            yield

    first, second, third = (Worker(partial(work, name)) for name in ("first", "second", "third"))
    first.start()
    assert has_turn.wait(PATIENCE)
    second.start()
    third.start()
    # Neither has the turn while the first is under way, though it has been told to end. What only
    # waits ends without it.
    first.stop()
    second.stop()
    qtbot.waitUntil(lambda: second not in running())
    assert running() == {first, third}
    assert begun == ["first"]
    with qtbot.waitSignal(third.ended):
        gate.set()
    qtbot.waitUntil(lambda: not running())
    assert begun == ["first", "third"]


def test_what_is_saved_is_done_though_all_was_shut_down(
    qtbot: QtBot, gate: threading.Event
) -> None:
    background = TaskRunner()
    done: list[str] = []

    def work(name: str) -> Callable[[], str]:
        def wait() -> str:
            gate.wait()
            return name

        return wait

    background.save(work("saved"), done.append)
    background.run(work("read"), done.append)
    background.shut_down()
    background.run(work("too late"), done.append)
    gate.set()
    qtbot.waitUntil(lambda: not running())
    assert done == ["saved"]


class Picture:
    """Something that work needs."""


def test_what_was_done_leaves_nothing_in_memory(qtbot: QtBot) -> None:
    picture, background = Picture(), TaskRunner()
    known = weakref.ref(picture)

    def look(picture: Picture = picture) -> str:
        return str(picture)

    background.run(look, lambda _: None)
    del picture, look
    qtbot.waitUntil(lambda: known() is None)


@pytest.mark.parametrize("fails", [False, True])
def test_a_worker_that_is_kept_does_not_keep_what_its_work_needed(
    qtbot: QtBot, fails: bool
) -> None:
    def look(picture: Picture) -> Generator[None, None, None]:
        yield
        if fails:
            raise DatasetError("set", found=str(picture))

    picture = Picture()
    known = weakref.ref(picture)
    worker = Worker(partial(look, picture))
    worker.failed.connect(lambda _: None)
    worker.start()
    del picture
    qtbot.waitUntil(lambda: known() is None)
    assert worker.isFinished()


def test_work_in_turn_is_done_in_turn_to_the_end(qtbot: QtBot) -> None:
    queue, done = SerialQueue(), list[int]()
    failed: list[object] = []

    def fail() -> None:
        raise DatasetError("set", found="nothing")

    for number in range(5):
        queue.run(lambda number=number: number, done.append, failed.append)  # type: ignore[misc]
    queue.run(fail, done.append, failed.append)
    queue.run(lambda: 6, done.append, failed.append)
    assert wait_for_workers(PATIENCE)
    assert done == [0, 1, 2, 3, 4, 6]
    assert len(failed) == 1


def test_waiting_for_workers_ends_in_time(gate: threading.Event) -> None:
    worker = Worker(lambda: as_generator(gate.wait))
    worker.start()
    assert not wait_for_workers(0.01)
    gate.set()
    assert wait_for_workers(PATIENCE)
