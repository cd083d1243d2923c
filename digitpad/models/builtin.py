"""The model that comes with the program."""

from pathlib import Path
from weakref import WeakValueDictionary

from digitpad.files.resources import resource_path
from digitpad.models.model_file import Model, load_model

_loaded: WeakValueDictionary[Path, Model] = WeakValueDictionary()


def builtin_model() -> Model:
    """The built-in model, which nobody may change: it is in memory once while it is in use.

    Raises
    ------
    ModelFileError : its file cannot be read.
    """
    path = resource_path("model.npz")
    model = _loaded.get(path)
    if model is None:
        model = _loaded[path] = load_model(path)
    return model


def model_in(path: str | Path) -> Model:
    """The model in a file, which nobody may change: the built-in one is not read again.

    Raises
    ------
    ModelFileError : as :func:`load_model`.
    """
    return builtin_model() if Path(path) == resource_path("model.npz") else load_model(path)
