"""What a training run learns from, and how: all that decides the weights it ends with."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from digitpad.errors import TrainingError
from digitpad.setting import Setting, setting, settings_of
from digitpad.translatable import translatable

if TYPE_CHECKING:
    from digitpad.data.formats import ReadOptions

    # Imported when a run begins: the command line, which the window starts with, needs no network.
    from digitpad.nn.optimizers import Optimizer
    from digitpad.nn.training import Settings


@dataclass(frozen=True)
class TrainingConfig:
    """A training run before it begins: the one place of all defaults, limits and explanations.

    Where it goes on from a model some defaults are gentler, see :func:`defaults`.

    Parameters
    ----------
    datasets : what to learn from, as :func:`digitpad.data.formats.stream_dataset` takes them.

    The others are explained at their fields.

    Raises
    ------
    TrainingError : there are not as many numbers as sets, or ``keep`` has nothing to keep.
    """

    datasets: tuple[str, ...]
    repeats: tuple[int, ...] = setting(
        (1,), "Repeats of the digits per epoch.", low=1, high=1000, is_for_each=True
    )
    validation: tuple[float, ...] = setting(
        (0.1,),
        translatable(
            "Validation split: share of the digits held out, whole writers where they are known. "
            "The network never trains on them, so their error estimates the error on new digits."
        ),
        high=0.9,
        is_for_each=True,
    )
    start: str = setting(
        "",
        translatable(
            "Initialize from the weights of this model (fine-tuning). A low learning rate "
            "preserves what it has learned."
        ),
    )
    hidden: tuple[int, ...] = setting(
        (1024, 512),
        translatable(
            "Units per hidden layer. More units tell more handwriting styles apart, but train "
            "slower; 0 removes the second layer."
        ),
        low=1,
        # Two layers of so many take about 3 GB with all that is kept beside the weights.
        high=10_000,
        former_high=100_000,
    )
    epochs: int = setting(
        20,
        translatable(
            "Epochs: passes over the training data. More epochs learn more, but take longer."
        ),
        low=1,
        high=100_000,
        fine_tuning=10,
    )
    batch: int = setting(
        256,
        translatable(
            "Batch size: digits per update step. Larger batches give smoother gradients, but fewer "
            "steps per epoch."
        ),
        low=1,
        high=1_000_000,
    )
    optimizer: str = setting(
        "adam",
        translatable(
            "Optimizer: how an update step is made from the gradient. SGD is gradient descent with "
            "momentum 0.9. Adam adapts the step size of each weight and is less sensitive to the "
            "learning rate."
        ),
        choices=("adam", "sgd"),
    )
    learning_rate: float = setting(
        0.001,
        translatable(
            "Initial learning rate: the step size, which decays during training. Too high, and the "
            "loss diverges; too low, and training is slow. For SGD, try 0.1."
        ),
        high=10**9,
        fine_tuning=0.0003,  # Larger steps would make it forget.
    )
    l2: float = setting(
        0.0,
        translatable("L2 regularization: weight decay, which reduces overfitting. Try 0.0001."),
        high=10**9,
    )
    label_smoothing: float = setting(
        0.1,
        translatable(
            "Label smoothing: share of each target that is spread over all classes. It prevents "
            "overconfidence."
        ),
        high=0.9,  # With more, a target hardly tells its digit from the others.
        former_high=0.99,
    )
    keep: bool = setting(
        False,
        translatable(
            "Fine-tune without forgetting (distillation): the target is the initial model's "
            "probabilities where it predicts a digit correctly, else the label. See Hinton, "
            "Vinyals and Dean (2015) and Li and Hoiem (2016)."
        ),
        fine_tuning=True,
    )
    augment: bool = setting(
        True,
        translatable(
            "Data augmentation: randomly distort each digit in every epoch. Repeated strokes are "
            "redrawn, so the network never sees the same image twice."
        ),
    )
    non_digits: int = setting(
        0,
        translatable(
            "Non-digit samples per epoch: generated scribbles, letters and shapes with a uniform "
            "target. They make the model uncertain about what is no digit. Try 5% of the digits."
        ),
        high=1_000_000,
    )
    seed: int = setting(
        1,
        translatable(
            "Random seed: fixes initial weights, shuffling and augmentation. The same seed, digits "
            "and settings give the same network."
        ),
        high=2**31 - 1,  # A spin box takes no more.
        former_high=2**32 - 1,
    )
    half: str = setting(
        "train",
        "Half to use of a dataset with a training and a test half.",
        choices=("train", "test"),
    )
    label_column: str = setting(
        "", "Name, or number from 1, of a table's column of labels; none where it has none."
    )
    transpose: bool = setting(False, "Exchange rows and columns of the images, as for EMNIST.")
    invert: bool = setting(False, "Invert the images, where they are dark on light.")
    scale: bool = setting(False, "Scale values of another range, such as 0 to 1, to 0 to 255.")

    def __post_init__(self) -> None:
        count = len(self.datasets)
        for name in ("repeats", "validation"):
            if len(getattr(self, name)) not in (1, count):
                found = len(getattr(self, name))
                raise TrainingError(f"--{name} has {found} numbers for {count} datasets.")
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
        """How one of the datasets is read."""
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
        usual = defaults(is_fine_tuning=bool(self.start))
        if self.start:
            usual["hidden"] = self.hidden  # The model to start from brings its own.
        for name, default in usual.items():
            value = getattr(self, name)
            if value == default:
                continue
            words.append(f"--no-{name}" if value is False else option(name))
            if isinstance(value, tuple):
                words += map(str, value)
            elif not isinstance(value, bool):
                words.append(str(value))
        return shlex.join(words)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, for :func:`config_from_json`."""
        return asdict(self)


