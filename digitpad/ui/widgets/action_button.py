"""A push button for an action of a menu."""

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QPushButton


def action_button(action: QAction, icon: QIcon, text: str) -> QPushButton:
    """Return a button that triggers an action and is enabled with it.

    It has the tooltip of the action, but a text of its own: that in the menu may be longer.
    """
    button = QPushButton(icon, text)
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
