"""A model as safetensors, with the names and the order of PyTorch's linear layers."""

import json

import numpy as np

from digitpad.files.safetensors import safetensors_bytes
from digitpad.models.export.prediction import description, float_layers
from digitpad.models.model_file import Model


def model_safetensors(model: Model) -> bytes:
    """The content of a .safetensors file: ``layers.0.weight`` (units, inputs), ``layers.0.bias``, …

    What else is known of the model stands in its metadata.

    Raises
    ------
    DigitpadError : the model cannot be exported.
    """
    tensors = {}
    for number, (weights, bias) in enumerate(float_layers(model)):
        tensors[f"layers.{number}.weight"] = np.ascontiguousarray(weights.T)
        tensors[f"layers.{number}.bias"] = bias
    about = description(model)
    texts = {name: v if isinstance(v, str) else json.dumps(v) for name, v in about.items()}
    return safetensors_bytes(tensors, {"format": "pt", **texts})
