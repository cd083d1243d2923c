"""Fetches MNIST in the background, after asking."""

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.data.mnist import FILES, MIRRORS, mnist_folder
from digitpad.ui.support.messages import Answer, ask
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import joined, tr
from digitpad.ui.support.worker import StoppedError, Worker, as_generator, is_stopped, stop_worker
from digitpad.ui.widgets.progress_row import ProgressRow

Button = QMessageBox.StandardButton


def mnist_size() -> str:
    """How much is to be downloaded."""
    return f"{sum(remote.size for remote in FILES.values()) / 1e6:.0f} MB"


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
        hosts = joined(urlsplit(mirror).netloc for mirror in MIRRORS)
        text = tr(
            "Download MNIST, 70,000 handwritten digits ({size})?\n\n"
            "From the first available mirror: {hosts}.\n\nSaved in {folder}."
        ).format(size=mnist_size(), hosts=hosts, folder=mnist_folder())
        answers: dict[Answer, Callable[[], None]] = {
            tr("&Download"): self.start,
            Button.Cancel: lambda: None,
        }
        ask(self._page, text, answers, is_harmless=True)

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
        text = tr("{done:,} of {total:,} kB").format(done=done // 1000, total=total // 1000)
        self._progress.show_part(text, done, total)

    # In the worker's thread

    def _fetch(self) -> None:
        from digitpad.data.download import fetch_mnist

        fetch_mnist(mnist_folder(), self._note)

    def _note(self, done: int, total: int) -> None:
        if is_stopped():
            raise StoppedError
        self._reached = done, total
        self._arrived.emit()
