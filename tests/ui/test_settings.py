"""Whatever stands in the settings file, the program starts, and says what is damaged."""

import json
import logging
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.formats import ReadOptions
from digitpad.files.log import LOG
from digitpad.lessons.progress import progress_from_json
from digitpad.ui.retrain.hyperparameters import Hyperparameters
from digitpad.ui.support.load_options import KEY as OPTIONS
from digitpad.ui.support.load_options import options_for
from digitpad.ui.support.recent import recent, remember_recent
from digitpad.ui.support.settings import (
    bytes_setting,
    json_setting,
    last_folder,
    number_setting,
    numbers_setting,
    path_setting,
    path_to_text,
    settings,
    take_damage,
    text_setting,
    why_not_kept,
)
from digitpad.ui.support.worker import wait_for_workers
from digitpad.ui.window.main_window import MainWindow
from tests import PATIENCE
from tests.ui.hand import assert_can_be_seen

KEYS = [
    "dataset/read_options",
    "dataset/splitter",
    "dataset/splitter_sizes",
    "dataset/tile_size",
    "draw/always_one_digit",
    "draw/pen_width",
    "explain/inside",
    "explain/on_canvas",
    "explain/panel",
    "explain/why",
    "export/format",
    "export/int8",
    "folders/picture",
    "guide/geometry",
    "learn/after_each_correction",
    "lessons/offered",
    "lessons/progress",
    "model/previous",
    "playground/health",
    "recent/dataset",
    "retrain/advanced",
    "retrain/geometry",
    "retrain/options",
    "retrain/sources",
    "retrain/weights",
    "window/appearance",
    "window/geometry",
    "window/language",
]


NOT_UTF_8 = os.fsdecode(b"/tmp/\xff\xfe\n% name")


@pytest.fixture
def damage_may_be_told() -> Iterator[None]:
    """That the settings are damaged may be logged; nothing else may."""

    told = ("settings were damaged", "cannot be used, but its default")

    def other(record: logging.LogRecord) -> bool:
        return not any(text in record.getMessage() for text in told)

    LOG.addFilter(other)
    yield
    LOG.removeFilter(other)


def written(values: dict[str, str]) -> str:
    """A settings file with these values, each as it is."""
    sections: dict[str, list[str]] = {}
    for key, value in values.items():
        section, name = key.split("/")
        sections.setdefault(section, []).append(f"{name}={value}")
    return "".join(f"[{s}]\n" + "\n".join(lines) + "\n" for s, lines in sections.items())


def started(qtbot: QtBot) -> MainWindow:
    """The window, with all that reads a setting made and shown, and closed again."""
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    window.open_dataset("synthetic:1")
    window.retraining.action.trigger()
    window._file_menu.aboutToShow.emit()
    window.dataset_tab.recent.aboutToShow.emit()
    for tab in range(3):  # The Playground is made when it is shown, and reads a single fold.
        window._tabs.setCurrentIndex(tab)
    slider = window.findChild(QSlider)
    assert slider is not None
    assert window.draw_tab.canvas.pen_width == slider.value()
    assert 4 <= slider.value() <= 40
    assert_can_be_seen(window)
    window.retraining.shut_down()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert wait_for_workers(PATIENCE)
    return window


VALUES = [
    "abc",
    "",
    "999999999999",
    "1e400",
    "nan",
    "a, b, c",
    '"',
    "@",
    "@Invalid()",
    "@Size(-1 99999999)",
    "@Rect(a b c d)",
    "@DateTime(\\0\\0\\0\\x10)",
    "@ByteArray(garbage)",
    "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0)",
    "@ByteArray(\\0\\0\\0\\xff\\0\\0\\0\\x1\\x7f\\xff\\xff\\xff)",
    "@Variant(\\0\\0\\0\\x9\\x7f\\xff\\xff\\xff)",
    "x, @Variant(\\0\\0\\0\\v\\x7f\\xff\\xff\\xf0)",
    '"{\\"validation\\": []}"',
    '"{\\"hidden\\": [1e999]}"',
    "bytes:%FF%00%",
    "\\xd83d",
    "\\0",
    "foo\\",
]


@pytest.mark.usefixtures("damage_may_be_told")
@pytest.mark.parametrize("value", VALUES)
def test_the_program_starts_with_any_value(qtbot: QtBot, ini: Path, value: str) -> None:
    ini.write_text(written(dict.fromkeys(KEYS, value)))
    started(qtbot)


