"""Memory that a large dataset took goes back to the system."""

import subprocess
import sys
import weakref
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import idx_arrays, write_dataset
from digitpad.ui.support import memory
from digitpad.ui.support.memory import _glibc
from digitpad.ui.support.worker import Worker, running
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import open_whole

USED = """
import numpy as np
from digitpad.ui.support.memory import share_one_pool

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

share_one_pool()
np.ones(31 << 20, np.uint8)  # Once freed, it makes glibc keep all that is smaller.
block = np.ones(30 << 20, np.uint8)
kept = np.ones(1 << 10, np.uint8)  # Behind it: the end of the pool goes back by itself.
before = resident()
del block
print(before - resident())
"""


@pytest.mark.skipif(not _glibc(), reason="only glibc keeps what was freed")
def test_a_large_block_goes_back_as_soon_as_it_is_freed() -> None:
    done = subprocess.run([sys.executable, "-c", USED], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 25 << 20


ROOM = """
import numpy as np
from digitpad.ui.support.memory import room_for_steps, share_one_pool

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

def given_back():
    block = np.ones(8 << 20, np.uint8)
    kept = np.ones(1 << 10, np.uint8)  # Behind it: the end of the pool goes back by itself.
    before = resident()
    del block
    return before - resident()

share_one_pool()
print(given_back())
with room_for_steps(2 << 20):
    print(given_back())
with room_for_steps(3 << 20):
    print(given_back())
with room_for_steps(8 << 20):
    print(given_back())
"""


@pytest.mark.skipif(not _glibc(), reason="only glibc keeps what was freed")
def test_only_the_training_of_a_wide_network_keeps_what_it_freed_for_its_next_step() -> None:
    done = subprocess.run([sys.executable, "-c", ROOM], capture_output=True, text=True, check=True)
    usually, in_training, larger_than_its_layers, of_a_wide_network = map(int, done.stdout.split())
    assert usually > 7 << 20
    assert in_training > 7 << 20
    assert larger_than_its_layers > 7 << 20
    assert of_a_wide_network < 1 << 20


KEPT = """
import ctypes
from PySide6.QtWidgets import QApplication, QMessageBox
from digitpad.app import create_window
from digitpad.ui.support.icons import _drawing, _image

class Pool(ctypes.Structure):
    _fields_ = [(str(number), ctypes.c_size_t) for number in range(10)]

glibc = ctypes.CDLL("libc.so.6")
glibc.mallinfo2.restype = Pool

def used():
    return getattr(glibc.mallinfo2(), "7")  # uordblks, bytes

app = QApplication(["digitpad", "-style", "fusion"])
window = create_window()
before, svg = used(), _drawing("save")
kept = [_image(svg, 0xFF000000 + number, 20, 20) for number in range(300)]
print((used() - before) // 300)
before = used()
for number in range(600):
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.iconPixmap()
    del box
print(used() - before)
"""


@pytest.mark.skipif(not hasattr(_glibc(), "mallinfo2"), reason="another C library, or an old one")
def test_icons_take_little_for_good() -> None:
    done = subprocess.run([sys.executable, "-c", KEPT], capture_output=True, text=True, check=True)
    of_each_icon, of_message_boxes = map(int, done.stdout.split())
    assert of_each_icon < 3000  # 1,600 of them its pixels.
    assert of_message_boxes < 4 << 20


SOURCES = """
import linecache
import digitpad.app
linecache.clearcache()
import csv
print(len(linecache.cache))
"""


def test_the_source_of_a_module_is_not_kept_for_its_import() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SOURCES], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0", done.stderr


@pytest.mark.parametrize(("every", "times"), [(-1.0, 3), (3600.0, 1)])
def test_long_work_gives_back_now_and_then(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, every: float, times: int
) -> None:
    given: list[None] = []
    monkeypatch.setattr(memory, "give_back", lambda: given.append(None))
    monkeypatch.setattr(memory, "_last_given_back", float("-inf"))
    monkeypatch.setattr(memory, "GIVE_BACK_EVERY", every)
    worker = Worker(lambda: (number for number in range(3)))
    with qtbot.waitSignal(worker.ended):
        worker.start()
    assert len(given) == times


def test_the_dataset_before_is_gone_before_much_of_the_next_is_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "one", "other":
        (tmp_path / name).mkdir()
        digits = DigitSet(name, np.zeros((1200, 28, 28), np.uint8), np.zeros(1200, np.int8))
        write_dataset(digits, tmp_path / name / "train-images-idx3-ubyte.gz")
    open_whole(qtbot, window, tmp_path / "one")
    qtbot.waitUntil(lambda: not running())  # All are predicted.
    images = window.dataset_tab.make_view().open_dataset.dataset.sets[0].images.base
    assert images is not None
    assert len(images) == 1200
    before, fill, was_there = weakref.ref(images), idx_arrays._fill, list[bool]()
    del images

    def noted_fill(path: Path, *rest: object) -> None:
        was_there.append(before() is not None)
        fill(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(idx_arrays, "_fill", noted_fill)
    open_whole(qtbot, window, tmp_path / "other")
    assert was_there == [True, False]
