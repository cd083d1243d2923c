"""What to train on: a list of datasets to select."""

from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.data.digitset import SYNTHETIC, is_synthetic
from digitpad.data.formats import ReadOptions
from digitpad.data.mnist import is_complete, mnist_folder
from digitpad.data.my_digits import my_digits
from digitpad.data.plausibility import Kind
from digitpad.errors import printable
from digitpad.files.resources import reference_digits
from digitpad.learning.repeats import repeats_of
from digitpad.translatable import translatable
from digitpad.ui.model.dataset_titles import dataset_title, shown_title
from digitpad.ui.retrain.dataset_counts import ListedDataset, Uncounted, stream_counts
from digitpad.ui.retrain.mnist_download import mnist_size
from digitpad.ui.support.file_dialogs import ask_folder, ask_open
from digitpad.ui.support.file_types import dataset_filter
from digitpad.ui.support.finding_text import finding_text
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.icons import icon
from digitpad.ui.support.load_options import HALF_NAMES, options_for
from digitpad.ui.support.mime import local_files
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.recent import recent
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.theme import SPACE, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker, stop_worker
from digitpad.ui.widgets.decimal_box import whole_box

RECENT = 3
"""Datasets opened lately that are offered."""

MAX_REMEMBERED = 100
"""Datasets that are remembered."""

DOUBTS: dict[Kind, str] = {
    "scale": translatable("looks faint"),
    "transposed": translatable("looks transposed"),
    "inverted": translatable("looks inverted"),
}
"""What looks wrong with a set, in two words."""

LOOKS_WRONG = translatable("looks wrong")

ITEM = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable


