"""The selected digit in a high and in a low window."""

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.dataset.digit_detail import LOW, WIDTH, DigitDetail

UNSURE = np.log(np.full(10, 0.1)).tolist()


def test_in_a_low_window_the_label_stands_beside_the_image_and_all_bars_are_seen(
    qtbot: QtBot,
) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    detail = DigitDetail(menu)
    qtbot.addWidget(detail)
    detail.show_digit(np.zeros((28, 28), np.uint8), 3, "00001.txt", UNSURE)
    detail.resize(WIDTH + 24, LOW + 100)
    detail.show()
    qtbot.waitUntil(lambda: top(detail._label, detail) > bottom(detail.picture, detail))
    detail.resize(WIDTH + 24, 300)
    qtbot.waitUntil(lambda: top(detail._label, detail) < bottom(detail.picture, detail))
    assert detail._label.x() > detail.picture.geometry().right()
    qtbot.waitUntil(lambda: bottom(detail._bars, detail) <= detail.viewport().height())
    for _ in ("with a digit", "without one"):
        detail.resize(2 * WIDTH, 2 * LOW)
        detail.grab()
        detail.resize(WIDTH, 250)
        qtbot.waitUntil(lambda: detail._bars.geometry().right() < detail.viewport().width())
        detail.clear()


def test_of_several_selected_digits_the_shown_one_is_one(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    detail = DigitDetail(menu)
    qtbot.addWidget(detail)
    for selected, head in ((3, "1 of 3 selected digits"), (1, "Selected digit")):
        detail.show_count(selected)
        assert head in [label.text() for label in detail.findChildren(QLabel)]


def top(part: QWidget, whole: QWidget) -> int:
    return part.mapTo(whole, QPoint(0, 0)).y()


def bottom(part: QWidget, whole: QWidget) -> int:
    return part.mapTo(whole, part.rect().bottomLeft()).y()
