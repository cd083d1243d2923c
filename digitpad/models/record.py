"""What a model's record tells: it may hold anything, as any program may have written it."""

from dataclasses import dataclass

from digitpad.errors import printable
from digitpad.models.model_file import Model

MAX_NAME_LENGTH = 60
"""Characters of a dataset's name."""


@dataclass(frozen=True)
class MeasuredError:
    """The share of misclassified digits in a measurement.

    Parameters
    ----------
    kind : ``"reference"``, ``"test"`` or ``"validation"``, the digits that it was measured on.
    name : what those digits are called, on one line.
    rate : 0 to 1.
    """

    kind: str
    name: str
    rate: float


def measured_error(model: Model) -> MeasuredError | None:
    """The most telling error in a model's record, None where there is none.

    The error on the reference digits comes first: every model can have it, so that the errors of
    two models are told of the same digits.
    """
    for kind in ("reference", "test", "validation"):
        measured = model.record.get(kind)
        rate = measured.get("error_rate") if isinstance(measured, dict) else None
        if isinstance(measured, dict) and isinstance(rate, float) and 0 <= rate <= 1:
            name = printable(str(measured.get("name", kind))[:MAX_NAME_LENGTH])
            return MeasuredError(kind, name, rate)
    return None
