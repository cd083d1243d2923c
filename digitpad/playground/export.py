"""A run exported: its weights, its losses, and programs that take the same steps."""

import csv
import io
from collections.abc import Sequence
from string import Template

import numpy as np

from digitpad.errors import TrainingError
from digitpad.nn.network import Network
from digitpad.playground.experiment import MOST_SEGMENTS, Experiment
from digitpad.playground.losses import Losses


def weights_npz(network: Network) -> bytes:
    """An .npz archive with the arrays w1, b1, w2 and b2."""
    archive = io.BytesIO()
    (w1, b1), (w2, b2) = network.layers
    np.savez(archive, w1=w1, b1=b1, w2=w2, b2=b2)
    return archive.getvalue()


def losses_csv(losses: Losses) -> str:
    """A table with the loss before each step, or before some steps of a long run."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["iteration", "loss"])
    writer.writerows(zip(*losses.curve(), strict=True))
    return text.getvalue()


def numpy_program(experiment: Experiment) -> str:
    """A program that takes the steps of this run again, with NumPy and nothing else.

    Raises
    ------
    TrainingError : too much was changed on the way.
    """
    return _filled(NUMPY, experiment, NUMPY_ACTIVATIONS)


def torch_program(experiment: Experiment) -> str:
    """The same with PyTorch.

    Raises
    ------
    TrainingError : as for :func:`numpy_program`.
    """
    return _filled(TORCH, experiment, TORCH_ACTIVATIONS)


def _filled(
    program: Template, experiment: Experiment, activations: dict[str, Sequence[str]]
) -> str:
    if experiment.segments is None:
        raise TrainingError(
            "No program can take the steps of this run again: its points or settings were changed "
            f"more than {MOST_SEGMENTS:,} times while it ran. Reset begins a run that can be."
        )
    w1, b1, w2, b2 = (array.tolist() for array in experiment.start.parameters)
    segments = "".join(
        f"    ({s.points.positions.tolist()}, {s.points.labels.tolist()}, "
        f"{s.learning_rate!r}, {s.l2!r}, {s.steps}),\n"
        for s in experiment.segments
    )
    forward, backward = activations[experiment.network.activation.name]
    return program.substitute(
        w1=w1,
        b1=b1,
        w2=w2,
        b2=b2,
        segments=f"[\n{segments}]",
        hidden=len(b1),
        classes=len(b2),
        forward=forward,
        backward=backward,
    )


NUMPY_ACTIVATIONS: dict[str, Sequence[str]] = {
    "ReLU": ("np.maximum(a, 0)", "dh * (a > 0)"),
    "sigmoid": ("(1 + np.tanh(a / 2)) / 2", "dh * h * (1 - h)"),
    "step": ("(a > 0).astype(float)", "np.zeros_like(dh)"),
}

NUMPY = Template('''\
"""A $hidden-unit network on points in the plane, in NumPy: a run of digitpad's playground."""

import numpy as np

w1 = np.array($w1)
b1 = np.array($b1)
w2 = np.array($w2)
b2 = np.array($b2)

# What was learned from, its labels, learning rate, L2, and how many steps it was learned for.
segments = $segments

losses = []
for points, labels, learning_rate, l2, steps in segments:
    x, rows = np.array(points), np.arange(len(points))
    for _ in range(steps):
        # Forward: affine, activation, affine, softmax.
        a = x @ w1 + b1
        h = $forward
        y = h @ w2 + b2
        y -= y.max(axis=1, keepdims=True)
        log_p = y - np.log(np.exp(y).sum(axis=1, keepdims=True))
        losses.append(-log_p[rows, labels].mean())
        # Backward: each gradient by the chain rule, from the loss to the first weights.
        dy = np.exp(log_p)
        dy[rows, labels] -= 1
        dy /= len(x)
        dh = dy @ w2.T
        da = $backward
        dw2 = h.T @ dy + l2 * w2
        dw1 = x.T @ da + l2 * w1
        # Update: a step down the gradient.
        w2 -= learning_rate * dw2
        b2 -= learning_rate * dy.sum(axis=0)
        w1 -= learning_rate * dw1
        b1 -= learning_rate * da.sum(axis=0)

if losses:
    print(f"{len(losses)} steps, loss {losses[-1]:.9g}")
''')

TORCH_ACTIVATIONS: dict[str, Sequence[str]] = {
    "ReLU": ("torch.relu(a)", ""),
    "sigmoid": ("torch.sigmoid(a)", ""),
    "step": ("(a > 0) + 0 * a  # level: its gradient is 0", ""),
}

TORCH = Template('''\
"""A $hidden-unit network on points in the plane, in PyTorch: a run of digitpad's playground."""

import torch
from torch import nn, optim

torch.set_default_dtype(torch.float64)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine1 = nn.Linear(2, $hidden)
        self.affine2 = nn.Linear($hidden, $classes)

    def forward(self, x):
        a = self.affine1(x)
        h = $forward
        return self.affine2(h)


network = Network()
with torch.no_grad():
    # PyTorch keeps its weights the other way round.
    network.affine1.weight.copy_(torch.tensor($w1).T)
    network.affine1.bias.copy_(torch.tensor($b1))
    network.affine2.weight.copy_(torch.tensor($w2).T)
    network.affine2.bias.copy_(torch.tensor($b2))

weights = [network.affine1.weight, network.affine2.weight]
biases = [network.affine1.bias, network.affine2.bias]
cross_entropy = nn.CrossEntropyLoss()

# What was learned from, its labels, learning rate, L2, and how many steps it was learned for.
segments = $segments

losses = []
for points, labels, learning_rate, l2, steps in segments:
    x, target = torch.tensor(points), torch.tensor(labels)
    optimizer = optim.SGD(
        [{"params": weights, "weight_decay": l2}, {"params": biases}], lr=learning_rate
    )
    for _ in range(steps):
        loss = cross_entropy(network(x), target)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

if losses:
    print(f"{len(losses)} steps, loss {losses[-1]:.9g}")
''')
