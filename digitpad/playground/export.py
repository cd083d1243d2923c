"""A run exported: its weights, its losses, and programs that take the same steps."""

import csv
import io
import textwrap
from string import Template

import numpy as np

from digitpad.errors import TrainingError
from digitpad.nn.network import Network
from digitpad.playground import step_code
from digitpad.playground.experiment import MAX_SEGMENTS, Experiment
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
    activation = experiment.network.activation
    forward = (
        step_code.AFFINE_1,
        activation.numpy_forward,
        step_code.AFFINE_2,
        step_code.SOFTMAX,
        step_code.CROSS_ENTROPY,
        "losses.append(loss)",
    )
    backward = (
        step_code.AFFINE_2_BACKWARD,
        activation.numpy_backward,
        step_code.AFFINE_1_BACKWARD,
        step_code.L2,
    )
    return _filled(
        NUMPY,
        experiment,
        forward=_in_the_loop(*forward),
        backward=_in_the_loop(*backward),
        update=_in_the_loop(step_code.GRADIENT_DESCENT),
    )


def torch_program(experiment: Experiment) -> str:
    """The same with PyTorch.

    Raises
    ------
    TrainingError : as for :func:`numpy_program`.
    """
    return _filled(TORCH, experiment, activation=experiment.network.activation.torch_forward)


def _in_the_loop(*lines: str) -> str:
    return textwrap.indent("\n".join(lines), 8 * " ").lstrip()


def _filled(program: Template, experiment: Experiment, **code: str) -> str:
    """A program with the run's weights and segments, and with these lines of code."""
    if experiment.segments is None:
        raise TrainingError(
            "This run cannot be exported as code: its points or settings were changed more than "
            f"{MAX_SEGMENTS:,} times during training. Reset, and train again."
        )
    w1, b1, w2, b2 = (array.tolist() for array in experiment.start.parameters)
    segments = "".join(
        f"    ({s.points.positions.tolist()}, {s.points.labels.tolist()}, "
        f"{s.learning_rate!r}, {s.l2!r}, {s.steps}),\n"
        for s in experiment.segments
    )
    return program.substitute(
        w1=w1,
        b1=b1,
        w2=w2,
        b2=b2,
        segments=f"[\n{segments}]",
        hidden=len(b1),
        classes=len(b2),
        **code,
    )


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
    x, labels = np.array(points), np.array(labels)
    for _ in range(steps):
        # Forward: affine, activation, affine, softmax, loss.
        $forward
        # Backward: each gradient by the chain rule, from the loss to the first weights.
        $backward
        # Update: a step down the gradient.
        $update

if losses:
    print(f"{len(losses)} steps, loss {losses[-1]:.9g}")
''')

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
        $activation
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
