"""``digitpad train``: learn from datasets, keep the best network."""

import argparse
import json
import shlex
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad.commands.output import (
    followed,
    load,
    percent,
    progress_bar,
    tell_findings,
    tell_left_out,
    warn,
    why_no_model,
)
from digitpad.data.digitset import DigitSet
from digitpad.errors import ModelFileError, TrainingError, printable
from digitpad.files.lock import written_alone
from digitpad.files.untrusted import plural
from digitpad.files.writable import why_not_writable
from digitpad.learning.config import TrainingConfig, new_config, option
from digitpad.learning.diagnosis import diagnosis_of
from digitpad.learning.progress import PartDone
from digitpad.learning.run import Run, stream_resumed_run, stream_run
from digitpad.learning.saved_run import load_saved_run
from digitpad.learning.split import labelled
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.metrics import evaluate, predict_log_proba
from digitpad.nn.network import Network
from digitpad.nn.training import BatchReport, EpochReport, TrainingState
from digitpad.signals import Interruption, interruption

if TYPE_CHECKING:
    from tqdm import tqdm

MNIST_TEST = "t10k"

NOT_KEPT = "no checkpoint can be written ({}); this run cannot be resumed if it stops"


def run(arguments: argparse.Namespace) -> int:
    """Train and save the best network, unless nothing was learned."""
    resumed = getattr(arguments, "resume", None)
    checkpoint = Path(resumed or f"{arguments.out}.checkpoint")
    for path, reason in (
        (arguments.out, why_no_model(arguments.out)),
        (checkpoint, why_not_writable(checkpoint)),
    ):
        if reason:
            raise TrainingError(f"Cannot write {path}: {reason}")
    with written_alone(checkpoint), interruption() as asked:
        if resumed and _is_done(arguments, checkpoint):
            return 0
        test = _test_set(arguments) if arguments.test else None
        training = _prepared(_given(arguments), checkpoint, goes_on=resumed is not None)
        # From here on a signal ends the training between two steps, and no signal ends the saving.
        asked.is_only_noted = True
        diverged = _run(training, checkpoint, asked, as_json=arguments.json)
        model = training.model(shlex.join(["digitpad", *arguments.argv]))
        _refuse_useless(training, arguments.out, checkpoint, is_over=not asked.is_asked)
        if test:
            model.record["test"] = _tested(model.network, test)
        _save(model, arguments.out, training, checkpoint)
        if asked.is_asked and training.state.epoch < training.config.epochs:
            _tell_interrupted(training, checkpoint)
        else:
            _remove(checkpoint)
        _tell_done(arguments, training.state, model)
        if diverged:
            warn(str(diverged))
    return 1 if diverged else 0


def _test_set(arguments: argparse.Namespace) -> DigitSet:
    """The digits for the final test: read with the same options, but the other half."""
    config = TrainingConfig((arguments.test,), **_reading(_given(arguments)))
    options = replace(config.read_options(arguments.test), half="test")
    return labelled(load(arguments.test, options))


def _reading(given: dict[str, Any]) -> dict[str, Any]:
    """Of the fields of a configuration, those that tell how datasets are read."""
    names = ("label_column", "transpose", "invert", "scale")
    return {name: given[name] for name in names if name in given}


def _refuse_useless(training: Run, out: str, checkpoint: Path, *, is_over: bool) -> None:
    """Raise where the best network is of no use, and nothing is to be replaced by it.

    A training that was interrupted may still come to learn something: of it, this is only told.

    Raises
    ------
    TrainingError : nothing was learned; or the model that it went on from is better, and is what
        would be replaced.
    """
    what_is_done = "is unchanged" if Path(out).exists() else "is not written"
    if text := diagnosis_of(training):
        if not is_over:
            warn(str(text))
            return
        _remove(checkpoint)
        raise TrainingError(f"{text} {out} {what_is_done}.")
    better = _better_start(training)
    if not better:
        return
    if not (is_over and Path(out).exists() and Path(out).samefile(training.config.start)):
        warn(better)
        return
    training.save_checkpoint(checkpoint)
    goes_on = shlex.join(["digitpad", "train", "--resume", str(checkpoint), "--out", "OTHER"])
    raise TrainingError(
        f"{better} {out} {what_is_done}. To save the new model elsewhere: {goes_on}"
    )


def _better_start(training: Run) -> str | None:
    """A sentence where the model that the training went on from is the better one."""
    if not training.config.start:
        return None
    validation = training.split.validation
    try:
        start = load_model(training.config.start).network
    except ModelFileError:
        return None  # It is gone by now.
    counts = [
        int(
            (
                predict_log_proba(network, validation.images).argmax(axis=1) != validation.labels
            ).sum()
        )
        for network in (start, training.state.best)
    ]
    if counts[0] >= counts[1]:
        return None
    return (
        f"{training.config.start} is better: it misclassifies {counts[0]:,} of "
        f"{len(validation):,} validation digits, the new model {counts[1]:,}."
    )


def _is_done(arguments: argparse.Namespace, checkpoint: Path) -> bool:
    """Whether the model of a run that is over was written, and only its checkpoint is still there.

    So it is where the program was killed between the two; then the checkpoint is removed.
    """
    try:
        model = load_model(arguments.out)
        stopped = load_saved_run(checkpoint)
    except ModelFileError:
        return False
    if not stopped.is_done_in(model):
        return False
    _remove(checkpoint)
    _tell_done(arguments, stopped.state, model)
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
        run.save_checkpoint(checkpoint)
        if run.checkpoint_problem:
            raise TrainingError(f"{error}; {NOT_KEPT.format(run.checkpoint_problem)}") from error
        goes_on = shlex.join(["digitpad", "train", "--resume", str(checkpoint), "--out", "OTHER"])
        raise TrainingError(f"{error}. To save the new model elsewhere: {goes_on}") from error


