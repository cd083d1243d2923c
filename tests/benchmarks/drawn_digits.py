"""How many digits of unseen writers are read right, drawn with the mouse on the real canvas.

    python tests/benchmarks/drawn_digits.py

The digits are the check part of the reference digits. Each is drawn at every size, place and pen
width below; what counts is what the window then shows.
"""

import argparse
import os
import sys
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitpad.app import create_window
from digitpad.data.reference import check_part
from digitpad.ink.strokes import CANVAS, Drawing, bounds
from digitpad.ui.draw.canvas import Canvas

CONDITIONS = {
    "large, in the middle, pen 24": (0.90, "middle", 24, 1),
    "large, in the middle, pen 4": (0.90, "middle", 4, 1),
    "large, in the middle, pen 40": (0.90, "middle", 40, 1),
    "half, upper left, pen 24": (0.50, "upper left", 24, 1),
    "half, lower right, pen 8": (0.50, "lower right", 8, 1),
    "any place, 25-90 %, pen 8-40": (None, "anywhere", None, 1),
    "small, 20 %, anywhere, pen 24": (0.20, "anywhere", 24, 1),
    "tiny, 10 %, anywhere, pen 12": (0.10, "anywhere", 12, 1),
    "half, anywhere, every third point": (0.50, "anywhere", 24, 3),
}
"""Share of the canvas, place, pen width in canvas units (None: drawn by chance), points kept."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", help="a model file; else the built-in one")
    parser.add_argument("--misclassified", action="store_true", help="list what was misclassified")
    arguments = parser.parse_args()
    digits = check_part()
    assert digits.writers is not None
    writers = len(np.unique(digits.writers))
    print(f"{len(digits):,} digits of {writers} writers that the network never saw")

    QApplication([])
    window = create_window(model=arguments.model)
    window.resize(900, 640)
    window.show()
    QApplication.processEvents()
    canvas, tools = window.draw_tab.canvas, window.draw_tab.tools
    for name, (size, place, pen, every) in CONDITIONS.items():
        rng = np.random.default_rng(0)
        wrong = []
        for index in range(len(digits)):
            tools.pen_width = int(pen or rng.integers(8, 41))
            share = size or rng.uniform(0.25, 0.9)
            canvas.show_drawing(Drawing())
            draw(canvas, digits.drawings[index], share, place, every, rng)
            QApplication.processEvents()
            if window.draw_tab.prediction.digit != digits.labels[index]:
                wrong.append(
                    f"{index}: {digits.labels[index]} as {window.draw_tab.prediction.digit}"
                )
        print(f"{name:<36}{100 * (1 - len(wrong) / len(digits)):7.2f} % right")
        if arguments.misclassified:
            print("   ", ", ".join(wrong))
        sys.stdout.flush()
    window.close()


def draw(
    canvas: Canvas,
    drawing: Drawing,
    share: float,
    place: str,
    every: int,
    rng: np.random.Generator,
) -> None:
    """Draw a digit with the mouse, its longer side ``share`` of the canvas."""
    low, high = bounds(drawing)
    scale = share * CANVAS / max(*(high - low), 1)
    room = CANVAS - (high - low) * scale
    where = {"middle": (0.5, 0.5), "upper left": (0.02, 0.02), "lower right": (0.98, 0.98)}
    corner = room * np.array(where.get(place) or rng.uniform(0, 1, 2))
    zoom = canvas.width() / CANVAS
    for stroke in drawing.strokes:
        path = list(pixels(((stroke.points - low) * scale + corner) * zoom, every))
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=path[0])
        for position in path[1:]:
            QTest.mouseMove(canvas, position)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=path[-1])


def pixels(points: np.ndarray, every: int) -> Iterator[QPoint]:
    """The pixels that the mouse visits, one of ``every`` points and the last."""
    for x, y in np.rint(np.concatenate([points[:-1][::every], points[-1:]])).tolist():
        yield QPoint(int(x), int(y))


if __name__ == "__main__":
    main()
