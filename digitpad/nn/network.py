"""A fully connected network of any depth: affine, activation, ..., affine, softmax."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike, NDArray

from digitpad.errors import TrainingError
from digitpad.nn.activations import RELU, Activation
from digitpad.nn.layers import (
    AffineCache,
    Array,
    affine_backward,
    affine_backward_parameters,
    affine_forward,
    cross_entropy,
    softmax,
)

Layer = tuple[Array, Array]
Loss = Callable[[Array], tuple[float, Array]]
"""Of logits (N, M), gives the loss and its gradient with respect to them, (N, M)."""


def network_input(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Pictures uint8 (N, 28, 28) as the values a network takes: float32 (N, 784), 0 to 1."""
    x = images.reshape(len(images), math.prod(images.shape[1:])).astype(np.float32)
    x /= 255
    return x


class Network:
    """Layers of weights (D, M) and bias (M,), with an activation between them.

    Parameters
    ----------
    layers : (weights, bias) of each layer, first to last; the network keeps them, not copies.
    activation : of the hidden units.
    """

    def __init__(self, layers: Sequence[Layer], activation: Activation = RELU) -> None:
        self.layers = list(layers)
        self.activation = activation

    @classmethod
    def initialized(
        cls, sizes: Sequence[int], rng: "np.random.Generator", dtype: DTypeLike = np.float32
    ) -> "Network":
        """Random weights for layers of these sizes, e.g. ``[784, 800, 10]``; bias 0.

        He initialisation, standard deviation sqrt(2 / D), keeps the signal's variance through
        ReLU (He et al., 2015, "Delving deep into rectifiers", eq. 10).

        Raises
        ------
        TrainingError : fewer than two sizes, or one below 1.
        """
        if len(sizes) < 2 or min(sizes) < 1:
            raise TrainingError(
                f"A network needs at least two layer sizes of 1 or more, not {sizes}."
            )
        layers: list[Layer] = []
        for d, m in pairwise(sizes):
            # A sum of d products has d times the variance of one, and ReLU cuts away half of it:
            # a variance of 2 / d makes up for both, so that no layer dims or amplifies the signal.
            w = rng.standard_normal((d, m)) * np.sqrt(2 / d)
            layers.append((w.astype(dtype), np.zeros(m, dtype)))
        return cls(layers)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Values in, units of each hidden layer, classes out."""
        return (self.layers[0][0].shape[0], *(w.shape[1] for w, _ in self.layers))

    @property
    def dtype(self) -> np.dtype[np.floating]:
        return self.layers[0][0].dtype

    @property
    def parameters(self) -> list[Array]:
        """The arrays that learning changes: w1, b1, w2, b2, ..."""
        return [array for layer in self.layers for array in layer]

    def copy(self) -> "Network":
        return Network([(w.copy(), b.copy()) for w, b in self.layers], self.activation)

    def logits(self, x: Array) -> Array:
        """Scores (N, M) of a batch (N, d1, ..., dk), before softmax."""
        return self._forward(x)[0]

    def outputs_of_one(self, x: Array) -> list[Array]:
        """What each layer (M,) puts out for a single example (d1, ..., dk).

        The last one is the scores, as in :meth:`logits` but for rounding. The weights of what is 0,
        most of a picture and about half of the units, are not looked at, and no matrix library is
        asked: while another thread trains, that would have to wait.
        """
        out, outputs = x.reshape(-1), []
        for number, (w, b) in enumerate(self.layers, 1):
            on = np.flatnonzero(out)
            out = np.einsum("d,dm->m", out[on], w[on]) + b
            if number < len(self.layers):
                out = self.activation.forward(out)[0]
            outputs.append(out)
        return outputs

    def probabilities(self, x: Array) -> Array:
        """What the network thinks: (N, M), each row summing to 1."""
        return softmax(self.logits(x))

    def loss_and_gradients(
        self,
        x: Array,
        labels: NDArray[np.integer],
        *,
        l1: float = 0.0,
        l2: float = 0.0,
        label_smoothing: float = 0.0,
    ) -> tuple[float, list[Array]]:
        """Cross-entropy of a batch, and the gradients that learning steps along.

        Parameters
        ----------
        x : (N, d1, ..., dk).
        labels : (N,) integers.
        l1, l2 : decay of the weights, see :meth:`add_decay`. It leaves biases and the reported loss
            alone.
        label_smoothing : see :func:`digitpad.nn.layers.cross_entropy`.

        Returns
        -------
        loss : mean over the batch, without the decay.
        gradients : one array for each of :attr:`parameters`, of its shape.
        """

        def measure(logits: Array) -> tuple[float, Array]:
            return cross_entropy(logits, labels, label_smoothing=label_smoothing)

        return self.gradients_of(measure, x, l1=l1, l2=l2)

    def gradients_of(
        self, measure: Loss, x: Array, *, l1: float = 0.0, l2: float = 0.0
    ) -> tuple[float, list[Array]]:
        """Any loss of a batch, and its gradients.

        Parameters
        ----------
        measure : the loss, as a function of the logits.
        x : (N, d1, ..., dk).
        l1, l2 : decay of the weights, see :meth:`add_decay`.

        Returns
        -------
        loss, gradients : as :meth:`loss_and_gradients`.
        """
        logits, affine_caches, activation_caches = self._forward(x)
        # dout is always the gradient of the loss with respect to what the next layer down put out.
        loss, dout = measure(logits)
        gradients: list[Array] = []
        # The chain rule, from the last layer to the first: each layer turns the gradient of its
        # output into those of its input and its parameters.
        while len(affine_caches) > 1:
            dx, dw, db = affine_backward(dout, affine_caches.pop())
            gradients = [dw, db, *gradients]
            dout = self.activation.backward(dx, activation_caches.pop())
        # Below the first layer there is only the data, which does not learn: no dx is needed.
        dw, db = affine_backward_parameters(dout, affine_caches.pop())
        gradients = [dw, db, *gradients]
        self.add_decay(gradients, l2, l1)
        return loss, gradients

    def add_decay(self, gradients: Sequence[Array], l2: float, l1: float = 0.0) -> None:
        """Add the gradient of ``l2 / 2 * (w**2).sum() + l1 * abs(w).sum()``, in place.

        Weights decay, biases do not. L2 shrinks a weight by a share of it, L1 by the same amount
        whatever its size, so that those of no use come to 0.
        """
        for (w, _), dw in zip(self.layers, gradients[::2], strict=True):
            if l2:
                dw += l2 * w
            if l1:
                dw += l1 * np.sign(w)

    def _forward(self, x: Array) -> tuple[Array, list[AffineCache], list[Array]]:
        """The logits (N, M), and what the backward pass needs of each layer."""
        affine_caches: list[AffineCache] = []
        activation_caches: list[Array] = []
        out = x
        for w, b in self.layers:
            # Without a function that bends between them, two affine layers would be just one.
            if affine_caches:
                out, activation_cache = self.activation.forward(out)
                activation_caches.append(activation_cache)
            out, affine_cache = affine_forward(out, w, b)
            affine_caches.append(affine_cache)
        return out, affine_caches, activation_caches
