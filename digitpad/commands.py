"""What the commands do; each takes its parsed arguments and returns nothing but what it prints."""

import argparse
import json
import shlex
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.mixture import labelled
from digitpad.data.textfiles import read_text_file
from digitpad.errors import ModelFileError, TrainingError, printable
from digitpad.ink.pictures import found_ink, read_picture
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import Drawing
from digitpad.learning.recipe import Recipe, option
from digitpad.learning.run import Preparation, Run, load_stopped, stream_resumed_run, stream_run
from digitpad.nn.calibration import calibration_error
from digitpad.nn.layers import softmax
from digitpad.nn.metrics import Evaluation, evaluation, read_all
from digitpad.nn.metrics import evaluate as measure
from digitpad.nn.network import Network
from digitpad.nn.quadrants import (
    TEST_POINTS,
    TRAIN_POINTS,
    QuadrantSettings,
    quadrant_network,
    train_quadrants,
)
from digitpad.nn.reading import picture_logits
from digitpad.nn.training import EpochReport, TrainingState
from digitpad.signals import Interruption, interruption
from digitpad.storage.lock import written_alone
from digitpad.storage.model_file import Model, load_model, save_model
from digitpad.storage.resources import resource_path
from digitpad.storage.writable import why_not_writable

MNIST_TEST = "t10k"

MOST_TOLD = 20
"""Errors of a data set that are told one by one."""

NOT_KEPT = "no checkpoint can be written, so this cannot be taken up again once it stops ({})"

# A thread that watches over bars that do not move is more than a command needs.
tqdm.monitor_interval = 0


@contextmanager
def progress_bar(unit: str, **options: Any) -> Iterator["tqdm[Any]"]:
    """A bar with time left on a terminal, and nothing where standard error is a file."""
    with tqdm(unit=f" {unit}", disable=None, leave=False, file=sys.stderr, **options) as bar:
        yield bar


def follow(bar: "tqdm[Any]") -> Callable[[int, int], None]:
    """A function that takes a bar to ``done`` of ``total``."""

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return show


def load(path: str, half: str = "train") -> DigitSet:
    """Read a data set, with a progress bar, and say on standard error what was left out."""
    with progress_bar("digits", desc=printable(Path(path).name)) as bar:
        digits = load_dataset(path, half=half, progress=follow(bar))
    _tell_left_out(digits)
    return digits


def _tell_left_out(digits: DigitSet) -> None:
    """Say on standard error what could not be read, the first of it line by line."""
    for error in digits.left_out[:MOST_TOLD]:
        print(f"left out: {printable(str(error))}", file=sys.stderr)
    more = len(digits.left_out[MOST_TOLD:]) + getattr(digits, "left_out_more", 0)
    if more:
        print(f"left out: and {more:,} more", file=sys.stderr)


def train(arguments: argparse.Namespace) -> None:
    """``digitpad train``: learn from data sets, keep the best network."""
    resumed = getattr(arguments, "resume", None)
    checkpoint = Path(resumed or f"{arguments.out}.checkpoint")
    for path in (arguments.out, checkpoint):
        if reason := why_not_writable(path):
            raise TrainingError(f"Cannot write {path}: {reason}")
    with written_alone(checkpoint), interruption() as asked:
        if resumed and _is_done(arguments, checkpoint):
            return
        test = load(arguments.test, MNIST_TEST) if arguments.test else None
        run = _prepared(_given(arguments), checkpoint, goes_on=resumed is not None)
        # From here on a signal ends the training between two steps, and no signal ends the saving.
        asked.is_only_noted = True
        _run(run, checkpoint, asked, as_json=arguments.json)
        model = run.model(shlex.join(["digitpad", *arguments.argv]))
        if test:
            model.record["test"] = _tested(model.network, test)
        _save(model, arguments.out, run, checkpoint)
        if asked.is_asked:
            _tell_interrupted(run, checkpoint)
        else:
            _remove(checkpoint)
        _tell_done(arguments, run.state)


def _is_done(arguments: argparse.Namespace, checkpoint: Path) -> bool:
    """Whether the model of a run that is over was written, and only its checkpoint is still there.

    So it is where the program was killed between the two; then the checkpoint is removed.
    """
    try:
        model = load_model(arguments.out)
        stopped = load_stopped(checkpoint)
    except ModelFileError:
        return False
    if not stopped.is_done_in(model):
        return False
    _remove(checkpoint)
    _tell_done(arguments, stopped.state)
    return True


