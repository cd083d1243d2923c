"""Fetches MNIST in the background, after asking."""

from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.data.mnist import FILES, MIRRORS, mnist_folder
from digitpad.ui.support.messages import ask
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.worker import StoppedError, Worker, as_generator, is_stopped, stop_worker
from digitpad.ui.widgets.progress_row import ProgressRow

Button = QMessageBox.StandardButton


class MnistDownload(QObject):
    """Downloads MNIST, with progress.

    Parameters
    ----------
    progress : shows how far it is, and ends it.
    page : asks.

    Signals
    -------
    fetched() : all files are there.
    failed(object) : the DigitpadError of what could not be fetched.
    """

    fetched = Signal()
    _arrived = Signal()
    failed = Signal(object)

    def __init__(self, progress: ProgressRow, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._progress = progress
        self._worker: Worker | None = None
        self._reached = 0, 1
        self._show = Throttle(self._show_progress, 100, self)
        self._arrived.connect(self._show.request)
        progress.cancelled.connect(self.shut_down)

    def ask(self) -> None:
        """Ask whether to download it, and do so."""
        size = sum(remote.size for remote in FILES.values()) / 1e6
        hosts = ", ".join(urlsplit(mirror).netloc for mirror in MIRRORS)
        text = (
            f"Download MNIST, 70,000 digits that people wrote ({size:.0f} MB)?\n\n"
            f"From the first of these that answers: {hosts}.\n\nIt is kept in {mnist_folder()}."
        )
        ask(self._page, text, {Button.Yes: self.start, Button.Cancel: lambda: None})

    def start(self) -> None:
        """Download what is not there yet."""
        if self._worker:
            return
        self._progress.start()
        self._worker = Worker(lambda: as_generator(self._fetch))
        self._worker.returned.connect(lambda _: self.fetched.emit())
        self._worker.failed.connect(self.failed)
        self._worker.ended.connect(self.shut_down)
        self._worker.start()

    def shut_down(self) -> None:
        """End the download, without waiting; files that have come whole are kept."""
        stop_worker(self._worker)
        self._worker = None
        self._show.stop()
        self._progress.hide()

    def _show_progress(self) -> None:
        done, total = self._reached
        self._progress.show_progress(done // 1000, total // 1000, " kB")

    # In the worker's thread

    def _fetch(self) -> None:
        from digitpad.data.download import fetch_mnist

        fetch_mnist(mnist_folder(), self._note)

    def _note(self, done: int, total: int) -> None:
        if is_stopped():
            raise StoppedError
        self._reached = done, total
        self._arrived.emit()
