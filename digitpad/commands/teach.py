"""``digitpad teach``: teach a model a few digits without its forgetting the others."""

import argparse
import json
import shlex
from dataclasses import asdict

from digitpad.commands.output import followed, load, read_options, warn, why_no_model
from digitpad.data.digitset import concatenate
from digitpad.errors import TrainingError, printable
from digitpad.files.resources import resource_path
from digitpad.learning.blas import use_one_thread
from digitpad.learning.teaching import stream_teaching
from digitpad.models.model_file import load_model, save_model


def run(arguments: argparse.Namespace) -> int:
    """Write the taught model, and print what teaching brought."""
    if reason := why_no_model(arguments.out):
        raise TrainingError(f"Cannot write {printable(arguments.out)}: {reason}")
    use_one_thread()
    options = read_options(arguments, "train")
    digits = concatenate([load(path, options) for path in arguments.datasets])
    model = load_model(arguments.start or resource_path("model.npz"))
    command = shlex.join(["digitpad", *arguments.argv])
    start = arguments.start or "built-in"
    teaching = stream_teaching(model, digits, command=command, start=start, seed=arguments.seed)
    result = followed(teaching, "steps")
    save_model(result.model, arguments.out)
    figures = result.figures
    if arguments.json:
        print(json.dumps(asdict(figures)))
    else:
        print(f"Saved {printable(arguments.out)}")
        print(
            f"Taught digits: {figures.taught_correct_after:,} of {figures.taught:,} correct "
            f"(before: {figures.taught_correct_before:,})"
        )
        print(
            f"Reference digits of unseen writers: {figures.reference_errors_after:,} of "
            f"{figures.reference_count:,} misclassified "
            f"(before: {figures.reference_errors_before:,})"
        )
    if figures.is_worse:
        warn("The digits of other writers are predicted worse than before.")
    if figures.is_unlearned:
        warn("Many of the taught digits are still misclassified; check their labels.")
    return 0
