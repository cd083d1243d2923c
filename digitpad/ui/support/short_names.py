"""Names of files and sets in the window, however long they are and whatever they hold."""

from collections.abc import Sequence

from digitpad.errors import printable
from digitpad.ui.support.translation import joined

MAX_LISTED = 3
"""Names that a question lists."""

MAX_LENGTH = 40
"""Characters of a name that are shown where there is other text beside it."""


def shortened(name: str) -> str:
    """A name, without its middle where it is long."""
    shown, half = printable(name), MAX_LENGTH // 2
    return shown if len(shown) <= MAX_LENGTH else f"{shown[:half]}…{shown[-half:]}"


def listed(names: Sequence[str]) -> str:
    """The first of some names."""
    more = ["…"] if len(names) > MAX_LISTED else []
    return joined([*map(shortened, names[:MAX_LISTED]), *more])
