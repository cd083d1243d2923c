"""How a field shows that its text cannot be understood, and why."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit

from digitpad.ui.support.plain_text import tip

ON_LIGHT, ON_DARK = "#b3261e", "#ff8a80"
"""Colours of a text that cannot be understood."""


def mark_text(edit: QLineEdit, problem: str, usual: str = "") -> None:
    """Show what is wrong with a text; with an empty problem, that nothing is.

    Parameters
    ----------
    usual : the tooltip while nothing is.
    """
    edit.setToolTip(tip(problem or usual))
    edit.setAccessibleDescription(problem)
    palette = QPalette()  # Nothing of its own: it is that of the widget around.
    if problem:
        is_dark = edit.palette().color(QPalette.ColorRole.Base).lightness() < 128
        palette.setColor(QPalette.ColorRole.Text, QColor(ON_DARK if is_dark else ON_LIGHT))
    edit.setPalette(palette)
