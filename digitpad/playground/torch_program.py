"""A program that takes the steps of a run again, with PyTorch."""

from itertools import pairwise
from string import Template

from digitpad.playground import step_code
from digitpad.playground.experiment import Experiment
from digitpad.playground.program_run import Run, indented, indented_before
from digitpad.playground.update_rules import RULES

TORCH = Template('''\
"""$title, in PyTorch: a run of digitpad's playground."""

${imports}import torch
from torch import nn, optim


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        $layers

    def forward(self, x):
        $forward


network = Network().double()
with torch.no_grad():
    # PyTorch keeps its weights the other way round.
    $weights

$objects
cross_entropy = nn.CrossEntropyLoss()

# What was learned from, one after another, and how many steps each: $columns.
segments = $segments
$functions
losses = []
for $columns in segments:
    $begin
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    for _ in range(steps):
        ${batch}loss = cross_entropy(network(x), target)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        ${decay}optimizer.step()

if losses:
    print(f"{len(losses)} steps, loss {losses[-1]:.9g}")
''')


def torch_program(experiment: Experiment) -> str:
    """The program as text.

    Raises
    ------
    TrainingError : too much was changed on the way.
    """
    run = Run(experiment)
    sizes = enumerate(pairwise(run.start.sizes), 1)
    return TORCH.substitute(
        title=run.title,
        imports="import numpy as np\n" if run.has_batches else "",
        layers=indented(2, *(f"self.affine{k} = nn.Linear({d}, {m})" for k, (d, m) in sizes)),
        forward=indented(2, *_forward(run)),
        weights=indented(1, *_weights(run)),
        objects="\n".join(_objects(run)),
        segments=run.segments_code,
        functions=run.functions,
        columns=", ".join(run.columns),
        begin=indented(1, *_begin(run)),
        batch=indented_before(2, *_batch(run)),
        decay=indented_before(2, *_decay(run)),
    )


def _forward(run: Run) -> list[str]:
    names, activation = run.names, run.start.activation
    lines = []
    for k in range(1, names.layers):
        lines.append(f"{names.sums(k)} = self.affine{k}({names.outputs(k - 1)})")
        lines.append(step_code.numbered(activation.torch_forward, names.number(k)))
    return [*lines, f"return self.affine{names.layers}({names.outputs(names.layers - 1)})"]


def _weights(run: Run) -> list[str]:
    """The lines that set the first weights."""
    lines = []
    for k, (w, b) in enumerate(run.start.layers, 1):
        lines.append(
            f"network.affine{k}.weight.copy_(torch.tensor({w.tolist()}, dtype=torch.float64).T)"
        )
        lines.append(
            f"network.affine{k}.bias.copy_(torch.tensor({b.tolist()}, dtype=torch.float64))"
        )
    return lines


def _objects(run: Run) -> list[str]:
    """What else there is before the first step."""
    numbers = range(1, run.names.layers + 1)
    lines = []
    if run.has_l1 or run.has_l2:
        lines.append(f"weights = [{', '.join(f'network.affine{k}.weight' for k in numbers)}]")
    if run.has_edits:
        pairs = [f'"w{k}": network.affine{k}.weight.detach().T' for k in numbers]
        pairs += [f'"b{k}": network.affine{k}.bias.detach()' for k in numbers]
        lines.append(f"by_name = {{{', '.join(pairs)}}}")
    lines.append("parameters = list(network.parameters())")
    lines.append(f"optimizer = {RULES[run.rules[0]].torch}")
    return lines + ([f"before = {run.rules[0]!r}"] if len(run.rules) > 1 else [])


def _begin(run: Run) -> list[str]:
    """What is done at the beginning of a segment."""
    names = "points, target" if run.has_features else "x, target"
    if run.has_batches:
        names = "all_points, all_targets"
    lines = [f"{names} = torch.tensor(points, dtype=torch.float64), torch.tensor(labels)"]
    if run.has_features and not run.has_batches:
        lines.append(step_code.features(run.settings.features, "torch"))
    if run.has_edits:
        lines += ["for name, place, value in edits:", "    by_name[name][place] = value"]
    if len(run.rules) > 1:
        lines += ["if steps and rule != before:  # Another optimizer begins anew."]
        made = run.by_rule({rule: f"optimizer = {RULES[rule].torch}" for rule in run.rules})
        lines += [f"    {line}" for line in ("before = rule", *made.splitlines())]
    return lines


def _batch(run: Run) -> list[str]:
    """The lines that choose the points of a step, where these are not all."""
    if not run.has_batches:
        return []
    points = "points" if run.has_features else "x"
    lines = [
        "rows = torch.from_numpy(batch_rows(len(all_targets), batch, len(losses)))",
        f"{points}, target = all_points[rows], all_targets[rows]",
    ]
    if run.has_features:
        lines.append(step_code.features(run.settings.features, "torch"))
    return lines


def _decay(run: Run) -> list[str]:
    """The lines that add the decay to the gradients."""
    lines = []
    if run.has_l2:
        lines.append("w.grad += l2 * w")
    if run.has_l1:
        lines.append("w.grad += l1 * torch.sign(w)")
    if not lines:
        return []
    body = [f"        {line}" for line in lines]
    return ["with torch.no_grad():", "    for w in weights:", *body]
