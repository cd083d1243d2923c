"""A small model, digits to predict, and what digitpad makes of them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.data.reference import check_part
from digitpad.learning.exporting import stream_export
from digitpad.models.export.formats import FORMATS
from digitpad.models.model_file import Model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network

Export = Callable[..., Path]


@pytest.fixture(scope="session")
def small() -> Model:
    """A model that is exported in a moment, with biases that are not 0."""
    rng = np.random.default_rng(1)
    network = Network.initialized([784, 24, 16, 10], rng)
    for weights, bias in network.layers:
        weights *= 1.5
        bias += rng.normal(0, 0.1, len(bias)).astype(np.float32)
    return Model(network, {"command": "digitpad train 'a b' c --x", "note": "ß\n\"*/'"})


@pytest.fixture(scope="session")
def images() -> NDArray[np.uint8]:
    """200 digits that no model has learned from; in ten of them there is ink at the edges."""
    images = check_part().images[:200].copy()
    images[:10] = np.random.default_rng(2).integers(0, 256, (10, 28, 28))
    return images


@pytest.fixture(scope="session")
def expected(small: Model, images: NDArray[np.uint8]) -> NDArray[np.floating]:
    """The probabilities that digitpad predicts."""
    return np.exp(predict_log_proba(small.network, images))


@pytest.fixture
def export(small: Model, tmp_path: Path) -> Export:
    """Exports a model, the small one where no other is given; the path of the file."""

    def write(form: str, name: str, model: Model = small, **options: bool) -> Path:
        path = tmp_path / name
        for _ in stream_export(model, path, FORMATS[form], **options):
            pass
        return path

    return write
