"""Weights as 8-bit integers."""

import numpy as np

from digitpad.models.export.quantized import quantized, quantized_network


def test_each_unit_has_the_whole_range_and_is_rounded_to_the_nearest() -> None:
    rng = np.random.default_rng(0)
    weights = (rng.standard_normal((50, 4)) * [0.001, 1, 30, 0]).astype(np.float32)
    bias = np.arange(4, dtype=np.float32)
    (layer,) = quantized([(weights, bias)])
    assert layer.weights.dtype == np.int8
    assert np.abs(layer.weights).max(axis=0).tolist() == [127, 127, 127, 0]
    off = np.abs(layer.weights * layer.scales - weights)
    assert (off <= layer.scales * 0.5001).all()
    np.testing.assert_array_equal(quantized_network([layer]).layers[0][1], bias)
