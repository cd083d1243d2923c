"""Import sheet: finds the digits of a picture, and keeps them as the user labels them."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from digitpad.errors import DigitpadError
from digitpad.nn.network import Network
from digitpad.ui.support.file_dialogs import ask_open, ask_save
from digitpad.ui.support.file_types import PICTURES
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.translation import plural, tr
from digitpad.ui.support.worker import (
    PICTURE_TURN,
    SerialQueue,
    Worker,
    end_if_stopped,
    in_turn,
    stop_worker,
)

if TYPE_CHECKING:
    # Imported when the dialog opens, so that the window starts sooner.
    from digitpad.ui.sheet.sheet_dialog import SheetDialog
    from digitpad.ui.sheet.sheet_state import Sheet
    from digitpad.ui.widgets.saving_job import SavingJob

Labelled = tuple[list[NDArray[np.uint8]], list[int]]
"""Images uint8 (28, 28), and the label of each."""


class SheetImport(QObject):
    """Opens the dialog for a sheet, and keeps its digits.

    Parameters
    ----------
    network : gives the network that predicts the labels.
    undo_stack : takes back what was added to *My digits*.

    Signals
    -------
    changed() : there are more or fewer digits in *My digits*.
    kept(str), taken_out(str) : likewise, and what to tell the user.
    saved(str) : a new dataset was written, to this path.
    failed(object) : the DigitpadError of what could not be kept.
    """

    changed = Signal()
    kept = Signal(str)
    taken_out = Signal(str)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(
        self, network: Callable[[], Network], undo_stack: QUndoStack, window: QWidget
    ) -> None:
        super().__init__(window)
        self._network, self._undo_stack, self._window = network, undo_stack, window
        self._worker: Worker | None = None
        self._disk = SerialQueue(self)
        self.dialog: SheetDialog | None = None
        self.action = QAction(tr("&Import sheet…"), self)
        self.action.setObjectName("actionImportSheet")
        self.action.setShortcut("Ctrl+Shift+I")
        self.action.setToolTip(
            tip(tr("Label all digits of a picture, such as a photographed sheet (Ctrl+Shift+I)"))
        )
        self.action.triggered.connect(self._ask)

    def _ask(self) -> None:
        images, all_files = tr("Images"), tr("All files")
        filters = f"{images} ({PICTURES});;{all_files} (*)"
        if path := ask_open(self._window, tr("Import sheet"), "picture", filters):
            self.open(path)

    def open(self, path: str) -> None:
        """Find the digits of a picture, and show them in the dialog.

        Asks first where labels would be lost.
        """
        remember_folder("picture", path)
        if self.dialog:
            self.dialog.leave(lambda: self._look(path))
        else:
            self._look(path)

    def _look(self, path: str) -> None:
        dialog = self.dialog or self._make_dialog()
        dialog.show_looking(path)
        dialog.open()
        stop_worker(self._worker)
        network = self._network()
        self._worker = Worker(lambda: _found(network, path))
        self._worker.returned.connect(lambda found: dialog.show_sheet(path, *found))
        self._worker.failed.connect(dialog.show_failure)
        self._worker.start()

    def _make_dialog(self) -> "SheetDialog":
        from digitpad.ui.sheet.sheet_dialog import SheetDialog
        from digitpad.ui.widgets.saving_job import SavingJob

        dialog = SheetDialog(self._window)
        job = SavingJob(dialog.progress, dialog)
        job.ended.connect(lambda outcome, _: outcome())
        dialog.cancelled.connect(lambda: self._cancel(job, dialog))
        dialog.another_wanted.connect(self._ask)
        dialog.keep_wanted.connect(lambda sheet, is_mine: self._keep(job, sheet, is_mine))
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        return dialog

    def _cancel(self, job: "SavingJob", dialog: "SheetDialog") -> None:
        """End the writing, or else the search for another sheet, or else leave the dialog."""
        if job.is_running:
            job.cancel()
        elif dialog.page.sheet is not None and not dialog.is_page_shown:
            stop_worker(self._worker)
            dialog.show_page()
        else:
            dialog.leave(dialog.reject)

    def _forget_dialog(self) -> None:
        stop_worker(self._worker)
        self._worker = self.dialog = None

    def shut_down(self) -> None:
        """Close the dialog; what is being written is written to the end."""
        if self.dialog:
            self.dialog.reject()

    # What becomes of the digits

    def _keep(self, job: "SavingJob", sheet: "Sheet", is_mine: bool) -> None:
        labelled = (
            [digit.image for digit in sheet.included],
            [digit.label for digit in sheet.included],
        )
        if is_mine:
            self._add(job, labelled)
        else:
            self._save(job, labelled)

    def _add(self, job: "SavingJob", labelled: Labelled) -> None:
        """Add digits to *My digits*."""
        from digitpad.data.my_digits import new_names

        names = new_names(len(labelled[1]))

        def done() -> None:
            self._undo_stack.push(KeepSheet(self, names, labelled))

        self._run(job, lambda: _add_to_mine(names, labelled), len(names), done)

    def _save(self, job: "SavingJob", labelled: Labelled) -> None:
        """Write digits to a dataset of their own."""
        from digitpad.ui.support.export_types import FIRST, export_filters

        dialog = self.dialog
        title = tr("Save dataset as")
        target = ask_save(
            dialog or self._window, title, f"sheet{FIRST}", "export", export_filters()
        )
        if not target:
            return
        remember_folder("export", target)

        def write() -> Generator[float, None, None]:
            from digitpad.data.digitset import DigitSet
            from digitpad.data.formats import stream_to

            images, labels = labelled
            digits = DigitSet(Path(target).name, np.stack(images), np.array(labels, np.int8))
            yield from stream_to(target, digits)

        self._run(job, write, len(labelled[1]), lambda: self.saved.emit(target))

    def _run(
        self,
        job: "SavingJob",
        write: Callable[[], Generator[float, None, None]],
        count: int,
        done: Callable[[], None],
    ) -> None:
        """Write in the background; then close the dialog, unless it was cancelled or failed."""
        dialog = self.dialog
        assert dialog is not None
        dialog.set_saving(True)

        def ended(is_whole: bool) -> None:
            dialog.set_saving(False)
            if is_whole:
                dialog.accept()
                done()

        def failed(error: DigitpadError) -> None:
            dialog.set_saving(False)
            self.failed.emit(error)

        job.start(write, count, ended, failed)

    # What a step does and takes back

    def note_kept(self, count: int) -> None:
        """Tell that so many digits were added."""
        self.changed.emit()
        digits = plural(count, tr("1 digit"), tr("{n:,} digits"))
        self.kept.emit(tr("Added {digits} to My digits").format(digits=digits))

    def add_again(self, names: Sequence[str], labelled: Labelled) -> None:
        """Add digits to *My digits* once more, after what is still to be done there."""

        def work() -> None:
            for _ in _add_to_mine(names, labelled):
                pass

        self._disk.run(work, lambda _: self.note_kept(len(names)), self.failed.emit)

    def remove(self, names: Sequence[str]) -> None:
        """Remove digits from *My digits*, after what is still to be done there."""

        def work() -> None:
            from digitpad.data.my_digits import my_digits, remove_digits

            remove_digits(my_digits(), names)

        def done(_: object) -> None:
            self.changed.emit()
            digits = plural(len(names), tr("1 digit"), tr("{n:,} digits"))
            self.taken_out.emit(tr("Removed {digits} from My digits").format(digits=digits))

        self._disk.run(work, done, self.failed.emit)


class KeepSheet(QUndoCommand):
    """The digits of a sheet, which are in *My digits* already, go from there and back."""

    def __init__(self, kept: SheetImport, names: Sequence[str], labelled: Labelled) -> None:
        super().__init__(tr("Import sheet"))
        self._import, self._names, self._labelled = kept, names, labelled
        self._is_first = True

    def redo(self) -> None:
        if self._is_first:
            self._import.note_kept(len(self._names))
        else:
            self._import.add_again(self._names, self._labelled)
        self._is_first = False

    def undo(self) -> None:
        self._import.remove(self._names)


def _found(network: Network, path: str) -> Generator[None, None, "tuple[NDArray[np.uint8], Sheet]"]:
    """The pixels of a picture, and the sheet of its digits."""
    from digitpad.ink.picture_file import decode_picture, read_content
    from digitpad.recognition.picture import predicted_picture
    from digitpad.ui.sheet.sheet_state import sheet_of

    content = read_content(path)
    yield
    with in_turn(PICTURE_TURN):
        pixels = decode_picture(content, path)
        return pixels, sheet_of(predicted_picture(network, pixels, end_if_stopped))


def _add_to_mine(names: Sequence[str], labelled: Labelled) -> Generator[float, None, None]:
    """Add digits to *My digits*, all or none."""
    from digitpad.data.my_digits import keep_digits, my_digits
    from digitpad.ink.strokes import Drawing

    images, labels = labelled
    drawings = [Drawing(picture=image) for image in images]
    yield from keep_digits(my_digits(), names, drawings, labels)
