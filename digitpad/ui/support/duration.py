"""A time in words."""

from digitpad.ui.support.translation import tr


def duration(seconds: float) -> str:
    """A time for people: ``"under 1 s"``, ``"8 s"``, ``"3 min 5 s"``, ``"2 h 4 min"``."""
    whole = round(seconds)
    if whole < 1:
        return tr("under 1 s")
    if whole < 60:
        return tr("{s} s").format(s=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return tr("{min} min {s} s").format(min=minutes, s=rest)
    return tr("{h} h {min} min").format(h=minutes // 60, min=minutes % 60)
