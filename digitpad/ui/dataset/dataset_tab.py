"""The Dataset tab: its actions, and a page for the workbench that does what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from digitpad.data.digitset import is_synthetic
from digitpad.errors import DigitpadError
from digitpad.files.log import report_lost
from digitpad.files.resources import reference_digits
from digitpad.nn.network import Network
from digitpad.ui.dataset.read_forms import FILTER
from digitpad.ui.file_dialogs import ask_folder, ask_open
from digitpad.ui.recent import RecentMenu, remember_recent
from digitpad.ui.settings import remember_folder

if TYPE_CHECKING:
    # Imported when they are needed: the window starts the sooner.
    from digitpad.data.formats import ReadOptions
    from digitpad.ui.dataset.workbench import Workbench


class DatasetTab(QWidget):
    """Opens data sets. The workbench is made when it is first needed: the window starts the sooner.

    Parameters
    ----------
    network : reads the digits and marks what it misclassifies.

    Signals
    -------
    opened() : a data set is being read, and wants to be seen.
    made(object) : the Workbench is there.
    digit_sent(object) : a picture uint8 (28, 28) that the user wants to see read on the canvas.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be opened or written.
    """

    opened = Signal()
    made = Signal(object)
    digit_sent = Signal(object)
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network = network
        self._workbench: Workbench | None = None
        self.open_folder = QAction("Open &data set…", self)
        self.open_folder.setObjectName("actionOpenDataset")
        self.open_folder.setShortcut("Ctrl+D")
        self.open_folder.setToolTip(
            "A folder of text digits, of pictures by label, or of MNIST's files (Ctrl+D)"
        )
        self.open_folder.triggered.connect(self._ask_folder)
        self.open_file = QAction("Open data set &file…", self)
        self.open_file.setShortcut("Ctrl+Shift+D")
        self.open_file.setToolTip(
            "A text digit, a zip, a table, NumPy arrays or an IDX file (Ctrl+Shift+D)"
        )
        self.open_file.triggered.connect(self._ask_file)
        self.open_mine = QAction("Open &my digits", self)
        self.open_mine.setObjectName("actionOpenMyDigits")
        self.open_mine.setShortcut("Ctrl+Shift+M")
        self.open_mine.setToolTip("The digits that you drew and kept (Ctrl+Shift+M)")
        self.open_mine.triggered.connect(self._open_mine)
        self._is_stale = False
        self.recent = RecentMenu(
            "Open &recent data set", "dataset", self.open_again, self, _how_it_was_read
        )

    def make_workbench(self) -> "Workbench":
        """What fills the tab, made where it is not there yet."""
        from digitpad.ui.dataset.workbench import Workbench

        if not self._workbench:
            menu = QMenu(self)
            menu.addActions([self.open_folder, self.open_file, self.open_mine])
            menu.addMenu(self.recent)
            self._workbench = Workbench(menu, self._network, self)
            self._workbench.digit_sent.connect(self.digit_sent)
            self._workbench.message.connect(self.message)
            self._workbench.failed.connect(self.failed)
            self._workbench.opening.begun.connect(self._remember)
            self._workbench.saving.found.connect(self._remember)
            self._workbench.saving.rested.connect(self._refresh)
            self._workbench.keeping.wanted.connect(self.open_again)
            self.setFocusProxy(self._workbench.gallery)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self._workbench)
            self.made.emit(self._workbench)
        return self._workbench

    def open(self, path: str | Path, options: "ReadOptions | None" = None) -> None:
        """Read a data set in the background, in place of the one that is shown."""
        if not is_synthetic(path):
            path = Path(path).absolute()
            remember_folder("dataset", str(path))
        self.make_workbench().open(path, options)
        self.opened.emit()

    def open_again(self, path: str) -> None:
        """Read a data set as it was read the last time, e.g. the same half of it."""
        from digitpad.ui.dataset.read_options import options_for

        self.open(path, options_for(path))

    def _remember(self) -> None:
        """Offer what could be opened, and was not only brought along, to be opened again."""
        from digitpad.ui.dataset.read_options import remember_options

        collection = self.make_workbench().opening.collection
        if collection.path and collection.path != reference_digits():
            remember_recent("dataset", collection.path)
            remember_options(collection.path, collection.options)

    def note_my_digits(self) -> None:
        """Show the user's own digits anew, the next time, where they are what is shown."""
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self._is_stale and not self.is_unfinished:
            from digitpad.data.my_digits import count_digits

            self._is_stale = False
            workbench, mine = self.make_workbench(), _my_digits()
            if workbench.source == mine and mine.is_dir():
                if count_digits(mine):
                    workbench.open(mine)
                elif not workbench.mending.undo_stack.canUndo():  # They can be brought back.
                    workbench.opening.close()

    def set_network(self, network: Network) -> None:
        """Have the digits read by this network from now on."""
        self._network = network
        if self._workbench:
            self._workbench.set_network(network)

    @property
    def is_unfinished(self) -> bool:
        """Whether something was changed and not saved, or is being written."""
        return bool(self._workbench and self._workbench.saving.is_unfinished)

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once the user has decided what becomes of changes."""
        self.make_workbench().leave(then)

    def keep_unsaved(self) -> None:
        """Keep changes that are not saved, to be offered at the next start.

        They are on the disk when this returns, and stay there.
        """
        if self._workbench:
            try:
                self._workbench.keeping.keep()
            except DigitpadError as error:
                report_lost("changes that were not saved are lost", error)

    def offer_unsaved(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask what becomes of changes that were not saved when the program ended, if any.

        Parameters
        ----------
        then : called once that is answered, or at once where there is nothing to ask.
        """
        self.make_workbench().keeping.offer(then)

    def shut_down(self) -> None:
        """End what is under way."""
        if self._workbench:
            self._workbench.shut_down()

    def _open_mine(self) -> None:
        if _my_digits().is_dir():
            self.open(_my_digits())
        else:
            self.message.emit("None yet: draw a digit, then say below the bars what it was")

    def _ask_folder(self) -> None:
        if path := ask_folder(self, "Open data set", "dataset"):
            self.open(path)

    def _ask_file(self) -> None:
        if path := ask_open(self, "Open data set file", "dataset", FILTER):
            self.open(path)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        self.make_workbench().open_samples()
        self._refresh()


def _how_it_was_read(path: str) -> str:
    from digitpad.ui.dataset.read_options import described, options_for

    return described(options_for(path))


def _my_digits() -> Path:
    # Imported when asked for: the window starts the sooner.
    from digitpad.data.my_digits import my_digits

    return my_digits()
