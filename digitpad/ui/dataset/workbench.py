"""What is on the Dataset tab: a set of digits, and each of them large."""

from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats import stream_dataset
from digitpad.errors import DatasetError
from digitpad.nn.metrics import evaluate, readings
from digitpad.nn.network import Network
from digitpad.storage.resources import resource_path
from digitpad.ui.dataset.digit_detail import DigitDetail
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.dataset.left_out import show_left_out
from digitpad.ui.progress_row import ProgressRow
from digitpad.ui.settings import remember_folder
from digitpad.ui.theme import SPACE
from digitpad.ui.worker import Worker

Judgement = tuple[int, NDArray[np.int8], NDArray[np.int8]]
"""The first row, and what was read there and in those that follow; their labels."""

JUDGED_AT_ONCE = 200
"""Digits between two places where the judging can be stopped: about a frame of the window."""

REPORT_EVERY = 100
"""Milliseconds between two looks at how far the judging is: painting takes time from it."""


class Workbench(QWidget):
    """Reads a data set in the background and shows what has come so far.

    Parameters
    ----------
    actions : what opens a data set; each gets a button.
    network : reads the digits and marks what it misreads.

    Signals
    -------
    digit_sent(object) : a picture uint8 (28, 28) that the user wants to see read on the canvas.
    failed(object) : the DigitpadError of a data set that cannot be opened.
    """

    digit_sent = Signal(object)
    failed = Signal(object)

    def __init__(
        self, actions: Sequence[QAction], network: Network, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._network = network
        self._worker: Worker | None = None
        self._judge: Worker | None = None
        self._judgements = QTimer(self)
        self._judgements.setSingleShot(True)
        self._judgements.setInterval(REPORT_EVERY)
        self._judgements.timeout.connect(self._show_judgements)
        self._name = ""
        self._left_out: list[DatasetError] = []
        self.model = DigitsModel(self)
        self.gallery = Gallery(self.model, self)
        self.gallery.setObjectName("gallery")
        self.detail = DigitDetail(self)
        self.detail.setObjectName("digitDetail")
        self.progress = ProgressRow(self)
        self._lay_out(actions)
        self.gallery.selectionModel().currentChanged.connect(self._show_digit)
        self.gallery.activated.connect(self._send)
        self.detail.sent.connect(self._send)
        self.progress.cancelled.connect(self._cancel)

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        self._summary = QLabel(self)
        self._show_left_out = QPushButton(self)
        self._show_left_out.setFlat(True)
        self._show_left_out.setToolTip("Which files could not be read, and why")
        self._show_left_out.clicked.connect(self._list_left_out)
        self._show_left_out.hide()
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._summary)
        top.addWidget(self._show_left_out)
        top.addStretch(1)
        for action in actions:
            button = QPushButton(action.text().replace("&", ""), self)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            top.addWidget(button)

        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._invitation())
        self._pages.addWidget(self.gallery)
        middle = QHBoxLayout()
        middle.setSpacing(3 * SPACE)
        middle.addWidget(self._pages, 1)
        middle.addWidget(self.detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.progress)
        self._show_summary()

    def _invitation(self) -> QWidget:
        """What is shown while there are no digits."""
        text = QLabel(
            "Open a data set to see what a network learns from:\n"
            "a folder of text digits, MNIST's files, or drop one here.",
            self,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setForegroundRole(text.palette().ColorRole.PlaceholderText)
        return text

    def open(self, path: str | Path) -> None:
        """Read a data set in the background, in place of the one that is shown."""
        remember_folder("dataset", str(path))
        self._read(path)

    def open_samples(self) -> None:
        """Read the digits that come with the program, where no data set was opened yet."""
        if not self._name:
            self._read(resource_path("sample-digits.zip"))

    def _read(self, path: str | Path) -> None:
        self.shut_down()
        self.model.clear()
        self.detail.clear()
        self._left_out = []
        self._name = Path(path).name
        self._pages.setCurrentWidget(self.gallery)
        self._show_summary()
        self.progress.start()
        self._worker = Worker(lambda: stream_dataset(path), self)
        self._worker.yielded.connect(self._add)
        self._worker.failed.connect(self.failed)
        self._worker.ended.connect(self._finish)
        self._worker.start()

    def set_network(self, network: Network) -> None:
        """Have the digits read by this network from now on."""
        self._network = network
        if not self.progress.isVisibleTo(self):
            self._judge_all()
        self._show_digit(self.gallery.currentIndex())

    def shut_down(self) -> None:
        """End what is under way."""
        _end(self._worker)
        _end(self._judge)
        self._worker = self._judge = None

    def _judge_all(self) -> None:
        """Read all digits with the network, in the background."""
        _end(self._judge)
        self.model.forget_readings()
        network, sets = self._network, self.model.sets()
        self._judge = Worker(lambda: _judged(network, sets), self)
        self._judge.yielded.connect(self._add_judgement)
        self._judge.start()

    def _add_judgement(self, judgement: Judgement) -> None:
        self.model.add_readings(*judgement)
        if not self._judgements.isActive():
            self._judgements.start()

    def _show_judgements(self) -> None:
        self.gallery.viewport().update()
        self._show_summary()

    def _add(self, chunk: Chunk) -> None:
        self.model.append(chunk.digits)
        self._left_out += chunk.digits.left_out
        self.progress.show_progress(chunk.done, chunk.total)
        self._show_summary()
        if self.model.rowCount() and not self.gallery.currentIndex().isValid():
            self.gallery.show_row(0)

    def _cancel(self) -> None:
        self.shut_down()
        self._finish()

    def _finish(self) -> None:
        self.progress.hide()
        self._judge_all()
        self._show_summary()
        if not self.model.rowCount():
            self._pages.setCurrentIndex(0)

    def _show_summary(self) -> None:
        count = self.model.rowCount()
        digits = "1 digit" if count == 1 else f"{count:,} digits"
        if self.model.misread:
            share = f"{100 * self.model.misread / count:.2f} %"
            digits += f" · {self.model.misread:,} misread ({share})"
        self._summary.setText(f"{self._name} · {digits}" if self._name else "")
        self._show_left_out.setText(f"{len(self._left_out):,} left out")
        self._show_left_out.setVisible(bool(self._left_out))

    def _show_digit(self, index: QModelIndex) -> None:
        if index.isValid():
            row = index.row()
            image, label = self.model.image(row), self.model.label(row)
            reading = _reading(self._network, image, label)
            self.detail.show_digit(image, label, self.model.name(row), reading)

    def _send(self) -> None:
        index = self.gallery.currentIndex()
        if index.isValid():
            self.digit_sent.emit(self.model.image(index.row()))

    def _list_left_out(self) -> None:
        show_left_out(self._left_out, self)


def _reading(network: Network, image: NDArray[np.uint8], label: str) -> str:
    """How a network reads one digit, in words."""
    (probabilities,) = readings(network, image[None])
    best = int(probabilities.argmax())
    text = f"read as {best}, {100 * probabilities[0, best]:.1f} %"
    if label.isdigit():
        text += f", loss {evaluate(network, image[None], np.array([int(label)])).loss:.2f}"
    return text


def _judged(network: Network, sets: Sequence[DigitSet]) -> Generator[Judgement, None, None]:
    """What a network reads in some sets, one after the other."""
    start = 0
    for digits in sets:
        done = 0
        for probabilities in readings(network, digits.images, JUDGED_AT_ONCE):
            read = probabilities.argmax(axis=1).astype(np.int8)
            yield start + done, read, digits.labels[done : done + len(read)]
            done += len(read)
        start += len(digits)


def _end(worker: Worker | None) -> None:
    """End a worker, if there is one."""
    if worker:
        worker.stop()
        worker.deleteLater()
