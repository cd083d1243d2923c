"""A time in words."""


def duration(seconds: float) -> str:
    """A time for people: ``"8 s"``, ``"3 min 5 s"``, ``"2 h 4 min"``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
