"""A model as JSON: the numbers of each layer, and what is to be done with them."""

import json
from collections.abc import Iterator

from digitpad.models.export.prediction import description, float_layers, texts_of
from digitpad.models.model_file import Model


def json_pieces(model: Model) -> Iterator[str]:
    """The text of a .json file: ``layers`` has ``weights``, a row for each input, and ``bias``.

    It comes in pieces, as it takes seconds for a large model.

    Raises
    ------
    DigitpadError : the model cannot be exported.
    """
    yield json.dumps(description(model), indent=1).removesuffix("\n}")
    yield ',\n "layers": ['
    for number, (weights, bias) in enumerate(float_layers(model)):
        yield ',\n{"weights": [' if number else '\n{"weights": ['
        for row, values in enumerate(weights):
            yield f"{',' if row else ''}\n[{', '.join(texts_of(values))}]"
        yield f'],\n"bias": [{", ".join(texts_of(bias))}]}}'
    yield "\n ]\n}\n"
