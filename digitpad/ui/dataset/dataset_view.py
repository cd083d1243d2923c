"""What is seen on the Dataset tab."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from digitpad.data.editable_set import EditableSet, Indices
from digitpad.data.query import Query
from digitpad.nn.network import Network
from digitpad.ui.dataset.controller import DatasetController
from digitpad.ui.dataset.dataset_state import DatasetState, can_edit, state_of, status
from digitpad.ui.dataset.digit_detail import DigitDetail
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.dataset.editing import Editing
from digitpad.ui.dataset.filters import Filters
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.dataset.header import Header
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.dataset.pages import Pages
from digitpad.ui.dataset.plausibility_bar import PlausibilityBar
from digitpad.ui.dataset.query_runner import QueryRunner
from digitpad.ui.support.plain_text import plain_label
from digitpad.ui.support.settings import numbers_setting, settings
from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.checked_highlight import CheckedHighlight
from digitpad.ui.widgets.progress_row import ProgressRow


class DatasetView(QWidget):
    """Shows the open dataset: its name and figures, its digits, and the one that is selected.

    Parameters
    ----------
    open_menu : what opens a dataset.
    network : predicts the digits; those that it misclassifies are marked.

    Signals
    -------
    digit_sent(object) : a picture uint8 (28, 28) that the user wants to see read on the canvas.
    """

    digit_sent = Signal(object)

    def __init__(self, open_menu: QMenu, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_dataset = OpenDataset(self)
        self._model = DigitsModel(self.open_dataset)
        self.gallery = Gallery(self._model, self)
        self.gallery.setObjectName("gallery")
        self.filters = Filters(self)
        self._rows = QueryRunner(self.open_dataset, self.filters, self.gallery)
        self._pages = Pages(self.gallery, self)
        editing = Editing(self.open_dataset, self._rows.selected_indices, self)
        self._detail = DigitDetail(editing.menu, self)
        self._detail.setObjectName("digitDetail")
        progress_rows = ProgressRow(self), ProgressRow(self)
        self.controller = DatasetController(
            self.open_dataset, editing, network, *progress_rows, self
        )
        self._plausibility_bar = PlausibilityBar(self.open_dataset, editing, self)
        self._header = Header(self.open_dataset, open_menu, self.controller.saver, self)
        self.half_actions = self._header.half_actions
        self._lay_out(progress_rows)
        self._make_context_menu()
        self._connect()
        self._show_state()

    @property
    def dataset(self) -> EditableSet:
        """The digits that are open."""
        return self.open_dataset.dataset

    def _lay_out(self, progress_rows: tuple[ProgressRow, ...]) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._pages)
        splitter.addWidget(self._detail)
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
        for row in progress_rows:
            layout.addWidget(row)

    def _bottom(self) -> QHBoxLayout:
        """What is shown, and the way to the confusion matrix."""
        self._status = plain_label("", self)
        self._matrix_button = QPushButton("Confusion matrix", self)
        self._matrix_button.setCheckable(True)
        self._matrix_button.setToolTip("What is read as what (Ctrl+K)")
        self._matrix_button.setShortcut("Ctrl+K")
        CheckedHighlight(self._matrix_button)
        row = QHBoxLayout()
        row.addWidget(self._status, 1)
        row.addWidget(self._matrix_button)
        return row

    def _make_context_menu(self) -> None:
        """What a right click on the gallery offers."""
        editing = self.controller.editing
        send = QAction("&Send to canvas", self)
        send.triggered.connect(self._send)
        self.gallery.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.gallery.addActions([send, editing.menu.menuAction(), editing.delete_action])

    def _connect(self) -> None:
        # What has changed, and what shows it.
        self.open_dataset.replaced.connect(self._show_replaced)
        self.open_dataset.grown.connect(self._show_grown)
        self.open_dataset.loading_ended.connect(self._show_grown)
        self.open_dataset.work_changed.connect(self._show_state)
        self.controller.predictor.predicted.connect(self._show_predicted)
        self.controller.editing.edited.connect(self._show_edited)
        self.controller.editing.restored.connect(self._show_restored)
        self.controller.saver.saved.connect(self._show_state)
        self._rows.answered.connect(self._show_answer)
        self.gallery.selectionModel().currentChanged.connect(self._show_digit)
        self.gallery.selectionModel().selectionChanged.connect(self._show_status)
        self._matrix_button.toggled.connect(self._show_page)
        # What the user does, and what comes of it.
        self.gallery.activated.connect(self._send)
        self._detail.sent.connect(self._send)
        self._header.half_selected.connect(self._open_half)
        self._pages.matrix.selected.connect(self._ask_for_cell)
        self._plausibility_bar.changed.connect(self.controller.predict_all)
        self._plausibility_bar.message.connect(self.controller.message)
        self.addAction(self.filters.find_action)
        self.filters.find_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What the user does

    def _open_half(self, half: str) -> None:
        self.controller.open_half(half)
        self._show_state()  # The other half is not there yet, or the user keeps this one.

    def _ask_for_cell(self, label: int, predicted: int) -> None:
        """Show the digits of one cell of the confusion matrix."""
        order = self.filters.query.order
        self.filters.ask(Query(label=label, predicted=predicted, order=order))
        self.gallery.setFocus()

    def _send(self) -> None:
        index = self.gallery.currentIndex()
        if index.isValid():
            self.digit_sent.emit(self._model.image(index.row()))

    def set_network(self, network: Network) -> None:
        """Have the digits predicted by this network from now on."""
        self.controller.set_network(network)
        self._show_current_digit()

    def shut_down(self) -> None:
        """End what is under way, but for what is being saved."""
        self.controller.shut_down()
        self._plausibility_bar.forget()

    # What has changed

    def _show_replaced(self) -> None:
        """Show another dataset, from its first digits on."""
        self._detail.clear()
        self._rows.show_first()

    def _show_grown(self) -> None:
        """Show what has come since the last time."""
        self._rows.show_grown()
        self._show_state()

    def _show_predicted(self) -> None:
        self._rows.show_predicted()
        self._show_state()

    def _show_answer(self) -> None:
        # The matrix is of all digits: an answer would not be seen.
        self._matrix_button.setChecked(False)
        self._show_state()

    def _show_edited(self) -> None:
        self._rows.show_edited()
        self._show_current_digit()
        self._show_state()

    def _show_restored(self, indices: Indices) -> None:
        self._rows.show_restored(indices)
        self._show_current_digit()
        self._show_state()

    # What is shown

    def _state(self) -> DatasetState:
        return state_of(
            self.dataset,
            self.open_dataset.shown,
            selected=len(self.gallery.selected_rows()),
            is_loading=self.open_dataset.loading is not None,
            is_waiting=self.open_dataset.is_waiting,
            is_saving=self.open_dataset.is_saving,
            wants_matrix=self._matrix_button.isChecked(),
        )

    def _show_state(self) -> None:
        """Bring everything but the gallery's rows up to date."""
        state = self._state()
        self._header.show_state(state)
        self.gallery.viewport().update()
        self.controller.saver.show_state(state)
        self._show_page_of(state)
        self._status.setText(status(state))

    def _show_status(self) -> None:
        self._status.setText(status(self._state()))

    def _show_page(self) -> None:
        self._show_page_of(self._state())

    def _show_page_of(self, state: DatasetState) -> None:
        self._pages.show_state(state, self.dataset)
        self.controller.editing.set_enabled(can_edit(state))
        self._matrix_button.setEnabled(state.count > 0)
        if not state.shown:
            self._detail.clear()

    def _show_current_digit(self) -> None:
        self._show_digit(self.gallery.currentIndex())

    def _show_digit(self, index: QModelIndex) -> None:
        if index.isValid():
            row = index.row()
            image = self._model.image(row)
            self._detail.show_digit(
                image,
                self._model.label(row),
                self._model.name(row),
                self.controller.log_probabilities(image),
            )
