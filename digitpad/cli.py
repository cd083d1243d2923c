"""The command line: the same work as in the window, without one."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from digitpad.commands.answers import error_text
from digitpad.commands.parser import make_parser
from digitpad.errors import DigitpadError, printable
from digitpad.version import all_versions


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; the exit status.

    0 is done, 1 failed with one clear line on standard error, 2 wrong usage.
    """
    given = sys.argv[1:] if argv is None else list(argv)
    try:
        arguments = _parsed(given)
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


def _parsed(given: Sequence[str]) -> argparse.Namespace:
    """The arguments; options of the window that stand before a command are used or refused."""
    parser = make_parser()
    arguments, rest = parser.parse_known_args(given)
    command = arguments.command
    if command in ("evaluate", "export"):
        while rest and not rest[0].startswith("-"):
            # argparse gives only the paths before an option.
            arguments.paths.append(rest.pop(0))
        _name_paths(parser, arguments)
    if rest:
        hint = "" if command == "window" else f"; see digitpad {command} --help"
        parser.error(f"unrecognized arguments: {' '.join(rest)}{hint}")
    if command == "window":
        return arguments
    if arguments.window_dataset is not None:
        parser.error(f"--dataset is for the window; name the dataset after {command}")
    if arguments.window_playground is not None:
        parser.error(f"--playground is for the window and cannot be used with {command}")
    if arguments.window_model is None:
        return arguments
    if command not in ("evaluate", "predict", "explain", "export"):
        parser.error(f"--model cannot be used with {command}; see digitpad {command} --help")
    if arguments.model not in (None, arguments.window_model):
        parser.error("--model is given twice")
    arguments.model = arguments.window_model
    return arguments


def _name_paths(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Tell the models from the rest of the paths.

    ``evaluate [MODEL] DATASET``, ``evaluate MODELS --dataset DATASET``, ``export [MODEL] TARGET``.
    """
    models, most = list(arguments.paths), 2
    other = "dataset" if arguments.command == "evaluate" else "target"
    if getattr(arguments, other, None) is None:
        if not models:
            parser.error(f"the following arguments are required: {other.upper()}")
        setattr(arguments, other, models.pop())
        most = 1
    if arguments.model is not None:
        models.insert(0, arguments.model)
    if len(models) > most:
        number = "one model" if most == 1 else "at most two models"
        hint = "; --dataset lets it compare two models" if (most, other) == (1, "dataset") else ""
        parser.error(f"{arguments.command} takes {number} and one {other}{hint}")
    arguments.model, arguments.other, *_ = [*models, None, None]


def _do(arguments: argparse.Namespace) -> int:
    """Do what was asked for; the exit status."""
    if arguments.version:
        print(all_versions())
    elif arguments.command == "window":
        from digitpad.desktop import why_no_window

        if obstacle := why_no_window():
            raise DigitpadError(f"{obstacle}.")
        from digitpad.app import run

        return run(arguments.window_model, arguments.window_dataset, arguments.window_playground)
    else:
        command = import_module(f"digitpad.commands.{arguments.command}")
        return int(command.run(arguments))
    return 0


NO_OUTPUT = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EDQUOT)
"""What is wrong with standard output where it cannot be written."""


def _problem(error: BaseException) -> str:
    """What to tell the user of an error; empty if the output was closed."""
    if isinstance(error, DigitpadError):
        return error_text(error)
    if isinstance(error, KeyboardInterrupt) or isinstance(error.__context__, KeyboardInterrupt):
        return "interrupted"  # While NumPy is imported, it makes another error of it.
    if isinstance(error, BrokenPipeError):
        return ""  # The reader of the output has ended, as head does.
    if isinstance(error, OSError) and error.errno in NO_OUTPUT and error.filename is None:
        return f"the output cannot be written: {error.strerror or error}"
    if isinstance(error, ImportError) and "cannot open shared object file" in str(error):
        # So OpenCV and Qt say that a system library is not there.
        from digitpad.desktop import missing_sentence

        return f"{missing_sentence(str(error))}."
    from digitpad.files.log import internal_error, log_path, open_log

    open_log()
    return f"{internal_error(error)} It is also in the log: {log_path()}"


def _tell(problem: str) -> None:
    """Print one line on standard error, which may be gone as well."""
    if problem:
        with suppress(OSError):
            print(f"digitpad: {printable(problem)}", file=sys.stderr, flush=True)


def entry_point() -> None:
    """What the installed commands call."""
    if sys.stdout is None or sys.stderr is None:  # On Windows, where there is no console.
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
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
