"""Exports a model: opens the dialog, measures what is selected in it, and writes it."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from digitpad.errors import DigitpadError, printable
from digitpad.learning.exporting import Measured, stream_export, stream_measured
from digitpad.learning.progress import PartDone
from digitpad.models.export.formats import FORMATS, about_bytes, files_of
from digitpad.models.export.onnx_file import install_command
from digitpad.models.model_file import Model
from digitpad.ui.model.export_dialog import ExportDialog
from digitpad.ui.model.export_state import ExportState
from digitpad.ui.support.file_dialogs import ask_save
from digitpad.ui.support.messages import Answer, Button, ask, show_error
from digitpad.ui.support.settings import remember_folder, settings, text_setting
from digitpad.ui.support.translation import joined, tr
from digitpad.ui.support.worker import Worker, stop_worker

FORMAT, INT8 = "export/format", "export/int8"
"""Settings: what was selected last."""

NAME = "model"
"""What the file is called at first, without its ending."""


class ModelExport(QObject):
    """One dialog from its opening to the written file. The dialog owns it.

    Parameters
    ----------
    model : what is exported.
    name : what it is called, with its layers.

    Signals
    -------
    exported(str) : it has been written; what to tell the user.
    """

    exported = Signal(str)

    def __init__(self, model: Model, name: str, window: QWidget) -> None:
        # One that can be written at once: ONNX may need another package.
        first = next(name for name in FORMATS if name != "onnx" or not install_command())
        form = text_setting(FORMAT, first, [*FORMATS])
        is_int8 = text_setting(INT8, "off") == "on"
        self.dialog = ExportDialog(name, form, is_int8=is_int8, parent=window)
        super().__init__(self.dialog)
        self._model = model
        self._known: dict[bool, Measured] = {}
        self._problem = ""
        self._measuring: Worker | None = None
        self._writing: Worker | None = None
        self.dialog.changed.connect(self._select)
        self.dialog.export_wanted.connect(self._ask_where)
        self.dialog.progress.cancelled.connect(self._cancel)
        self.dialog.finished.connect(self._end)
        self._select()
        self.dialog.open()

    def _select(self) -> None:
        """Measure what is selected now, and show what is known of it."""
        settings().setValue(FORMAT, self.dialog.format_name)
        settings().setValue(INT8, "on" if self.dialog.wants_int8 else "off")
        self._problem = ""
        self._measure()
        self._show()

    def _measure(self) -> None:
        stop_worker(self._measuring)
        is_int8, model = self.dialog.is_int8, self._model
        if is_int8 in self._known:
            return

        def work() -> Generator[PartDone, None, tuple[bool, Measured]]:
            return is_int8, (yield from stream_measured(model, is_int8=is_int8))

        self._measuring = Worker(work)
        self._measuring.returned.connect(self._note_measured)
        self._measuring.failed.connect(self._note_problem)
        self._measuring.start()

    def _note_measured(self, result: tuple[bool, Measured]) -> None:
        is_int8, found = result
        self._known[is_int8] = found
        self._show()

    def _note_problem(self, error: DigitpadError) -> None:
        self._problem = str(error)
        self._show()

    def _show(self) -> None:
        form, is_int8 = FORMATS[self.dialog.format_name], self.dialog.is_int8
        self.dialog.show_state(
            ExportState(
                form=form,
                is_int8=is_int8,
                about_bytes=about_bytes(form, self._model.network, is_int8=is_int8),
                measured=self._known.get(is_int8),
                problem=self._problem,
                command=install_command() if form.name == "onnx" else "",
                is_writing=self._writing is not None,
            )
        )

    def _ask_where(self) -> None:
        """Ask for a path, and whether the weights beside it may be replaced."""
        form = FORMATS[self.dialog.format_name]
        title = tr(form.title)
        path = ask_save(
            self.dialog,
            tr("Export model"),
            f"{NAME}{form.ending}",
            "export",
            {f"{title} (*{form.ending})": form.ending},
        )
        if not path:
            return
        present = [file for file in files_of(form, path)[1:] if file.exists()]
        if not present or Path(path).exists():
            self._write(path)  # The weights of a program that is replaced go with it.
            return
        text = tr('"{name}" already exists. Replace it?').format(name=printable(present[0].name))
        answers: dict[Answer, Callable[[], None]] = {
            tr("&Replace"): lambda: self._write(path),
            Button.Cancel: lambda: None,
        }
        ask(self.dialog, text, answers)

    def _write(self, path: str) -> None:
        remember_folder("export", path)
        form, is_int8 = FORMATS[self.dialog.format_name], self.dialog.is_int8
        model = self._model
        self._writing = Worker(lambda: stream_export(model, path, form, is_int8=is_int8))
        self._writing.yielded.connect(self._show_progress)
        self._writing.returned.connect(self._finish)
        self._writing.failed.connect(self._tell)
        self.dialog.progress.start()
        self._show()
        self._writing.start()

    def _show_progress(self, part: PartDone) -> None:
        what = tr(part.text).format(name=part.name)
        self.dialog.progress.show_part(what, part.done, part.total)

    def _finish(self, files: dict[Path, int]) -> None:
        names = joined(printable(path) for path in files)
        self.exported.emit(tr("Exported {path}").format(path=names))
        self.dialog.accept()

    def _tell(self, error: DigitpadError) -> None:
        self._cancel()
        show_error(self.dialog, error)

    def _cancel(self) -> None:
        """Stop the writing, which leaves no file, and let the user select again."""
        stop_worker(self._writing)
        self._writing = None
        self.dialog.progress.hide()
        self._show()

    def _end(self) -> None:
        stop_worker(self._measuring)
        stop_worker(self._writing)
