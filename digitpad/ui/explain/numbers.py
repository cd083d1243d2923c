"""Numbers as they are written in a text."""


def signed(value: float, places: int = 2) -> str:
    """A number with its sign, such as "−0.25"."""
    return f"{value:+.{places}f}".replace("-", "−")


def plain(value: float, places: int = 2) -> str:
    """A number with a sign only where it is below 0."""
    return f"{value:.{places}f}".replace("-", "−")
