"""What is known of a setting: what it means, its default, and the values that it can have.

A dataclass of settings tells all of this at each field, with :func:`setting`. Options and their
``--help``, spin boxes and their tooltips, and the checks of what is read all ask there.
"""

from dataclasses import dataclass, field, fields
from typing import Any

_KEY = "setting"


@dataclass(frozen=True)
class Setting:
    """What is known of one field.

    Parameters
    ----------
    default : the value where none is given; a tuple where there may be several.
    text : what it means, in full sentences: the tooltip. The first one is also the help of the
        command line. Translatable where the window shows it.
    low, high : least and greatest value of a number.
    choices : all values of a text that is no free one.
    fine_tuning : the default where a training goes on from a model, if that is another one.
    is_for_each : of several values, each is for one dataset, and one is for all.
    former_high : the greatest value in former versions, whose files are still read.
    """

    default: Any
    text: str
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()
    fine_tuning: Any = None
    is_for_each: bool = False
    former_high: float = 0

    @property
    def kind(self) -> type[Any]:
        """The type of a value, of a tuple that of its items."""
        return type(self.default[0] if isinstance(self.default, tuple) else self.default)

    @property
    def is_number(self) -> bool:
        """Whether there are limits."""
        return self.kind in (int, float)

    @property
    def summary(self) -> str:
        """What it means in one sentence, without a capital letter and a point."""
        first = self.text.partition(". ")[0].removesuffix(".")
        return first if first[1:2].isdigit() else first[:1].lower() + first[1:]

    @property
    def help(self) -> str:
        """What it means and its defaults, for ``--help``."""
        told = f"default: {said(self.default)}"
        if self.fine_tuning is not None:
            told += f"; with --from: {said(self.fine_tuning)}"
        each = "; one for all or one for each DATASET" if self.is_for_each else ""
        return f"{self.summary}{each} ({told})"


def setting(default: Any, text: str, **more: Any) -> Any:
    """A field of a dataclass of settings; the parameters are those of :class:`Setting`."""
    return field(default=default, metadata={_KEY: Setting(default, text, **more)})


def settings_of(dataclass: Any) -> dict[str, Setting]:
    """All settings of a dataclass by their names."""
    return {f.name: f.metadata[_KEY] for f in fields(dataclass) if _KEY in f.metadata}


def said(value: Any) -> str:
    """A value as it stands on the command line: ``"1024 512"``, ``"0.001"``, ``"on"``."""
    if isinstance(value, tuple):
        return " ".join(map(said, value))
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value)
