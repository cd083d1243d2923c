"""The losses of a run of any length, in bounded memory."""

from array import array

MAX_KEPT = 10_000
"""Losses of steps that are kept."""

MAX_MOMENTS = 400
"""Moments that are kept: their losses are those of all points, and take time to compute."""


class Kept:
    """Numbers of every step; once these are too many of every second one, then of every fourth, ...

    Another thread may look at them at any time.

    Parameters
    ----------
    most : steps that are kept; at least half of them, once there were so many.
    columns : numbers of each step.
    """

    def __init__(self, most: int, columns: int) -> None:
        self._most = most
        # In one, as they are to be looked at together.
        self._every_and_columns = 1, tuple(array("d") for _ in range(columns))

    @classmethod
    def restored(cls, most: int, every: int, columns: "tuple[array[float], ...]") -> "Kept":
        """What was kept of every so many steps."""
        kept = cls(most, len(columns))
        kept._every_and_columns = every, columns
        return kept

    @property
    def every_and_columns(self) -> "tuple[int, tuple[array[float], ...]]":
        """Of which steps numbers are kept, and these."""
        return self._every_and_columns

    def has_room(self, step: int) -> bool:
        """Whether a step is kept, counted from 0."""
        return step % self._every_and_columns[0] == 0

    def add(self, *numbers: float) -> None:
        """Keep the next step for which there is room."""
        every, columns = self._every_and_columns
        # The first column last: whoever counts it finds the others there.
        for column, number in [*zip(columns, numbers, strict=True)][::-1]:
            column.append(number)
        if len(columns[0]) > self._most:
            self._every_and_columns = 2 * every, tuple(column[::2] for column in columns)

    def revert(self) -> None:
        """Forget the last that was kept."""
        for column in self._every_and_columns[1]:
            column.pop()

    def some(self, most: int) -> tuple[list[int], list[list[float]]]:
        """About so many steps, counted from 0, evenly spread from the first; and their numbers."""
        every, columns = self._every_and_columns
        count = len(columns[0])
        some = max(count // most, 1)
        steps = [*range(0, every * count, every * some)]
        return steps, [column[:count:some].tolist() for column in columns]


class Losses:
    """The losses of every step, as many of them as there is room for.

    Another thread may look at them at any time.

    Attributes
    ----------
    count : steps so far, kept or not.
    last : the loss of the last step, nats; None before the first.
    """

    def __init__(self) -> None:
        self.count = 0
        self.last: float | None = None
        self._before_last: float | None = None
        self._steps = Kept(MAX_KEPT, columns=1)
        self._moments = Kept(MAX_MOMENTS, columns=2)

    @classmethod
    def restored(cls, count: int, last: float | None, steps: Kept, moments: Kept) -> "Losses":
        """Those of a run that goes on; its last step cannot be taken back."""
        losses = cls()
        losses.count, losses.last = count, last
        losses._steps, losses._moments = steps, moments
        return losses

    @property
    def kept(self) -> tuple[Kept, Kept]:
        """What is kept of the steps, and of the moments."""
        return self._steps, self._moments

    @property
    def is_moment(self) -> bool:
        """Whether the losses of all points are wanted before the next step."""
        return self._moments.has_room(self.count)

    def add_moment(self, training: float, test: float) -> None:
        """Add the losses of all points before the next step, nats; nan without points."""
        self._moments.add(training, test)

    def add(self, loss: float) -> None:
        """Add the loss of a step, nats."""
        if self._steps.has_room(self.count):
            self._steps.add(loss)
        self.count += 1
        self._before_last, self.last = self.last, loss

    def revert(self) -> None:
        """Take the last step back, which can be done once."""
        self.count -= 1
        for kept in (self._steps, self._moments):
            if kept.has_room(self.count):
                kept.revert()
        self.last = self._before_last

    def curve(self, most: int = MAX_KEPT) -> tuple[list[int], list[float]]:
        """About so many steps, counted from 1, evenly spread, and the losses of them.

        The first step and the last are always among them.
        """
        places, (losses,) = self._steps.some(most)
        steps = [place + 1 for place in places]
        if self.last is not None and steps[-1] < self.count:
            steps.append(self.count)
            losses.append(self.last)
        return steps, losses

    def moments(self, most: int = MAX_MOMENTS) -> tuple[list[int], list[float], list[float]]:
        """About so many moments, and the losses of all training and of all test points then.

        Returns
        -------
        iterations : steps taken, evenly spread from 0.
        training, test : nats; nan without points.
        """
        iterations, (training, test) = self._moments.some(most)
        return iterations, training, test