def _save(model: Model, out: str, run: Run, checkpoint: Path) -> None:
    """Write the model; where that fails, keep a checkpoint from which it can be saved elsewhere.

    Raises
    ------
    TrainingError : it cannot be written.
    """
    try:
        save_model(model, out)
    except ModelFileError as error:
        run.keep(checkpoint)
        if run.checkpoint_problem:
            raise TrainingError(f"{error}. {NOT_KEPT.format(run.checkpoint_problem)}") from error
        goes_on = shlex.join(["digitpad", "train", "--resume", str(checkpoint), "--out", "OTHER"])
        raise TrainingError(
            f"{error}. What was learned is kept: {goes_on} writes it to another file."
        ) from error


def _remove(checkpoint: Path) -> None:
    with suppress(OSError):  # The model is what counts.
        checkpoint.unlink(missing_ok=True)


def _tell_interrupted(run: Run, checkpoint: Path) -> None:
    goes_on = (
        NOT_KEPT.format(run.checkpoint_problem)
        if run.checkpoint_problem
        else f"--resume {shlex.quote(printable(checkpoint))} goes on."
    )
    print(f"Interrupted: kept the best of {run.state.epoch} epochs; {goes_on}", file=sys.stderr)


def _tell_done(arguments: argparse.Namespace, state: TrainingState) -> None:
    best, (error, _) = state.best_epoch, state.best_score
    if arguments.json:
        print(json.dumps({"event": "done", "model": arguments.out, "best_epoch": best}))
    else:
        print(f"Saved {printable(arguments.out)}: epoch {best}, {_percent(error)} misread.")


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    """The fields of a recipe that the command line tells."""
    given = {
        field.name: getattr(arguments, field.name)
        for field in fields(Recipe)
        if hasattr(arguments, field.name)
    }
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}


def _prepared(given: dict[str, Any], checkpoint: Path, *, goes_on: bool) -> Run:
    """A run that goes on from its checkpoint, where there is one, or a new one."""
    if goes_on and (checkpoint.exists() or "datasets" not in given):
        recipe = load_stopped(checkpoint).recipe
        for name, value in given.items():
            if value != getattr(recipe, name):
                raise TrainingError(
                    f"{checkpoint} was kept of a run with "
                    f"{option(name)} {_said(getattr(recipe, name))}, not {_said(value)}."
                )
        return _followed(stream_resumed_run(checkpoint))
    if "datasets" not in given:
        raise TrainingError("Name at least one data set to learn from.")
    if "start" in given and "hidden" in given:
        raise TrainingError("--from brings its own sizes: --hidden cannot be chosen with it.")
    return _followed(stream_run(Recipe(**given)))


def _said(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _followed(preparing: Generator[Preparation, None, Run]) -> Run:
    """Get a run ready, with a progress bar for each part, and say what was left out."""
    with progress_bar("digits") as bar:
        show = follow(bar)
        while True:
            try:
                part = next(preparing)
            except StopIteration as end:
                run: Run = end.value
                break
            bar.set_description(part.what, refresh=False)
            show(part.done, part.total)
    for digits in run.mixture.sets:
        _tell_left_out(digits)
    return run


def _run(run: Run, checkpoint: Path, asked: Interruption, *, as_json: bool) -> None:
    """Train, printing each report, to the end or until a signal asks for it."""
    try:
        with _training_bar(run) as bar, closing(run.train(checkpoint)) as reports:
            is_warned = False
            for report in reports:
                if isinstance(report, EpochReport):
                    text = _report(report, run.recipe.epochs, as_json=as_json)
                    bar.write(text, file=sys.stdout)
                    sys.stdout.flush()
                else:
                    bar.update((report.epoch - 1) * run.digits_an_epoch + report.seen - bar.n)
                if run.checkpoint_problem and not is_warned:
                    is_warned = True
                    bar.write(f"digitpad: {NOT_KEPT.format(run.checkpoint_problem)}", sys.stderr)
                if asked.is_asked:
                    break
    except OSError:
        # Nobody reads any more what is printed, as where the terminal was closed: so it ends, too.
        asked.is_asked = True


def _training_bar(run: Run) -> AbstractContextManager["tqdm[Any]"]:
    return progress_bar("digits", total=run.recipe.epochs * run.digits_an_epoch, unit_scale=True)


def _report(report: EpochReport, epochs: int, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"event": "epoch", **asdict(report)})
    return (
        f"epoch {report.epoch} of {epochs}: "
        f"loss {report.train_loss:.4f} train, {report.validation_loss:.4f} validation, "
        f"{_percent(report.validation_error)} misread, "
        f"{report.seconds:.1f} s, {report.samples_per_second:,.0f} digits/s"
    )


