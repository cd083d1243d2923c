"""A desktop lab for one small neural network, and its Python interface.

>>> import digitpad
>>> digits = digitpad.load_dataset("synthetic:20")
>>> digitpad.predict(digits.images[0]).digit == int(digits.labels[0])
True

The names in ``__all__`` are the interface; they are imported when they are first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digitpad.api import Prediction as Prediction
    from digitpad.api import load_dataset as load_dataset
    from digitpad.api import load_model as load_model
    from digitpad.api import predict as predict
    from digitpad.api import save_model as save_model
    from digitpad.api import train as train
    from digitpad.nn.network import Network as Network

    __version__: str

__all__ = [
    "Network",
    "Prediction",
    "__version__",
    "load_dataset",
    "load_model",
    "predict",
    "save_model",
    "train",
]


def __getattr__(name: str) -> Any:
    """A public name, imported at its first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "__version__":
        from digitpad.version import program_version

        return program_version()
    from digitpad import api

    return getattr(api, name)


def __dir__() -> "list[str]":
    return sorted({*globals(), *__all__})
