"""How often a few digits of the user's own are shown beside thousands of others."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from digitpad.data.my_digits import count_digits
from digitpad.learning.config import TrainingConfig

OWN_SHARE = 0.05
"""How many of the digits seen in an epoch are to be the user's own, against the others."""

MAX_REPEATS = 1000
"""How often one of them is seen in an epoch, at most."""


def repeats_of(counts: Sequence[int], are_own: Sequence[bool]) -> tuple[int, ...]:
    """How often the digits of each set are to be shown in an epoch.

    Parameters
    ----------
    counts : digits of each set.
    are_own : whether they are the user's own; only these are shown more than once.
    """
    pairs = list(zip(counts, are_own, strict=True))
    others = sum(count for count, is_own in pairs if not is_own)
    return tuple(
        min(max(round(OWN_SHARE * others / (count or 1)), 1), MAX_REPEATS) if is_own else 1
        for count, is_own in pairs
    )


def without_empty(config: TrainingConfig, own: Path) -> TrainingConfig:
    """The configuration without the user's own digits, where there are none yet but others."""
    kept = [number for number, path in enumerate(config.datasets) if path != str(own)]
    if not kept or len(kept) == len(config.datasets) or count_digits(own):
        return config
    return replace(
        config,
        datasets=tuple(config.datasets[number] for number in kept),
        repeats=tuple(config.repeats_each[number] for number in kept),
        validation=tuple(config.validation_each[number] for number in kept),
    )
