"""Icons follow the theme, and are sharp on a fine screen."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from digitpad.ui.support.icons import icon
from digitpad.ui.support.theme import apply_theme


def darkness(image: QImage) -> float:
    """Mean of value times opacity over what is inked, 0 (black) to 1 (white)."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    inked = [pixel for pixel in pixels if pixel.alpha() > 128]
    assert inked
    return sum(pixel.valueF() for pixel in inked) / len(inked)


@pytest.mark.parametrize(("theme", "is_light"), [("light", False), ("dark", True)])
def test_an_icon_has_the_colour_of_the_text(qapp: QApplication, theme: str, is_light: bool) -> None:
    drawn = icon("undo-2")
    apply_theme(qapp, theme)
    try:
        image = drawn.pixmap(QSize(32, 32), 1.0).toImage()
    finally:
        apply_theme(qapp, "light")
    assert (darkness(image) > 0.5) == is_light


def test_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    sizes = QSize(32, 32)
    plain = icon("eraser").pixmap(sizes, 1.0).toImage()
    faint = icon("eraser").pixmap(sizes, 1.0, QIcon.Mode.Disabled).toImage()

    def strongest(image: QImage) -> int:
        return max(
            QColor(image.pixelColor(x, y)).alpha()
            for x in range(image.width())
            for y in range(image.height())
        )

    assert strongest(faint) < strongest(plain)


def test_an_icon_is_sharp_at_twice_the_size(qapp: QApplication) -> None:
    assert icon("pencil").pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)


def test_a_button_shows_its_icon(qtbot: QtBot) -> None:
    button, plain = QPushButton(icon("pencil"), "Pen"), QPushButton("Pen")
    for shown in (button, plain):
        qtbot.addWidget(shown)
        shown.resize(120, 32)
    assert button.grab().toImage() != plain.grab().toImage()


def test_an_icon_on_a_button_that_is_on_stands_out_from_the_accent(qapp: QApplication) -> None:
    mode, on = QIcon.Mode.Normal, QIcon.State.On
    image = icon("pencil").pixmap(QSize(32, 32), 1.0, mode, on).toImage()
    assert darkness(image) > 0.9  # White, as the text beside it.
