"""The labels of all digits of a number, as somebody types them."""

from collections.abc import Sequence

Labels = tuple[int, ...]


def typed_labels(text: str, counts: Sequence[int]) -> Labels | None:
    """The label of each digit, row by row; None where the text does not fit.

    Parameters
    ----------
    text : a number for each row, with something between them that is no digit: "23 691". Without
        that, all its digits must be as many as there are.
    counts : how many digits each row has.
    """
    numbers = "".join(sign if sign.isdecimal() else " " for sign in text).split()
    is_one = len(numbers) == 1 and len(numbers[0]) == sum(counts)
    if not is_one and [len(number) for number in numbers] != list(counts):
        return None
    return tuple(int(digit) for number in numbers for digit in number)
