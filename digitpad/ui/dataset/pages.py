"""What is seen in the middle of the Dataset tab: the gallery, the confusion matrix, or a hint."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from digitpad.data.editable_set import EditableSet
from digitpad.ui.dataset.confusion import ConfusionMatrix
from digitpad.ui.dataset.dataset_state import (
    INVITATION,
    NOTHING_FOUND,
    DatasetState,
    Page,
    page_of,
    why_nothing_is_shown,
)
from digitpad.ui.dataset.gallery import Gallery
from digitpad.ui.support.theme import quiet_label


class Pages(QStackedWidget):
    """Shows the page that follows from a state.

    Attributes
    ----------
    matrix : the confusion matrix.
    """

    def __init__(self, gallery: Gallery, parent: QWidget) -> None:
        super().__init__(parent)
        self.matrix = ConfusionMatrix(self)
        self._nothing_shown = _hint(NOTHING_FOUND)
        self._pages: dict[Page, QWidget] = {
            Page.INVITATION: _hint(INVITATION),
            Page.NOTHING_SHOWN: self._nothing_shown,
            Page.GALLERY: gallery,
            Page.MATRIX: self.matrix,
        }
        for page in self._pages.values():
            self.addWidget(page)

    def show_state(self, state: DatasetState, dataset: EditableSet) -> None:
        """Bring the right page to the front."""
        page = page_of(state)
        if page is Page.MATRIX:
            self.matrix.show_counts(dataset.confusion())
        elif page is Page.NOTHING_SHOWN:
            self._nothing_shown.setText(why_nothing_is_shown(state))
        self.setCurrentWidget(self._pages[page])


def _hint(text: str) -> QLabel:
    label = quiet_label(text)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
