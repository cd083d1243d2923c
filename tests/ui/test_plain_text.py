"""Texts that others wrote are shown as they are: none is taken for HTML, a mnemonic or a layout."""

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QListView, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.text.codec import format_digit
from digitpad.errors import DatasetError, printable
from digitpad.models.model_file import Model, save_model
from digitpad.nn.network import Network
from digitpad.ui.support.plain_text import ElidedLabel, menu_text, tip
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import action, wait_for_box

HTML = '<img width=4000 height=3000 src="file:///etc/x.png">'

RECORD = f"{HTML}\n<b>x</b>&amp;\u202e\x1b[31m" + "long " * 200

NAMES = {
    "html": "<b>x<img width=4000 height=3000>&amp;",
    "ampersand": "R&D &amp; &lt;",
    "newline": "two\nlines",
    "override": "a\u202etxt",
    "long": "W" * 240,
    "bytes": os.fsdecode(b"\xff\xfe\xe4"),
}

WIDEST = 1200
"""Pixels that a window may come to need."""


def named(folder: Path, name: str, ending: str = "") -> Path:
    """A path in a folder; the test is skipped where such a name cannot be."""
    path = folder / f"{name}{ending}"
    try:
        path.mkdir()
        path.rmdir()
    except (OSError, ValueError):
        pytest.skip("no file here can be called so")
    return path


def joined(text: str) -> str:
    """A text without the places where a tooltip breaks its lines."""
    return "".join(text.split())


def rendered(text: str, form: Qt.TextFormat) -> str:
    """What is seen of a text where it is shown in this form."""
    is_rich = form == Qt.TextFormat.RichText
    if form == Qt.TextFormat.AutoText:
        is_rich = QtGui.Qt.mightBeRichText(text)
    if not is_rich:
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def seen(widget: QWidget) -> str:
    """All that the labels of a widget show, each on a line."""
    labels = widget.findChildren(QLabel)
    return "\n".join(rendered(label.text(), label.textFormat()) for label in labels)


def tips(widget: QWidget) -> str:
    """All that is shown where the pointer rests on a widget or one within it."""
    some = (inner.toolTip() for inner in [widget, *widget.findChildren(QWidget)])
    return "\n".join(rendered(tip, Qt.TextFormat.AutoText) for tip in some)


def menu_shown(actions: Iterable[QAction]) -> str:
    """What a menu shows: one & is a mnemonic, two are one."""
    return "\n".join(
        a.text().replace("&&", "\0").replace("&", "").replace("\0", "&") for a in actions
    )


