"""Whether two networks differ by more than chance, judged by the same digits."""

from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class PairedErrors:
    """How often two networks are right and wrong together, on the same digits.

    Parameters
    ----------
    both_correct, both_wrong : digits on which they agree about the label.
    only_first, only_second : digits that one of them alone predicts correctly.
    """

    both_correct: int
    only_first: int
    only_second: int
    both_wrong: int

    @property
    def p_value(self) -> float:
        """How probable a difference at least as large is by chance, 0 to 1."""
        return mcnemar(self.only_first, self.only_second)


def paired_errors(
    first: NDArray[np.integer], second: NDArray[np.integer], labels: NDArray[np.integer]
) -> PairedErrors:
    """Count on which digits two predictions, (N,) each, agree with the labels, (N,)."""
    first_correct, second_correct = first == labels, second == labels
    return PairedErrors(
        both_correct=int((first_correct & second_correct).sum()),
        only_first=int((first_correct & ~second_correct).sum()),
        only_second=int((~first_correct & second_correct).sum()),
        both_wrong=int((~first_correct & ~second_correct).sum()),
    )


def mcnemar(only_first: int, only_second: int) -> float:
    """The exact p-value of McNemar's test, two-sided, 0 to 1.

    Digits that both networks predict correctly, or both wrongly, tell nothing of a difference. If
    there were none, each of the other n digits would be correct for either network with
    probability 1/2, as a coin falls: p is the probability that n coins fall at least as unevenly.

    McNemar, 1947, "Note on the sampling error of the difference between correlated proportions or
    percentages"; with the binomial distribution itself instead of the normal one near to it.
    """
    n, fewer = only_first + only_second, min(only_first, only_second)
    # By logarithms: 2**n has more digits than a float for n > 1,023.
    tail = (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for k in range(fewer + 1))
    return min(1.0, 2 * sum(exp(ways - n * log(2)) for ways in tail))
