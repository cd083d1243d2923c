"""What the export dialog shows, worked out of what is selected and known."""

from dataclasses import dataclass

from digitpad.learning.exporting import Measured
from digitpad.models.export.formats import HAS_INT8, ExportFormat
from digitpad.ui.support.translation import tr


@dataclass(frozen=True)
class ExportState:
    """What is selected in the dialog, and what is known of it.

    Parameters
    ----------
    form : the selected format.
    is_int8 : whether 8-bit weights are selected, which only counts for some formats.
    about_bytes : size of the files, about.
    measured : how well what is exported predicts; None while it is being measured.
    problem : why it could not be measured; empty where it was not tried or could.
    command : what has to be run first for the format to be written; empty where nothing has.
    is_writing : whether it is being written.
    """

    form: ExportFormat
    is_int8: bool
    about_bytes: int
    measured: Measured | None = None
    problem: str = ""
    command: str = ""
    is_writing: bool = False

    @property
    def offers_int8(self) -> bool:
        """Whether the format can have 8-bit weights."""
        return self.form.name == HAS_INT8

    @property
    def can_export(self) -> bool:
        """Whether the user knows what they get: nothing is written before it is measured."""
        is_known = self.measured is not None or bool(self.problem)
        return is_known and not self.command and not self.is_writing


def size_text(state: ExportState) -> str:
    """How large the files will be."""
    size = f"{state.about_bytes / 1e6:.1f}" if state.about_bytes < 1e7 else ""
    size = size or f"{state.about_bytes / 1e6:.0f}"
    if state.form.has_weights_beside:
        return tr("About {size} MB (.py and .npz)").format(size=size)
    return tr("About {size} MB").format(size=size)


def accuracy_text(state: ExportState) -> str:
    """How well what is exported predicts, or why that is not known."""
    if state.problem:
        return state.problem
    found = state.measured
    if found is None:
        return tr("Measuring…")
    correct = found.digits - found.errors
    values = {"n": correct, "all": found.digits, "rate": correct / found.digits}
    if not (state.is_int8 and state.offers_int8):
        return tr("{n:,} of {all:,} reference digits correct ({rate:.2%})").format(**values)
    text = tr(
        "{n:,} of {all:,} reference digits correct ({rate:.2%})\n"
        "{before:,} with the weights as they are"
    )
    return text.format(**values, before=found.digits - found.errors_before)


def obstacle_text(state: ExportState) -> str:
    """What has to be done first; empty where nothing has."""
    if not state.command:
        return ""
    text = tr("This format needs one more package. Install it with this command:\n{command}")
    return text.format(command=state.command)
