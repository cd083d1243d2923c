"""Drawings that are no digits."""

import numpy as np

from digitpad.data.synthesis.non_digits import KINDS, stream_non_digits
from digitpad.files.resources import resource_path
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba


def non_digits(count: int, seed: int) -> np.ndarray:
    return np.concatenate(list(stream_non_digits(count, seed)))


def test_as_many_as_asked_for_all_with_ink_and_no_two_alike() -> None:
    pictures = non_digits(250, 1)
    assert pictures.shape == (250, 28, 28)
    assert pictures.dtype == np.uint8
    assert (pictures.reshape(250, -1).max(axis=1) > 128).all()
    assert len(np.unique(pictures.reshape(250, -1), axis=0)) == 250


def test_the_same_seed_makes_the_same() -> None:
    assert np.array_equal(non_digits(30, 1), non_digits(30, 1))
    assert not np.array_equal(non_digits(30, 1), non_digits(30, 2))


def test_the_built_in_network_is_hardly_ever_sure_of_non_digits() -> None:
    network = load_model(resource_path("model.npz")).network
    sure = np.exp(predict_log_proba(network, non_digits(450, 77))).max(axis=1)
    assert (sure > 0.99).mean() < 0.03
    for kind in range(len(KINDS)):
        assert np.median(sure[kind :: len(KINDS)]) < 0.6