def _tested(network: Network, digits: DigitSet) -> dict[str, Any]:
    """A model's record of a test set that nothing was learned from."""
    result = measure(network, digits.images, digits.labels)
    name = "MNIST test" if MNIST_TEST in digits.name else digits.name
    return {"name": name, "digits": result.count, "error_rate": result.error_rate}


def evaluate(arguments: argparse.Namespace) -> None:
    """``digitpad evaluate``: how well a model reads a data set."""
    network = load_model(arguments.model).network
    digits = load(arguments.dataset, MNIST_TEST)
    known = labelled(digits)
    read = read_all(network, known.images)
    result, off = evaluation(read, known.labels), calibration_error(read, known.labels)
    if arguments.json:
        print(
            json.dumps(
                {
                    "count": result.count,
                    "errors": result.errors,
                    "error_rate": result.error_rate,
                    "loss": result.loss,
                    "calibration_error": off,
                    "confusion": result.confusion.tolist(),
                }
            )
        )
    else:
        _print_evaluation(digits.name, result, off)


def _print_evaluation(name: str, result: Evaluation, off: float) -> None:
    print(f"{printable(name)}: {result.errors:,} of {result.count:,} misread")
    print(
        f"error rate {_percent(result.error_rate)}, loss {result.loss:.4f}, "
        f"calibration error {_percent(off)}"
    )
    print("\nrows: what it is, columns: what was read")
    print("   ", *(f"{digit:>6}" for digit in range(10)))
    for digit, row in enumerate(result.confusion):
        print(f"{digit:>3} ", *(f"{count or '.':>6}" for count in row))


def predict(arguments: argparse.Namespace) -> None:
    """``digitpad predict``: read text digits, pictures and strokes."""
    network = load_model(arguments.model or resource_path("model.npz")).network
    results = []
    for name, picture in (found for file in arguments.files for found in _pictures(file)):
        probabilities = softmax(picture_logits(network, picture[None]))[0]
        digit = int(probabilities.argmax())
        results.append({"file": name, "digit": digit, "probabilities": probabilities.tolist()})
        if not arguments.json:
            print(f"{printable(name)}: {digit}  {_percent(float(probabilities[digit]))}")
    if arguments.json:
        print(json.dumps(results))


def _pictures(file: str) -> Iterator[tuple[str, np.ndarray[Any, np.dtype[np.uint8]]]]:
    """Names and pictures, uint8 (28, 28), of all digits in a file."""
    match Path(file).suffix.lower():
        case ".txt":
            yield file, read_text_file(file)[0]
        case ".npz":
            digits = load(file)
            for number, image in enumerate(digits.images, 1):
                yield f"{file}#{number}" if len(digits) > 1 else file, image
        case _:
            yield file, picture_of(Drawing(picture=found_ink(read_picture(file))))


def convert(arguments: argparse.Namespace) -> None:
    """``digitpad convert``: write a data set in another form."""
    digits = load(arguments.source)
    with progress_bar("digits", desc=printable(Path(arguments.target).name)) as bar:
        write_dataset(digits, arguments.target, follow(bar))
    print(f"Wrote {len(digits):,} digits to {printable(arguments.target)}", file=sys.stderr)


def quadrants(arguments: argparse.Namespace) -> None:
    """``digitpad quadrants``: the tutorial's network on four points."""
    settings = QuadrantSettings(
        hidden=arguments.hidden,
        learning_rate=arguments.learning_rate,
        l2=arguments.l2,
        iterations=arguments.iterations,
        seed=arguments.seed,
    )
    network = quadrant_network(settings)
    losses = []
    for iteration, loss in enumerate(train_quadrants(network, settings)):
        losses.append(loss)
        if not arguments.json and iteration % max(settings.iterations // 10, 1) == 0:
            print(f"iteration {iteration:>6}: loss {loss:.6f}")
    test = network.probabilities(TEST_POINTS)
    if arguments.json:
        print(
            json.dumps(
                {
                    "first_loss": losses[0],
                    "last_loss": losses[-1],
                    "train_probabilities": network.probabilities(TRAIN_POINTS).tolist(),
                    "test_probabilities": test.tolist(),
                    "test_quadrants": test.argmax(axis=1).tolist(),
                }
            )
        )
        return
    print(f"iteration {settings.iterations:>6}: loss {losses[-1]:.6f}")
    for point, row in zip(TEST_POINTS, test, strict=True):
        x, y = (f"{value:g}" for value in point)
        figures = "  ".join(f"{100 * probability:5.1f} %" for probability in row)
        print(f"({x}, {y}) lies in quadrant {row.argmax()}   {figures}")


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"
