"""The forms in which a model is exported."""

from dataclasses import dataclass
from pathlib import Path

from digitpad.errors import DigitpadError, printable
from digitpad.nn.network import Network
from digitpad.translatable import translatable


@dataclass(frozen=True)
class ExportFormat:
    """A form in which a model is exported.

    Parameters
    ----------
    name : as the option ``--format`` takes it.
    ending : of its file.
    title, purpose : for people.
    bytes_per_weight : how large its files are, about.
    has_weights_beside : the weights are in an .npz file beside it.
    """

    name: str
    ending: str
    title: str
    purpose: str
    bytes_per_weight: float
    has_weights_beside: bool = False


FORMATS = {
    form.name: form
    for form in (
        ExportFormat(
            "onnx",
            ".onnx",
            "ONNX",
            translatable("For ONNX Runtime, OpenCV and web pages"),
            4,
        ),
        ExportFormat(
            "numpy",
            ".py",
            translatable("NumPy program"),
            translatable("One short file to read and change; predicts with NumPy alone"),
            4,
            has_weights_beside=True,
        ),
        ExportFormat(
            "torch",
            ".py",
            translatable("PyTorch program"),
            translatable("Predicts, and trains with the same data and settings, also on GPUs"),
            4,
            has_weights_beside=True,
        ),
        ExportFormat(
            "safetensors",
            ".safetensors",
            "Safetensors",
            translatable("Weights for PyTorch, JAX and other libraries"),
            4,
        ),
        ExportFormat(
            "json",
            ".json",
            "JSON",
            translatable("Weights as text, for any language"),
            14,
        ),
        ExportFormat(
            "c",
            ".h",
            translatable("C header"),
            translatable("Plain C99 without libraries, for microcontrollers"),
            14,
        ),
    )
}
"""By name, those that are chosen most often first."""

INT8_BYTES_PER_WEIGHT = 3.3
"""As ``bytes_per_weight``, of a C header with 8-bit weights: a number and a comma."""

HAS_INT8 = "c"
"""The form in which weights can be 8-bit integers."""


def format_of(path: str | Path, name: str | None = None) -> ExportFormat:
    """The form that is meant by the ending of a file, or by its name.

    Raises
    ------
    DigitpadError : the ending says nothing, more than one, or something else than the name.
    """
    ending = Path(path).suffix.lower()
    if name:
        form = FORMATS[name]
        if ending != form.ending:
            found = printable(Path(path).name)
            raise DigitpadError(f"{found}: expected a name that ends in {form.ending} for {name}.")
        return form
    fitting = [form for form in FORMATS.values() if form.ending == ending]
    if not fitting:
        endings = " ".join(dict.fromkeys(form.ending for form in FORMATS.values()))
        raise DigitpadError(
            f"{printable(Path(path).name)}: no format has this ending; use one of {endings}"
        )
    if len(fitting) > 1:
        choices = " or ".join(f"--format {form.name}" for form in fitting)
        raise DigitpadError(f"{ending} is the ending of two formats. Give {choices}.")
    return fitting[0]


def files_of(form: ExportFormat, path: str | Path) -> list[Path]:
    """The files that an export writes, the one that was asked for first."""
    path = Path(path)
    return [path, path.with_name(f"{path.stem}_weights.npz")] if form.has_weights_beside else [path]


def about_bytes(form: ExportFormat, network: Network, *, is_int8: bool = False) -> int:
    """How large the files of an export will be, about."""
    weights = sum(array.size for array in network.parameters)
    each = INT8_BYTES_PER_WEIGHT if is_int8 else form.bytes_per_weight
    return round(weights * each)


def check_int8(form: ExportFormat, *, is_int8: bool) -> None:
    """Refuse 8-bit weights in a form that has none.

    Raises
    ------
    DigitpadError : it names the form.
    """
    if is_int8 and form.name != HAS_INT8:
        raise DigitpadError(f"8-bit weights are only for a C header (.h), not for {form.title}.")
