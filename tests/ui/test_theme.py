"""Edges, focus and texts can be seen in light and in dark (WCAG 2.2: 3 to 1, texts 4.5 to 1)."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTextBrowser,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.ui.retrain.primary_button import PrimaryButton
from digitpad.ui.support.theme import apply_theme, frame

Role = QPalette.ColorRole


def framed(kind: type[QFrame]) -> Callable[[], QWidget]:
    def make() -> QWidget:
        view = kind()
        frame(view)
        return view

    return make


FIELDS: list[Callable[[], QWidget]] = [
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTextBrowser,
]
VIEWS = [framed(QPlainTextEdit), framed(QTableWidget)]


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=["light", "dark"])
def palette(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QPalette]:
    apply_theme(qapp, request.param)
    yield QApplication.palette()
    apply_theme(qapp, "light")


@pytest.mark.parametrize("paper", [Role.Window, Role.Base])
def test_lines_and_marks_can_be_seen(palette: QPalette, paper: QPalette.ColorRole) -> None:
    for role in (Role.Mid, Role.Accent):
        assert contrast(palette.color(role), palette.color(paper)) >= 3, role


@pytest.mark.parametrize("paper", [Role.Window, Role.Base, Role.AlternateBase])
def test_texts_can_be_read(palette: QPalette, paper: QPalette.ColorRole) -> None:
    for role in (Role.Text, Role.WindowText, Role.PlaceholderText, Role.Link):
        assert contrast(palette.color(role), palette.color(paper)) >= 4.5, role


def test_selected_text_and_tooltips_can_be_read(palette: QPalette) -> None:
    selected = palette.color(Role.HighlightedText), palette.color(Role.Highlight)
    tips = QToolTip.palette()
    assert tips.color(Role.ToolTipBase) == palette.color(Role.ToolTipBase)
    tooltip = tips.color(Role.ToolTipText), tips.color(Role.ToolTipBase)
    for text, paper in (selected, tooltip):
        assert contrast(text, paper) >= 4.5


@pytest.mark.parametrize(
    ("kind", "has_focus"),
    [
        *((kind, False) for kind in (*FIELDS, *VIEWS)),
        *((kind, True) for kind in (*FIELDS, QPushButton) if kind is not QProgressBar),
    ],
)
def test_the_edge_of_a_field_can_be_seen(
    qtbot: QtBot, palette: QPalette, kind: Callable[[], QWidget], has_focus: bool
) -> None:
    page, field, other = QWidget(), kind(), QPushButton()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(other)
    layout.addWidget(field)
    with qtbot.waitActive(page):
        page.show()
    other.setFocus()
    if has_focus:
        QTest.keyClick(other, Qt.Key.Key_Tab)
        assert field.hasFocus()
    image = page.grab().toImage()
    scale = image.devicePixelRatio()
    row = round(field.geometry().center().y() * scale)
    start = round(field.x() * scale)
    # A small box stands somewhat within its widget.
    edge = [image.pixelColor(start + step, row) for step in range(round(12 * scale))]
    assert max(contrast(colour, palette.color(Role.Window)) for colour in edge) >= 3


def test_the_handle_of_a_scroll_bar_can_be_seen(qtbot: QtBot, palette: QPalette) -> None:
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.setRange(0, 100)
    bar.setPageStep(100)
    bar.resize(16, 300)
    image = bar.grab().toImage()
    middle = image.width() // 2
    column = [image.pixelColor(middle, row) for row in range(40, image.height() - 40)]
    groove = column[-1]
    assert max(contrast(colour, groove) for colour in column) >= 3


def test_the_lines_of_a_menu_can_be_seen(qtbot: QtBot, palette: QPalette) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("One")
    line = menu.addSeparator()
    menu.addAction("Two")
    menu.resize(menu.sizeHint())
    image = menu.grab().toImage()
    place = menu.actionGeometry(line)
    scale, middle = image.devicePixelRatio(), image.width() // 2
    rows = range(round(place.top() * scale), round(place.bottom() * scale) + 1)
    colours = [image.pixelColor(middle, row) for row in rows]
    assert max(contrast(colour, colours[0]) for colour in colours) >= 1.15


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_primary_button_follows_the_theme(
    qtbot: QtBot, qapp: QApplication, is_enabled: bool
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    shown = PrimaryButton("Start", page)
    shown.setEnabled(is_enabled)
    page.show()
    for theme in ("light", "dark"):
        apply_theme(qapp, theme)
        qtbot.waitUntil(lambda: colour_in(shown) == accent_or_grey(is_enabled))


def accent_or_grey(is_enabled: bool) -> str:
    return QApplication.palette().color(Role.Accent if is_enabled else Role.Button).name()


def colour_in(button: QPushButton) -> str:
    """The colour left of its text."""
    return button.grab().toImage().pixelColor(6, button.height() // 2).name()
