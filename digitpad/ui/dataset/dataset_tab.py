"""The Dataset tab: its actions, and a page for the dataset view that does what they say."""

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
from digitpad.ui.support.file_dialogs import ask_folder, ask_open
from digitpad.ui.support.file_types import dataset_filter
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.recent import RecentMenu, remember_recent
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.translation import tr

if TYPE_CHECKING:
    # Imported when they are needed, so that the window starts sooner.
    from digitpad.data.formats import ReadOptions
    from digitpad.ui.dataset.dataset_view import DatasetView


class DatasetTab(QWidget):
    """Opens datasets. The view is made when first needed, so that the window starts sooner.

    Parameters
    ----------
    network : predicts the digits; those that it misclassifies are marked.

    Signals
    -------
    front_wanted() : the tab wants to be seen: a dataset is being read, or the user is asked.
    made(object) : the DatasetView is there.
    digit_sent(object) : an image uint8 (28, 28) that the user wants to open on the canvas.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be opened or written.
    """

    front_wanted = Signal()
    made = Signal(object)
    digit_sent = Signal(object)
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network = network
        self._view: DatasetView | None = None
        self.open_folder = QAction(tr("Open &dataset folder…"), self)
        self.open_folder.setObjectName("actionOpenDataset")
        self.open_folder.setShortcut("Ctrl+D")
        self.open_folder.setToolTip(
            tip(tr("Folder of text digits, of images by label, or of MNIST files (Ctrl+D)"))
        )
        self.open_folder.triggered.connect(self._ask_folder)
        self.open_file = QAction(tr("Open dataset &file…"), self)
        self.open_file.setShortcut("Ctrl+Shift+D")
        self.open_file.setToolTip(
            tip(tr("Text digit, zip, CSV table, NumPy arrays or IDX file (Ctrl+Shift+D)"))
        )
        self.open_file.triggered.connect(self._ask_file)
        self.open_mine = QAction(tr("Open &My digits"), self)
        self.open_mine.setObjectName("actionOpenMyDigits")
        self.open_mine.setShortcut("Ctrl+Shift+M")
        self.open_mine.setToolTip(tip(tr("Digits you drew and added (Ctrl+Shift+M)")))
        self.open_mine.triggered.connect(self._open_mine)
        self._is_stale = False
        self.recent = RecentMenu(
            tr("Open &recent"), "dataset", self.open_again, self, _how_it_was_read
        )

    def make_view(self) -> "DatasetView":
        """What fills the tab, made where it is not there yet."""
        from digitpad.ui.dataset.dataset_view import DatasetView

        if not self._view:
            menu = QMenu(self)
            menu.addActions([self.open_folder, self.open_file, self.open_mine])
            menu.addMenu(self.recent)
            self._view = DatasetView(menu, self._network, self)
            self._view.digit_sent.connect(self.digit_sent)
            controller = self._view.controller
            controller.message.connect(self.message)
            controller.failed.connect(self.failed)
            self._view.open_dataset.replaced.connect(self._remember)
            controller.saver.found.connect(self._remember)
            controller.saver.idle.connect(self._refresh)
            controller.recovery.wanted.connect(self.open_again)
            self.setFocusProxy(self._view.gallery)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self._view)
            self.made.emit(self._view)
        return self._view

    def open(self, path: str | Path, options: "ReadOptions | None" = None) -> None:
        """Read a dataset in the background, in place of the one that is shown."""
        if not is_synthetic(path):
            path = Path(path).absolute()
            remember_folder("dataset", str(path))
        self.make_view().controller.open(path, options)
        self.front_wanted.emit()

    def open_again(self, path: str, options: "ReadOptions | None" = None) -> None:
        """Read a dataset as it was read before, e.g. the same half of it.

        Parameters
        ----------
        options : how that was; None for the last time.
        """
        from digitpad.ui.support.load_options import options_for

        self.open(path, options or options_for(path))

    def _remember(self) -> None:
        """Offer what could be opened, and was not only brought along, to be opened again."""
        from digitpad.ui.support.load_options import remember_options

        dataset = self.make_view().dataset
        if dataset.path and dataset.path != reference_digits():
            remember_recent("dataset", dataset.path)
            remember_options(dataset.path, dataset.options)

    def note_my_digits(self) -> None:
        """Load the user's own digits again, the next time, where they are what is shown."""
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self._is_stale and not self.is_unfinished:
            from digitpad.data.my_digits import count_digits

            self._is_stale = False
            view, mine = self.make_view(), _my_digits()
            if view.open_dataset.source == mine and mine.is_dir():
                if count_digits(mine):
                    view.controller.open(mine)
                elif not view.controller.editing.undo_stack.canUndo():  # They can be brought back.
                    view.controller.loader.close()

    def set_network(self, network: Network) -> None:
        """Have the digits predicted by this network from now on."""
        self._network = network
        if self._view:
            self._view.set_network(network)

    def compare_with(self, network: Network | None) -> None:
        """Compare with the predictions of a second network; with none any more for None."""
        self.make_view().compare_with(network)

    @property
    def is_unfinished(self) -> bool:
        """Whether something was changed and not saved, or is being written."""
        return bool(self._view and self._view.open_dataset.is_unfinished)

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once the user has decided what becomes of changes."""
        self.front_wanted.emit()
        self.make_view().controller.saver.leave(then)

    def keep_unsaved(self) -> None:
        """Keep changes that are not saved, to be offered at the next start.

        They are on the disk when this returns, and stay there.
        """
        if self._view:
            try:
                self._view.controller.recovery.keep()
            except DigitpadError as error:
                report_lost("changes that were not saved are lost", error)

    def offer_unsaved(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask what becomes of changes that were not saved when the program ended, if any.

        Parameters
        ----------
        then : called once that is answered, or at once where there is nothing to ask.
        """
        self.make_view().controller.recovery.offer(then)

    def shut_down(self) -> None:
        """End what is under way."""
        if self._view:
            self._view.shut_down()

    def _open_mine(self) -> None:
        from digitpad.data.my_digits import count_digits

        if count_digits(_my_digits()):
            self.open(_my_digits())
        else:
            self.message.emit(tr("My digits is empty. Draw a digit and select its label."))

    def _ask_folder(self) -> None:
        if path := ask_folder(self, tr("Open dataset folder"), "dataset"):
            self.open(path)

    def _ask_file(self) -> None:
        if path := ask_open(self, tr("Open dataset file"), "dataset", dataset_filter()):
            self.open(path)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        self.make_view().controller.open_reference_digits()
        self._refresh()


def _how_it_was_read(path: str) -> str:
    from digitpad.ui.support.load_options import described, options_for

    return described(options_for(path))


def _my_digits() -> Path:
    # Imported when needed, so that the window starts sooner.
    from digitpad.data.my_digits import my_digits

    return my_digits()