def _remove(checkpoint: Path) -> None:
    with suppress(OSError):  # The model is what counts.
        checkpoint.unlink(missing_ok=True)


def _tell_interrupted(run: Run, checkpoint: Path) -> None:
    goes_on = (
        NOT_KEPT.format(run.checkpoint_problem)
        if run.checkpoint_problem
        else f"continue with --resume {shlex.quote(printable(checkpoint))}"
    )
    epochs = plural(run.state.epoch, "epoch")
    print(f"Interrupted: best of {epochs} saved; {goes_on}", file=sys.stderr)


def _tell_done(arguments: argparse.Namespace, state: TrainingState, model: Model) -> None:
    best, (error, _) = state.best_epoch, state.best_score
    reference = _reference(model)
    if arguments.json:
        done = {"event": "done", "model": arguments.out, "best_epoch": best, **reference}
        print(json.dumps(done))
        return
    print(f"Saved {printable(arguments.out)} (best epoch {best}, error {percent(error)})")
    if reference:
        print(
            f"Reference digits of unseen writers: {reference['reference_errors']:,} of "
            f"{reference['reference_count']:,} misclassified"
        )


def _reference(model: Model) -> dict[str, int]:
    """What the record of a model says of the reference digits; nothing where it is an old one."""
    measured = model.record.get("reference")
    if not isinstance(measured, dict):
        return {}
    count = measured["digits"]
    return {"reference_errors": round(measured["error_rate"] * count), "reference_count": count}


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    """The fields of a configuration that the command line tells."""
    given = {
        field.name: getattr(arguments, field.name)
        for field in fields(TrainingConfig)
        if hasattr(arguments, field.name)
    }
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}


def _prepared(given: dict[str, Any], checkpoint: Path, *, goes_on: bool) -> Run:
    """A run that goes on from its checkpoint, where there is one, or a new one."""
    if goes_on and (checkpoint.exists() or "datasets" not in given):
        config = load_saved_run(checkpoint).config
        for name, value in given.items():
            if value != getattr(config, name):
                raise TrainingError(
                    f"{checkpoint} was created with "
                    f"{option(name)} {_said(getattr(config, name))}, not {_said(value)}."
                )
        return _followed(stream_resumed_run(checkpoint))
    if "datasets" not in given:
        raise TrainingError("Name at least one training dataset.")
    if "start" in given and "hidden" in given:
        raise TrainingError(
            "--hidden cannot be used with --from: the model has its own layer sizes."
        )
    return _followed(stream_run(new_config(given.pop("datasets"), given)))


def _said(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _followed(preparing: Generator[PartDone, None, Run]) -> Run:
    """Get a run ready, with a progress bar for each part, and say what was left out."""
    run = followed(preparing, "digits")
    for digits in run.split.sets:
        tell_left_out(digits)
        tell_findings(digits)
    return run


def _run(run: Run, checkpoint: Path, asked: Interruption, *, as_json: bool) -> TrainingError | None:
    """Train, printing each report, to the end or until a signal asks for it.

    Returns
    -------
    Why it ended early where there is an epoch before that to keep.
    """
    try:
        with _training_bar(run) as bar, closing(run.train(checkpoint)) as reports:
            is_warned = False
            for report in reports:
                try:
                    _show(report, run, bar, as_json=as_json)
                    if run.checkpoint_problem and not is_warned:
                        is_warned = True
                        problem = NOT_KEPT.format(run.checkpoint_problem)
                        bar.write(f"digitpad: {problem}", sys.stderr)
                except OSError:
                    # The output is closed, as when its terminal is: so the training ends, too.
                    asked.is_asked = True
                if asked.is_asked:
                    break
    except TrainingError as error:
        if not run.state.best_epoch:
            raise
        return error
    return None


def _show(report: BatchReport | EpochReport, run: Run, bar: "tqdm[Any]", *, as_json: bool) -> None:
    """Print what an epoch brought, or show how far it is.

    Raises
    ------
    OSError : nothing can be printed.
    """
    if isinstance(report, EpochReport):
        bar.write(_report(report, run.config.epochs, as_json=as_json), file=sys.stdout)
        sys.stdout.flush()
    else:
        bar.update((report.epoch - 1) * run.digits_an_epoch + report.seen - bar.n)


def _training_bar(run: Run) -> AbstractContextManager["tqdm[Any]"]:
    return progress_bar("digits", total=run.config.epochs * run.digits_an_epoch, unit_scale=True)


def _report(report: EpochReport, epochs: int, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"event": "epoch", **asdict(report)})
    return (
        f"Epoch {report.epoch} of {epochs}: training loss {report.train_loss:.4f}, "
        f"validation loss {report.validation_loss:.4f}, error {percent(report.validation_error)}, "
        f"{report.seconds:.1f} s, {report.samples_per_second:,.0f} digits/s"
    )


def _tested(network: Network, digits: DigitSet) -> dict[str, Any]:
    """A model's record of a test set that nothing was learned from."""
    result = evaluate(network, digits.images, digits.labels)
    name = "MNIST test" if MNIST_TEST in digits.name else digits.name
    return {"name": name, "digits": result.count, "error_rate": result.error_rate}
