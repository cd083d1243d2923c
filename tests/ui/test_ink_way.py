"""The way of the ink, step by step."""

import numpy as np
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad.ink.photograph.found import FoundDigit, PictureDigits, Step
from digitpad.ink.photograph.on_canvas import drawing_of
from digitpad.ink.raster import steps_of
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.ui.explain.grid_image import MAX_SIDE, GridImage
from digitpad.ui.explain.ink_way import InkWay

DRAWN = ["Drawing", "Cut to the ink", "Fitted into 20×20", "Centered in 28×28"]


def titles(way: InkWay) -> list[str]:
    heads = way.findChildren(QLabel)
    return [head.text() for head in heads if not head.isHidden()]


def test_a_picture_shows_first_how_its_digits_were_found(qtbot: QtBot) -> None:
    way = InkWay()
    qtbot.addWidget(way)
    ink = np.full((30, 10), 255, np.uint8)
    digit = FoundDigit((5, 5, 15, 35), ink, np.zeros((28, 28), np.uint8))
    steps = (Step("Ground made flat", ink), Step("Rules removed", ink))
    way.show_steps(steps_of(drawing_of(PictureDigits(((digit,),), ink, steps), 40, 60)))
    found = ["Ground made flat", "Rules removed", "Digit in the picture"]
    assert titles(way) == [*found, *DRAWN[1:]]
    way.show_steps(steps_of(Drawing((Stroke(np.array([[9, 9], [90, 300]], np.float32)),))))
    assert titles(way) == DRAWN


def test_no_more_is_kept_of_an_image_than_can_be_seen(qtbot: QtBot) -> None:
    way = InkWay()
    qtbot.addWidget(way)
    way.show_steps(steps_of(Drawing((Stroke(np.array([[9, 9], [90, 300]], np.float32)),))))
    shown = [image._image for image in way.findChildren(GridImage)]
    assert shown
    assert all(image is not None and image.width() <= 2 * MAX_SIDE for image in shown)
