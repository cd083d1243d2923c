"""What is seen in the middle of the Dataset tab: the gallery, the confusion matrix, or a hint."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from digitpad.data.editable_set import EditableSet, Indices
from digitpad.ui.dataset.dataset_state import DatasetState, Page, page_of
from digitpad.ui.dataset.dataset_texts import why_nothing_is_shown
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.dataset.matrix_page import MatrixPage
from digitpad.ui.support.icons import icon
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr


class Pages(QStackedWidget):
    """Shows the page that follows from a state.

    Parameters
    ----------
    open_action : opens a folder.

    Signals
    -------
    cell_selected(int, int) : the user wants to see the digits of this label with that prediction.
    all_wanted() : the user wants to see all digits.
    undo_wanted() : the user wants to undo the deletion.
    """

    cell_selected = Signal(int, int)
    all_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, gallery: Gallery, open_action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._matrix_page: MatrixPage | None = None
        invitation = tr(
            "No dataset open.\nOpen a folder of text digits or MNIST files, or drop one here."
        )
        self._invitation = _Hint(tr("Open d&ataset folder…"), "folder-open", invitation)
        self._invitation.button.clicked.connect(open_action.trigger)
        self._nothing_matches = _Hint(tr("Clear filters"), "funnel-x")
        self._nothing_matches.button.clicked.connect(self.all_wanted)
        self._all_deleted = _Hint(tr("U&ndo"), "undo-2")
        self._all_deleted.button.clicked.connect(self.undo_wanted)
        self._gallery = gallery
        for page in (gallery, self._invitation, self._nothing_matches, self._all_deleted):
            self.addWidget(page)

    @property
    def is_matrix_shown(self) -> bool:
        """Whether the confusion matrix is seen."""
        return self._matrix_page is not None and self._matrix_page.isVisible()

    def show_state(self, state: DatasetState, dataset: EditableSet, shown: Indices) -> None:
        """Bring the right page to the front."""
        match page_of(state):
            case Page.MATRIX:
                page = self._matrix_page or self._make_matrix_page()
                page.show_state(state, dataset, shown)
                self.setCurrentWidget(page)
            case Page.NOTHING_SHOWN:
                hint = self._nothing_matches if state.kept else self._all_deleted
                hint.text.setText(why_nothing_is_shown(state))
                self.setCurrentWidget(hint)
            case Page.INVITATION:
                self.setCurrentWidget(self._invitation)
            case Page.GALLERY:
                self.setCurrentWidget(self._gallery)

    def _make_matrix_page(self) -> MatrixPage:
        """Make the confusion matrix, when it is first wanted: it has many cells."""
        page = self._matrix_page = MatrixPage(self)
        self.addWidget(page)
        self.setTabOrder(self._gallery, page.matrix)
        page.matrix.selected.connect(self.cell_selected)
        return page

    def minimumSizeHint(self) -> QSize:
        return QSize(24 * SPACE, 16 * SPACE)


class _Hint(QWidget):
    """Says why nothing is shown; its button does something about it."""

    def __init__(self, button_text: str, picture: str, text: str = "") -> None:
        super().__init__()
        self.text = quiet_label(text)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.button = QPushButton(icon(picture), button_text, self)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * SPACE)
        layout.addStretch(1)
        layout.addWidget(self.text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
