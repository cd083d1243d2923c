"""The real window under random use: nothing is complained of, and memory stays below a limit.

``python -m tests.e2e.random_use --minutes 60 --seed 1`` tells how much there is of what could grow,
each minute, and ends with status 1 when something was wrong. It keeps to a home of its own.

Memory is what is resident, as the system counts it: with the pages of the libraries' files, about
90 MB, which other programs may share. The rest is told as "anonymous".
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import warnings
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# First, as where the program begins: what comes before it takes memory that the program does not.
from digitpad.app import create_window

# isort: split
from PySide6.QtCore import QMessageLogContext, QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from digitpad.learning.config import SETTINGS
from digitpad.ui.support.worker import running
from digitpad.ui.window.main_window import MainWindow
from tests.e2e.random_user import RandomUser

ROOT = Path(__file__).resolve().parents[2]

PAUSE = 10
"""Milliseconds between two things that are done, in which the window has its turn."""

LOOK_EVERY = 250
"""Milliseconds between two looks at the memory."""

TELL_EVERY = 60_000
"""Milliseconds between two lines of the report."""

STEP = 5.0
"""MB by which the most must grow to be complained of once more."""

PATIENCE = 300.0
"""Seconds in which the window must have closed: it waits for an export, and that may be large."""

MAX_LAYER = 64
"""Units of a layer that can be typed: larger networks learn for too long."""

IGNORED = ("This plugin does not support ", "Keyboard event not accepted by receiving widget")
"""What is no complaint: only the offscreen platform says the first, of size hints, of raising
windows, of keyboard grabs; and QTest the second, of a key that nothing has a use for."""


class Complaints:
    """Collects whatever goes wrong and would otherwise be printed, logged, or not even that."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def listen(self) -> None:
        """Listen to Python, to Qt and to the log."""
        sys.excepthook = self._note_exception
        threading.excepthook = lambda args: self._note_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        sys.unraisablehook = lambda args: self._note_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(self._note_qt)
        warnings.simplefilter("always")
        warnings.showwarning = self._note_warning  # type: ignore[assignment]
        handler = logging.Handler(logging.INFO)
        handler.emit = lambda record: self.add(f"log: {record.getMessage()}")  # type: ignore[method-assign]
        logging.getLogger().addHandler(handler)

    def add(self, text: str) -> None:
        self.texts.append(text)
        print(text, flush=True)  # At once: a run that is ended tells what it found.

    def _note_exception(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.add("".join(traceback.format_exception(kind, error, trace)))

    def _note_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if not any(ignored in text for ignored in IGNORED):
            self.add(f"Qt: {text}")

    def _note_warning(
        self, message: Warning | str, category: type[Warning], filename: str, line: int, *_: Any
    ) -> None:
        self.add(f"{category.__name__}: {message} ({filename}, line {line})")


def memory() -> dict[str, float]:
    """Memory in MB under the system's names: VmRSS now, RssAnon of it in no file, VmHWM the most.

    Nothing where the system does not tell.
    """
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return {}
    pairs = (line.split(":", 1) for line in lines)
    return {
        name: int(value.split()[0]) / 1024
        for name, value in pairs
        if name in ("VmRSS", "RssAnon", "VmHWM")
    }


def figures() -> str:
    """What there is now of all that could grow."""
    used = memory()
    system = Path("/proc/self")
    counts = {
        "MB": f"{used.get('VmRSS', 0):.0f}",
        "anonymous": f"{used.get('RssAnon', 0):.0f}",
        "most": f"{used.get('VmHWM', 0):.0f}",
        "widgets": len(QApplication.allWidgets()),
        # Python keeps a name of threads of Qt that have long ended.
        "threads": len(list(system.glob("task/*"))),
        "files": len(list(system.glob("fd/*"))),
    }
    return "  ".join(f"{name} {count:>4}" for name, count in counts.items())


class Session:
    """One run from the first click to the closed window.

    Parameters
    ----------
    seconds : of use.
    limit : MB that the program may take.
    """

    def __init__(
        self, window: MainWindow, user: RandomUser, complaints: Complaints, limit: float
    ) -> None:
        self._window, self._user, self._complaints = window, user, complaints
        self._limit = limit
        self._most = self._told = 0.0
        self._at_most = ""
        self._acting = _timer(PAUSE, self._act)
        self._looking = _timer(LOOK_EVERY, self._look)
        self._telling = _timer(TELL_EVERY, self._tell)

    def run(self, seconds: float) -> None:
        """Use the window for some time, close it, and wait until it has gone."""
        self._started = time.monotonic()
        self._tell()
        for timer in (self._acting, self._looking, self._telling):
            timer.start()
        QTimer.singleShot(round(1000 * seconds), self._close)
        QApplication.exec()
        self._looking.stop()
        self._telling.stop()
        self._tell()
        print(f"most: {self._most:.0f} MB, {self._at_most}")

    def _act(self) -> None:
        before = len(self._complaints.texts)
        self._user.act()
        if len(self._complaints.texts) > before:
            self._complaints.add("after: " + " · ".join(self._user.lately))

    def _look(self) -> None:
        # The system notes the most by itself: nothing between two looks is missed.
        now = memory().get("VmHWM", 0.0)
        if now <= self._most:
            return
        lately = " · ".join(self._user.lately)
        when = f"after {self._minutes:.1f} min, with {_work()} under way, after: {lately}"
        self._most, self._at_most = now, when
        if now > self._limit and now > self._told + STEP:
            self._told = now
            self._complaints.add(f"{now:.0f} MB, more than {self._limit:.0f}, {self._at_most}")

    @property
    def _minutes(self) -> float:
        return (time.monotonic() - self._started) / 60

    def _tell(self) -> None:
        print(f"{self._minutes:5.1f} min  done {self._user.done:>6}  {figures()}", flush=True)

    def _close(self) -> None:
        """Close the window, and answer what it asks until it is gone."""
        self._acting.stop()
        self._closing = time.monotonic()
        self._answering = _timer(100, self._answer)
        self._answering.start()

    def _answer(self) -> None:
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup:
            popup.close()
        elif isinstance(modal, QMessageBox):
            answers = (QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Close)
            own = ("&Quit", "&Discard", "&Discard…", "&Later", "&Keep as they are")
            found = [
                button
                for button in modal.buttons()
                if modal.standardButton(button) in answers or button.text() in own
            ]
            (found or modal.buttons())[0].click()
        elif modal:
            modal.close()
        elif self._window.isVisible():
            self._window.close()
        elif not running():
            self._answering.stop()
            QApplication.quit()
        if time.monotonic() - self._closing > PATIENCE:
            self._complaints.add(f"not ended {PATIENCE:.0f} s after closing: {_what_runs()}")
            self._answering.stop()
            QApplication.exit(1)


def _work() -> str:
    """Which functions the workers run now: the innermost of the program's own in each thread."""
    names = []
    for frame in sys._current_frames().values():
        inner: FrameType | None = frame
        while inner and "digitpad" not in inner.f_globals.get("__name__", ""):
            inner = inner.f_back
        if inner and inner.f_globals["__name__"] != __name__:
            names.append(f"{inner.f_globals['__name__']}.{inner.f_code.co_name}")
    return ", ".join(names) or "nothing"


def _what_runs() -> str:
    """The window that is in front, and where each thread is."""
    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    stacks = ["".join(traceback.format_stack(f, 12)) for f in sys._current_frames().values()]
    return "\n\n".join([f"{front}, {len(running())} workers", *stacks])


def _timer(every: int, work: Any) -> QTimer:
    timer = QTimer()
    timer.setInterval(every)
    timer.timeout.connect(work)
    return timer


def new_home(folder: Path) -> None:
    """Keep all that the program remembers in this folder."""
    for name in ("data", "cache", "state"):
        os.environ[f"DIGITPAD_{name.upper()}"] = str(folder / name)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def stay_small_and_offline() -> None:
    """Let no network of many units be trained, and nothing be downloaded."""
    object.__setattr__(SETTINGS["hidden"], "high", MAX_LAYER)  # It is frozen.
    os.environ["HTTP_PROXY"] = os.environ["HTTPS_PROXY"] = "http://127.0.0.1:9"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=400, help="MB resident")
    parser.add_argument("--digits", type=int, default=42_000, help="of the largest text set")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        files = Path(home) / "files"
        make = [sys.executable, "-m", "tests.e2e.materials", str(files)]
        subprocess.run([*make, "--digits", str(words.digits)], cwd=ROOT, check=True)
        new_home(Path(home))
        stay_small_and_offline()
        complaints = Complaints()
        app = QApplication(["digitpad", "-style", "fusion"])
        app.setQuitOnLastWindowClosed(False)
        window = create_window()
        complaints.listen()
        window.show()
        window.activateWindow()
        user = RandomUser(window, files, words.seed)
        Session(window, user, complaints, words.limit).run(60 * words.minutes)
    for text in complaints.texts:
        print(text, file=sys.stderr)
    print(f"{len(complaints.texts)} complaints")
    return 1 if complaints.texts else 0


if __name__ == "__main__":
    sys.exit(main())
