"""What is seen on the Dataset tab."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QSplitter, QVBoxLayout, QWidget

from digitpad.data.editable_set import EditableSet, Indices
from digitpad.nn.network import Network
from digitpad.ui.dataset.controller import DatasetController
from digitpad.ui.dataset.dataset_state import DatasetState, Page, can_edit, page_of, state_of
from digitpad.ui.dataset.dataset_texts import name_text
from digitpad.ui.dataset.digit_detail import DigitDetail
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.dataset.editing import Editing
from digitpad.ui.dataset.filters import Filters
from digitpad.ui.dataset.footer import Footer
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.dataset.header import Header
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.dataset.pages import Pages
from digitpad.ui.dataset.plausibility_bar import PlausibilityBar
from digitpad.ui.dataset.query_runner import QueryRunner
from digitpad.ui.dataset.tile_size import TileSize
from digitpad.ui.support.settings import numbers_setting, settings
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_row import ProgressRow


class DatasetView(QWidget):
    """Shows the open dataset: its name and figures, its digits, and the one that is selected.

    Parameters
    ----------
    open_menu : what opens a dataset; its first action opens a folder.
    network : predicts the digits; those that it misclassifies are marked.

    Attributes
    ----------
    tile_size : how large the digits of the gallery are.
    detail : shows the selected digit, and takes buttons for what can be done with it.

    Signals
    -------
    digit_sent(object) : an image uint8 (28, 28) that the user wants to open on the canvas.
    images_changed() : the digits that are open have other images, e.g. transposed ones.
    """

    digit_sent = Signal(object)
    images_changed = Signal()

    def __init__(self, open_menu: QMenu, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_dataset = OpenDataset(self)
        self._model = DigitsModel(self.open_dataset)
        self.tile_size = TileSize(self)
        self.gallery = Gallery(self._model, self.tile_size, self)
        self.gallery.setObjectName("gallery")
        self.filters = Filters(self)
        self._rows = QueryRunner(self.open_dataset, self.filters, self.gallery)
        self._pages = Pages(self.gallery, open_menu.actions()[0], self)
        editing = Editing(self.open_dataset, self._rows.selected_indices, self)
        self.detail = DigitDetail(editing.menu, self)
        self.detail.setObjectName("digitDetail")
        progress_rows = ProgressRow(self), ProgressRow(self)
        self.controller = DatasetController(
            self.open_dataset, editing, network, *progress_rows, self
        )
        self._plausibility_bar = PlausibilityBar(self.open_dataset, editing, self)
        self._header = Header(self.open_dataset, open_menu, self.controller.saver, self)
        self.half_actions = self._header.half_actions
        self._footer = Footer(self.tile_size, self)
        self._lay_out(progress_rows)
        for button in self.findChildren(QAbstractButton):
            if button.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                # A click leaves the keys to the digits: many buttons are disabled by their click.
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._make_context_menu()
        self._connect()
        self._show_state()

    @property
    def dataset(self) -> EditableSet:
        """The digits that are open."""
        return self.open_dataset.dataset

    @property
    def is_matrix_shown(self) -> bool:
        """Whether the confusion matrix is seen in place of the digits."""
        return self._pages.is_matrix_shown

    def _lay_out(self, progress_rows: tuple[ProgressRow, ...]) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self._pages)
        splitter.addWidget(self.detail)
        splitter.setCollapsible(0, False)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes(numbers_setting("dataset/splitter_sizes", 2, 0, 10_000) or [600, 272])
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
        layout.addWidget(self._footer)
        for row in progress_rows:
            layout.addWidget(row)
        self._order_tabs(self._header, self.filters, self._pages, self.detail, self._footer)

    def _order_tabs(self, *parts: QWidget) -> None:
        """Let the Tab key go through the parts from top to bottom and from left to right."""
        before: QWidget | None = None
        for part in parts:
            for widget in (part, *part.findChildren(QWidget)):
                # The lists of boxes are windows of their own.
                is_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                if is_stop and not widget.focusProxy() and widget.window() is self.window():
                    if before:
                        self.setTabOrder(before, widget)
                    before = widget

    def _make_context_menu(self) -> None:
        """What a right click on the gallery offers."""
        editing = self.controller.editing
        send = QAction(tr("Open in &Draw"), self)
        send.triggered.connect(self._send)
        self.gallery.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.gallery.addActions([send, editing.menu.menuAction(), editing.delete_action])

    def _connect(self) -> None:
        # What has changed, and what shows it.
        self.open_dataset.replaced.connect(self._show_replaced)
        self.open_dataset.grown.connect(self._show_grown)
        self.open_dataset.loading_ended.connect(self._show_grown)
        self.open_dataset.work_changed.connect(self._show_state)
        for predictor in (self.controller.predictor, self.controller.other_predictor):
            predictor.predicted.connect(self._show_predicted)
        self.controller.editing.edited.connect(self._show_edited)
        self.controller.editing.restored.connect(self._show_restored)
        self.controller.saver.saved.connect(self._show_saved)
        self._rows.answered.connect(self._show_state)
        self.gallery.selectionModel().currentChanged.connect(self._show_digit)
        self.gallery.selectionModel().selectionChanged.connect(self._show_status)
        self._footer.matrix_button.toggled.connect(self._show_page)
        # What the user does, and what comes of it.
        self.gallery.activated.connect(self._send)
        self.detail.sent.connect(self._send)
        self._header.half_selected.connect(self._open_half)
        self._header.changes_wanted.connect(self.filters.show_changed)
        self._pages.all_wanted.connect(self.filters.show_all)
        self._pages.undo_wanted.connect(self.controller.editing.undo_stack.undo)
        self._pages.cell_selected.connect(self._ask_for_cell)
        self._plausibility_bar.changed.connect(self.controller.predict_all)
        self._plausibility_bar.changed.connect(self.images_changed)
        self._plausibility_bar.message.connect(self.controller.message)
        self._plausibility_bar.failed.connect(self.controller.failed)
        self.addAction(self.filters.find_action)
        self.filters.find_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What the user does

    def _open_half(self, half: str) -> None:
        self.controller.open_half(half)
        self._show_state()  # The other half is not there yet, or the user keeps this one.

    def _ask_for_cell(self, label: int, predicted: int) -> None:
        """Show the digits of one cell of the confusion matrix."""
        self._footer.matrix_button.setChecked(False)
        self.filters.ask(replace(self.filters.query, label=label, predicted=predicted))
        self.gallery.setFocus()

    def _send(self) -> None:
        index = self.gallery.currentIndex()
        if index.isValid():
            self.digit_sent.emit(self._model.image(index.row()))

    def set_network(self, network: Network) -> None:
        """Have the digits predicted by this network from now on."""
        self.controller.set_network(network)
        self._show_current_digit()

    def compare_with(self, network: Network | None) -> None:
        """Compare with the predictions of a second network; with none any more for None."""
        self.controller.compare_with(network)
        self.filters.offer_models_disagree(network is not None)
        self._show_current_digit()

    def shut_down(self) -> None:
        """End what is under way, but for what is being saved."""
        self.controller.shut_down()
        self._plausibility_bar.forget()

    # What has changed

    def _show_replaced(self) -> None:
        """Show another dataset, from its first digits on."""
        self.detail.clear()
        self._rows.show_first()

    def _show_grown(self) -> None:
        """Show what has come since the last time."""
        self._rows.show_grown()
        self._show_state()

    def _show_predicted(self) -> None:
        self._rows.show_predicted()
        self._show_state()

    def _show_edited(self) -> None:
        self._rows.show_edited()
        self._show_current_digit()
        self._show_state()

    def _show_saved(self) -> None:
        self._rows.show_saved()
        self._show_state()

    def _show_restored(self, indices: Indices) -> None:
        self._rows.show_restored(indices)
        self._show_current_digit()
        self._show_state()

    # What is shown

    @property
    def title(self) -> str:
        """What the dataset is called; empty while none is open."""
        return name_text(self._state())

    def _state(self) -> DatasetState:
        return state_of(
            self.dataset,
            self.open_dataset.shown,
            selected=len(self.gallery.selected_rows()),
            is_loading=self.open_dataset.loading is not None,
            is_waiting=self.open_dataset.is_waiting,
            is_saving=self.open_dataset.is_saving,
            wants_matrix=self._footer.matrix_button.isChecked(),
            filters_predictions=self.filters.query.filters_predictions,
        )

    def _show_state(self) -> None:
        """Bring everything but the gallery's rows up to date."""
        state = self._state()
        self._header.show_state(state)
        self.gallery.viewport().update()
        self.controller.saver.show_state(state)
        self._show_page_of(state)
        self._show_counts(state)

    def _show_status(self) -> None:
        self._show_counts(self._state())

    def _show_counts(self, state: DatasetState) -> None:
        self._footer.show_state(state)
        self.detail.show_count(state.selected)

    def _show_page(self) -> None:
        self._show_page_of(self._state())
        self._show_status()

    def _show_page_of(self, state: DatasetState) -> None:
        self._pages.show_state(state, self.dataset, self.open_dataset.shown)
        # Without digits none is selected, and the matrix needs the room.
        self.detail.setVisible(page_of(state) in (Page.GALLERY, Page.NOTHING_SHOWN))
        self.controller.editing.set_enabled(can_edit(state))
        if not state.shown:
            self.detail.clear()

    def _show_current_digit(self) -> None:
        self._show_digit(self.gallery.currentIndex())

    def _show_digit(self, index: QModelIndex) -> None:
        if index.isValid():
            row = index.row()
            image = self._model.image(row)
            self.detail.show_digit(
                image,
                self._model.label(row),
                self._model.name(row),
                self.controller.log_probabilities(image),
                self.controller.other_log_probabilities(image),
            )
