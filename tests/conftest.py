"""Every test runs in a home of its own, and leaves nothing behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, cache and data of the program in an empty folder."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DIGITPAD_CACHE", str(folder / "cache"))
    monkeypatch.setenv("DIGITPAD_DATA", str(folder / "data"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return folder


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
