"""Widgets on lines: what is hidden takes no room, and the height follows from the width."""

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from digitpad.learning.comparison import ChangedPrediction
from digitpad.ui.retrain.changed_digits import ChangedDigits
from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.flow_layout import FlowLayout


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    layout = FlowLayout(page, takes_room=False)
    for text in ("One", "Two", "Three"):
        layout.addWidget(QPushButton(text))
    page.resize(1000, 100)
    page.show()
    return page


def test_a_hidden_widget_leaves_no_gap(qtbot: QtBot, row: QWidget) -> None:
    one, two, three = row.findChildren(QPushButton)
    two.hide()
    qtbot.waitUntil(lambda: three.x() == one.width() + SPACE)
    one.hide()
    qtbot.waitUntil(lambda: three.x() == 0)
    three.hide()
    layout = row.layout()
    assert layout
    assert layout.heightForWidth(1000) == 0


def test_changed_digits_keep_their_height_in_a_narrow_window(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    digits = ChangedDigits(area)
    area.setWidget(digits)
    area.setWidgetResizable(True)
    area.resize(900, 120)
    area.show()
    digits.show_changes("Fixed 20", 20 * [ChangedPrediction(np.zeros((28, 28), np.uint8), 3, 5, 3)])
    least = digits._shown[0].minimumSizeHint().height()
    qtbot.waitUntil(lambda: min(one.height() for one in digits._shown) >= least)
    for width in (900, 300, 200):
        area.resize(width, 120)
        # At once: what is drawn while the window is resized must not be squashed either.
        area.grab()
        assert min(one.height() for one in digits._shown) >= least
        assert max(one.geometry().right() for one in digits._shown) < area.viewport().width()
