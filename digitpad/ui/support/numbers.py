"""Numbers as they are written in a text."""

MINUS = "\N{MINUS SIGN}"


def with_minus(text: str) -> str:
    """A number written by Python, with the sign that is as wide as a plus."""
    return text.replace("-", MINUS)


def signed(value: float, places: int = 2) -> str:
    """A number with its sign, such as "−0.25"."""
    return with_minus(f"{value:+.{places}f}")


def plain(value: float, places: int = 2) -> str:
    """A number with a sign only where it is below 0."""
    return with_minus(f"{value:.{places}f}")
