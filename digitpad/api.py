"""The functions of the Python interface; ``import digitpad`` gives them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SIDE, DigitSet
from digitpad.errors import InkError, TrainingError
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning.config import SETTINGS, TrainingConfig, checked, new_config
from digitpad.learning.progress import finished
from digitpad.models.model_file import Model
from digitpad.nn.network import Network
from digitpad.nn.training import EpochReport
from digitpad.recognition.result import Prediction as Prediction
from digitpad.recognition.result import prediction_of

T = TypeVar("T")

FARTHEST = 1_000_000
"""A point of a stroke that is farther off than this is a mistake."""

Strokes = Drawing | Sequence[NDArray[Any]]
"""A drawing, or an array (P, 2) for each stroke: x to the right and y down, on a canvas of 560."""


def load_model(path: str | Path | None = None) -> Model:
    """Load a model file, or the built-in model if no path is given.

    Raises
    ------
    ModelFileError : it is missing, not a model, or damaged.

    Examples
    --------
    >>> import digitpad
    >>> model = digitpad.load_model()
    >>> model.network.sizes[0], model.network.sizes[-1]
    (784, 10)
    """
    from digitpad.files.resources import resource_path
    from digitpad.models import model_file

    return model_file.load_model(resource_path("model.npz") if path is None else path)


def save_model(model: Model | Network, path: str | Path) -> None:
    """Save a model file, for the window and the commands as well.

    If that fails, an existing file is unchanged.

    Raises
    ------
    ModelFileError : the file cannot be written.
    DigitpadError : the network's units are no ReLU.

    Examples
    --------
    >>> import digitpad, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "copy.npz")
    ...     digitpad.save_model(digitpad.load_model(), path)
    ...     digitpad.load_model(path).network.sizes == digitpad.load_model().network.sizes
    True
    """
    from digitpad.models import model_file

    model_file.save_model(Model(model) if isinstance(model, Network) else model, path)


def load_dataset(path: str | Path, *, half: str = "train") -> DigitSet:
    """Load a dataset in any supported format.

    Parameters
    ----------
    path : a file or folder, or ``synthetic:N`` or ``synthetic:N:SEED`` for N generated digits.
    half : ``"train"`` or ``"test"``, for a dataset that has both.

    Returns
    -------
    ``images`` uint8 (N, 28, 28), 0 (background) to 255 (ink); ``labels`` int8 (N,), -1 for none.

    Raises
    ------
    DatasetError : nothing in it can be read.

    Examples
    --------
    >>> import digitpad
    >>> digits = digitpad.load_dataset("synthetic:100")
    >>> digits.images.shape, digits.labels.shape
    ((100, 28, 28), (100,))
    """
    from digitpad.data import formats

    return formats.load_dataset(path, half=half)


@overload
def predict(
    image_or_strokes: str | Path | Strokes, *, model: Model | Network | str | Path | None = None
) -> Prediction: ...


@overload
def predict(image_or_strokes: Any, *, model: Model | Network | str | Path | None = None) -> Any: ...


def predict(
    image_or_strokes: Any, *, model: Model | Network | str | Path | None = None
) -> Prediction | list[Prediction]:
    """Predict a digit, a number, or many of them, as the window and ``digitpad predict`` do.

    Parameters
    ----------
    image_or_strokes : one of

        - an image of digits, (H, W) grey or (H, W, 3 or 4) color, dark on light or light on
          dark: an array, or what ``numpy.asarray`` converts to one, such as a Pillow image;
        - images of digits (N, 28, 28), as in a dataset: 0 (background) to 255 (ink);
        - the path of an image or of a text digit;
        - strokes: a ``Drawing``, or a list of arrays (P, 2), x to the right and y down, on a
          canvas of 560 by 560.

        Values are 0 to 255; floats of at most 1 are scaled from 0 to 1.
    model : a model, a network, or the path of a model file; the built-in model if None.

    Returns
    -------
    A :class:`Prediction`; for images (N, 28, 28) a list of N.

    Raises
    ------
    ValueError : it is not such an array.
    InkError : it contains no digit, or the file is not an image.
    DatasetError, ModelFileError : a file cannot be read.

    Examples
    --------
    >>> import digitpad, numpy
    >>> one = numpy.zeros((100, 60))
    >>> one[20:80, 28:34] = 1
    >>> digitpad.predict(one).digit
    1
    >>> digitpad.predict([numpy.array([[280, 100], [280, 460]])]).digit
    1
    >>> seven, bar = [[100, 100], [200, 100], [140, 300]], [[320, 100], [320, 300]]
    >>> number = digitpad.predict([numpy.array(seven), numpy.array(bar)])
    >>> number.text, [digit.box[0] for digit in number.digits]
    ('71', [100.0, 320.0])
    >>> digits = digitpad.load_dataset("synthetic:3")
    >>> len(digitpad.predict(digits.images))
    3
    """
    # Imported here: nobody else needs what finds digits.
    from digitpad.recognition.number import NumberPredictor
    from digitpad.recognition.picture import predicted_picture

    network = _network(model)
    if isinstance(image_or_strokes, str | Path):
        return _predicted_file(network, image_or_strokes)
    if (drawing := _drawing(image_or_strokes)) is not None:
        if not drawing:
            raise InkError("No digit found: the input is blank.")
        return prediction_of(NumberPredictor(network).predict(drawing))
    pixels = _pixels(image_or_strokes)
    if pixels.ndim == 3 and pixels.shape[1:] == (SIDE, SIDE):
        return _predicted(network, pixels)
    return prediction_of(predicted_picture(network, pixels))


def train(
    datasets: str | Path | DigitSet | Sequence[str | Path | DigitSet],
    *,
    on_epoch: Callable[[EpochReport], object] | None = None,
    **settings: Any,
) -> Model:
    """Train a network as the window and ``digitpad train`` do; the model of the best epoch.

    The same datasets and settings give the same weights, bit for bit.

    Parameters
    ----------
    datasets : one or more: paths, names such as ``"synthetic:5000"``, or loaded datasets.
    on_epoch : called after each epoch with its losses, its error, and its duration.
    **settings : those of :class:`digitpad.learning.config.TrainingConfig`, with its defaults, e.g.
        ``hidden=(1024, 512)``, ``epochs=20``, ``augment=False``, ``seed=1``, ``start="model.npz"``.

    Raises
    ------
    TrainingError : a setting is unknown or out of range, or nothing was learned.
    DatasetError : a dataset cannot be read, or has no labeled digits.

    Examples
    --------
    >>> import digitpad
    >>> digits = digitpad.load_dataset("synthetic:300")
    >>> errors = []
    >>> model = digitpad.train(
    ...     digits,
    ...     hidden=(32,),
    ...     epochs=8,
    ...     batch=20,
    ...     on_epoch=lambda report: errors.append(report.validation_error),
    ... )
    >>> len(errors), model.network.sizes
    (8, (784, 32, 10))
    >>> len(digitpad.predict(digits.images[:5], model=model))
    5
    """
    from digitpad.data import formats
    from digitpad.learning.diagnosis import diagnosis_of
    from digitpad.learning.run import stream_run

    given = [datasets] if isinstance(datasets, str | Path | DigitSet) else list(datasets)
    config = _config([d.name if isinstance(d, DigitSet) else str(d) for d in given], settings)
    sets = [
        d
        if isinstance(d, DigitSet)
        else formats.load_dataset(d, options=config.read_options(str(d)))
        for d in given
    ]
    run = finished(stream_run(config, sets=sets))
    for report in run.train():
        if on_epoch and isinstance(report, EpochReport):
            on_epoch(report)
    if problem := diagnosis_of(run):
        raise TrainingError(str(problem))
    return run.model(f"digitpad.train({list(config.datasets)!r}, **{settings!r})")


@lru_cache(maxsize=1)
def _built_in() -> Network:
    return load_model().network


def _network(model: Model | Network | str | Path | None) -> Network:
    """The network to predict with."""
    if model is None:
        return _built_in()
    if isinstance(model, str | Path):
        model = load_model(model)
    network = model.network if isinstance(model, Model) else model
    if (network.sizes[0], network.sizes[-1]) != (SIDE * SIDE, 10):
        raise ValueError(
            f"Expected a network with {SIDE * SIDE} inputs and 10 outputs, "
            f"found {network.sizes[0]} and {network.sizes[-1]}."
        )
    return network


def _predicted_file(network: Network, path: str | Path) -> Prediction:
    """Predict the picture, or the one digit, in a file."""
    from digitpad.data import formats
    from digitpad.data.formats.pictures import is_one_picture
    from digitpad.recognition.picture import predicted_file

    if is_one_picture(str(path)):
        return prediction_of(predicted_file(network, path))
    digits = formats.load_dataset(path, half="test")
    if len(digits) != 1:
        raise ValueError(
            f"{path} holds {len(digits):,} digits; use predict(load_dataset(...).images)."
        )
    return _predicted(network, digits.images)[0]


def _predicted(network: Network, images: NDArray[np.uint8]) -> list[Prediction]:
    """Predict images (N, 28, 28) of a digit each, N from 0."""
    from digitpad.ink.framing import ink_box
    from digitpad.nn.metrics import predict_log_proba
    from digitpad.recognition.number import DigitPrediction, NumberPrediction

    for number, image in enumerate(images):
        if not image.any():
            which = f"image {number}" if len(images) > 1 else "the input"
            raise InkError(f"No digit found: {which} is blank.")
    rows = np.exp(predict_log_proba(network, images)).tolist()
    digits = [
        DigitPrediction(Drawing(picture=image), image, tuple(row), ink_box(image))
        for image, row in zip(images, rows, strict=True)
    ]
    return [prediction_of(NumberPrediction(((digit,),))) for digit in digits]


def _drawing(strokes: Any) -> Drawing | None:
    """What is given as a drawing; None where it is something else than strokes."""
    if isinstance(strokes, Drawing):
        return strokes
    if not isinstance(strokes, list | tuple):
        return None
    try:
        lines = [np.asarray(points, np.float32) for points in strokes]
    except (TypeError, ValueError):
        return None
    if not all(points.ndim == 2 and points.shape[1] == 2 and len(points) for points in lines):
        return None
    if not all((np.abs(points) <= FARTHEST).all() for points in lines):
        raise ValueError(f"The points of a stroke must be numbers up to {FARTHEST:,}.")
    return Drawing(tuple(map(Stroke, lines)))


def _pixels(picture: Any) -> NDArray[np.uint8]:
    """What is given as a picture (H, W) or (H, W, 1, 3 or 4), or as images (N, 28, 28).

    Raises
    ------
    ValueError : it is neither.
    """
    if hasattr(picture, "mode") and hasattr(picture, "convert"):
        picture = picture.convert("RGBA")  # Pillow's: the numbers of a palette are not colours.
    try:
        values = np.asarray(picture)
    except ValueError as error:
        raise ValueError(f"Neither an image nor strokes: {error}") from error
    shape = values.shape
    is_picture = values.ndim == 2 or (values.ndim == 3 and shape[2] in (1, 3, 4))
    if not (is_picture and values.size) and shape[1:] != (SIDE, SIDE):
        raise ValueError(
            f"Expected an image (H, W) or (H, W, 3), images (N, {SIDE}, {SIDE}), or a list of "
            f"strokes (P, 2), found an array of shape {shape}."
        )
    if values.dtype.kind not in "buif":
        raise ValueError(f"Expected numbers from 0 to 255, found values of type {values.dtype}.")
    low, high = values.min(initial=0), values.max(initial=0)
    if not (low >= 0 and high <= 255):
        raise ValueError(f"Expected values from 0 to 255, found {low} to {high}.")
    is_share = values.dtype.kind == "b" or (values.dtype.kind == "f" and high <= 1)
    return np.rint(values * 255.0 if is_share else values).astype(np.uint8)


def _config(datasets: Sequence[str], settings: dict[str, Any]) -> TrainingConfig:
    """The configuration with these settings.

    Raises
    ------
    TrainingError : one is unknown or beyond its limits.
    """
    values = {}
    for name, value in settings.items():
        if name not in SETTINGS:
            raise TrainingError(f"Unknown setting {name}; use {', '.join(SETTINGS)}.")
        if isinstance(SETTINGS[name].default, tuple) and isinstance(value, int | float):
            value = (value,)
        elif isinstance(value, Path):
            value = str(value)
        try:
            values[name] = checked(name, value)
        except ValueError as error:
            raise TrainingError(f"Invalid setting: {error}.") from error
    if "start" in values and "hidden" in values:
        raise TrainingError("hidden cannot be used with start: the model has its own layer sizes.")
    return new_config(datasets, values)
