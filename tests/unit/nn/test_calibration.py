"""Being as sure as one is right."""

import numpy as np
import pytest

from digitpad.nn.calibration import (
    calibration_error,
    fitted_temperature,
    with_temperature,
)
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network

PLACES = [28 * (6 + 14 * (digit // 5)) + 3 + 5 * (digit % 5) for digit in range(10)]
"""The value of a picture in the middle of each digit's blot."""


def reader_of_blots(sureness: float) -> Network:
    """Reads digit k where there is its blot of 3x3 values."""
    weights = np.zeros((784, 10), np.float32)
    weights[PLACES] = sureness * np.eye(10, dtype=np.float32)
    return Network([(weights, np.zeros(10, np.float32))])


def digits(count: int, right: float) -> tuple[np.ndarray, np.ndarray]:
    """Pictures that the reader reads rightly so often."""
    rng = np.random.default_rng(0)
    read = rng.integers(0, 10, count)
    images = np.zeros((count, 28, 28), np.uint8)
    for image, place in zip(images, np.take(PLACES, read).tolist(), strict=True):
        row, column = divmod(place, 28)
        image[row - 1 : row + 2, column - 1 : column + 2] = 255
    wrong = np.arange(count) >= right * count
    return images, (read + wrong * rng.integers(1, 10, count)) % 10


@pytest.mark.parametrize("right", [0.6, 0.9, 0.99])
@pytest.mark.parametrize("sureness", [1.5, 4.0, 9.0])
def test_the_fitted_temperature_makes_it_as_sure_as_it_is_right(
    right: float, sureness: float
) -> None:
    network, (images, labels) = reader_of_blots(sureness), digits(2000, right)
    temperature = fitted_temperature(predict_log_proba(network, images), labels)
    cooled = predict_log_proba(with_temperature(network, temperature), images)
    assert calibration_error(cooled, labels) < 0.01
    assert np.exp(cooled).max() == pytest.approx(right, abs=0.01)


def test_the_calibration_error_is_what_confidence_has_too_much() -> None:
    network, (images, labels) = reader_of_blots(30.0), digits(1000, 0.75)
    assert calibration_error(predict_log_proba(network, images), labels) == pytest.approx(
        0.25, abs=1e-5
    )


def test_a_temperature_changes_no_reading_and_not_the_network_it_is_made_of() -> None:
    rng = np.random.default_rng(1)
    network = Network.initialized([784, 20, 10], rng)
    x = rng.random((50, 784)).astype(np.float32)
    before = network.logits(x)
    np.testing.assert_allclose(with_temperature(network, 0.5).logits(x), 2 * before, rtol=1e-5)
    assert np.array_equal(network.logits(x), before)


def test_a_few_digits_cannot_tell_how_sure_to_be() -> None:
    network, (images, labels) = reader_of_blots(2.0), digits(100, 1.0)
    assert fitted_temperature(predict_log_proba(network, images), labels) == 1.0
