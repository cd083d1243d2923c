"""What is asked when changes cannot be saved as they are: the texts."""

from collections.abc import Mapping, Sequence

from digitpad.data.text.changes import ChangedFilesError, MissingSourceError
from digitpad.errors import DatasetError
from digitpad.files.untrusted import plural
from digitpad.ui.support.short_names import listed, shortened


def changed_text(name: str, files: Sequence[str]) -> str:
    """What to ask about files that another program changed.

    Parameters
    ----------
    name : of the dataset.
    """
    one = len(files) == 1
    return (
        f"{plural(len(files), 'digit')} {'was' if one else 'were'} changed by another program"
        f" since {shortened(name)} was opened ({listed(files)})."
        f" Overwrite {'it' if one else 'them'} with your changes, or keep theirs?"
    )


def blocked_text(name: str, reasons: Mapping[str, str], others: int) -> str:
    """What to ask about files that cannot be written.

    Parameters
    ----------
    name : of the dataset.
    reasons : why not, by their names.
    others : changed digits beside them.
    """
    first, reason = next(iter(reasons.items()))
    where = f"{shortened(first)}: {reason}" if len(reasons) == 1 else f"{listed([*reasons])}"
    why = "" if len(reasons) == 1 else f" The first: {reason}."
    text = f"{plural(len(reasons), 'digit')} of {shortened(name)} cannot be written ({where}).{why}"
    if others > 0:
        return f"{text} Save the changes of the other {plural(others, 'digit')}?"
    return f"{text} Nothing was written. Save all digits to another place?"


def missing_text(name: str, error: MissingSourceError) -> str:
    """What to ask where the folder, zip or file of the digits is gone."""
    return (
        f"{shortened(name)} was moved, deleted or replaced since it was opened"
        f" (found {error.found}). Nothing was written. Find it where it is now,"
        " or save all digits to another place?"
    )


def other_text(name: str, count: int, error: DatasetError) -> str:
    """What to tell where the user chose something that is not the set that was opened.

    Parameters
    ----------
    name : of what was chosen.
    count : digits of the set.
    """
    text = f"{shortened(name)} is not the dataset that was opened"
    if isinstance(error, ChangedFilesError):
        differ = f"{len(error.names):,} of its {plural(count, 'digit')}"
        return f"{text}: {differ} are missing there or changed ({listed(error.names)})."
    return f"{text}: it is {error.found}, and not {error.expected}."
