"""The lines of a NumPy program that compute a step: shown beside its numbers, and exported.

``points`` (N, 2) are the points and ``labels`` (N,) their classes; ``p`` are the probabilities. All
other names are those of :class:`digitpad.playground.matrices.Names`. The lines of an activation are
those of :class:`digitpad.nn.activations.Activation`, those of an update the ones of
:class:`digitpad.playground.update_rules.Rule`.
"""

import re
from collections.abc import Sequence

from digitpad.playground.features import FEATURES
from digitpad.playground.matrices import Names

SOFTMAX = """\
y = y - y.max(axis=1, keepdims=True)  # changes no probability, and exp cannot overflow
log_p = y - np.log(np.exp(y).sum(axis=1, keepdims=True))
p = np.exp(log_p)"""

CROSS_ENTROPY = """\
rows = np.arange(len(labels))
loss = -log_p[rows, labels].mean()
dy = p.copy()  # The gradient is p - 1 at the label, p elsewhere.
dy[rows, labels] -= 1
dy /= len(labels)"""


def features(chosen: Sequence[str], library: str = "np") -> str:
    """What goes into the network, by NumPy or, as ``torch``, by PyTorch."""
    columns = [FEATURES[name].code.format(library=library) for name in chosen]
    axis = "axis" if library == "np" else "dim"
    return f"x = {library}.stack([{', '.join(columns)}], {axis}=1)"


def affine(names: Names, layer: int) -> str:
    """An affine layer, from 1."""
    return f"{names.sums(layer)} = {names.outputs(layer - 1)} @ w{layer} + b{layer}"


def affine_backward(names: Names, layer: int) -> str:
    """Its gradients; below the first layer there is nothing that learns."""
    below, dout = names.outputs(layer - 1), f"d{names.sums(layer)}"
    lines = [
        f"d{below} = {dout} @ w{layer}.T",
        f"dw{layer} = {below}.T @ {dout}",
        f"db{layer} = {dout}.sum(axis=0)",
    ]
    return "\n".join(lines if layer > 1 else lines[1:])


def numbered(text: str, number: str) -> str:
    """Code or formula of an activation, with the number of its layer behind ``a`` and ``h``."""
    return re.sub(r"\b(d?[ah])\b", rf"\g<1>{number}", text)


def l2(names: Names) -> str:
    """The gradients with the decay."""
    return "\n".join(f"dw{k} += l2 * w{k}" for k in range(1, names.layers + 1))


def l1(names: Names) -> str:
    """The gradients with the other decay."""
    return "\n".join(f"dw{k} += l1 * np.sign(w{k})" for k in range(1, names.layers + 1))
