"""What a model's record tells: it may hold anything, as any program may have written it."""

from digitpad.errors import printable
from digitpad.models.model_file import Model

MAX_NAME_LENGTH = 60
"""Characters of a dataset's name."""


def error_figure(model: Model) -> str:
    """The most telling figure in a model's record, empty where there is none.

    The error on the reference digits comes first: every model can have it, so that the errors of
    two models are told of the same digits.
    """
    for kind in ("reference", "test", "validation"):
        measured = model.record.get(kind)
        rate = measured.get("error_rate") if isinstance(measured, dict) else None
        if isinstance(measured, dict) and isinstance(rate, float) and 0 <= rate <= 1:
            name = printable(str(measured.get("name", kind))[:MAX_NAME_LENGTH])
            return f"{100 * rate:.2f} % on {name}"
    return ""
