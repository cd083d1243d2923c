"""Windows come back where they were, if that can be seen."""

import random
import struct

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSize
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.ui.support.settings import settings
from tests.ui.hand import assert_can_be_seen


def geometry(**changes: int) -> QByteArray:
    """The bytes that Qt keeps of a window, of its third version."""
    values = {
        "frame_left": 40,
        "frame_top": 40,
        "frame_right": 760,
        "frame_bottom": 700,
        "normal_left": 42,
        "normal_top": 62,
        "normal_right": 758,
        "normal_bottom": 698,
        "screen": 0,
        "maximized": 0,
        "screen_width": 800,
        "left": 42,
        "top": 62,
        "right": 758,
        "bottom": 698,
    } | changes
    return QByteArray(struct.pack(">IHH8i i H i 4i", 0x1D9D0CB, 3, 0, *values.values()))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"left": 5_000, "right": 5_700},
        {"top": 100_000, "bottom": 100_700, "normal_top": 100_000, "normal_bottom": 100_700},
        {"left": -5_000, "right": -4_300},
        {"right": 2**31 - 1, "bottom": 2**31 - 1},
        {"left": -(2**31), "right": 2**31 - 1},
        {"right": 30_000, "normal_right": 30_000, "frame_right": 30_000},
        {"screen": 77},
        {"screen_width": 2**31 - 1},
    ],
)
def test_a_window_can_be_seen_wherever_it_is_said_to_have_been(
    qtbot: QtBot, changes: dict[str, int]
) -> None:
    settings().setValue("window/geometry", geometry(**changes))
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    assert_can_be_seen(window)
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_window_can_be_seen_whatever_bytes_are_kept_of_it(qtbot: QtBot) -> None:
    rng = random.Random(0)
    window = create_window()
    qtbot.addWidget(window)
    for _ in range(300):
        kept = bytearray(geometry().data())
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(kept) - 4)
            kept[at : at + 4] = struct.pack(">i", rng.choice([0, -1, 2**31 - 1, 70_000, -9_000]))
        settings().setValue("window/geometry", QByteArray(bytes(kept)))
        window._restore_settings()
        assert_can_be_seen(window)


def test_a_window_comes_back_where_it_was(qtbot: QtBot) -> None:
    first = create_window()
    qtbot.addWidget(first)
    first.show()
    first.resize(780, 640)
    first.move(11, 31)
    with qtbot.waitSignal(first.closed):
        first.close()
    second = create_window()
    qtbot.addWidget(second)
    second.show()
    assert (second.size(), second.pos()) == (QSize(780, 640), QPoint(11, 31))
    with qtbot.waitSignal(second.closed):
        second.close()
