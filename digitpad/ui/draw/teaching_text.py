"""The result of teaching, in words."""

from typing import TYPE_CHECKING

from digitpad.ui.support.translation import plural, tr

if TYPE_CHECKING:
    # Imported when teaching begins, so that the window starts sooner.
    from digitpad.learning.teaching import Figures


def teaching_text(figures: "Figures", left_out: int) -> str:
    """The result of teaching; where other writers' digits suffered, that comes first.

    Parameters
    ----------
    left_out : files of *My digits* that could not be read.
    """
    parts = [_mine(figures), _others(figures)]
    if figures.is_worse:
        parts.reverse()
    if left_out:
        many = tr("{n:,} files could not be read")
        parts.append(plural(left_out, tr("1 file could not be read"), many))
    return " · ".join(parts)


def _mine(figures: "Figures") -> str:
    text = tr("My digits: {after:,} of {all:,} correct (before: {before:,})")
    if figures.is_unlearned and not figures.is_worse:
        text = tr(
            "My digits: {after:,} of {all:,} correct (before: {before:,}). Are all labels right?"
        )
    return text.format(
        after=figures.taught_correct_after, all=figures.taught, before=figures.taught_correct_before
    )


def _others(figures: "Figures") -> str:
    text = tr("Reference digits: {after:,} of {all:,} misclassified (before: {before:,})")
    if figures.is_worse:
        text = tr(
            "Worse for other writers: {after:,} of {all:,} reference digits misclassified "
            "(before: {before:,}), {uncertain:,} uncertain"
        )
    return text.format(
        after=figures.reference_errors_after,
        all=figures.reference_count,
        before=figures.reference_errors_before,
        uncertain=figures.reference_doubts_after - figures.reference_errors_after,
    )
