"""A model as JSON: the numbers of each layer, and what is to be done with them."""

import json

from digitpad.models.export.prediction import description, float_layers, texts_of
from digitpad.models.model_file import Model


def json_bytes(model: Model) -> bytes:
    """The content of a .json file: ``layers`` has ``weights``, a row for each input, and ``bias``.

    Raises
    ------
    DigitpadError : the model cannot be exported.
    """
    layers = []
    for weights, bias in float_layers(model):
        rows = ",\n".join(f"[{', '.join(texts_of(row))}]" for row in weights)
        layers.append(f'{{"weights": [\n{rows}],\n"bias": [{", ".join(texts_of(bias))}]}}')
    about = json.dumps(description(model), indent=1).removesuffix("\n}")
    return f'{about},\n "layers": [{", ".join(layers)}]\n}}\n'.encode()
