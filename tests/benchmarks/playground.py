"""How often the plane is drawn anew while the network learns, and what the window has to wait.

    python -m tests.benchmarks.playground

Each preset runs as fast as it goes for some seconds, at 900x640; a timer of 10 ms in the window
tells how long it had to wait.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QTimer

from digitpad.playground.points import PRESETS
from tests.benchmarks.training import Ticks
from tests.benchmarks.windows import window_in_a_new_home

SECONDS = 4


def rest(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(1000 * seconds), loop.quit)
    loop.exec()


def main() -> None:
    with window_in_a_new_home(900, 640) as (window, _):
        view = window.playground_tab.make_view()
        window._tabs.setCurrentWidget(window.playground_tab)
        rest(1)
        for name in PRESETS:
            view.controls.preset_selected.emit(name)
            pictures, ticks = list[object](), Ticks()
            counting = view.session.runner.moved.connect(pictures.append)
            ticks.timer.start(10)
            view.session.runner.run()
            rest(SECONDS)
            view.session.runner.pause()
            ticks.timer.stop()
            QObject.disconnect(counting)
            p95, p99 = np.percentile(ticks.waits, [95, 99])
            print(
                f"{name:10} {len(pictures) / SECONDS:4.1f} pictures a second, "
                f"{view.session.runner.losses.count / SECONDS:6,.0f} steps a second; "
                f"a timer of 10 ms: p95 {p95:.1f}, p99 {p99:.1f} ms"
            )


if __name__ == "__main__":
    main()
