"""The toolbar of the Draw tab."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from digitpad.ui.support.plain_text import tip, without_mnemonic
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.action_tool_button import ActionToolButton
from digitpad.ui.widgets.checked_highlight import CheckedHighlight

THINNEST, THICKEST = 4, 40
"""Pen widths, canvas units."""


class ToolButton(ActionToolButton):
    """Icon and text of an action; that it is on can be seen in light and in dark."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(action, parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        CheckedHighlight(self)

    @property
    def has_text(self) -> bool:
        """Whether the text stands beside the icon."""
        return self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon

    @property
    def room_of_text(self) -> int:
        """What the text adds to the width, pixels: Qt puts a space on either side of it."""
        return 4 + self.fontMetrics().horizontalAdvance(f" {without_mnemonic(self.text())} ")

    def show_text(self, *, is_shown: bool) -> None:
        """Show the text beside the icon, or the icon alone."""
        beside, alone = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        )
        self.setToolButtonStyle(beside if is_shown else alone)


class Tools(QWidget):
    """A button for each of some actions, and the width of pen and eraser.

    Without room for it the slider has no name beside it, and then the buttons no text; a screen
    reader still tells them, and so do tooltips.

    Signals
    -------
    pen_width_changed(int) : canvas units.
    """

    pen_width_changed = Signal(int)

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE // 2)
        self._buttons: list[ToolButton] = []
        self.add_actions(actions)
        self._names = (tr("Pen &width"), tr("Eraser &width"))
        self._name = QLabel(self)
        # As wide as the longer name: nothing moves when the eraser is taken.
        self._name.setText(max(self._names, key=self._name.fontMetrics().horizontalAdvance))
        self._name.setFixedWidth(self._name.sizeHint().width())
        self._name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(THINNEST, THICKEST)
        self._slider.setPageStep(4)
        self._slider.setMinimumWidth(40)
        self._slider.setMaximumWidth(160)
        self._slider.setToolTip(tip(tr("Width ([ and ]). The prediction does not depend on it.")))
        self._name.setBuddy(self._slider)
        self._figure = QLabel(self)
        self._figure.setNum(THICKEST)
        self._figure.setFixedWidth(self._figure.sizeHint().width())
        self._slider.valueChanged.connect(self._figure.setNum)
        self._slider.valueChanged.connect(self.pen_width_changed)
        self._row.addSpacing(SPACE)
        self._row.addWidget(self._name)
        self._row.addWidget(self._slider, 1)
        self._row.addWidget(self._figure)
        self._row.addStretch(1)
        self.show_tool(is_eraser=False)

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Add a button for each action on the right."""
        for action in actions:
            button = ToolButton(action, self)
            self._row.addWidget(button)
            self._buttons.append(button)

    def show_tool(self, *, is_eraser: bool) -> None:
        """Say whether the width is that of the eraser or of the pen."""
        name = self._names[is_eraser]
        self._name.setText(name)
        self._slider.setAccessibleName(without_mnemonic(name))

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        least = self._with_texts - sum(button.room_of_text for button in self._buttons)
        return QSize(least, super().minimumSizeHint().height())

    @property
    def _with_texts(self) -> int:
        """Width with the texts of all buttons, but without the name of the slider."""
        width = super().minimumSizeHint().width()
        if not self._name.isHidden():
            width -= self._room_of_name
        return width + sum(button.room_of_text for button in self._buttons if not button.has_text)

    @property
    def _room_of_name(self) -> int:
        return self._name.width() + self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        with_texts = self._with_texts
        for button in self._buttons:
            button.show_text(is_shown=self.width() >= with_texts)
        self._name.setVisible(self.width() >= with_texts + self._room_of_name)
        super().resizeEvent(event)

    # The width

    @property
    def pen_width(self) -> int:
        """Canvas units."""
        return self._slider.value()

    @pen_width.setter
    def pen_width(self, width: int) -> None:
        self._slider.setValue(width)