class DatasetList(QWidget):
    """Datasets to select, to add, and to take away.

    Signals
    -------
    changed() : others are selected, or there are more digits in one.
    mnist_wanted() : the user has no MNIST yet, and wants it.
    failed(object) : the DigitpadError of a set that cannot be read.
    """

    changed = Signal()
    mnist_wanted = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._to_count = deque[str]()
        self._counting: Worker | None = None
        self.setAcceptDrops(True)
        self.list = QListWidget(self)
        FocusRing(self.list)
        self.list.setObjectName("retrainSources")
        self.list.setAccessibleName(tr("Training data"))
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.list.model().rowsInserted.connect(lambda: self.changed.emit())
        self.list.model().rowsRemoved.connect(lambda: self.changed.emit())
        self.list.setSpacing(2)
        self.list.setMinimumHeight(112)
        self.list.setToolTip(
            tip(tr("Select datasets to train on; Delete removes one that you added."))
        )
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list, self._take_off)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._synthetic = whole_box(100, 1_000_000)
        self._synthetic.setSingleStep(1000)
        self._synthetic.setValue(5000)
        self._synthetic.setGroupSeparatorShown(True)
        self._synthetic.setToolTip(tip(tr("Number to generate, in varied handwriting")))
        self._synthetic.valueChanged.connect(self._count_synthetic)
        self._lay_out()

    def _lay_out(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("&Folder…"), self._ask_folder)
        menu.addAction(tr("F&ile…"), self._ask_file)
        add = QPushButton(icon("plus"), tr("A&dd dataset"), self)
        add.setToolTip(tip(tr("Add a folder or file: text digits, zip, MNIST files, table…")))
        add.setMenu(menu)
        self.get_mnist = QPushButton(icon("download"), tr("D&ownload MNIST…"), self)
        what = tr("Download 70,000 handwritten digits ({size})").format(size=mnist_size())
        self.get_mnist.setToolTip(tip(what))
        self.get_mnist.clicked.connect(self.mnist_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(add)
        buttons.addWidget(self.get_mnist)
        buttons.addStretch(1)
        made = QHBoxLayout()
        made.setSpacing(SPACE)
        label = QLabel(tr("Synthetic digits"), self)
        label.setBuddy(self._synthetic)
        made.addWidget(label, 1)
        made.addWidget(self._synthetic)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(section_head(tr("Training data")))
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        layout.addLayout(made)

    # What is in the list

    def fill(self, mnist: Path, remembered: Mapping[str, Any]) -> None:
        """List what there is: MNIST, the user's own digits, what was used or opened lately.

        Parameters
        ----------
        mnist : where MNIST would lie if it had been downloaded.
        remembered : the paths that were listed the last time, and whether they were ticked.
        """
        ticks = {
            path: tick
            for path, tick in [*remembered.items()][:MAX_REMEMBERED]
            if type(tick) is bool
        }
        has_mnist = is_complete(mnist)
        if has_mnist:
            self.add_mnist(mnist, ticks.get(str(mnist), True))
        self.add(str(my_digits()), ticks.get(str(my_digits()), True))
        self.add(reference_digits(), ticks.get(reference_digits(), True))
        made = next(filter(is_synthetic, ticks), f"{SYNTHETIC}{self._synthetic.value()}")
        self.add(made, ticks.get(made, not has_mnist))
        for path, tick in ticks.items():
            if not is_synthetic(path) and _is_there(path):
                self.add(path, tick)
        self.add_recent()

    def add_recent(self) -> None:
        """List what was opened lately."""
        for path in recent("dataset")[:RECENT]:
            if not is_synthetic(path) and _is_there(path) and _is_clear(path):
                self.add(path, False)

    def add_mnist(self, folder: Path, ticked: bool = True) -> None:
        """List MNIST, which is there now."""
        self.get_mnist.hide()
        self.add(str(folder), ticked)

    def add(self, path: str, ticked: bool) -> None:
        """List a dataset, if it is not there yet, and count its digits."""
        if item := self._item(path):
            if ticked:
                item.setCheckState(Qt.CheckState.Checked)
            return
        count = None
        if is_synthetic(path):
            count = self._set_synthetic(path.removeprefix(SYNTHETIC))
            path = f"{SYNTHETIC}{count}"
        item = QListWidgetItem()
        item.setFlags(ITEM)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._set(item, ListedDataset(path, count))
        self.list.addItem(item)
        if count is None:
            self.count(path)

    def _set_synthetic(self, wish: str) -> int:
        """Set how many synthetic digits are made, if that is a number; how many they are."""
        if wish.isdecimal() and len(wish) < 10:
            self._synthetic.setValue(int(wish))
        return self._synthetic.value()

    def count(self, path: str) -> None:
        """Count the digits of a set again, away from the window, one set after the other."""
        self._to_count.append(path)
        if not self._counting:
            self._counting = Worker(lambda: stream_counts(self._to_count))
            self._counting.yielded.connect(self._show_count)
            self._counting.finished.connect(self._counted)
            self._counting.start()

    def _counted(self) -> None:
        """Go on with what was asked for while the worker was about to end."""
        is_shut_down = self._counting is not None and self._counting.is_stopped
        self._counting = None
        if self._to_count and not is_shut_down:
            self.count(self._to_count.popleft())

    def shut_down(self) -> None:
        """Count no more."""
        self._to_count.clear()
        stop_worker(self._counting)

    def _show_count(self, counted: ListedDataset | Uncounted | None) -> None:
        item = self._item(counted.path) if counted else None
        if counted is None or item is None:
            return
        if isinstance(counted, ListedDataset):
            self._set(item, counted)
        else:
            self.list.takeItem(self.list.row(item))
            self.failed.emit(counted.error)

    def _set(self, item: QListWidgetItem, dataset: ListedDataset) -> None:
        item.setData(Qt.ItemDataRole.UserRole, dataset)
        # The other half of the reference digits is the check part, which is no choice.
        is_told = dataset.is_half and dataset.path != reference_digits()
        half = tr(HALF_NAMES["train"]) if is_told else ""
        count = "" if dataset.count is None else f"{dataset.count:,}"
        doubt = tr(DOUBTS.get(dataset.doubt.kind, LOOKS_WRONG)) if dataset.doubt else ""
        parts = (shown_title(dataset_title(dataset.path)), half, count, doubt)
        item.setText(" · ".join(filter(None, parts)))
        item.setToolTip(tip(_explained(dataset)))

    def _take_off(self) -> None:
        """Take the selected set off the list, if the user has put it there."""
        item = self.list.currentItem()
        if item and not _is_always_listed(_dataset(item).path):
            self.list.takeItem(self.list.row(item))

    def _item(self, path: str) -> QListWidgetItem | None:
        for item in self._items():
            if _dataset(item).path == path or (
                is_synthetic(path) and is_synthetic(_dataset(item).path)
            ):
                return item
        return None

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _count_synthetic(self, count: int) -> None:
        if item := self._item(SYNTHETIC):
            self._set(item, ListedDataset(f"{SYNTHETIC}{count}", count))

    # What is selected

    def ticked(self) -> list[ListedDataset]:
        """The sets to train on, but for those that are known to be empty."""
        return [
            _dataset(item)
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked and _dataset(item).count != 0
        ]

    def repeats(self) -> tuple[int, ...]:
        """How often each ticked set's digits are seen in an epoch, as far as they are counted."""
        ticked = self.ticked()
        paths = [dataset.path for dataset in ticked]
        return own_repeats(paths, [dataset.count or 0 for dataset in ticked])

    def remembered(self) -> dict[str, bool]:
        """All paths and whether they are ticked, for :meth:`fill`."""
        return {
            _dataset(item).path: item.checkState() == Qt.CheckState.Checked
            for item in self._items()
        }

    def tick(self, ticks: Mapping[str, bool]) -> None:
        """Tick the listed datasets as they were when they were :meth:`remembered`."""
        for item in self._items():
            is_ticked = ticks.get(_dataset(item).path, False)
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)

    def _ask_folder(self) -> None:
        self._add_selected(ask_folder(self, tr("Add dataset"), "dataset"))

    def _ask_file(self) -> None:
        self._add_selected(ask_open(self, tr("Add dataset"), "dataset", dataset_filter()))

    def _add_selected(self, path: str) -> None:
        if path:
            remember_folder("dataset", path)
            self.add(str(Path(path).absolute()), True)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in local_files(event.mimeData()):
            self._add_selected(path)


def _dataset(item: QListWidgetItem) -> ListedDataset:
    dataset = item.data(Qt.ItemDataRole.UserRole)
    assert isinstance(dataset, ListedDataset)
    return dataset


def _explained(dataset: ListedDataset) -> str:
    """Where a set lies, and what looks wrong with it."""
    if not dataset.doubt:
        return printable(dataset.path)
    lines = [printable(dataset.path), finding_text(dataset.doubt)]
    if dataset.doubt.repair:
        lines.append(tr("Open it in the Dataset tab, correct it there, and export it."))
    return "\n".join(lines)


def own_repeats(paths: Sequence[str], counts: Sequence[int]) -> tuple[int, ...]:
    """How often the digits of each set are to be seen in an epoch: the user's own more often."""
    return repeats_of(counts, [path == str(my_digits()) for path in paths])


def _is_always_listed(path: str) -> bool:
    always = (str(my_digits()), reference_digits(), str(mnist_folder()))
    return path in always or is_synthetic(path)


def _is_there(path: str) -> bool:
    with suppress(OSError, ValueError):  # What was remembered may be no path at all.
        return Path(path).exists()
    return False


def _is_clear(path: str) -> bool:
    """Whether a set can be read without asking again what it means."""
    return options_for(path) == replace(ReadOptions(), half=options_for(path).half)
