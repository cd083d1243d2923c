"""Pictures into the canvas and out of it."""

import os
import threading
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import UNLABELLED
from digitpad.data.text.codec import format_digit, parse_digit
from digitpad.errors import InkError
from digitpad.ink.opencv import cv2
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.painting import drawing_image
from digitpad.ui.support.images import rgba_array
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import (
    NOTHING,
    SEVEN,
    Draw,
    colour_at,
    drop,
    ink_colour,
    paper_colour,
    prediction,
    wait_for_box,
)

pytestmark = pytest.mark.light_window


@pytest.fixture
def seven(canvas: Canvas, draw: Draw) -> QImage:
    """A picture of a 7, dark on light; it is on the canvas too."""
    draw(*SEVEN)
    return drawing_image(canvas.drawing, 300, QColor("#fdf6e3"), QColor("navy"))


@pytest.mark.parametrize("inverted", [False, True])
def test_a_pasted_picture_is_read(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, seven: QImage, inverted: bool
) -> None:
    canvas.clear()
    if inverted:
        seven.invertPixels()
    QApplication.clipboard().setImage(seven)
    qtbot.waitUntil(lambda: prediction(window) == NOTHING)
    QTest.keyClick(canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    canvas.undo_stack.undo()
    assert not canvas.drawing


def test_a_picture_that_is_opened_behind_another_tab_comes_to_the_front(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, seven: QImage, tmp_path: Path
) -> None:
    seven.save(str(tmp_path / "seven.png"))
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    told: list[str] = []
    window.image_io.working.connect(told.append)
    window.image_io._telling.setInterval(0)
    window.image_io.open(str(tmp_path / "seven.png"))
    qtbot.waitUntil(canvas.isVisible)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    assert told in (["Looking for digits in the image…", ""], [])  # It may have been faster.


@pytest.mark.parametrize("error", [InkError("No digits here."), KeyError("not foreseen")])
def test_it_is_told_until_all_searches_have_ended(
    qtbot: QtBot, window: MainWindow, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    told: list[str] = []
    failed: list[object] = []
    searching = window.image_io
    searching.working.connect(told.append)
    searching.failed.connect(failed.append)
    searching._telling.setInterval(0)
    first, second = threading.Event(), threading.Event()

    def fail() -> None:
        first.wait()
        raise error

    try:
        searching._look(fail, lambda _: told.append("never"))
        searching._look(second.wait, lambda _: told.append("found"))
        qtbot.waitUntil(lambda: len(told) == 1)
        first.set()
        qtbot.waitUntil(lambda: len(failed) == 1)
        assert told == ["Looking for digits in the image…"]
    finally:
        first.set()
        second.set()
    qtbot.waitUntil(lambda: told[1:] == ["", "found"])
    caplog.clear()


def test_ink_on_a_transparent_ground_is_read(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw(*SEVEN)
    picture = drawing_image(canvas.drawing, 300, QColor(0, 0, 0, 0), QColor("black"))
    canvas.clear()
    qtbot.waitUntil(lambda: prediction(window) == NOTHING)
    QApplication.clipboard().setImage(picture)
    window.image_io.paste()
    qtbot.waitUntil(lambda: prediction(window) == "7")


def test_a_dropped_file_is_read(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, seven: QImage, tmp_path: Path
) -> None:
    canvas.clear()
    qtbot.waitUntil(lambda: prediction(window) == NOTHING)
    seven.save(str(tmp_path / "seven.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "seven.png"))])
    drop(window, data)
    qtbot.waitUntil(lambda: prediction(window) == "7")


def test_a_dropped_file_is_read_whatever_bytes_its_name_has(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, seven: QImage, tmp_path: Path
) -> None:
    canvas.clear()
    seven.save(str(tmp_path / "seven.png"))
    path = tmp_path / os.fsdecode(b"\xff\xfe%41 \xe4.png")
    try:
        (tmp_path / "seven.png").rename(path)
    except OSError:
        pytest.skip("file names here are Unicode")
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(f"file://{quote(os.fsencode(path))}".encode())])
    drop(window, data)
    qtbot.waitUntil(lambda: canvas.drawing.picture is not None)
    qtbot.waitUntil(lambda: prediction(window) == "7")


def test_what_is_not_on_this_computer_says_so(
    qtbot: QtBot, window: MainWindow, canvas: Canvas
) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/seven.png")])
    drop(window, data)
    box = wait_for_box(qtbot, window)
    assert "not on this computer" in box.text()
    box.close()
    assert not canvas.drawing


@pytest.mark.parametrize("form", [QImage.Format.Format_Mono, QImage.Format.Format_RGB32])
def test_a_huge_picture_is_scaled_down_before_anything_else(
    qtbot: QtBot,
    window: MainWindow,
    canvas: Canvas,
    seven: QImage,
    form: QImage.Format,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canvas.clear()
    sizes: list[int] = []

    def noted(image: QImage) -> np.ndarray:
        sizes.append(image.width())
        assert threading.current_thread() is not threading.main_thread()
        return rgba_array(image)

    monkeypatch.setattr("digitpad.ui.draw.image_io.rgba_array", noted)
    huge = seven.convertToFormat(form).scaled(4000, 4000)
    window.image_io.take(_mime(huge), "paste")
    qtbot.waitUntil(lambda: canvas.drawing.picture is not None)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    assert sizes == [2000]


def test_a_picture_can_be_drawn_over_and_rubbed_out(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw([(400, 100), (330, 260), (260, 480)])
    stem = drawing_image(canvas.drawing, 300, QColor("white"), QColor("black"))
    canvas.clear()
    window.image_io.take(_mime(stem), "paste")
    qtbot.waitUntil(lambda: canvas.drawing.picture is not None)
    draw([(160, 100), (400, 100)])
    qtbot.waitUntil(lambda: prediction(window) == "7")
    window.draw_tab.eraser.trigger()
    window.draw_tab.tools.pen_width = 40
    for y in range(60, 540, 20):
        draw([(100, y), (460, y)])
    qtbot.waitUntil(lambda: window.draw_tab.bars.property("probabilities") == [])
    assert not canvas.drawing


def test_a_picture_of_a_number_is_predicted_digit_by_digit(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    draw([(60, 160), (160, 160), (100, 360)])
    draw([(300, 160), (300, 360)])
    number = drawing_image(canvas.drawing, 300, QColor("white"), QColor("black"))
    canvas.clear()
    qtbot.waitUntil(lambda: prediction(window) == NOTHING)
    window.image_io.take(_mime(number), "paste")
    qtbot.waitUntil(lambda: prediction(window) == "71")
    window.draw_tab.eraser.trigger()
    window.draw_tab.tools.pen_width = 60
    draw([(300, 120), (300, 400)])
    qtbot.waitUntil(lambda: prediction(window) == "7")
    canvas.undo_stack.undo()
    qtbot.waitUntil(lambda: prediction(window) == "71")


def _mime(image: QImage) -> QMimeData:
    data = QMimeData()
    data.setImageData(image)
    return data


def test_what_is_no_digit_beside_a_number_is_left_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """As the command does: the network is the judge."""
    page = np.full((300, 500), 250, np.uint8)
    cv2.line(page, (150, 80), (150, 240), 20, 10)
    cv2.polylines(page, [np.array([[230, 85], [300, 85], [260, 240]])], False, 20, 10)
    for across, down in ((45, 0), (0, 45), (22, 22), (-22, 22)):
        cv2.line(page, (400 - across, 160 - down), (400 + across, 160 + down), 20, 6)
    path = tmp_path / "17star.png"
    cv2.imwrite(str(path), page)
    window.image_io.open(str(path))
    qtbot.waitUntil(lambda: prediction(window) == "17")


def test_copy_gives_the_drawing_as_a_picture(
    window: MainWindow, canvas: Canvas, draw: Draw
) -> None:
    out = (window.image_io.copy_action, window.image_io.save_action)
    assert not any(action.isEnabled() for action in out)  # Without ink there is no image.
    draw(*SEVEN)
    assert all(action.isEnabled() for action in out)
    QTest.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QApplication.clipboard().image()
    assert image.pixelColor(image.width() // 2, image.height() * 100 // 560).lightness() < 30
    assert image.pixelColor(5, 5) == QColor("white")


def test_a_saved_picture_reads_the_same_when_opened(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw, tmp_path: Path
) -> None:
    draw(*SEVEN)
    path = tmp_path / "seven.png"
    window.image_io.save(str(path))
    qtbot.waitUntil(path.exists)
    canvas.clear()
    qtbot.waitUntil(lambda: prediction(window) == NOTHING)
    window.image_io.open(str(path))
    qtbot.waitUntil(lambda: prediction(window) == "7")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["seven.png"]


def test_a_text_digit_keeps_what_the_network_saw(
    qtbot: QtBot, window: MainWindow, canvas: Canvas, draw: Draw, tmp_path: Path
) -> None:
    draw(*SEVEN)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    seen = window.draw_tab.network_input.picture
    path = tmp_path / "seven.txt"
    window.image_io.save(str(path))
    qtbot.waitUntil(path.exists)
    image, label = parse_digit(path.read_bytes(), path)
    assert np.array_equal(image, seen)
    assert label == UNLABELLED  # A guess would be learned from.
    canvas.clear()
    qtbot.waitUntil(lambda: prediction(window) == NOTHING)
    window.image_io.open(str(path))
    qtbot.waitUntil(lambda: canvas.drawing.picture is not None)
    qtbot.waitUntil(lambda: prediction(window) == "7")
    assert np.array_equal(window.draw_tab.network_input.picture, seen)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.txt", b"hello", ["letter.txt", "hello"]),
        ("empty.png", b"", ["empty.png", "image"]),
        ("not-a.png", b"\x89PNG\r\n\x1a\n but no more", ["not-a.png", "image"]),
    ],
)
def test_what_cannot_be_read_says_so_and_changes_nothing(
    qtbot: QtBot,
    window: MainWindow,
    canvas: Canvas,
    draw: Draw,
    tmp_path: Path,
    name: str,
    content: bytes,
    words: list[str],
) -> None:
    draw(*SEVEN)
    (tmp_path / name).write_bytes(content)
    window.image_io.open(str(tmp_path / name))
    box = wait_for_box(qtbot, window)
    assert all(word in box.text() for word in words)
    box.close()
    assert len(canvas.drawing.strokes) == 1


def test_an_empty_clipboard_says_so(qtbot: QtBot, window: MainWindow) -> None:
    QApplication.clipboard().clear()
    window.image_io.paste()
    box = wait_for_box(qtbot, window)
    assert "clipboard" in box.text()
    box.close()


def test_a_blank_picture_says_so(qtbot: QtBot, window: MainWindow, canvas: Canvas) -> None:
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.fillRect(image.rect(), QColor("teal"))
    painter.end()
    window.image_io.take(_mime(image), "paste")
    box = wait_for_box(qtbot, window)
    assert "No digit found" in box.text()
    box.close()
    assert not canvas.drawing


def test_a_folder_that_cannot_be_written_says_so(
    qtbot: QtBot, window: MainWindow, draw: Draw, tmp_path: Path
) -> None:
    draw(*SEVEN)
    window.image_io.save(str(tmp_path / "nowhere" / "seven.png"))
    box = wait_for_box(qtbot, window)
    assert "nowhere" in box.text()
    box.close()


def test_a_digit_of_a_data_set_reaches_the_network_unchanged(
    qtbot: QtBot, window: MainWindow
) -> None:
    digit = np.zeros((28, 28), np.uint8)
    digit[3:25, 20:23] = 77  # neither centred nor full ink
    window.image_io.show_digit(digit)
    view = window.draw_tab.network_input
    qtbot.waitUntil(lambda: bool(view.picture.any()))
    assert np.array_equal(view.picture, digit)
    assert format_digit(view.picture, 1) == format_digit(digit, 1)


def test_a_digit_of_a_data_set_lies_on_clean_paper(window: MainWindow, canvas: Canvas) -> None:
    digit = np.zeros((28, 28), np.uint8)
    digit[10:18, 10:18] = 255
    window.image_io.show_digit(digit)
    for _ in range(2):  # painted anew, too
        assert colour_at(canvas, (8, 8)) == paper_colour(canvas)
        assert colour_at(canvas, (280, 280)) == ink_colour(canvas)
        canvas.resize(canvas.width() - 10, canvas.height() - 10)
    window.image_io.copy()
    copied = QApplication.clipboard().image()
    assert copied.pixelColor(5, 5) == QColor("white")
    assert copied.pixelColor(copied.rect().center()) == QColor("black")


def test_a_picture_that_the_clipboard_cannot_hand_over_is_told_as_that(
    qtbot: QtBot, window: MainWindow
) -> None:
    data = QMimeData()
    data.setImageData(QImage())
    window.image_io.take(data, "paste")
    box = wait_for_box(qtbot, window)
    assert "may be too large" in box.text()
    box.close()


# Text digits in other forms
