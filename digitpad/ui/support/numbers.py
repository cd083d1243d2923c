"""Numbers as they are written in a text."""

import math

MINUS = "\N{MINUS SIGN}"

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def with_minus(text: str) -> str:
    """A number written by Python, with the sign that is as wide as a plus."""
    return text.replace("-", MINUS)


def signed(value: float, places: int = 2) -> str:
    """A number with its sign, such as "−0.25"."""
    return with_minus(f"{value:+.{places}f}")


def plain(value: float, places: int = 2) -> str:
    """A number with a sign only where it is below 0."""
    return with_minus(f"{value:.{places}f}")


def raised(exponent: int) -> str:
    """An exponent as it stands beside its base, such as "⁻⁵"."""
    return str(exponent).translate(_RAISED)


def round_step(least: float) -> float:
    """From one figure of an axis to the next: the least 1, 2 or 5 times a power of 10, above 0."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= least)
