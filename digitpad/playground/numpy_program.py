"""A program that takes the steps of a run again, with NumPy and nothing else."""

from string import Template

from digitpad.playground import step_code
from digitpad.playground.experiment import Experiment
from digitpad.playground.program_run import Run, indented, indented_before
from digitpad.playground.settings import ADAM
from digitpad.playground.update_rules import RULES

NUMPY = Template('''\
"""$title, in NumPy: a run of digitpad's playground."""

import numpy as np

$parameters

# What was learned from, one after another, and how many steps each: $columns.
segments = $segments
$functions
losses = []
for $columns in segments:
    $begin
    for _ in range(steps):
        $batch# Forward: affine, activation, ..., affine, softmax, loss.
        $forward
        # Backward: each gradient by the chain rule, from the loss to the first weights.
        $backward
        # Update: a step down the gradient.
        $update

if losses:
    print(f"{len(losses)} steps, loss {losses[-1]:.9g}")
''')


def numpy_program(experiment: Experiment) -> str:
    """The program as text.

    Raises
    ------
    TrainingError : too much was changed on the way.
    """
    run = Run(experiment)
    return NUMPY.substitute(
        title=run.title,
        parameters="\n".join(_parameters(run)),
        segments=run.segments_code,
        functions=run.functions,
        columns=", ".join(run.columns),
        begin=indented(1, *_begin(run)),
        batch=indented_before(2, *_batch(run)),
        forward=indented(2, *_forward(run)),
        backward=indented(2, *_backward(run)),
        update=indented(2, _update(run)),
    )


def _parameters(run: Run) -> list[str]:
    """The first weights, and what else there is before the first step."""
    arrays = zip(run.names.parameters, run.start.parameters, strict=True)
    lines = [f"{name} = np.array({array.tolist()})" for name, array in arrays]
    if run.has_edits:
        pairs = ", ".join(f'"{name}": {name}' for name in run.names.parameters)
        lines.append(f"parameters = {{{pairs}}}")
    lines += _kept(run)
    return lines + ([f"before = {run.rules[0]!r}"] if len(run.rules) > 1 else [])


def _kept(run: Run) -> list[str]:
    """What the optimizers keep from step to step, before their first."""
    lines = [
        f"{letter}{name} = np.zeros_like({name})"
        for rule in run.rules
        for letter in RULES[rule].kept
        for name in run.names.parameters
    ]
    return lines + (["t = 0"] if ADAM in run.rules else [])


def _begin(run: Run) -> list[str]:
    """What is done at the beginning of a segment."""
    names = "points, labels" if run.has_features else "x, labels"
    if run.has_batches:
        names = "all_points, all_labels"
    lines = [f"{names} = np.array(points), np.array(labels)"]
    if run.has_edits:
        lines += ["for name, place, value in edits:", "    parameters[name][place] = value"]
    if len(run.rules) > 1:
        lines += ["if steps and rule != before:  # Another optimizer begins anew."]
        lines += [f"    {line}" for line in ("before = rule", *_kept(run))]
    return lines


def _batch(run: Run) -> list[str]:
    """The lines that choose the points of a step, where these are not all."""
    if not run.has_batches:
        return []
    points = "points" if run.has_features else "x"
    return [
        "rows = batch_rows(len(all_labels), batch, len(losses))",
        f"{points}, labels = all_points[rows], all_labels[rows]",
    ]


def _forward(run: Run) -> list[str]:
    """The lines down to the loss."""
    names, activation = run.names, run.start.activation
    lines = [step_code.features(run.settings.features)] if run.has_features else []
    for k in range(1, names.layers + 1):
        lines.append(step_code.affine(names, k))
        if k < names.layers:
            lines.append(step_code.numbered(activation.numpy_forward, names.number(k)))
    return [*lines, step_code.SOFTMAX, step_code.CROSS_ENTROPY, "losses.append(loss)"]


def _backward(run: Run) -> list[str]:
    """The lines of the gradients."""
    names, activation = run.names, run.start.activation
    lines = []
    for k in range(names.layers, 0, -1):
        if k < names.layers:
            lines.append(step_code.numbered(activation.numpy_backward, names.number(k)))
        lines.append(step_code.affine_backward(names, k))
    lines += [step_code.l2(names)] if run.has_l2 else []
    return lines + ([step_code.l1(names)] if run.has_l1 else [])


def _update(run: Run) -> str:
    """The lines that change the parameters."""
    code = {}
    for rule in run.rules:
        lines = [RULES[rule].code(name) for name in run.names.parameters]
        code[rule] = "\n".join([*(["t += 1"] if rule == ADAM else []), *lines])
    return run.by_rule(code)
