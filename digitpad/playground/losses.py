"""The losses of a run of any length, in bounded memory."""

from array import array

MAX_KEPT = 10_000
"""Losses that are kept."""


class Losses:
    """Every loss of a run; once these are too many every second one, then every fourth, and so on.

    Another thread may look at them at any time.

    Attributes
    ----------
    count : losses so far, kept or not.
    last : the last loss, nats; None before the first.
    """

    def __init__(self) -> None:
        self.count = 0
        self.last: float | None = None
        self._before_last: float | None = None
        # In one, as they are to be looked at together.
        self._every_and_kept = 1, array("d")

    def add(self, loss: float) -> None:
        """Add a loss, nats."""
        every, kept = self._every_and_kept
        if self.count % every == 0:
            kept.append(loss)
        self.count += 1
        self._before_last, self.last = self.last, loss
        if len(kept) > MAX_KEPT:
            self._every_and_kept = 2 * every, kept[::2]

    def revert(self) -> None:
        """Take the last one back, which can be done once."""
        every, kept = self._every_and_kept
        self.count -= 1
        if self.count % every == 0:
            kept.pop()
        self.last = self._before_last

    def curve(self, most: int = MAX_KEPT) -> tuple[list[int], list[float]]:
        """About so many steps, counted from 1, evenly spread, and the losses before them.

        The first step and the last are always among them.
        """
        every, kept = self._every_and_kept
        some = max(len(kept) // most, 1)
        losses = kept[::some].tolist()
        steps = [1 + every * some * place for place in range(len(losses))]
        if self.last is not None and steps[-1] < self.count:
            steps.append(self.count)
            losses.append(self.last)
        return steps, losses
