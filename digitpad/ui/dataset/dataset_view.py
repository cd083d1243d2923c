"""What is on the Dataset tab: wires what is asked, shown, judged, edited and saved together."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.data.digitset import is_synthetic
from digitpad.data.editable_set import NOT_PREDICTED, EditableSet, Indices
from digitpad.data.formats import ReadOptions, UnclearError
from digitpad.data.query import Order, Query, matching_indices
from digitpad.errors import DigitpadError
from digitpad.files.resources import is_shipped, reference_digits
from digitpad.nn.inference import single_logits
from digitpad.nn.layers import log_softmax
from digitpad.nn.network import Network
from digitpad.ui.dataset.confusion import ConfusionMatrix
from digitpad.ui.dataset.digit_detail import DigitDetail
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.dataset.editing import Editing
from digitpad.ui.dataset.filters import Filters
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.dataset.header import Header
from digitpad.ui.dataset.hints import INVITATION, NOTHING_FOUND, hint, why_nothing
from digitpad.ui.dataset.load_question import ask_unclear, can_ask
from digitpad.ui.dataset.loader import Loader
from digitpad.ui.dataset.plausibility_bar import PlausibilityBar
from digitpad.ui.dataset.predictor import Predictor
from digitpad.ui.dataset.recovery import Recovery
from digitpad.ui.dataset.saver import Saver
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.settings import numbers_setting, settings
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.throttle import Soon
from digitpad.ui.widgets.checked_highlight import CheckedHighlight
from digitpad.ui.widgets.progress_row import ProgressRow

MAX_AT_ONCE = 100_000
"""Digits among which an answer is found within a frame or two of the window."""

ANSWER_AFTER = 200
"""Milliseconds until more digits than that are looked through."""


class DatasetView(QWidget):
    """Reads a data set in the background and shows what has come so far.

    Parameters
    ----------
    open_menu : what opens a data set.
    network : reads the digits and marks what it misclassifies.

    Signals
    -------
    digit_sent(object) : a picture uint8 (28, 28) that the user wants to see read on the canvas.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be opened or written.
    """

    digit_sent = Signal(object)
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, open_menu: QMenu, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network = network
        self._order = Order.NUMBER
        # Until the user does something in the gallery, it shows the first digits of its order.
        self._is_untouched = True
        self.model = DigitsModel(self)
        self.gallery = Gallery(self.model, self)
        self.gallery.setObjectName("gallery")
        self.filters = Filters(self)
        self.confusion = ConfusionMatrix(self)
        self.editing = Editing(self._chosen, self)
        self.detail = DigitDetail(self.editing.menu, self)
        self.detail.setObjectName("digitDetail")
        self.progress = ProgressRow(self)
        self.opening = Loader(self.progress, self)
        saving_progress = ProgressRow(self)
        self.saver = Saver(self.model, saving_progress, self)
        self.keeping = Recovery(self, lambda found: self.editing.redo(self.collection, found))
        self._predictor = Predictor(self)
        self._plausibility_bar = PlausibilityBar(self.editing, self)
        self._header = Header(open_menu, self.saver, self)
        self.half_actions = self._header.half_actions
        self._lay_out(saving_progress)
        self._make_context_menu()
        self._connect()
        self._show_state()

    @property
    def collection(self) -> EditableSet:
        """The digits that are open."""
        return self.model.collection

    @property
    def source(self) -> Path | None:
        """Where the digits that are open, or about to be, can be written back to, if anywhere."""
        return self.opening.collection.source

    def _lay_out(self, saving_progress: ProgressRow) -> None:
        self._pages = QStackedWidget(self)
        self._invitation = hint(INVITATION)
        self._nothing_found = hint(NOTHING_FOUND)
        for page in (self._invitation, self._nothing_found, self.gallery, self.confusion):
            self._pages.addWidget(page)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._pages)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes(numbers_setting("dataset/splitter_sizes", 2, 1, 10_000) or [600, 260])
        splitter.splitterMoved.connect(
            lambda: settings().setValue(
                "dataset/splitter_sizes", " ".join(map(str, splitter.sizes()))
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._header)
        layout.addWidget(self._plausibility_bar)
        layout.addWidget(self.filters)
        layout.addWidget(splitter, 1)
        layout.addLayout(self._bottom())
        layout.addWidget(self.progress)
        layout.addWidget(saving_progress)

    def _bottom(self) -> QHBoxLayout:
        """What is shown, and the way to the confusion matrix."""
        self._status = plain_label("", self)
        self._show_matrix = QPushButton("Confusion matrix", self)
        self._show_matrix.setCheckable(True)
        self._show_matrix.setToolTip("What is read as what (Ctrl+K)")
        self._show_matrix.setShortcut("Ctrl+K")
        CheckedHighlight(self._show_matrix)
        row = QHBoxLayout()
        row.addWidget(self._status, 1)
        row.addWidget(self._show_matrix)
        return row

    def _make_context_menu(self) -> None:
        """What a right click on the gallery offers."""
        send = QAction("&Send to canvas", self)
        send.triggered.connect(self._send)
        self.gallery.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.gallery.addActions([send, self.editing.menu.menuAction(), self.editing.delete_action])

    def _connect(self) -> None:
        self.gallery.selectionModel().currentChanged.connect(self._show_digit)
        self.gallery.selectionModel().selectionChanged.connect(self._show_status)
        self.gallery.activated.connect(self._send)
        self.gallery.touched.connect(self._note_touch)
        self.detail.sent.connect(self._send)
        self.opening.begun.connect(self._show_collection)
        self.opening.grown.connect(self._show_grown)
        self.opening.ended.connect(self._predict_new)
        self.opening.failed.connect(self._fail_or_ask)
        self._header.half_selected.connect(self._open_half)
        self._plausibility_bar.changed.connect(self._judge_anew)
        self._plausibility_bar.message.connect(self.message)
        self.keeping.message.connect(self.message)
        self.keeping.failed.connect(self.failed)
        self.filters.changed.connect(self._ask)
        self._answer_soon = Soon(self._answer, ANSWER_AFTER, self)
        self.addAction(self.filters.find_action)
        self.filters.find_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.confusion.chosen.connect(self._show_confused)
        self._show_matrix.toggled.connect(self._show_page)
        self._predictor.predicted.connect(self._show_predictions)
        self.editing.edited.connect(self._edited)
        self.editing.restored.connect(self._restored)
        self.saver.saved.connect(self._show_state)
        self.saver.saved.connect(self.keeping.settle)
        self.saver.moved.connect(self.open)
        self.saver.outdated.connect(lambda: self.open(self.collection.path))
        self.saver.discarded.connect(self.editing.revert)
        self.saver.message.connect(self.message)
        self.saver.failed.connect(self.failed)

    # Opening

    def open(self, path: str | Path, options: ReadOptions | None = None) -> None:
        """Read a data set in the background, in place of the one that is shown.

        Asks first where that one has changes that were not saved.
        """
        source = None if is_synthetic(path) or is_shipped(path) else Path(path)
        self.saver.leave(lambda: self._read(path, source, options or ReadOptions()))

    def _open_half(self, half: str) -> None:
        """Read the other half of the set that is open."""
        self.open(self.collection.path, replace(self.collection.options, half=half))
        self._header.show_collection(self.collection)  # It is still this one.

    def _fail_or_ask(self, error: DigitpadError) -> None:
        """Tell what cannot be opened; ask where the user's answer opens it."""
        if isinstance(error, UnclearError) and can_ask(error):
            path, options = self.opening.path, self.opening.collection.options
            ask_unclear(self, error, options, lambda answer: self.open(path, answer))
        else:
            self.failed.emit(error)

    def open_samples(self) -> None:
        """Read the digits that come with the program, where no data set was opened yet."""
        if not self.opening.collection.name:
            self._read(reference_digits(), None, ReadOptions())

    def _read(self, path: str | Path, source: Path | None, options: ReadOptions) -> None:
        # What is undone from now on would be lost with the set, unless nothing comes of the other.
        self.editing.undo_stack.setActive(False)
        self.opening.read(path, source, options)
        self._show_state()

    def _show_collection(self, collection: EditableSet) -> None:
        """Show another set, from its first digits on."""
        self._predictor.stop()
        self._plausibility_bar.forget()
        self._is_untouched = True
        self.editing.undo_stack.clear()
        self.detail.clear()
        self.model.show_collection(collection)
        self.filters.show_all()

    def _show_grown(self) -> None:
        """Show what has come since the last time."""
        self._refresh(to_top=self._is_untouched)
        self._show_state()
        if len(self.model.numbers) and not self.gallery.currentIndex().isValid():
            self.gallery.show_row(0)

    def _predict_new(self) -> None:
        """Have the network read what it has not read yet, if anything."""
        if self.isVisible():
            self.editing.undo_stack.setActive(True)
        if (self.collection.predicted == NOT_PREDICTED).any():
            self._predictor.start(self._network, self.collection)
        self._show_grown()
        self.keeping.opened(self.opening.path, self.collection, self.opening.is_whole)
        path = self.collection.path
        if self.opening.is_whole and not (is_shipped(path) or is_synthetic(path)):
            self._plausibility_bar.look(self.collection)

    def shut_down(self) -> None:
        """End what is under way, but for what is being saved."""
        if self.saver.is_unfinished:
            self.opening.stop()  # These digits are still to be saved, or kept.
        else:
            self.opening.give_up()
        self._predictor.stop()
        self._plausibility_bar.forget()
        self.keeping.close()

    # What the network reads

    def _judge_anew(self) -> None:
        """Read all digits again, which have other images now, and look what is wrong with them."""
        self._predictor.start(self._network, self.collection)
        self._plausibility_bar.look(self.collection)

    def set_network(self, network: Network) -> None:
        """Have the digits read by this network from now on."""
        self._network = network
        if self.opening.is_waiting or not self.progress.isVisibleTo(self):
            self._predictor.start(network, self.collection)
        self._show_digit(self.gallery.currentIndex())

    def _show_predictions(self) -> None:
        if self.filters.query.needs_predictions:
            self._refresh(to_top=self._is_untouched)
        self._show_state()

    def _note_touch(self) -> None:
        self._is_untouched = False

    def _show_confused(self, label: int, predicted: int) -> None:
        """Show the digits of one cell of the confusion matrix."""
        self.filters.ask(Query(label=label, predicted=predicted, order=self.filters.query.order))
        self.gallery.setFocus()

    # What is shown

    def _ask(self) -> None:
        """Show what is asked for, of very many digits only once the user stops typing."""
        if len(self.collection) > MAX_AT_ONCE:
            self._answer_soon.ask()
        else:
            self._answer()

    def _answer(self) -> None:
        # The matrix is of all digits: an answer would not be seen.
        self._show_matrix.setChecked(False)
        order = self.filters.query.order
        self._refresh(to_top=order != self._order)
        self._order = order
        self._show_state()

    def _refresh(self, to_top: bool = False) -> bool:
        """Show what is asked for now; whether other digits than new ones at the end changed.

        Those that were chosen stay so where they are still shown, unless the first one is wanted.
        """
        _, chosen = self._chosen()
        row = self.gallery.currentIndex().row()
        current = self.model.numbers[row] if row >= 0 else -1
        if to_top:
            chosen, current = chosen[:0], -1
        changed = self.model.show_numbers(matching_indices(self.collection, self.filters.query))
        numbers = self.model.numbers
        if changed and len(numbers):
            places = self._rows_of(chosen)
            places = places if len(places) else np.array([0])
            found = np.flatnonzero(numbers == current)
            self.gallery.select_rows(places, int(found[0] if len(found) else places[0]))
        return changed

    def _rows_of(self, numbers: Indices) -> NDArray[np.intp]:
        """The rows that show some digits, those of them that are shown."""
        is_asked = np.zeros(len(self.collection), np.bool_)
        is_asked[numbers] = True
        return np.flatnonzero(is_asked[self.model.numbers])

    def _show_state(self) -> None:
        """Bring everything but the gallery's rows up to date."""
        collection = self.collection
        self._header.show_collection(collection)
        self.gallery.viewport().update()
        self.saver.show_state()
        self.keeping.note(collection)
        self._show_page()
        self._show_status()

    def _show_status(self) -> None:
        """Say how many are shown, chosen, read and misclassified."""
        collection, numbers = self.collection, self.model.numbers
        misclassified = int(collection.is_misclassified(numbers).sum())
        parts = [f"{len(numbers):,} shown"]
        if misclassified:
            share = f"{misclassified:,} misclassified ({100 * misclassified / len(numbers):.2f} %)"
            parts.append(share if misclassified < len(numbers) else "all misclassified")
        chosen = len(self._chosen()[1])
        if chosen > 1:
            parts.append(f"{chosen:,} chosen")
        is_read = collection.predicted != NOT_PREDICTED
        if len(collection) and is_read.any() and not is_read.all():
            parts.append(f"{100 * is_read.mean():.0f} % read by the network")
        self._status.setText(" · ".join(parts) if len(collection) else "")

    def _show_page(self) -> None:
        page: QWidget = self.gallery
        if self._show_matrix.isChecked():
            page = self.confusion
            self.confusion.show_counts(self.collection.confusion())
        elif not len(self.collection) and not self.progress.isVisibleTo(self):
            page = self._invitation
        elif len(self.collection) and not len(self.model.numbers):
            page = self._nothing_found
            page.setText(why_nothing(self.collection))
        self._pages.setCurrentWidget(page)
        self.editing.set_enabled(page is not self.confusion and not self.opening.is_waiting)
        self._show_matrix.setEnabled(len(self.collection) > 0)
        if not len(self.model.numbers):
            self.detail.clear()

    def _show_digit(self, index: QModelIndex) -> None:
        if index.isValid():
            row = index.row()
            image = self.model.image(row)
            label = int(self.collection.labels[self.model.numbers[row]])
            logits = single_logits(self._network, image)
            log_probabilities = log_softmax(logits[None])[0]
            self.detail.show_digit(image, label, self.model.name(row), log_probabilities.tolist())

    # What is done with digits

    def _chosen(self) -> tuple[EditableSet, Indices]:
        """The digits that are selected, of the collection that is open."""
        return self.collection, self.model.numbers[self.gallery.selected_rows()]

    def _send(self) -> None:
        index = self.gallery.currentIndex()
        if index.isValid():
            self.digit_sent.emit(self.model.image(index.row()))

    def _edited(self) -> None:
        """Show what was relabelled or deleted; where it is gone, the next one is chosen."""
        self._is_untouched = False
        row = self.gallery.first_selected_row()
        if self._refresh() and len(self.model.numbers):
            self.gallery.show_row(min(row, len(self.model.numbers) - 1))
        self._show_digit(self.gallery.currentIndex())
        self._show_state()

    def _restored(self, numbers: Indices) -> None:
        """Show the digits that are again as they were."""
        self._refresh()
        places = self._rows_of(numbers)
        if len(places):
            self.gallery.select_rows(places, int(places[0]))
        self._show_digit(self.gallery.currentIndex())
        self._show_state()

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once no change can be lost any more, or not at all."""
        self.saver.leave(then)
