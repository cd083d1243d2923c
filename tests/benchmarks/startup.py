"""From starting the process to the first painted window, against a bare PySide6 window.

    python tests/benchmarks/startup.py

The bare window holds a label; its program imports NumPy and nothing else.
"""

import argparse
import os
import statistics
import subprocess
import sys
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
create = app.create_window

def probed(*arguments):
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Probe(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, done)
            return False

    def done():
        print(time.monotonic(), flush=True)
        QApplication.quit()

    window = create(*arguments)
    window.probe = Probe()
    window.installEventFilter(window.probe)
    return window

app.create_window = probed
sys.exit(cli.main([]))
"""


def seconds(program: str) -> float:
    """Time from starting a program to the moment that it prints."""
    start = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
    )
    return float(run.stdout.split()[0]) - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    for program in (BARE, OURS):
        seconds(program)  # warm the disk's cache
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(seconds(BARE))
        ours.append(seconds(OURS))
    ratios = [b / a for a, b in zip(bare, ours, strict=True)]
    print(f"bare window  {1000 * statistics.median(bare):6.0f} ms")
    print(f"digitpad     {1000 * statistics.median(ours):6.0f} ms")
    print(
        f"ratio        {statistics.median(ratios):6.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f} in {rounds} rounds)"
    )


if __name__ == "__main__":
    main()