DAMAGED = [
    b"",
    b"\0" * 1000,
    b"\xff\xfe" + "[window]\ngeometry=1\n".encode("utf-16-le"),
    b"[window\ngeometry==\n]]\n%%%\n[%zz]\nx=\\xzz\n",
    b"[draw]\n" + b"pen_width=7\n" * 80_000,
    b"x" * 1_100_000,
    bytes(range(256)) * 40,
]


@pytest.mark.usefixtures("damage_may_be_told")
@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_the_program_starts_with_any_file(qtbot: QtBot, ini: Path, content: bytes) -> None:
    ini.write_bytes(content)
    started(qtbot)


@pytest.mark.usefixtures("damage_may_be_told")
@pytest.mark.parametrize("kind", ["folder", "pipe", "unreadable"])
def test_the_program_starts_with_what_is_no_file(qtbot: QtBot, ini: Path, kind: str) -> None:
    if kind == "folder":
        ini.mkdir()
    elif kind == "unreadable":
        ini.write_text("[draw]\npen_width=7\n")
        ini.chmod(0)
    elif hasattr(os, "mkfifo"):
        os.mkfifo(ini)
    else:
        pytest.skip("no pipes here")
    started(qtbot)


def damaged(rng: random.Random, content: bytes) -> bytes:
    """The content with something put in, taken out or turned over."""
    edited = bytearray(content)
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(edited))
        match rng.randrange(4):
            case 0:
                edited[at] ^= 1 << rng.randrange(8)
            case 1:
                del edited[at : at + rng.randrange(1, 12)]
            case 2:
                edited[at:at] = rng.choice(VALUES).encode()
            case 3:
                edited[at:at] = rng.randbytes(rng.randrange(1, 12))
    return bytes(edited)


