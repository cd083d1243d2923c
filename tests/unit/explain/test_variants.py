"""Variants of an image are predicted as any other images."""

import numpy as np
import pytest

from digitpad.data.formats import load_dataset
from digitpad.explain.variants import variant_logits
from digitpad.nn.inference import batch_logits
from digitpad.nn.network import Network


@pytest.mark.parametrize("sizes", [(784, 10), (784, 60, 10), (784, 80, 50, 10)])
def test_what_is_left_out_changes_nothing(sizes: tuple[int, ...]) -> None:
    network = Network.initialized(sizes, np.random.default_rng(1))
    variants = np.repeat(load_dataset("synthetic:1:3").images, 20, axis=0)
    for number, variant in enumerate(variants):
        variant[number : number + 4] = 0
    expected = batch_logits(network, variants)
    np.testing.assert_allclose(variant_logits(network, variants), expected, atol=1e-5)
    blank = np.zeros((2, 28, 28), np.uint8)
    np.testing.assert_allclose(variant_logits(network, blank), batch_logits(network, blank))
