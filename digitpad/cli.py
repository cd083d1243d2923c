"""The command line: the same work as in the window, without one."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from digitpad.errors import DigitpadError, printable
from digitpad.learning.recipe import LIMITS, OPTIMIZERS, Recipe, option
from digitpad.version import program_version

DATASET = (
    "a folder or a zip of text digits, one text digit, IDX files (plain or .gz) or a folder of "
    "them, a table (.csv) as Kaggle has it, an .npz of images and labels or of strokes, or "
    "synthetic:N or synthetic:N:SEED, N digits made by the program itself"
)

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; the exit status.

    0 is done, 1 failed with one clear line on standard error, 2 wrong usage.
    """
    given = sys.argv[1:] if argv is None else list(argv)
    try:
        arguments = make_parser().parse_args(given)
    except SystemExit as end:
        return int(end.code or 0)
    arguments.argv = given
    try:
        status = _do(arguments)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt, SystemExit) as error:
        _tell(_problem(error))
        return 1
    return status


def _do(arguments: argparse.Namespace) -> int:
    """Do what was asked for; the exit status."""
    if arguments.version:
        print(f"digitpad {program_version()}")
    elif arguments.command == "window":
        from digitpad.desktop import why_no_window

        if obstacle := why_no_window():
            raise DigitpadError(f"{obstacle}.")
        from digitpad.app import run

        return run(arguments.model, arguments.dataset)
    else:
        from digitpad import commands

        getattr(commands, arguments.command)(arguments)
    return 0


def _problem(error: BaseException) -> str:
    """What to tell the user of an error; nothing where nobody is there to be told."""
    if isinstance(error, DigitpadError):
        return str(error)
    if isinstance(error, KeyboardInterrupt) or isinstance(error.__context__, KeyboardInterrupt):
        return "interrupted"  # While NumPy is imported, it makes another error of it.
    if isinstance(error, BrokenPipeError):
        return ""  # Whoever read the output had enough, as head has.
    if isinstance(error, OSError) and error.filename is None:
        return f"the output cannot be written: {error.strerror or error}"
    if isinstance(error, ImportError) and "cannot open shared object file" in str(error):
        # So OpenCV and Qt say that a system library is not there.
        from digitpad.desktop import missing_sentence

        return f"{missing_sentence(str(error))}."
    from digitpad.storage.log import internal_error, log_path, open_log

    open_log()
    return f"{internal_error(error)} It is also in the log: {log_path()}"


def _tell(problem: str) -> None:
    """Print one line on standard error, which may be gone as well."""
    if problem:
        with suppress(OSError):
            print(f"digitpad: {printable(problem)}", file=sys.stderr, flush=True)


