"""Tests that leave something behind fail, and are told where it began."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]

CONFTEST = """
import threading

import pytest
import tests.conftest
from tests.conftest import *

tests.conftest.PATIENCE = 0.2  # seconds
seen = set()
threading.settrace(lambda frame, event, argument: seen.add(frame.f_code.co_name))
may_end = threading.Event()
left = []


@pytest.fixture(scope="session", autouse=True)
def end_what_was_left():
    yield
    may_end.set()
    for thread in left:
        thread.wait() if hasattr(thread, "wait") else thread.join()
"""

TESTS = """
import threading
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget
from conftest import left, may_end, seen
from digitpad.ui.support.worker import Worker, as_generator


class Endless(QThread):
    def run(self):
        may_end.wait()


def test_leaves_a_thread_of_qt(qtbot):
    thread = Endless()
    left.append(thread)
    thread.start()


def test_leaves_a_thread(qtbot):
    thread = threading.Thread(target=may_end.wait, name="left alone")
    left.append(thread)
    thread.start()


def test_leaves_a_window(qtbot):
    left_window = QWidget()
    left_window.setObjectName("forgotten")
    left_window.show()
    globals()["window"] = left_window


def work_in_a_thread():
    pass


def test_leaves_nothing(qtbot):
    worker = Worker(lambda: as_generator(work_in_a_thread))
    with qtbot.waitSignal(worker.returned):
        worker.start()
    assert "work_in_a_thread" in seen, "the threads of Qt are not traced"
"""


def test_what_a_test_leaves_behind_fails_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(test_leaks=TESTS)
    result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", timeout=60)
    result.assert_outcomes(passed=4, errors=3)
    result.stdout.re_match_lines(
        [
            r".*ERROR at teardown of test_leaves_a_thread_of_qt .*",
            r"E .*threads left running, started here:",
            r"E .*test_leaks.py\", line \d+, in test_leaves_a_thread_of_qt",
            r".*ERROR at teardown of test_leaves_a_thread .*",
            r"E .*threads left running: .*left alone.*",
            r".*ERROR at teardown of test_leaves_a_window .*",
            r"E .*windows left behind: .*forgotten.*",
        ]
    )
