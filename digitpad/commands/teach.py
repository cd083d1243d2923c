"""``digitpad teach``: teach a model a few digits without its forgetting the others."""

import argparse
import json
import shlex
from collections.abc import Generator
from dataclasses import asdict

from digitpad.commands.output import follow, load, progress_bar, read_options, warn
from digitpad.data.digitset import concatenate
from digitpad.errors import TrainingError, printable
from digitpad.learning.teaching import Lesson, TeachingProgress, stream_lesson
from digitpad.storage.model_file import load_model, save_model
from digitpad.storage.resources import resource_path
from digitpad.storage.writable import why_not_writable


def run(arguments: argparse.Namespace) -> int:
    """Write the taught model, and print what teaching brought."""
    if reason := why_not_writable(arguments.out):
        raise TrainingError(f"Cannot write {arguments.out}: {reason}")
    options = read_options(arguments, "train")
    digits = concatenate([load(path, options) for path in arguments.datasets])
    model = load_model(arguments.start or resource_path("model.npz"))
    command = shlex.join(["digitpad", *arguments.argv])
    start = arguments.start or "built-in"
    lesson = _followed(
        stream_lesson(model, digits, command=command, start=start, seed=arguments.seed)
    )
    save_model(lesson.model, arguments.out)
    if arguments.json:
        print(json.dumps(asdict(lesson.figures)))
    else:
        print(f"Saved {printable(arguments.out)}: {lesson.figures}")
    if lesson.figures.is_worse:
        warn("Other writers' digits are misclassified more often than before.")
    return 0


def _followed(teaching: Generator[TeachingProgress, None, Lesson]) -> Lesson:
    """Teach to the end, with a progress bar for each part."""
    with progress_bar("steps") as bar:
        show = follow(bar)
        while True:
            try:
                part = next(teaching)
            except StopIteration as end:
                lesson: Lesson = end.value
                return lesson
            bar.set_description(part.what, refresh=False)
            show(part.done, part.total)