def entry_point() -> None:
    """What the installed command calls."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal has no letters for is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    status = main()
    try:
        sys.stdout.flush()
    except OSError:
        # It has been told; Python would complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="digitpad",
        description="Draw a digit and watch a small NumPy network read it. "
        "Without a command, the window opens.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument("--model", help="a model file to read with; else the built-in one")
    parser.add_argument("--dataset", metavar="PATH", help="what to open in the Dataset tab")
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_train(commands)
    _add_evaluate(commands)
    _add_predict(commands)
    _add_convert(commands)
    _add_quadrants(commands)
    return parser


def _add(commands: "Commands", name: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=name)
    return parser


def _add_train(commands: "Commands") -> None:
    parser = _add(commands, "train", "Train a network on data sets and save the best of it.")
    # What is not given stays unset: a run that goes on takes it from its checkpoint.
    parser.argument_default = argparse.SUPPRESS
    parser.add_argument("datasets", nargs="*", metavar="DATASET", help=DATASET)
    parser.add_argument("--out", required=True, metavar="MODEL", help="the model file to write")
    parser.add_argument(
        "--from", dest="start", metavar="MODEL", help="go on from the weights of this model"
    )
    parser.add_argument(
        "--resume",
        metavar="CHECKPOINT",
        help="go on with the run that this checkpoint was kept of, exactly as if it had never "
        "stopped; where there is none yet, begin and keep it there. Every run keeps one, "
        "MODEL.checkpoint, until it is done",
    )
    parser.add_argument(
        "--times",
        nargs="+",
        type=_limited(int, "times"),
        metavar="N",
        help="how often the digits are shown in an epoch; "
        "one for all or one for each DATASET (default: 1)",
    )
    parser.add_argument(
        "--hidden",
        nargs="*",
        type=_limited(int, "hidden"),
        metavar="UNITS",
        help="units of each hidden layer (default: 800)",
    )
    parser.add_argument(
        "--optimizer", choices=OPTIMIZERS, help="how steps are taken (default: adam)"
    )
    _add_settings(parser)
    parser.add_argument(
        "--validation",
        nargs="+",
        type=_limited(float, "validation"),
        metavar="X",
        help="share held out to judge on, whole writers where they are known; "
        "one for all or one for each DATASET (default: 0.1)",
    )
    parser.add_argument(
        "--augment",
        action="store_true",
        help="distort every digit anew in each epoch, and bend the strokes of repeated ones",
    )
    parser.add_argument(
        "--test",
        metavar="DATASET",
        default=None,
        help="measured once, at the end, and noted in the model; nothing is learned from it",
    )
    _add_json(parser)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options of a training that are one number each."""
    for name, kind, text in (
        ("epochs", int, "passes over all digits"),
        ("batch", int, "digits in one step"),
        ("learning_rate", float, "size of the first steps"),
        ("l2", float, "decay of the weights"),
        ("label_smoothing", float, "share of the target spread over all"),
        ("junk", int, "scribbles, letters, shapes to learn to be unsure of, in each epoch"),
        ("seed", int, "decides everything that is random"),
    ):
        parser.add_argument(
            option(name),
            type=_limited(kind, name),
            metavar="N" if kind is int else "X",
            help=f"{text} (default: {getattr(Recipe, name):g})",
        )


def _add_evaluate(commands: "Commands") -> None:
    parser = _add(commands, "evaluate", "Measure how well a model reads a data set.")
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument(
        "dataset",
        metavar="DATASET",
        help=f"{DATASET}; of a folder with MNIST's train and t10k files, the t10k half is taken",
    )
    _add_json(parser)


def _add_predict(commands: "Commands") -> None:
    parser = _add(commands, "predict", "Read text digits, pictures and strokes.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--model", help="a model file to read with; else the built-in one")
    _add_json(parser)


def _add_convert(commands: "Commands") -> None:
    parser = _add(commands, "convert", "Write a data set in another form.")
    parser.add_argument("source", metavar="SOURCE", help=DATASET)
    parser.add_argument("target", metavar="TARGET", help="its name tells the form")


def _add_quadrants(commands: "Commands") -> None:
    parser = _add(commands, "quadrants", "Train the tutorial's network on four points in a plane.")
    _add_number(parser, "--hidden", int, 1, 100_000, 50, "hidden units")
    _add_number(parser, "--learning-rate", float, 0, 1e9, 0.001, "size of a step")
    _add_number(parser, "--l2", float, 0, 1e9, 0.001, "decay of the weights")
    _add_number(parser, "--iterations", int, 1, 10**9, 10_000, "steps")
    _add_number(parser, "--seed", int, 0, 2**32 - 1, 1, "decides the first weights")
    _add_json(parser)


def _add_number(
    parser: argparse.ArgumentParser,
    name: str,
    kind: type[int] | type[float],
    low: float,
    high: float,
    default: float,
    text: str,
) -> None:
    parser.add_argument(
        name,
        type=_number(kind, low, high),
        default=default,
        metavar="N" if kind is int else "X",
        help=f"{text} (default: {default:g})",
    )


def _number(kind: type[int] | type[float], low: float, high: float) -> Callable[[str], float]:
    """A parser for a number from ``low`` to ``high``."""

    def number(text: str) -> float:
        value = kind(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not from {low:g} to {high:g}")
        return value

    return number


def _limited(kind: type[int] | type[float], name: str) -> Callable[[str], float]:
    """A parser for one of a recipe's numbers."""
    return _number(kind, *LIMITS[name])


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", default=False, help="print figures as JSON")
