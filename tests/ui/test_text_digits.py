"""Text digits onto the canvas, in any form that people have them in."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import drop, wait_for_box

pytestmark = pytest.mark.light_window

FORMS: dict[str, Callable[[np.ndarray], str]] = {
    "commas": lambda image: "\n".join(",".join(map(str, row)) for row in image),
    "one line": lambda image: " ".join(map(str, image.ravel())),
    "printed": lambda image: np.array2string(image, threshold=1000, max_line_width=200),
    "savetxt": lambda image: "\n".join(" ".join(f"{v:.18e}" for v in row) for row in image),
}


@pytest.fixture
def picture() -> np.ndarray:
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = np.arange(80).reshape(20, 4) + 150
    return image


def test_a_text_digit_in_any_form_is_opened_and_pasted(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, tmp_path: Path, picture: np.ndarray
) -> None:
    for name, form in FORMS.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(form(picture))
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        drop(window, data)
        qtbot.waitUntil(lambda: shows(canvas, picture))
        canvas.clear()
        QApplication.clipboard().setText(form(picture))
        QTest.keyClick(canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: shows(canvas, picture))
        canvas.clear()


def shows(canvas: Canvas, picture: np.ndarray) -> bool:
    shown = canvas.drawing.picture
    return shown is not None and np.array_equal(shown, picture)


def test_other_text_on_the_clipboard_is_no_digit(
    qtbot: QtBot, window: MainWindow, canvas: Canvas
) -> None:
    QApplication.clipboard().setText("hello")
    QTest.keyClick(canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    box = wait_for_box(qtbot, window)
    assert "hello" in box.text()
    assert "The clipboard contains no image" in box.text()
    box.close()
    assert not canvas.drawing


def test_a_text_with_several_digits_opens_as_a_data_set(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, picture: np.ndarray
) -> None:
    path = tmp_path / "several.txt"
    rows = [",".join(map(str, [label, *picture.ravel()])) for label in (1, 1, 7)]
    path.write_text("\n".join(rows))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, data)
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    qtbot.waitUntil(lambda: tabs.currentWidget() is window.dataset_tab)
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) == 3)
