"""What a training run learns from, and how: all that decides the weights it ends with."""

import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from digitpad.errors import TrainingError

if TYPE_CHECKING:
    from digitpad.data.formats import ReadOptions

    # Imported when a run begins: the command line, which the window starts with, needs no network.
    from digitpad.nn.optimizers import Optimizer
    from digitpad.nn.training import Settings

OPTIMIZERS = ("adam", "sgd")
HALVES = ("train", "test")

LIMITS: Mapping[str, tuple[float, float]] = {
    "repeats": (1, 1000),
    "validation": (0, 0.9),
    "hidden": (1, 100_000),
    "epochs": (1, 100_000),
    "batch": (1, 1_000_000),
    "learning_rate": (0, 1e9),
    "l2": (0, 1e9),
    "label_smoothing": (0, 0.99),
    "non_digits": (0, 1_000_000),
    "seed": (0, 2**32 - 1),
}
"""Least and greatest value of each number."""


@dataclass(frozen=True)
class TrainingConfig:
    """A training run before it begins.

    Parameters
    ----------
    datasets : what to learn from, as :func:`digitpad.data.formats.stream_dataset` takes them.
    repeats : how often the digits are shown in an epoch; one number for all sets or one for each.
    validation : share held out to validate on, whole writers where they are known; likewise.
    start : the model file to start from; empty for new weights.
    hidden : units of each hidden layer of a new network.
    keep : what the model to start from predicts rightly is the target, instead of the label: so it
        does not forget, see :mod:`digitpad.nn.distillation`.
    augment : distort every digit anew in each epoch, and bend the strokes of repeated ones.
    non_digits : drawings that are no digits, made by the program, to learn to be unsure of.
    optimizer : ``"adam"``, or ``"sgd"`` with momentum 0.9.
    half, label_column, transpose, invert, scale : how the data sets are read, all but synthetic
        ones, see :class:`digitpad.data.formats.ReadOptions`; no ``label_column`` is the empty text.

    The others are those of :class:`digitpad.nn.training.Settings`.

    Raises
    ------
    TrainingError : there are not as many numbers as sets, or ``keep`` has nothing to keep.
    """

    datasets: tuple[str, ...]
    repeats: tuple[int, ...] = (1,)
    validation: tuple[float, ...] = (0.1,)
    start: str = ""
    hidden: tuple[int, ...] = (800,)
    epochs: int = 20
    batch: int = 256
    optimizer: str = "adam"
    learning_rate: float = 0.001
    l2: float = 0.0
    label_smoothing: float = 0.1
    keep: bool = False
    augment: bool = False
    non_digits: int = 0
    seed: int = 1
    half: str = "train"
    label_column: str = ""
    transpose: bool = False
    invert: bool = False
    scale: bool = False

    def __post_init__(self) -> None:
        count = len(self.datasets)
        for name in ("repeats", "validation"):
            if len(getattr(self, name)) not in (1, count):
                found = len(getattr(self, name))
                raise TrainingError(f"--{name} has {found} numbers for {count} data sets.")
        if self.keep and not self.start:
            raise TrainingError(
                "--keep needs --from MODEL: new weights know nothing that could be kept."
            )

    @property
    def repeats_each(self) -> tuple[int, ...]:
        """How often the digits of each set are shown in an epoch."""
        return self.repeats * len(self.datasets) if len(self.repeats) == 1 else self.repeats

    @property
    def validation_each(self) -> tuple[float, ...]:
        """The share of each set that is held out."""
        one_for_all = len(self.validation) == 1
        return self.validation * len(self.datasets) if one_for_all else self.validation

    @property
    def settings(self) -> "Settings":
        """How to learn."""
        from digitpad.nn.training import Settings

        return Settings(
            epochs=self.epochs,
            batch=self.batch,
            learning_rate=self.learning_rate,
            l2=self.l2,
            label_smoothing=self.label_smoothing,
            seed=self.seed,
        )

    def read_options(self, dataset: str) -> "ReadOptions":
        """How one of the data sets is read."""
        from digitpad.data.digitset import is_synthetic
        from digitpad.data.formats import ReadOptions

        if is_synthetic(dataset):
            return ReadOptions()
        return ReadOptions(
            self.half, self.label_column or None, self.transpose, self.invert, self.scale
        )

    def make_optimizer(self) -> "Optimizer":
        """An optimizer that has not taken a step yet."""
        from digitpad.nn.optimizers import SGD, Adam

        return Adam() if self.optimizer == "adam" else SGD(momentum=0.9)

    def command(self, out: str) -> str:
        """The command line that trains the same network, to be saved as ``out``."""
        words = ["digitpad", "train", *self.datasets, "--out", out]
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "datasets" or value == field.default:
                continue
            words.append(option(field.name))
            if isinstance(value, tuple):
                words += map(str, value)
            elif value is not True:
                words.append(str(value))
        return shlex.join(words)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, for :func:`config_from_json`."""
        return asdict(self)


def option(name: str) -> str:
    """The option of ``digitpad train`` that sets a field of a configuration."""
    return "--from" if name == "start" else f"--{name.replace('_', '-')}"


def config_from_json(values: Any) -> TrainingConfig:
    """The configuration that :meth:`TrainingConfig.to_json` wrote, trusting nothing in it.

    Raises
    ------
    TrainingError : it is something else.
    """
    try:
        given = {**_LATER, **present_names(dict(values))}
        return TrainingConfig(
            **{field.name: checked(field.name, given[field.name]) for field in _FIELDS}
        )
    except (TypeError, KeyError, ValueError) as error:
        raise TrainingError(f"This is no configuration of a training run ({error}).") from error


_FIELDS = fields(TrainingConfig)
_LATER = {
    field.name: field.default
    for field in _FIELDS
    if field.name in ("keep", "half", "label_column", "transpose", "invert", "scale")
}
"""The fields that configurations of former versions lack."""
_RENAMED = {"times": "repeats", "junk": "non_digits"}
"""Fields under the names that they had in former versions."""
_KINDS: dict[str, type] = {field.name: type(field.default) for field in _FIELDS}
_ITEM_KINDS: dict[str, type] = {"datasets": str, "repeats": int, "validation": float, "hidden": int}


def present_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their present names, which may stand under those of former versions."""
    return {_RENAMED.get(name, name): value for name, value in values.items()}


def checked(name: str, value: Any) -> Any:
    """The value of a field of a configuration; nothing is taken for something else.

    Parameters
    ----------
    name : of the field.
    value : as JSON gives it, a list for a tuple.

    Raises
    ------
    ValueError : it is of another type, or beyond its limits.
    """
    if name in _ITEM_KINDS:
        if not isinstance(value, list | tuple):
            raise _wrong(name, value)
        return tuple(_checked_one(name, _ITEM_KINDS[name], item) for item in value)
    return _checked_one(name, _KINDS[name], value)


def _checked_one(name: str, kind: type[Any], value: Any) -> Any:
    if kind is float and type(value) is int and abs(value) <= 1e9:
        value = float(value)
    choices = {"optimizer": OPTIMIZERS, "half": HALVES}.get(name)
    if type(value) is not kind or (choices and value not in choices):
        raise _wrong(name, value)
    if name in LIMITS:
        low, high = LIMITS[name]
        if not low <= value <= high:
            raise _wrong(name, value)
    return value


def _wrong(name: str, value: Any) -> ValueError:
    return ValueError(f"{name} {value!r:.60}")
