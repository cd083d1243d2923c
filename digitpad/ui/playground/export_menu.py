"""Exports a run: as files, or as programs on the clipboard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.files.atomic import atomic_write
from digitpad.files.untrusted import unwritable
from digitpad.playground.experiment import Experiment
from digitpad.playground.export import losses_csv, numpy_program, torch_program, weights_npz
from digitpad.ui.playground.plane import Plane
from digitpad.ui.playground.runner import Runner
from digitpad.ui.support.file_dialogs import ask_save
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.worker import TaskRunner

ZOOM = 2
"""Pixels of a saved picture for one of the screen."""


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
            ("&Weights…", "weights.npz", "Arrays (*.npz)", self._weights),
            ("Plane as P&NG…", "plane.png", "Pictures (*.png)", self._png),
            ("Plane as &SVG…", "plane.svg", "Drawings (*.svg)", self._svg),
            ("&Loss as CSV…", "loss.csv", "Tables (*.csv)", self._csv),
        ):
            self.menu.addAction(text, partial(self._save, name, kind, make))
        self.menu.addSeparator()
        self.menu.addAction("Copy as N&umPy", lambda: self._copy(numpy_program))
        self.menu.addAction("Copy as Py&Torch", lambda: self._copy(torch_program))

    def _copy(self, make: Callable[[Experiment], str]) -> None:
        experiment = self._runner.experiment().copy()
        self._background.run(lambda: make(experiment), self._put_on_clipboard)

    def _put_on_clipboard(self, program: str) -> None:
        QGuiApplication.clipboard().setText(program)
        lines = program.count("\n")
        self.message.emit(f"Copied a program of {lines:,} lines that takes the same steps")

    def _save(self, name: str, kind: str, make: Callable[[], bytes]) -> None:
        path = ask_save(self._page, "Save", name, "playground", {kind: Path(name).suffix})
        if not path:
            return
        remember_folder("playground", path)
        data = make()
        self._background.save(
            lambda: _write(Path(path), data), lambda _: self.message.emit(f"Saved {path}")
        )

    def _weights(self) -> bytes:
        return weights_npz(self._runner.experiment().network)

    def _csv(self) -> bytes:
        return losses_csv(self._runner.experiment().losses).encode()

    def _png(self) -> bytes:
        side = min(self._plane.width(), self._plane.height())
        image = QImage(QSize(side, side) * ZOOM, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(ZOOM, ZOOM)
        self._plane.paint(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def _svg(self) -> bytes:
        side = min(self._plane.width(), self._plane.height())
        data = QByteArray()
        buffer = QBuffer(data)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(side, side))
        generator.setViewBox(QRect(0, 0, side, side))
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
