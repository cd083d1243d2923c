"""Under Chinese, every menu, tab, button, label and tooltip is Chinese."""

import re
from collections.abc import Iterator
from html import unescape

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.ui.support.settings import settings
from digitpad.ui.support.translation import KEY, install_translators
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import FOUR

NAMES = {
    *("digitpad", "English", "NumPy", "PyTorch", "Python", "MNIST", "UCI", "UNIPEN", "Kaggle"),
    *("CSV", "IDX", "PNG", "SVG", "JPEG", "JSON", "ONNX", "zip"),
    *("Adam", "SGD", "Momentum", "AdaGrad", "RMSprop", "Nesterov", "ReLU", "softmax", "tanh"),
    *("Sigmoid", "sigmoid", "Softmax", "Tanh", "logit", "logits", "affine", "XOR"),
    *("Hinton", "Vinyals", "Dean", "Hoiem", "Xavier", "He"),
    *("Ctrl", "Shift", "Alt", "Tab", "Delete", "Backspace", "Insert", "Home"),
    *("Return", "Enter", "Esc"),
    *("Space", "Page", "Up", "Down", "min", "sin", "log", "exp", "max", "sum"),
}
"""Names, keys, units and functions, which are the same in Chinese."""

FILE = re.compile(r"^/.*$|\S*\w\.\w+\S*|synthetic:\S+", re.MULTILINE)
FORMULA = re.compile(r"^[^\u4e00-\u9fff\n]*=[^\u4e00-\u9fff\n]*$", re.MULTILINE)


def texts(window: QWidget) -> Iterator[str]:
    """All that can be read."""
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    for widget in window.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QGroupBox():
                yield widget.title()
            case QLineEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from (widget.itemText(row) for row in range(widget.count()))
            case QTabWidget():
                yield from (widget.tabText(number) for number in range(widget.count()))
            case QAbstractItemView():
                yield from cells(widget)


def cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(min(model.rowCount(), 20) if model else 0):
        index = model.index(row, 0)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield str(index.data(role) or "")


def english_in(text: str) -> list[str]:
    """The Latin words of a text that are none of the names."""
    if text.startswith("/"):
        return []  # A path, which a tooltip may have broken into lines.
    plain = re.sub(r"\(&\w\)|&", "", unescape(re.sub(r"<[^>]*>", "", text)))
    words = re.findall(r"[A-Za-z]{3,}", FORMULA.sub("", FILE.sub("", plain)))
    return [word for word in words if word not in NAMES]


@pytest.fixture
def chinese_window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on a Chinese system, each tab made and with something on it."""
    system = QLocale()
    QLocale.setDefault(QLocale("zh_CN"))
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    window.open_dataset("synthetic:20:4")
    tabs = window._tabs
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) == 20 and view.open_dataset.loading is None)
    explain(qtbot, window)
    yield window
    window.close()
    QLocale.setDefault(system)
    settings().setValue(KEY, "en")
    install_translators(qapp)


def explain(qtbot: QtBot, window: MainWindow) -> None:
    """Draw a digit, and open the panel that explains it."""
    window._tabs.setCurrentWidget(window.draw_tab)
    strokes = tuple(Stroke(np.array(line, np.float32)) for line in FOUR)
    window.draw_tab.canvas.replace_drawing(Drawing(strokes), "")
    window.inside.action.trigger()
    panel = window.inside.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.explanation.found is not None)


def test_what_can_be_read_is_chinese(chinese_window: MainWindow) -> None:
    english = {text: words for text in texts(chinese_window) if (words := english_in(text))}
    assert english == {}


def test_keys_stand_in_chinese_brackets(chinese_window: MainWindow) -> None:
    chinese_window._help_menu.actions()[0].trigger()  # The guide has keys, too.
    told = [unescape(widget.toolTip()) for widget in QApplication.allWidgets()]
    assert sum("（" in text for text in told) > 20
    assert [text for text in told if re.search(r"\((\w|(Ctrl|Alt|Shift)\+.*)\)", text)] == []


def test_a_name_is_no_english_word() -> None:
    assert english_in("使用 NumPy 的 L2 正则化 (Ctrl+Shift+M)，见 train.py") == []
    assert english_in("文件(&F)") == []
    assert english_in("Open 文件") == ["Open"]
    assert english_in("损失\nloss = −mean log p[label]") == []
    assert english_in("a = 0：平坦 flat") == ["flat"]
