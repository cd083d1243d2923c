"""The layers of a fully connected network: each forward pass hands a cache to its backward pass.

Shapes: N digits in a batch, D values in, M values out. Every function works in the dtype it is
given and changes none of its arguments.
"""

import math

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[np.floating]
AffineCache = tuple[Array, Array, Array]


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, AffineCache]:
    """Weighted sums plus bias, ``out = x @ w + b``.

    Parameters
    ----------
    x : (N, d1, ..., dk), read as N rows of D = d1 * ... * dk values.
    w : (D, M) weights.
    b : (M,) or (1, M) bias.

    Returns
    -------
    out : (N, M).
    cache : what :func:`affine_backward` needs.
    """
    # Column m of w holds the weights of unit m: each entry of the product is one weighted sum.
    out = x.reshape(len(x), len(w)) @ w
    out += b
    return out, (x, w, b)


def affine_backward(dout: Array, cache: AffineCache) -> tuple[Array, Array, Array]:
    """Gradients of the loss with respect to input, weights and bias.

    Parameters
    ----------
    dout : (N, M), gradient with respect to the output.
    cache : from :func:`affine_forward`.

    Returns
    -------
    dx, dw, db : each of the shape of x, w and b.
    """
    x, w, _ = cache
    # Input d reaches every output m through w[d, m]; its gradient sums what comes back that way.
    dx = (dout @ w.T).reshape(x.shape)
    return dx, *affine_backward_parameters(dout, cache)


def affine_backward_parameters(dout: Array, cache: AffineCache) -> tuple[Array, Array]:
    """Gradients with respect to weights and bias alone: a first layer has nothing below it."""
    x, w, b = cache
    # Weight w[d, m] multiplies input d: its gradient is that input times the gradient of output m,
    # summed over the batch, since all examples share the weight. The bias multiplies a constant 1.
    dw = x.reshape(len(x), len(w)).T @ dout
    db = dout.sum(axis=0).reshape(b.shape)
    return dw, db


def softmax(logits: Array) -> Array:
    """Probabilities (N, M), each row summing to 1, of logits (N, M).

    The row maximum is taken off first: it changes no probability, and keeps exp from overflowing.
    """
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def log_softmax(logits: Array) -> Array:
    """Logarithms of the probabilities, nats: finite even where a probability is too small."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def cross_entropy(
    logits: Array, labels: NDArray[np.integer], *, label_smoothing: float = 0.0
) -> tuple[float, Array]:
    """Mean cross-entropy between softmax(logits) and the labels, and its gradient.

    Parameters
    ----------
    logits : (N, M).
    labels : (N,) integers from 0 to M - 1; -1 is none of them, all being equally wrong: the target
        is then spread over all (Hendrycks et al., 2019, "Deep anomaly detection with outlier
        exposure", section 3).
    label_smoothing : the share of each target that is spread evenly over all M classes
        (Szegedy et al., 2016, "Rethinking the Inception architecture", section 7).

    Returns
    -------
    loss : mean over the batch, in nats; nan where it is empty.
    dlogits : (N, M), gradient of the loss with respect to the logits.
    """
    targets = target_probabilities(labels, logits.shape[1], label_smoothing, logits.dtype)
    return soft_cross_entropy(logits, targets)


def soft_cross_entropy(logits: Array, targets: Array) -> tuple[float, Array]:
    """Mean cross-entropy between softmax(logits) and given probabilities, and its gradient.

    Parameters
    ----------
    logits, targets : (N, M); each row of the targets sums to 1.

    Returns
    -------
    loss, dlogits : as :func:`cross_entropy`.
    """
    count = len(logits)
    log_probabilities = log_softmax(logits)
    loss = -float((targets * log_probabilities).sum()) / count if count else math.nan
    # For one example the loss is log(sum(exp(y))) - sum(t * y), as the targets t sum to 1. Its
    # slope in y is exp(y) / sum(exp(y)) - t: what softmax predicts minus what it should predict.
    dlogits = (np.exp(log_probabilities) - targets) / count
    return loss, dlogits


def target_probabilities(
    labels: NDArray[np.integer],
    classes: int,
    label_smoothing: float = 0.0,
    dtype: DTypeLike = np.float32,
) -> Array:
    """What softmax should give for each label: (N, classes), see :func:`cross_entropy`."""
    spread = np.where(labels < 0, 1, label_smoothing).astype(dtype)
    targets = np.repeat(spread[:, None] / classes, classes, axis=1)
    targets[np.arange(len(labels)), labels] += 1 - spread
    return targets
