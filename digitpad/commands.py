"""What the commands do; each takes its parsed arguments and returns nothing but what it prints."""

import argparse
import json
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.mixture import labelled, mixture
from digitpad.data.textfiles import read_text_file
from digitpad.errors import TrainingError
from digitpad.ink.distort import distort
from digitpad.ink.pictures import found_ink, read_picture
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import Drawing
from digitpad.nn.metrics import Evaluation
from digitpad.nn.metrics import evaluate as measure
from digitpad.nn.network import Network, network_input
from digitpad.nn.quadrants import (
    TEST_POINTS,
    TRAIN_POINTS,
    QuadrantSettings,
    quadrant_network,
    train_quadrants,
)
from digitpad.nn.training import EpochReport, Examples, Settings, TrainingState
from digitpad.nn.training import train as learn
from digitpad.storage.model_file import Model, load_model, save_model
from digitpad.storage.resources import resource_path

MNIST_TEST = "t10k"

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
    with progress_bar("digits", desc=Path(path).name) as bar:
        digits = load_dataset(path, half=half, progress=follow(bar))
    for error in digits.left_out:
        print(f"left out: {error}", file=sys.stderr)
    return digits


def train(arguments: argparse.Namespace) -> None:
    """``digitpad train``: learn from data sets, keep the best network."""
    times = _one_each("--times", arguments.times, arguments.datasets)
    shares = _one_each("--validation", arguments.validation, arguments.datasets)
    sets = [load(path) for path in arguments.datasets]
    learned, judged = mixture(
        sets,
        times,
        validation_shares=shares,
        seed=arguments.seed,
        redraw=arguments.augment,
    )
    settings = Settings(
        epochs=arguments.epochs,
        batch=arguments.batch,
        learning_rate=arguments.learning_rate,
        l2=arguments.l2,
        label_smoothing=arguments.label_smoothing,
        seed=arguments.seed,
    )
    rng = np.random.default_rng(arguments.seed)
    state = TrainingState(Network.initialized([784, *arguments.hidden, 10], rng))
    start = time.perf_counter()
    interrupted = _run(state, learned, judged, settings, arguments)
    if not state.best_epoch:
        raise TrainingError("Stopped before the first epoch was done: nothing is saved.")
    error, loss = state.best_score
    record: dict[str, Any] = {
        "command": shlex.join(["digitpad", *arguments.argv]),
        "learned_from": [
            {"name": digits.name, "digits": len(digits), "times": count, "held_out": share}
            for digits, count, share in zip(sets, times, shares, strict=True)
        ],
        "settings": asdict(settings),
        "augment": arguments.augment,
        "best_epoch": state.best_epoch,
        "epochs_done": state.epoch,
        "seconds": round(time.perf_counter() - start),
        "validation": {
            "name": "digits held out",
            "digits": len(judged),
            "error_rate": error,
            "loss": loss,
        },
    }
    if arguments.test:
        record["test"] = _tested(state.best, load(arguments.test, MNIST_TEST))
    save_model(Model(state.best, record), arguments.out)
    if interrupted:
        print(f"Interrupted: kept the best of {state.epoch} epochs.", file=sys.stderr)
    if arguments.json:
        print(json.dumps({"event": "done", "model": arguments.out, "best_epoch": state.best_epoch}))
    else:
        print(f"Saved {arguments.out}: epoch {state.best_epoch}, {_percent(error)} misread.")


def _one_each(option: str, values: list[Any], datasets: list[str]) -> list[Any]:
    """A value for each data set, of one for all or one for each."""
    if len(values) not in (1, len(datasets)):
        raise TrainingError(f"{option} has {len(values)} numbers for {len(datasets)} data sets.")
    return values * len(datasets) if len(values) == 1 else values


def _run(
    state: TrainingState,
    learned: DigitSet,
    judged: DigitSet,
    settings: Settings,
    arguments: argparse.Namespace,
) -> bool:
    """Train, printing each report; whether Ctrl-C ended it."""
    total = settings.epochs * len(learned)
    with progress_bar("digits", total=total, unit_scale=True) as bar:

        def show(done: int) -> None:
            bar.update(state.epoch * len(learned) + done - bar.n)

        try:
            for report in learn(
                state,
                Examples(learned.images, learned.labels),
                Examples(judged.images, judged.labels),
                settings,
                augment=distort if arguments.augment else None,
                on_batch=show,
            ):
                bar.write(_report(report, settings, as_json=arguments.json), file=sys.stdout)
                sys.stdout.flush()
        except KeyboardInterrupt:
            return True
    return False


def _report(report: EpochReport, settings: Settings, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"event": "epoch", **asdict(report)})
    return (
        f"epoch {report.epoch} of {settings.epochs}: "
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
    result = measure(network, known.images, known.labels)
    if arguments.json:
        print(
            json.dumps(
                {
                    "count": result.count,
                    "errors": result.errors,
                    "error_rate": result.error_rate,
                    "loss": result.loss,
                    "confusion": result.confusion.tolist(),
                }
            )
        )
    else:
        _print_evaluation(digits.name, result)


def _print_evaluation(name: str, result: Evaluation) -> None:
    print(f"{name}: {result.errors:,} of {result.count:,} misread")
    print(f"error rate {_percent(result.error_rate)}, loss {result.loss:.4f}")
    print("\nrows: what it is, columns: what was read")
    print("   ", *(f"{digit:>6}" for digit in range(10)))
    for digit, row in enumerate(result.confusion):
        print(f"{digit:>3} ", *(f"{count or '.':>6}" for count in row))


def predict(arguments: argparse.Namespace) -> None:
    """``digitpad predict``: read text digits, pictures and strokes."""
    network = load_model(arguments.model or resource_path("model.npz")).network
    results = []
    for name, picture in (found for file in arguments.files for found in _pictures(file)):
        probabilities = network.probabilities(network_input(picture[None]))[0]
        digit = int(probabilities.argmax())
        results.append({"file": name, "digit": digit, "probabilities": probabilities.tolist()})
        if not arguments.json:
            print(f"{name}: {digit}  {_percent(float(probabilities[digit]))}")
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
    with progress_bar("digits", desc=Path(arguments.target).name) as bar:
        write_dataset(digits, arguments.target, follow(bar))
    print(f"Wrote {len(digits):,} digits to {arguments.target}", file=sys.stderr)


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
