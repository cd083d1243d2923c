"""What the Dataset tab says of a dataset, in the language of the window."""

from digitpad.data.editable_set import EditableSet
from digitpad.data.my_digits import my_digits
from digitpad.errors import printable
from digitpad.files.resources import reference_digits
from digitpad.ui.dataset.dataset_state import DatasetState
from digitpad.ui.support.translation import plural, tr


def name_text(dataset: DatasetState | EditableSet) -> str:
    """What a dataset is called; empty while none is open."""
    if dataset.path == reference_digits():
        return tr("Reference digits")
    return tr("My digits") if dataset.path == str(my_digits()) else printable(dataset.name)


def count_text(state: DatasetState) -> str:
    """How many digits the dataset has; empty while none is open."""
    return plural(state.kept, tr("1 digit"), tr("{n:,} digits")) if state.name else ""


def changes_text(state: DatasetState) -> str:
    """How many digits are not as they were loaded or last saved."""
    return plural(state.changed, tr("1 &unsaved change"), tr("{n:,} &unsaved changes"))


def deletions_text(state: DatasetState) -> str:
    """How many deletions are not saved, where there are no other changes."""
    return plural(state.changed, tr("1 unsaved deletion"), tr("{n:,} unsaved deletions"))


def skipped_text(state: DatasetState) -> str:
    """How much could not be loaded."""
    return plural(state.left_out, tr("1 file s&kipped"), tr("{n:,} files s&kipped"))


def status(state: DatasetState) -> str:
    """How many digits are shown, misclassified and selected, and how many have a prediction.

    Where all are shown, the title counts them.
    """
    if not state.count:
        return ""
    parts = [_shown(state), _misclassified(state)]
    if state.selected > 1:
        parts.append(tr("{n:,} selected").format(n=state.selected))
    if state.is_classifying:
        parts.append(tr("Classifying… {share:.0%}").format(share=state.predicted))
    text = " · ".join(filter(None, parts))
    return text[:1].upper() + text[1:]


def _shown(state: DatasetState) -> str:
    if state.shown == state.kept:
        return ""
    return tr("{n:,} of {all:,} digits").format(n=state.shown, all=state.kept)


def _misclassified(state: DatasetState) -> str:
    if state.misclassified == state.shown > 0:
        return tr("all misclassified")
    if state.misclassified:
        text = tr("{n:,} misclassified ({share:.2%})")
        return text.format(n=state.misclassified, share=state.misclassified / state.evaluated)
    is_known = state.predicted == 1 and state.evaluated > 0
    return tr("all correctly classified") if is_known else ""


def why_nothing_is_shown(state: DatasetState) -> str:
    """Why no digit of a dataset is shown, and what to do."""
    more_may_match = state.is_loading or (state.filters_predictions and state.predicted < 1)
    if state.kept and more_may_match:
        return tr("No digits match the filters so far.")
    if state.kept:
        return tr("No digits match the filters.")
    if state.changed:
        return tr("All digits deleted. Press Ctrl+Z to undo.")
    return tr(
        "All digits and their files are deleted. Press Ctrl+Z, then Ctrl+S to restore the files."
    )


def matrix_text(state: DatasetState) -> str:
    """Which digits the confusion matrix counts."""
    if state.shown == state.kept:
        return tr("Counts all digits with a label. Click a cell to see its digits.")
    # No number: those without a label match, too, but are not in the matrix.
    return tr("Counts the digits with a label that match the filters. Click a cell to see them.")