SETTINGS: Mapping[str, Setting] = settings_of(TrainingConfig)
"""What is known of each field but ``datasets``."""


def defaults(*, is_fine_tuning: bool) -> dict[str, Any]:
    """The default of each field but ``datasets``.

    Parameters
    ----------
    is_fine_tuning : whether a training goes on from a model instead of new weights.
    """
    return {
        name: known.fine_tuning
        if is_fine_tuning and known.fine_tuning is not None
        else known.default
        for name, known in SETTINGS.items()
    }


def new_config(datasets: Sequence[str], given: Mapping[str, Any]) -> TrainingConfig:
    """A configuration with these fields, and defaults for those that are not given.

    Raises
    ------
    TrainingError : as :class:`TrainingConfig`.
    """
    usual = defaults(is_fine_tuning=bool(given.get("start")))
    return TrainingConfig(tuple(datasets), **{**usual, **given})


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
        if not isinstance(values, Mapping):
            raise TypeError("found no names and values")
        given = {**_LATER, **present_names(values)}
        paths = given["datasets"]
        if not (isinstance(paths, list | tuple) and all(type(path) is str for path in paths)):
            raise _wrong("datasets", paths)
        settings = {name: _checked(name, given[name], is_former=True) for name in SETTINGS}
        return TrainingConfig(tuple(paths), **settings)
    except (TypeError, KeyError, ValueError) as error:
        raise TrainingError(f"This is no configuration of a training run ({error}).") from error


_LATER = {
    name: SETTINGS[name].default
    for name in ("keep", "half", "label_column", "transpose", "invert", "scale")
}
"""The fields that configurations of former versions lack."""
_RENAMED = {"times": "repeats", "junk": "non_digits"}
"""Fields under the names that they had in former versions."""


def present_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their present names, which may stand under those of former versions."""
    return {_RENAMED.get(name, name): value for name, value in values.items()}


def present_command(command: str) -> str:
    """A command line with its options by their present names."""
    former = "|".join(_RENAMED)
    return re.sub(
        rf"(?<!\S)--({former})(?=[\s=]|$)",
        lambda found: "--" + _RENAMED[found[1]].replace("_", "-"),
        command,
    )


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
    return _checked(name, value, is_former=False)


def _checked(name: str, value: Any, *, is_former: bool) -> Any:
    """As :func:`checked`; ``is_former`` tells that a former version may have written it."""
    if not isinstance(SETTINGS[name].default, tuple):
        return _checked_one(name, value, is_former=is_former)
    if not isinstance(value, list | tuple):
        raise _wrong(name, value)
    return tuple(_checked_one(name, item, is_former=is_former) for item in value)


def _checked_one(name: str, value: Any, *, is_former: bool) -> Any:
    known = SETTINGS[name]
    if known.kind is float and type(value) is int and abs(value) <= 1e9:
        value = float(value)
    if type(value) is not known.kind or (known.choices and value not in known.choices):
        raise _wrong(name, value)
    high = max(known.high, known.former_high) if is_former else known.high
    if known.is_number and not known.low <= value <= high:
        raise _wrong(name, value)
    return value


def _wrong(name: str, value: Any) -> ValueError:
    return ValueError(f"{name} {value!r:.60}")
