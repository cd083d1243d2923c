"""Asks in which format the model is to be exported."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.models.export.formats import FORMATS, HAS_INT8
from digitpad.ui.model.export_state import ExportState, accuracy_text, obstacle_text, size_text
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE, quiet_label, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.progress_row import ProgressRow

WIDTH = 640
"""Pixels, at least."""


class ExportDialog(QDialog):
    """A choice of formats, and what is known of the selected one.

    Parameters
    ----------
    model : what the model is called.
    name, is_int8 : what is selected at first.

    Signals
    -------
    changed() : something else is selected.
    export_wanted() : the user wants to write it.
    """

    changed = Signal()
    export_wanted = Signal()

    def __init__(self, model: str, name: str, *, is_int8: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(tr("Export model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._formats = QButtonGroup(self)
        self._int8 = QCheckBox(tr("&8-bit weights: about a quarter of the size"), self)
        self._int8.setChecked(is_int8)
        self._int8.setToolTip(
            tip(
                tr(
                    "Each weight is rounded to one of 255 values, and each unit has its own scale. "
                    "What that costs is measured before anything is written."
                )
            )
        )
        self._size, self._accuracy = (_wrapped(plain_label()) for _ in range(2))
        self._obstacle = _wrapped(plain_label())
        self._obstacle.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.progress = ProgressRow(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._export = self._buttons.addButton(
            tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._export.setIcon(icon("upload"))
        self._export.setDefault(True)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self._lay_out(model, name)
        self._formats.buttonClicked.connect(self.changed)
        self._int8.toggled.connect(self.changed)
        self._buttons.accepted.connect(self.export_wanted)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self, model: str, selected: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(section_head(tr("Format")))
        layout.addLayout(self._choices(selected))
        layout.addSpacing(SPACE)
        facts = QGridLayout()
        facts.setHorizontalSpacing(2 * SPACE)
        facts.setVerticalSpacing(SPACE // 2)
        facts.setColumnStretch(1, 1)
        for row, (title, value) in enumerate(
            (
                (tr("Model"), _wrapped(plain_label(model))),
                (tr("Size"), self._size),
                (tr("Accuracy"), self._accuracy),
            )
        ):
            facts.addWidget(quiet_label(title), row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(facts)
        layout.addWidget(self._obstacle)
        layout.addStretch()
        layout.addWidget(self.progress)
        layout.addWidget(self._buttons)
        # For a second line, so that nothing moves when it comes.
        self._accuracy.setMinimumHeight(2 * self._accuracy.fontMetrics().lineSpacing())
        self._accuracy.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _choices(self, selected: str) -> QGridLayout:
        """A row for each format: its button, and what it is for."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for name, form in FORMATS.items():
            button = QRadioButton(f"{tr(form.title)} ({form.ending})", self)
            button.setObjectName(f"format_{name}")
            button.setAccessibleDescription(tr(form.purpose))
            button.setChecked(name == selected)
            self._formats.addButton(button)
            row = grid.rowCount()
            grid.addWidget(button, row, 0)
            grid.addWidget(quiet_label(tr(form.purpose)), row, 1)
            if name == HAS_INT8:
                grid.addWidget(self._int8, row + 1, 1)
        return grid

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(WIDTH, 0))

    @property
    def format_name(self) -> str:
        """The selected format, a key of :data:`FORMATS`."""
        return next(
            button.objectName().removeprefix("format_")
            for button in self._formats.buttons()
            if button.isChecked()
        )

    @property
    def is_int8(self) -> bool:
        """Whether 8-bit weights are selected, for a format that has them."""
        return self._int8.isChecked() and self.format_name == HAS_INT8

    @property
    def wants_int8(self) -> bool:
        """Whether 8-bit weights are selected, whatever the format."""
        return self._int8.isChecked()

    def show_state(self, state: ExportState) -> None:
        """Show what is known of the selected format."""
        self._int8.setEnabled(state.offers_int8 and not state.is_writing)
        for button in self._formats.buttons():
            button.setEnabled(not state.is_writing)
        self._size.setText(size_text(state))
        self._accuracy.setText(accuracy_text(state))
        self._obstacle.setText(obstacle_text(state))
        self._obstacle.setVisible(bool(state.command))
        self._export.setEnabled(state.can_export)
        self._export.setDefault(state.can_export)
        self._buttons.setVisible(not state.is_writing)  # The progress has its own Cancel.


def _wrapped(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    return label
