"""Exports a run: as files, and as programs that are saved or copied."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.files.atomic import atomic_write
from digitpad.files.untrusted import unwritable
from digitpad.playground.experiment import Experiment
from digitpad.playground.export import losses_csv, numpy_program, torch_program, weights_npz
from digitpad.playground.points_file import points_csv
from digitpad.ui.playground.plane import Plane
from digitpad.ui.playground.runner import Runner
from digitpad.ui.support.file_dialogs import ask_save
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner

ZOOM = 2
"""Pixels of a saved image for one of the screen."""


class ExportMenu(QObject):
    """A menu of everything that can be exported.

    Signals
    -------
    message(str) : something quiet to tell the user.
    """

    message = Signal(str)

    def __init__(self, runner: Runner, plane: Plane, background: TaskRunner, page: QWidget) -> None:
        super().__init__(page)
        self._runner, self._plane = runner, plane
        self._background, self._page = background, page
        self.menu = QMenu(page)
        for text, name, kind, make in (
            (tr("&Weights…"), "weights.npz", tr("NumPy arrays (*.npz)"), self._weights),
            (tr("Plot as P&NG…"), "plot.png", tr("PNG images (*.png)"), self._png),
            (tr("Plot as &SVG…"), "plot.svg", tr("SVG images (*.svg)"), self._svg),
            (tr("&Loss as CSV…"), "loss.csv", tr("CSV tables (*.csv)"), self._csv),
            (tr("&Points as CSV…"), "points.csv", tr("CSV tables (*.csv)"), self._points),
        ):
            self.menu.addAction(text, partial(self._save, name, kind, make))
        self.menu.addSeparator()
        for text, name, program in (
            (tr("NumP&y program…"), "playground_numpy.py", numpy_program),
            (tr("PyTorch progra&m…"), "playground_torch.py", torch_program),
        ):
            self.menu.addAction(text, partial(self._save_program, name, program))
        self.menu.addAction(tr("Copy N&umPy code"), lambda: self._copy("NumPy", numpy_program))
        self.menu.addAction(tr("Copy Py&Torch code"), lambda: self._copy("PyTorch", torch_program))

    def _copy(self, library: str, make: Callable[[Experiment], str]) -> None:
        experiment = self._runner.experiment().copy()
        self._background.run(lambda: make(experiment), partial(self._put_on_clipboard, library))

    def _put_on_clipboard(self, library: str, program: str) -> None:
        QGuiApplication.clipboard().setText(program)
        text = tr("{library} code copied ({n:,} lines)")
        self.message.emit(text.format(library=library, n=program.count("\n")))

    def _save(self, name: str, kind: str, make: Callable[[], bytes]) -> None:
        if path := self._ask(name, kind):
            data = make()
            self._write(path, lambda: data)

    def _save_program(self, name: str, make: Callable[[Experiment], str]) -> None:
        if path := self._ask(name, tr("Python programs (*.py)")):
            experiment = self._runner.experiment().copy()
            self._write(path, lambda: make(experiment).encode())

    def _ask(self, name: str, kind: str) -> str:
        """The path to write to; empty where the user thought better of it."""
        path = ask_save(self._page, tr("Export"), name, "playground", {kind: Path(name).suffix})
        if path:
            remember_folder("playground", path)
        return path

    def _write(self, path: str, make: Callable[[], bytes]) -> None:
        """Make and write a file away from the window."""
        saved = tr("Saved {file}").format(file=path)
        self._background.save(
            lambda: _write(Path(path), make()), lambda _: self.message.emit(saved)
        )

    def _weights(self) -> bytes:
        return weights_npz(self._runner.experiment().network)

    def _csv(self) -> bytes:
        return losses_csv(self._runner.experiment().losses).encode()

    def _points(self) -> bytes:
        return points_csv(self._runner.points).encode()

    def _png(self) -> bytes:
        image = QImage(self._plane.size() * ZOOM, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(ZOOM, ZOOM)
        self._plane.paint(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def _svg(self) -> bytes:
        data = QByteArray()
        buffer = QBuffer(data)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self._plane.size())
        generator.setViewBox(self._plane.rect())
        painter = QPainter(generator)
        self._plane.paint(painter)
        painter.end()
        return bytes(data.data())


def _write(path: Path, data: bytes) -> None:
    """Write a file, all or nothing.

    Raises
    ------
    DatasetError : it cannot be written.
    """
    try:
        with atomic_write(path) as file:
            file.write(data)
    except OSError as error:
        raise unwritable(path, error) from error