def assert_in_shape(window: QWidget) -> None:
    """That no text made a window, or what is laid out in it, wider than it may be."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert window.minimumSizeHint().width() <= WIDEST
    assert window.width() <= WIDEST


def save_hostile(path: Path) -> None:
    network = Network.initialized([784, 16, 10], np.random.default_rng(0))
    record = {
        "test": {"name": RECORD, "error_rate": 0.5},
        "command": RECORD,
        RECORD: RECORD,
        "learned_from": [{"name": RECORD}],
    }
    save_model(Model(network, record), path)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a " * 40, ["a " * 29 + "a", "a " * 9 + "a"]),
        ("x" * 70, ["x" * 60, "x" * 10]),
        ("字" * 35, ["字" * 30, "字" * 5]),
        ("字" * 30 + "，字", ["字" * 29, "字，字"]),
        ("字" * 29 + "（字）字", ["字" * 29, "（字）字"]),
        ("字" * 28 + " Ctrl+L 字", ["字" * 28, "Ctrl+L 字"]),
        ("one\n\ntwo", ["one", "", "two"]),
    ],
)
def test_a_tooltip_breaks_between_words_and_chinese_signs(text: str, lines: list[str]) -> None:
    assert tip(text).split("\n") == lines


# Models


@pytest.mark.parametrize("kind", NAMES)
def test_a_models_name_and_record(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, kind: str
) -> None:
    path = named(tmp_path, NAMES[kind][:240], ".npz")
    save_hostile(path)
    window.current_model.open(str(path))
    name = printable(path.name)
    qtbot.waitUntil(lambda: f"Model: {name} (784–16–10), {HTML}\\n<b>" in seen(window))
    assert_in_shape(window)
    time = next(
        w for w in window.statusBar().findChildren(QLabel) if "probabilities" in w.toolTip()
    )
    assert window.rect().contains(time.mapTo(window, time.rect().bottomRight()))
    action(window, "actionAboutModel").trigger()
    box = wait_for_box(qtbot, window)
    assert name in seen(box)
    assert HTML in seen(box)
    box.close()
    window.current_model.restore()
    model = next(m for m in window.menuBar().findChildren(QMenu) if m.title() == "&Model")
    assert f"Switch to previous model ({name})" in menu_shown(model.actions())
    again = create_window(model=path)
    qtbot.addWidget(again)
    assert f"Model: {name} (784–16–10)" in seen(again)
    assert_in_shape(again)


def test_a_models_name_and_record_on_the_train_tab(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = named(tmp_path, NAMES["html"] + NAMES["ampersand"], ".npz")
    save_hostile(path)
    window.current_model.open(str(path))
    qtbot.waitUntil(lambda: HTML in seen(window))
    window.retraining.action.trigger()
    dialog = window.retraining.page
    qtbot.waitUntil(dialog.isVisible)
    assert_in_shape(dialog)
    named_after = [label for label in dialog.findChildren(QLabel) if "<b>" in label.text()]
    assert named_after
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in named_after)


def test_the_label_of_the_status_bar_shows_what_fits(qtbot: QtBot) -> None:
    label = ElidedLabel(f"first {HTML * 40} last")
    qtbot.addWidget(label)
    label.resize(300, 24)
    label.show()
    assert label.size().height() == 24
    assert label.minimumSizeHint().width() == 1
    image = label.grab().toImage()
    ground = image.pixelColor(299, 0)
    ends = [
        any(image.pixelColor(x, y) != ground for x in part for y in range(24))
        for part in (range(40), range(250, 299))
    ]
    assert ends == [True, True]


# Datasets


def digit(label: int) -> bytes:
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = 255
    return format_digit(image, label)


@pytest.mark.parametrize("kind", NAMES)
def test_the_names_of_a_folder_and_its_files(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, kind: str
) -> None:
    folder = named(tmp_path, NAMES[kind])
    folder.mkdir()
    file = named(folder, NAMES[kind][:240], ".txt")
    file.write_bytes(digit(7))
    (folder / f"z{NAMES[kind][:230]}.txt").write_text("<b>no digit</b>")
    window.open_dataset(folder)
    assert_shown(qtbot, window, file.name)
    remembered = [printable(folder)]
    window.dataset_tab.recent.aboutToShow.emit()
    assert remembered[0] in menu_shown(window.dataset_tab.recent.actions())
    window.retraining.action.trigger()
    dataset_list = window.retraining.page.findChild(QListWidget)
    assert dataset_list is not None
    found = [dataset_list.item(row).toolTip() for row in range(dataset_list.count())]
    shown = [joined(rendered(tip, Qt.TextFormat.AutoText)) for tip in found]
    assert joined(remembered[0]) in shown
    assert_in_shape(window.retraining.page)


@pytest.mark.parametrize("kind", ["html", "newline", "override", "long"])
def test_the_names_of_a_zip_and_its_members(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, kind: str
) -> None:
    path = named(tmp_path, NAMES[kind][:240], ".zip")
    name = f"{NAMES[kind]}.txt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, digit(7))
        archive.writestr(f"z{name}", "<b>no digit</b>")
    window.open_dataset(path)
    assert_shown(qtbot, window, name)


def assert_shown(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """That the only digit that is open is shown under its name, and what was left out too."""
    gallery = window.findChild(QListView, "gallery")
    assert gallery is not None
    qtbot.waitUntil(lambda: gallery.model().rowCount() == 1)
    qtbot.waitUntil(lambda: "1 digit" in seen(window.dataset_tab))
    shown = printable(name)
    index = gallery.model().index(0, 0)
    tip = rendered(index.data(Qt.ItemDataRole.ToolTipRole), Qt.TextFormat.AutoText)
    assert joined(tip).startswith(joined(f"{shown}\nLabel 7"))
    gallery.setCurrentIndex(index)
    detail = window.findChild(QWidget, "digitDetail")
    assert detail is not None
    assert joined(shown) in joined(tips(detail))
    if len(shown) < 20:
        assert shown in seen(detail)
    assert_in_shape(window)


# Errors and messages


@pytest.mark.parametrize("kind", NAMES)
def test_an_error_names_the_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, kind: str
) -> None:
    path = named(tmp_path, NAMES[kind][:240], ".png")
    path.write_bytes(b"<b>no picture</b>")
    window.image_io.open(str(path))
    box = wait_for_box(qtbot, window)
    assert printable(path.name) in seen(box).replace("\n", "")
    assert box.width() <= WIDEST
    box.close()


def test_an_error_is_no_html(qtbot: QtBot, window: MainWindow) -> None:
    window.show_error(DatasetError(HTML, found=HTML, expected=f"{HTML} " * 20))
    box = wait_for_box(qtbot, window)
    assert f"{HTML}: expected {HTML}" in seen(box)
    assert box.width() <= WIDEST
    box.close()


def test_a_message_is_on_one_line_and_no_html(window: MainWindow) -> None:
    empty = window.statusBar().grab().toImage()
    window.show_message(f"{HTML}\n\x1b[31m{NAMES['bytes']}\u202e" + "long " * 100)
    assert (
        window.statusBar().currentMessage().startswith(f"{HTML}\\n\\x1b[31m\\xff\\xfe\\xe4\\u202e")
    )
    shown = window.statusBar().grab().toImage()
    assert shown.size() == empty.size()
    assert_in_shape(window)


# The tools themselves


@pytest.mark.parametrize("text", ["<b>x</b>", "a & b", "&amp;", "1 < 2 > 0", "two\nlines", ""])
def test_a_tip_shows_a_text_as_it_is(text: str) -> None:
    assert rendered(tip(text), Qt.TextFormat.AutoText) == text


def test_a_menu_shows_an_ampersand(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction(menu_text("R&D && <b>"))
    assert menu_shown(menu.actions()) == "R&D && <b>"
    assert QApplication.instance() is not None
