"""From starting the process to the first painted window, against a bare PySide6 window.

    python tests/benchmarks/startup.py

The bare window holds a label; its program imports NumPy and nothing else.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

BARE = """
import sys, time
import numpy
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Probe(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, done)
        return False

def done():
    print(time.monotonic(), flush=True)
    QApplication.quit()

app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
probe = Probe()
window.installEventFilter(probe)
window.resize(1040, 720)
window.show()
app.exec()
"""

OURS = """
import sys, time
from digitpad import app, cli

def done():
    from PySide6.QtWidgets import QApplication
    print(time.monotonic(), flush=True)
    QApplication.quit()

class Window(app.MainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.first_painted.connect(done)

app.MainWindow = Window
sys.exit(cli.main([]))
"""


def seconds(program: str, bytecode: str) -> float:
    """Time from starting a program to the moment that it prints.

    ``bytecode`` is a folder for compiled modules: an installed program need not be compiled anew,
    but a checkout may forbid Python to keep what it compiled.
    """
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return float(run.stdout.split()[0]) - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as bytecode:
        for program in (BARE, OURS):
            seconds(program, bytecode)  # compiles, and warms the disk's cache
        for _ in range(rounds):
            bare.append(seconds(BARE, bytecode))
            ours.append(seconds(OURS, bytecode))
    ratios = [b / a for a, b in zip(bare, ours, strict=True)]
    print(f"bare window  {1000 * statistics.median(bare):6.0f} ms")
    print(f"digitpad     {1000 * statistics.median(ours):6.0f} ms")
    print(
        f"ratio        {statistics.median(ratios):6.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f} in {rounds} rounds)"
    )


if __name__ == "__main__":
    main()
