"""What the commands have in common: bars of progress, and what they say on standard error."""

import argparse
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import OnHalves, ReadOptions, load_dataset
from digitpad.data.plausibility import Repair, findings
from digitpad.errors import printable
from digitpad.files.resources import resource_path
from digitpad.files.writable import why_not_writable
from digitpad.learning.progress import PartDone
from digitpad.models.model_file import load_model

T = TypeVar("T")

MAX_TOLD = 20
"""Errors of a dataset that are told one by one."""

REPAIRED_BY: dict[Repair, str] = {
    "transpose": "--transpose",
    "invert": "--invert",
    "scale": "--scale",
}
"""The option that repairs a set that looks wrong."""

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


def followed(work: Generator[PartDone, None, T], unit: str) -> T:
    """Do a piece of work to the end, with a progress bar for each part; its result."""
    with progress_bar(unit) as bar:
        show = follow(bar)
        while True:
            try:
                part = next(work)
            except StopIteration as end:
                result: T = end.value
                return result
            bar.set_description(part.what, refresh=False)
            show(part.done, part.total)


def warn(text: str) -> None:
    """Print a line on standard error."""
    print(f"digitpad: {printable(text)}", file=sys.stderr, flush=True)


def why_no_model(path: str) -> str:
    """Why no model can be saved as this file; empty where one can. Asked before any training."""
    if Path(path).suffix.lower() not in ("", ".npz"):
        return "a model file ends in .npz"
    return why_not_writable(path)


def percent(share: float) -> str:
    return f"{share:.2%}"


def read_options(arguments: argparse.Namespace, half: str) -> ReadOptions:
    """How a dataset is to be read, as the command line says; ``half`` where it does not say."""
    return ReadOptions(
        arguments.half or half,
        arguments.label_column,
        arguments.transpose,
        arguments.invert,
        arguments.scale,
    )


def load(path: str, options: ReadOptions, on_halves: OnHalves | None = None) -> DigitSet:
    """Read a dataset, with a progress bar, and say on standard error what is wrong with it."""
    with progress_bar("digits", desc=printable(Path(path).name)) as bar:
        digits = load_dataset(path, options=options, on_halves=on_halves, progress=follow(bar))
    tell_left_out(digits)
    tell_findings(digits)
    return digits


def teller_of_halves(
    path: str, options: ReadOptions, arguments: argparse.Namespace
) -> OnHalves | None:
    """What says which half of a dataset is taken, where the command line does not."""
    other = "train" if options.half == "test" else "test"

    def tell(_: tuple[str, ...]) -> None:
        warn(f"{path}: using the {options.half} half; --half {other} selects the other.")

    return None if arguments.half else tell


def tell_left_out(digits: DigitSet) -> None:
    """Say on standard error what could not be read, the first of it line by line."""
    for error in digits.left_out[:MAX_TOLD]:
        print(f"skipped: {printable(str(error))}", file=sys.stderr)
    more = len(digits.left_out[MAX_TOLD:]) + digits.left_out_more
    if more:
        print(f"skipped: and {more:,} more", file=sys.stderr)


def tell_findings(digits: DigitSet) -> None:
    """Say on standard error what looks wrong with a set, a line each.

    The built-in network judges, whatever model the command is about.
    """
    network = load_model(resource_path("model.npz")).network
    for finding in findings(network, digits):
        hint = f" {REPAIRED_BY[finding.repair]} corrects that." if finding.repair else ""
        if finding.kind == "one class":
            hint = " --label-column selects it."
        warn(f"{digits.name}: {finding.text}{hint}")