@pytest.mark.usefixtures("damage_may_be_told")
def test_the_program_starts_with_a_damaged_file(
    qtbot: QtBot, ini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = create_window()
    qtbot.addWidget(window)
    window.open_dataset("synthetic:1")
    remember_recent("dataset", NOT_UTF_8)
    settings().setValue("window/appearance", "dark")
    settings().setValue("dataset/splitter_sizes", "500 300")
    settings().setValue("model/previous", path_to_text(NOT_UTF_8))
    with qtbot.waitSignal(window.closed):
        window.close()
    sound = ini.read_bytes()
    assert b"geometry" in sound
    rng = random.Random(17)
    for _ in range(3):
        ini.write_bytes(damaged(rng, sound))
        started(qtbot)
    # Reading is what differs: the window need not be made for it.
    for _ in range(80):
        ini.write_bytes(damaged(rng, sound))
        for key in KEYS:
            text_setting(key), path_setting(key), bytes_setting(key), json_setting(key)
            number_setting(key, 1, 0, 9), numbers_setting(key, 2, 0, 9)
        recent("dataset"), last_folder("picture")


START = """
import sys
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from digitpad.ui.window.main_window import MainWindow
MainWindow.first_painted_once = False
def quit_soon(self, event, paint=MainWindow.paintEvent):
    paint(self, event)
    if not MainWindow.first_painted_once:
        MainWindow.first_painted_once = True
        QTimer.singleShot(300, self.quit)
MainWindow.paintEvent = quit_soon
from digitpad import app
sys.exit(app.run(None, None))
"""


@pytest.mark.parametrize("value", ["@Variant(\\0\\0\\0\\x9\\x7f\\xff\\xff\\xff)", None])
def test_the_whole_program_starts_and_quits(ini: Path, home: Path, value: str | None) -> None:
    ini.write_text(written(dict.fromkeys(KEYS, value)) if value else "\0\1\2[[[[")
    done = subprocess.run(
        [sys.executable, "-c", START, str(home)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_a_damaged_file_is_kept_aside(ini: Path, caplog: pytest.LogCaptureFixture) -> None:
    content = b"[draw]\npen_width=@Variant(\\0\\0\\0\\x9\\x7f\\xff\\xff\\xff)\n"
    ini.write_bytes(content)
    assert number_setting("draw/pen_width", 5, 1, 9) == 5
    settings().setValue("draw/pen_width", 7)
    assert number_setting("draw/pen_width", 5, 1, 9) == 7
    assert (ini.parent / "digitpad.ini.damaged").read_bytes() == content
    assert "kept as" in caplog.text
    caplog.clear()


@pytest.mark.usefixtures("damage_may_be_told")
@pytest.mark.parametrize(
    "content",
    [
        random.Random(5).randbytes(3000),
        b"\1\2\3=\4\n\x80\x81=\xff\n",
        "[draw]\npen_width=7\n".encode("utf-16"),
        b"once upon a time\n",
    ],
    ids=["random", "short", "UTF-16", "words"],
)
def test_what_are_no_settings_is_kept_aside_and_told_once(
    qtbot: QtBot, ini: Path, content: bytes
) -> None:
    ini.write_bytes(content)
    aside = ini.parent / "digitpad.ini.damaged"
    window = started(qtbot)
    assert aside.read_bytes() == content
    labels = window.notices.findChildren(QLabel)
    told = [label.text() for label in labels if label.text()]
    assert told == [
        "The settings could not be read; digitpad starts with the defaults."
        f" The damaged file is kept as {aside}."
    ]
    again = started(qtbot)
    assert not again.notices.findChildren(QLabel)


@pytest.mark.parametrize("line", [b"what is this", b"x=\xff", b"\0\0=1", b"[half a section"])
@pytest.mark.usefixtures("damage_may_be_told")
def test_one_wrong_line_is_kept_aside_and_the_others_are_used(ini: Path, line: bytes) -> None:
    content = b"; mine\r\n[draw]\r\n" + line + b"\r\npen_width=7\r\n"
    ini.write_bytes(content)
    for _ in range(2):
        assert number_setting("draw/pen_width", 5, 1, 9) == 7
        settings().setValue("draw/always_one_digit", 1)
    (damage,) = take_damage()
    assert damage.is_partial
    assert damage.kept.read_bytes() == content
    assert len([*ini.parent.glob("*.damaged*")]) == 1


def test_a_wrong_line_in_a_file_that_cannot_be_written_leaves_all_as_it_is(ini: Path) -> None:
    ini.write_bytes(b"[draw]\nwhat is this\npen_width=7\n")
    ini.chmod(0o444)
    for _ in range(2):
        assert number_setting("draw/pen_width", 5, 1, 9) == 7
    assert [*ini.parent.iterdir()] == [ini]
    assert not take_damage()


@pytest.mark.parametrize("content", [b"", b"\n", b";mine\n[draw]\npen_width=5\n\n[x%20y]\na\\b=\n"])
def test_what_is_sound_is_used_as_it_is(ini: Path, content: bytes) -> None:
    ini.write_bytes(content)
    assert number_setting("draw/pen_width", 5, 1, 9) == 5
    assert ini.read_bytes() == content
    assert not take_damage()


def test_settings_that_cannot_be_written_are_told_of(qtbot: QtBot, ini: Path) -> None:
    ini.write_text("[draw]\npen_width=7\n")
    assert why_not_kept() is None
    ini.chmod(0o444)
    window = started(qtbot)
    (label,) = [label for label in window.notices.findChildren(QLabel) if label.text()]
    assert label.text() == f"Cannot write {ini}: the file is read-only; no setting is kept"


def test_a_value_that_cannot_be_used_is_logged_once(
    ini: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys = [f"of_{kind}/{os.urandom(4).hex()}" for kind in ("number", "numbers", "bytes", "json")]
    ini.write_text(written(dict.fromkeys(keys, "odd")))
    for _ in range(2):
        assert number_setting(keys[0], 5, 1, 9) == 5
        assert numbers_setting(keys[1], 2, 1, 9) == []
        assert bytes_setting(keys[2]).isEmpty()
        assert json_setting(keys[3]) == {}
        assert number_setting("not/there", 5, 1, 9) == 5
    assert [record.getMessage().split()[2] for record in caplog.records] == keys
    caplog.clear()


ODD: list[Any] = [None, True, -1, 10**30, 1e308, "", "x" * 5000, "\ud800", [], {}, [[]], {"a": [1]}]


def test_one_odd_value_in_the_settings_of_a_training_leaves_the_others(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    boxes = Hyperparameters(parent)
    default = boxes.remembered()
    sound = {**default, "epochs": 7, "batch": 33, "seed": 5, "new": True}
    for name in sound:
        for odd in ODD:
            boxes.show_remembered(default)
            boxes.show_remembered({**sound, name: odd})
            found = boxes.remembered()
            others = [other for other in sound if other != name]
            assert [found[other] for other in others] == [sound[other] for other in others]
            assert type(found[name]) is type(sound[name])


@pytest.mark.usefixtures("damage_may_be_told")
def test_odd_values_in_how_a_dataset_was_read_leave_the_others() -> None:
    test = ReadOptions("test")
    for odd in ODD:
        for one in (odd, {"half": odd, "file": odd, "label_column": odd}):
            settings().setValue(OPTIONS, json.dumps({"/a": one, "/b": asdict(test)}))
            assert isinstance(options_for("/a"), ReadOptions)
            assert options_for("/b") == test
            progress = progress_from_json({"a": odd, "b": [1, odd], "c": [2]})
            assert progress.done["c"] == {2}
