"""The Dataset tab: open a set of digits and look at each of them."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.data.digitset import Chunk
from digitpad.errors import DatasetError
from digitpad.ui.dataset.digit_detail import DigitDetail
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.dataset.left_out import show_left_out
from digitpad.ui.progress_row import ProgressRow
from digitpad.ui.settings import last_folder, remember_folder
from digitpad.ui.theme import SPACE
from digitpad.ui.worker import Worker


class DatasetTab(QWidget):
    """Reads a data set in the background and shows what has come so far.

    Signals
    -------
    digit_sent(object) : a picture uint8 (28, 28) that the user wants to see read on the canvas.
    failed(object) : the DigitpadError of a data set that cannot be opened.
    """

    digit_sent = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._name = ""
        self._left_out: list[DatasetError] = []
        self.setAcceptDrops(True)
        self.model = DigitsModel(self)
        self.gallery = Gallery(self.model, self)
        self.gallery.setObjectName("gallery")
        self.detail = DigitDetail(self)
        self.detail.setObjectName("digitDetail")
        self.progress = ProgressRow(self)
        self._make_actions()
        self._lay_out()
        self.gallery.selectionModel().currentChanged.connect(self._show_digit)
        self.gallery.activated.connect(self._send)
        self.detail.sent.connect(self._send)
        self.progress.cancelled.connect(self._cancel)

    def _make_actions(self) -> None:
        self.open_folder = QAction("Open &data set…", self)
        self.open_folder.setObjectName("actionOpenDataset")
        self.open_folder.setShortcut("Ctrl+D")
        self.open_folder.setToolTip("A folder of text digits, or of MNIST's files (Ctrl+D)")
        self.open_folder.triggered.connect(self._ask_folder)
        self.open_file = QAction("Open data set &file…", self)
        self.open_file.setShortcut("Ctrl+Shift+D")
        self.open_file.setToolTip("A text digit, an IDX file or an .npz file (Ctrl+Shift+D)")
        self.open_file.triggered.connect(self._ask_file)

    def _lay_out(self) -> None:
        self._summary = QLabel(self)
        self._show_left_out = QPushButton(self)
        self._show_left_out.setFlat(True)
        self._show_left_out.setToolTip("Which files could not be read, and why")
        self._show_left_out.clicked.connect(lambda: show_left_out(self._left_out, self))
        self._show_left_out.hide()
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._summary)
        top.addWidget(self._show_left_out)
        top.addStretch(1)
        for action in (self.open_folder, self.open_file):
            top.addWidget(_button(action, self))

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
        # Not needed to show the window, which starts the sooner for it.
        from digitpad.data.formats import stream_dataset

        self.shut_down()
        self.model.clear()
        self.detail.clear()
        self._left_out = []
        self._name = Path(path).name
        remember_folder("dataset", str(path))
        self._pages.setCurrentWidget(self.gallery)
        self._show_summary()
        self.progress.start()
        self._worker = Worker(lambda: stream_dataset(path), self)
        self._worker.yielded.connect(self._add)
        self._worker.failed.connect(self.failed)
        self._worker.finished.connect(self._finish)
        self._worker.start()

    def shut_down(self) -> None:
        """End the reading, if there is any under way."""
        if self._worker:
            self._worker.disconnect(self)
            self._worker.stop()
            self._worker.deleteLater()
            self._worker = None

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
        self._show_summary()
        if not self.model.rowCount():
            self._pages.setCurrentIndex(0)

    def _show_summary(self) -> None:
        count = self.model.rowCount()
        digits = "1 digit" if count == 1 else f"{count:,} digits"
        self._summary.setText(f"{self._name} · {digits}" if self._name else "")
        self._show_left_out.setText(f"{len(self._left_out):,} left out")
        self._show_left_out.setVisible(bool(self._left_out))

    def _show_digit(self, index: QModelIndex) -> None:
        if index.isValid():
            row = index.row()
            self.detail.show_digit(
                self.model.image(row), self.model.label(row), self.model.name(row)
            )

    def _send(self) -> None:
        index = self.gallery.currentIndex()
        if index.isValid():
            self.digit_sent.emit(self.model.image(index.row()))

    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, "Open data set", last_folder("dataset"))
        if path:
            self.open(path)

    def _ask_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            "Open data set file",
            last_folder("dataset"),
            "Data sets (*.txt *.npz *.gz *ubyte);;All files (*)",
        )
        if path:
            self.open(path)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.open(files[0])


def _button(action: QAction, parent: QWidget) -> QPushButton:
    """A push button for an action."""
    button = QPushButton(action.text().replace("&", ""), parent)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button
