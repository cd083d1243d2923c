"""MNIST, downloaded from the Train tab."""

import gzip
import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from digitpad.data import download
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.mnist import Remote, mnist_folder
from digitpad.ui.retrain.train_page import TrainPage
from digitpad.ui.support.worker import running
from digitpad.ui.widgets.progress_row import ProgressRow
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import button, wait_for_box
from tests.ui.retrain_hand import LEFT, all_ended, click, dataset_list, opened

pytestmark = pytest.mark.light_window


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> TrainPage:
    return opened(qtbot, window)


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A server on this machine with files like MNIST's, 50 and 20 digits; their folder."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for kind, count in (("train", 50), ("t10k", 20)):
        images = rng.integers(0, 255, (count, 28, 28)).astype(np.uint8)
        header = np.array([2051, count, 28, 28], ">i4").tobytes()
        (folder / f"{kind}-images-idx3-ubyte.gz").write_bytes(
            gzip.compress(header + images.tobytes())
        )
        labels = rng.integers(0, 10, count).astype(np.uint8)
        header = np.array([2049, count], ">i4").tobytes()
        (folder / f"{kind}-labels-idx1-ubyte.gz").write_bytes(
            gzip.compress(header + labels.tobytes())
        )
    files = {
        path.name: Remote(path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in folder.iterdir()
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    server.daemon_threads = False  # It waits for them when it is closed.
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/"
    fetch = partial(download.fetch_mnist, mirrors=(address,), files=files)
    monkeypatch.setattr(download, "fetch_mnist", fetch)
    _Quiet.may_answer.set()
    yield folder
    _Quiet.may_answer.set()
    server.shutdown()
    server.server_close()
    thread.join()
    for thread in threading.enumerate():
        if thread.name == "download":  # Left alone by who wanted no more of it.
            thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    may_answer = threading.Event()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.may_answer.wait()
        super().do_GET()


def test_get_mnist(qtbot: QtBot, window: MainWindow, page: TrainPage, mirror: Path) -> None:
    click(page, "Download MNIST…")
    box = wait_for_box(qtbot, window)
    assert "(12 MB)" in box.text()
    assert "(12 MB)" in page.dataset_list.get_mnist.toolTip()
    QTest.mouseClick(button(box, "Download"), LEFT)
    qtbot.waitUntil(lambda: "MNIST · Training set · 50" in dataset_list(page))
    assert not page.dataset_list.get_mnist.isVisible()
    assert isinstance(load_dataset(mnist_folder()), DigitSet)


def test_a_mirror_with_other_files_is_told_of(
    qtbot: QtBot, window: MainWindow, page: TrainPage, mirror: Path
) -> None:
    (mirror / "train-labels-idx1-ubyte.gz").write_bytes(b"something else")
    click(page, "Download MNIST…")
    QTest.mouseClick(button(wait_for_box(qtbot, window), "Download"), LEFT)
    qtbot.waitUntil(lambda: any("checksum" in b.text() for b in window.findChildren(QMessageBox)))
    assert page.dataset_list.get_mnist.isVisible()
    for box in window.findChildren(QMessageBox):
        QTest.keyClick(box, Qt.Key.Key_Escape)


def waiting_for_a_silent_mirror(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    all_ended(qtbot)
    _Quiet.may_answer.clear()
    click(page, "Download MNIST…")
    QTest.mouseClick(button(wait_for_box(qtbot, window), "Download"), LEFT)
    qtbot.waitUntil(lambda: bool(running()))


def test_to_cancel_shows_at_once(
    qtbot: QtBot, window: MainWindow, page: TrainPage, mirror: Path
) -> None:
    waiting_for_a_silent_mirror(qtbot, window, page)
    row = page.findChild(ProgressRow)
    assert row is not None
    qtbot.waitUntil(row.isVisible)
    click(row, "Cancel")
    assert not row.isVisible()
    qtbot.waitUntil(lambda: not running())


def test_the_window_does_not_wait_for_a_silent_mirror(
    qtbot: QtBot, window: MainWindow, page: TrainPage, mirror: Path
) -> None:
    waiting_for_a_silent_mirror(qtbot, window, page)
    with qtbot.waitSignal(window.closed):
        window.close()
