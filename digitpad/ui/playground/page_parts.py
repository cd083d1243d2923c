"""Small parts that the page is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from digitpad.ui.support.icons import icon
from digitpad.ui.support.theme import SPACE


def tool_button(text: str, icon_name: str, parent: QWidget) -> QToolButton:
    """A button with an icon and a text."""
    button = QToolButton(parent)
    button.setText(text)
    button.setIcon(icon(icon_name))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def headed(title: QLabel, *widgets: QWidget) -> QBoxLayout:
    """The heading of a part, with widgets at its right."""
    row = spaced(QHBoxLayout())
    row.addWidget(title)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStrut(3 * SPACE)  # Headings beside each other have the same height.
    return row


def spaced(layout: QBoxLayout, spacing: int = SPACE) -> QBoxLayout:
    """A layout without an edge."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
