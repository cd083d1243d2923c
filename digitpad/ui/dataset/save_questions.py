"""What is asked and told when changes are saved: the texts."""

from collections.abc import Mapping, Sequence

from digitpad.data.text.changes import ChangedFilesError, MissingSourceError
from digitpad.errors import DatasetError, printable
from digitpad.ui.support.short_names import listed, shortened
from digitpad.ui.support.translation import tr


def leave_text(name: str, count: int) -> str:
    """What to ask before a dataset with changes of some digits is left."""
    text = (
        tr('Save changes to 1 digit in "{name}"?')
        if count == 1
        else tr('Save changes to {n:,} digits in "{name}"?')
    )
    return text.format(n=count, name=shortened(name))


def delete_text(name: str, count: int) -> str:
    """What to ask before files of a dataset are deleted."""
    text = (
        tr('Permanently delete 1 file from "{name}"?')
        if count == 1
        else tr('Permanently delete {n:,} files from "{name}"?')
    )
    return text.format(n=count, name=shortened(name))


def saved_text(name: str, count: int, left: Sequence[str]) -> str:
    """What to tell once changes are saved.

    Parameters
    ----------
    name : of the dataset.
    left : files whose changes were not saved.
    """
    if left:
        text = (
            tr('Saved 1 change in "{name}", but not {files}')
            if count == 1
            else tr('Saved {n:,} changes in "{name}", but not {files}')
        )
    else:
        text = (
            tr('Saved 1 change in "{name}"')
            if count == 1
            else tr('Saved {n:,} changes in "{name}"')
        )
    return text.format(n=count, name=shortened(name), files=listed(left))


def exported_text(target: str, count: int) -> str:
    """What to tell once digits are written to another place."""
    text = tr("Exported 1 digit to {path}") if count == 1 else tr("Exported {n:,} digits to {path}")
    return text.format(n=count, path=printable(target))


def changed_text(name: str, files: Sequence[str]) -> str:
    """What to ask about files that another program changed.

    Parameters
    ----------
    name : of the dataset.
    """
    text = (
        tr(
            'Another program changed 1 digit since "{name}" was opened ({files}).'
            " Overwrite it with your changes, or keep theirs?"
        )
        if len(files) == 1
        else tr(
            'Another program changed {n:,} digits since "{name}" was opened ({files}).'
            " Overwrite them with your changes, or keep theirs?"
        )
    )
    return text.format(n=len(files), name=shortened(name), files=listed(files))


def blocked_text(name: str, reasons: Mapping[str, str], others: int) -> str:
    """What to ask about files that cannot be written.

    Parameters
    ----------
    name : of the dataset.
    reasons : why not, by their names.
    others : changed digits beside them.
    """
    text = (
        tr('1 digit of "{name}" cannot be written ({files}: {reason}).')
        if len(reasons) == 1
        else tr('{n:,} digits of "{name}" cannot be written ({files}). The first: {reason}.')
    )
    files, reason = listed([*reasons]), next(iter(reasons.values()))
    why = text.format(n=len(reasons), name=shortened(name), files=files, reason=reason)
    if others == 1:
        question = tr("Save the changes to the other digit?")
    elif others > 0:
        question = tr("Save the changes to the other {n:,} digits?").format(n=others)
    else:
        question = tr("Nothing was written. Save all digits to another place?")
    return f"{why} {question}"


def missing_text(name: str, error: MissingSourceError) -> str:
    """What to ask where the folder, zip or file of the digits is gone."""
    text = tr(
        '"{name}" was moved, deleted or replaced since it was opened ({found}).'
        " Nothing was written. Find it where it is now, or save all digits to another place?"
    )
    return text.format(name=shortened(name), found=error.found)


def other_text(name: str, count: int, error: DatasetError) -> str:
    """What to tell where the user selected something that is not the dataset that was opened.

    Parameters
    ----------
    name : of what was selected.
    count : digits of the dataset.
    """
    if isinstance(error, ChangedFilesError):
        text = tr(
            '"{name}" is not the dataset that was opened: {n:,} of its {all:,} digits are missing'
            " there or changed ({files})."
        )
        files, differ = listed(error.names), len(error.names)
        return text.format(name=shortened(name), n=differ, all=count, files=files)
    text = tr('"{name}" is not the dataset that was opened: it is {found}.')
    return text.format(name=shortened(name), found=error.found)
