"""The last row of the Dataset tab: figures of what is shown, and how it is shown."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from digitpad.ui.dataset.dataset_state import DatasetState, Page, page_of
from digitpad.ui.dataset.dataset_texts import status
from digitpad.ui.dataset.tile_size import TileSize
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import ElidedLabel, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.checked_highlight import CheckedHighlight
from digitpad.ui.widgets.progress_bar import ProgressBar


class Footer(QWidget):
    """Counts what is shown, and offers the size of the digits and the confusion matrix.

    Attributes
    ----------
    matrix_button : on while the confusion matrix is wanted.
    """

    def __init__(self, tiles: TileSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._status = ElidedLabel(parent=self)
        self._progress = ProgressBar(self)
        self._progress.setAccessibleName(tr("Classified digits"))
        self._progress.setFixedWidth(12 * SPACE)
        self._tiles, self._sizes = tiles, tiles.buttons(self)
        self.matrix_button = QPushButton(icon("grid-3x3"), tr("Confusion mat&rix"), self)
        self.matrix_button.setCheckable(True)
        self.matrix_button.setObjectName("matrixButton")
        self.matrix_button.setToolTip(tip(tr("Labels against predictions (Ctrl+K)")))
        self.matrix_button.setShortcut("Ctrl+K")
        CheckedHighlight(self.matrix_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._status, 1)
        for widget in (self._progress, self._sizes, self.matrix_button):
            row.addWidget(widget)

    def show_state(self, state: DatasetState) -> None:
        """Show how many digits are shown, misclassified and selected."""
        self._status.setText(status(state))
        self._progress.setVisible(state.is_classifying)
        self._progress.setValue(round(100 * state.predicted))
        self._tiles.set_enabled(page_of(state) is Page.GALLERY)
        self.matrix_button.setEnabled(state.count > 0)
