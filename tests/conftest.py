"""Every test runs in a home of its own, and leaves nothing behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # The window speaks the language of the system.

import signal
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from digitpad.data import strokes_file
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from tests import PATIENCE

# The tests start many processes, which should not compile the program and the tests anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Begun by nohup or in the background, the tests would have their programs ignore these too.
for name, handler in (("SIGHUP", signal.SIG_DFL), ("SIGINT", signal.default_int_handler)):
    if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) == signal.SIG_IGN:
        signal.signal(getattr(signal, name), handler)

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

for wait in (
    QtBot.waitActive,
    QtBot.waitExposed,
    QtBot.waitSignal,
    QtBot.waitSignals,
    QtBot.waitUntil,
):
    assert wait.__kwdefaults__
    wait.__kwdefaults__["timeout"] = PATIENCE * 1000

NOT_OURS = {"QTipLabel", "QMenu"}
"""Windows that Qt takes away by itself, and menus, which plots have without a parent."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, cache and data of the program in an empty folder."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DIGITPAD_CACHE", str(folder / "cache"))
    monkeypatch.setenv("DIGITPAD_DATA", str(folder / "data"))
    monkeypatch.setenv("DIGITPAD_STATE", str(folder / "state"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test cuts the power. A wrong descriptor is still an error."""
    monkeypatch.setattr(os, "fsync", os.fstat)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves a thread running fails."""
    before = set(threading.enumerate())
    yield
    # Threads that Qt began and Python only has a name for are Qt's to end; the names stay.
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True)
def nothing_of_qt_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test fails that leaves a window behind, or a thread, and says where that was started."""
    windows = set(map(id, _windows()))
    started: list[tuple[weakref.ref[QThread], str]] = []
    start = QThread.start

    def note_and_start(thread: QThread, *priority: Any) -> None:
        place = traceback.extract_stack(limit=8)[:-1]
        started.append((weakref.ref(thread), "".join(traceback.format_list(place))))
        start(thread, *priority)

    def running() -> list[str]:
        threads = ((reference(), place) for reference, place in started)
        return [p for thread, p in threads if thread and isValid(thread) and thread.isRunning()]

    monkeypatch.setattr(QThread, "start", note_and_start)
    yield
    _run_until(lambda: not running())
    threads = running()
    assert not threads, "threads left running, started here:\n" + "\n".join(threads)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [window for window in _windows() if id(window) not in windows]
    assert not left, f"windows left behind: {left}"


@pytest.fixture(autouse=True, scope="session")
def threads_of_qt_are_traced() -> Iterator[None]:
    """Coverage is told of threads that Python starts; here it is told of Qt's as well."""
    trace = threading.gettrace()
    if trace is None:
        yield
        return
    from digitpad.ui.support.worker import Worker

    run = Worker.run

    def traced_run(worker: Worker) -> None:
        sys.settrace(trace)
        run(worker)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worker, "run", traced_run)
        yield


def _windows() -> list[QWidget]:
    if not isinstance(QApplication.instance(), QApplication):
        return []
    return [w for w in QApplication.topLevelWidgets() if type(w).__name__ not in NOT_OURS]


def _run_until(is_so: Callable[[], bool]) -> None:
    """Run the event loop until something is so, or patience has an end."""
    if is_so() or not QCoreApplication.instance():
        return
    loop, timer, end = QEventLoop(), QTimer(), time.monotonic() + PATIENCE
    timer.timeout.connect(lambda: loop.quit() if is_so() or time.monotonic() > end else None)
    timer.start(5)
    loop.exec()


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails a test."""
    yield
    loud = [r.getMessage() for r in caplog.get_records("call") if r.levelname != "DEBUG"]
    assert not loud, f"unexpected log lines: {loud}"


def _data(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the data beside the project is not here: {name}")
    return path


@pytest.fixture
def mnist() -> Path:
    """The folder of MNIST's four files."""
    return _data("mnist")


@pytest.fixture
def pen_digits() -> Path:
    """Digits that people drew with a pen, as strokes."""
    return _data("strokes/dev.npz")


@pytest.fixture(scope="session")
def pen_drawings() -> DigitSet:
    """The same, read, but with blank images: to make those takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            strokes_file, "all_rasterized", lambda some: np.zeros((len(some), 28, 28), np.uint8)
        )
        return load_dataset(_data("strokes/dev.npz"))
