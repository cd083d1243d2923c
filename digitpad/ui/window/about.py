"""What the program is."""

from PySide6.QtWidgets import QWidget

from digitpad.ui.support.messages import show_page
from digitpad.ui.support.translation import tr
from digitpad.version import program_version


def show_about(window: QWidget) -> None:
    """Say what the program is, and which version."""
    what = tr(
        "digitpad recognizes handwritten digits with a small NumPy network. Draw, explore"
        " datasets, retrain, and step through backpropagation."
    )
    private = tr("Everything runs on this computer; nothing is sent anywhere.")
    text = f"<h3>digitpad {program_version()}</h3><p>{what}</p><p>{private}</p>"
    show_page(window, tr("About digitpad"), text)
