"""How a picture is read."""

import numpy as np

from digitpad.nn.inference import batch_logits, layer_outputs, shifted, single_logits
from digitpad.nn.network import Network, network_input


def pictures(count: int) -> np.ndarray:
    """Ink that stays away from the edge, as a digit's does."""
    images = np.zeros((count, 28, 28), np.uint8)
    images[:, 4:24, 4:24] = np.random.default_rng(0).integers(0, 256, (count, 20, 20))
    return images


def test_one_picture_alone_is_read_as_among_others() -> None:
    network = Network.initialized([784, 30, 20, 10], np.random.default_rng(1))
    images = pictures(8)
    for image, expected in zip(images, batch_logits(network, images), strict=True):
        np.testing.assert_allclose(single_logits(network, image), expected, atol=1e-5)


def test_layers_put_out_the_mean_of_both_shifts() -> None:
    """A ReLU is applied to each of them before that."""
    network = Network.initialized([784, 30, 20, 10], np.random.default_rng(1))
    image = pictures(1)[0]
    out = np.concatenate(shifted(network_input(image[None]).reshape(1, 28, 28))).reshape(2, 784)
    expected = []
    for w, b in network.layers:
        out = out @ w + b
        out = np.maximum(out, 0) if len(b) > 10 else out
        expected.append(out.mean(axis=0))
    for found, wanted in zip(layer_outputs(network, image), expected, strict=True):
        np.testing.assert_allclose(found, wanted, atol=1e-5)


def test_a_linear_network_reads_the_mean_of_both_shifts() -> None:
    """Half a pixel to each side, together: every value mixed with its six nearest neighbours."""
    looks_at = 28 * 12 + 13
    weights = np.zeros((784, 10), np.float32)
    weights[looks_at, 3] = 1
    network = Network([(weights, np.zeros(10, np.float32))])
    image = pictures(1)[0]
    x = network_input(image[None])[0].reshape(28, 28)
    block = x[11:14, 12:15]
    share = np.array([[1, 1, 0], [1, 2, 1], [0, 1, 1]]) / 8
    np.testing.assert_allclose(single_logits(network, image)[3], (share * block).sum(), 1e-5)


def test_ink_weighs_as_much_as_it_did() -> None:
    network = Network([(np.ones((784, 10), np.float32), np.zeros(10, np.float32))])
    images = pictures(3)
    np.testing.assert_allclose(
        batch_logits(network, images)[:, 0], network_input(images).sum(axis=1), rtol=1e-5
    )
