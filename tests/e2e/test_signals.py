"""The program ended by something else than its user: a signal, or a display that goes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digitpad.learning.saved_run import load_saved_run
from tests.e2e.test_xvfb import NEEDS_XVFB, screen

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")

PROGRAM = """
import sys
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from digitpad import app
from digitpad.learning.config import TrainingConfig

finish, doing = app._finish, sys.argv[1]

def busy(window, *wanted):
    finish(window, *wanted)
    canvas = window.draw_tab.canvas
    if "train" in doing:
        session = window.retraining.page.session
        def tell():
            if session.state.run and session.state.run.reports:
                print("ready", flush=True)
        session.changed.connect(tell)
        session.start(TrainingConfig(("synthetic:200:1",), hidden=(32,), epochs=100_000, batch=20))
    if "play" in doing:
        window._tabs.setCurrentIndex(3)
        window.playground_tab.make_view().session.runner.run()
    if "draw" in doing:
        places = iter(range(10**9))
        def move():
            place = QPoint(100 + next(places) * 7 % 200, 150)
            QTest.mouseMove(canvas, place)
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
        window.timer = QTimer(interval=1)
        window.timer.timeout.connect(move)
        window.timer.start()
    if "dialog" in doing:
        QTimer.singleShot(50, window.image_io.open_action.trigger)
    if "train" not in doing:
        QTimer.singleShot(300, lambda: print("ready", flush=True))

app._finish = busy
sys.exit(app.run(None, None))
"""


@contextmanager
def started(
    home: Path, doing: str, before: Callable[[], object] | None = None, **environment: str
) -> Iterator["subprocess.Popen[str]"]:
    """The program, busy with something; killed whatever happens."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, doing],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": str(home),
            "DIGITPAD_STATE": str(home / "state"),
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    ) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n", program.communicate()
            yield program
        finally:
            program.kill()


@pytest.mark.parametrize(
    ("number", "doing"),
    [
        (signal.SIGINT, "nothing"),
        (signal.SIGINT, "train draw"),
        (signal.SIGINT, "play draw"),
        (signal.SIGTERM, "train"),
        (signal.SIGTERM, "play"),
        (signal.SIGTERM, "dialog"),
        (signal.SIGHUP, "train play draw"),
    ],
)
def test_a_signal_closes_the_window_as_quit_does(
    home: Path, number: signal.Signals, doing: str
) -> None:
    with started(home, doing) as program:
        program.send_signal(number)
        _, complaints = program.communicate(timeout=60)
    assert complaints.replace("This plugin does not support propagateSizeHints()\n", "") == ""
    assert program.returncode == 0
    assert not (home / "state" / "digitpad.log").stat().st_size
    if "train" in doing:
        assert load_saved_run(home / "data" / "training.checkpoint").state.epoch >= 1
    assert (home / "digitpad" / "digitpad.ini").exists()


@NEEDS_XVFB
def test_a_display_that_goes_leaves_a_checkpoint_and_no_crash(home: Path) -> None:
    with (
        screen() as (server, display),
        started(home, "train", DISPLAY=display, QT_QPA_PLATFORM="xcb") as program,
    ):
        server.kill()
        _, complaints = program.communicate(timeout=60)
    assert "connection broke" in complaints
    assert program.returncode == 1
    assert load_saved_run(home / "data" / "training.checkpoint").state.epoch >= 1


def test_a_signal_that_is_ignored_stays_so(home: Path) -> None:
    with started(home, "nothing", before=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as p:
        p.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            p.wait(1)  # As one started with nohup whose terminal was closed.
        p.send_signal(signal.SIGTERM)
        p.communicate(timeout=60)
    assert p.returncode == 0
