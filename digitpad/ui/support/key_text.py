"""How a tooltip tells the key of what it is about."""

from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import tr


def tip_with_key(what: str, key: str) -> str:
    """A tooltip such as "Undo stroke (Ctrl+Z)", with the brackets of the language."""
    return tip(tr("{what} ({key})").format(what=what, key=key))
