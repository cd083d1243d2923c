"""What to tell of an error, with the option that answers what it asks."""

import shlex
from collections.abc import Sequence

from digitpad.errors import DigitpadError

OPTIONS = {"label_column": "--label-column"}
"""The option that answers the question of an :class:`~digitpad.data.formats.UnclearError`."""


def error_text(error: DigitpadError) -> str:
    """The text of an error."""
    option = OPTIONS.get(getattr(error, "question", ""))
    candidates: Sequence[str] = getattr(error, "candidates", ())
    if not option:
        return str(error)
    choices = " or ".join(f"{option} {shlex.quote(one)}" for one in candidates)
    return f"{error}. Give {choices}."
