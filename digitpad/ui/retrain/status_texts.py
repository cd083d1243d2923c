"""What the Train tab says of a training that is under way, and of one that has ended."""

from digitpad.learning.comparison import Score
from digitpad.learning.diagnosis import Diagnosis
from digitpad.learning.progress import PartDone
from digitpad.learning.run_report import TrainingProgress
from digitpad.ui.model.dataset_titles import dataset_title, shown_title
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.duration import duration
from digitpad.ui.support.translation import joined, tr


def not_kept_text(problem: str) -> str:
    """A warning where no checkpoint can be written; empty where there is no problem."""
    text = tr("Cannot write a checkpoint; if training stops, it cannot be resumed: {problem}")
    return text.format(problem=problem) if problem else ""


def ended_message(result: TrainingResult) -> str:
    """What the window says once a training has ended."""
    if result.diagnosis:
        return tr("Training finished, but nothing was learned (Ctrl+R shows why)")
    return tr("Training finished (Ctrl+R shows the results)")


def part_text(part: PartDone) -> str:
    """How far the digits are prepared, on one line."""
    what = tr(part.text).format(name=shown_title(dataset_title(part.name)))
    return tr("{what} · {done:,} of {total:,}").format(what=what, done=part.done, total=part.total)


def progress_text(progress: TrainingProgress) -> str:
    """How far it is, on one line."""
    epoch = tr("Epoch {epoch} of {epochs}").format(epoch=progress.epoch, epochs=progress.epochs)
    parts = [epoch, f"{100 * progress.done // progress.total}%"]
    if progress.speed:
        left = duration((progress.total - progress.done) / progress.speed)
        speed = tr("{speed:,.0f} digits/s").format(speed=progress.speed)
        parts += [tr("{time} left").format(time=left), speed]
    return " · ".join(parts)


def result_text(outcome: TrainingResult, *, has_changed: bool) -> str:
    """How it ended, and below it why it cannot go on: ``has_changed`` where its digits have."""
    record = outcome.model.record
    if outcome.is_finished:
        told = tr("Finished: {done} of {epochs} epochs in {time}. Best epoch: {best}.")
    else:
        told = tr("Stopped: {done} of {epochs} epochs in {time}. Best epoch: {best}.")
    lines = [
        told.format(
            done=record["epochs_done"],
            epochs=record["settings"]["epochs"],
            time=duration(record["seconds"]),
            best=record["best_epoch"],
        )
    ]
    if has_changed:
        lines.append(tr("The training data or the initial model has changed; cannot resume."))
    elif outcome.problem:
        lines.append(str(outcome.problem))
    if outcome.file_problem:
        text = tr("The new model is not in the history: {problem}")
        lines.append(text.format(problem=outcome.file_problem))
    return "\n".join(lines)


def diagnosis_text(diagnosis: Diagnosis) -> str:
    """Why nothing was learned, a sentence a line."""
    return "\n".join(tr(text).format(**diagnosis.values) for text in diagnosis.sentences)


def known_text(outcome: TrainingResult) -> str:
    """Where the figures flatter the model before; empty where they do not."""
    before = outcome.before.record.get("learned_from")
    parts = before if isinstance(before, list) else []
    known = {str(part.get("name")) for part in parts if isinstance(part, dict)}
    now = [part["name"] for part in outcome.model.record["learned_from"]]
    both = [shown_title(name) for name in now if name in known]
    text = tr(
        "The model before was trained on {names}, so its error on these validation digits is "
        "optimistic."
    )
    return text.format(names=joined(both)) if both else ""


def change_text(score: Score) -> str:
    """Better or worse, in words and with a sign."""
    more = score.after - score.before
    if not more:
        return tr("= unchanged")
    text = tr("▲ {n:,} more misclassified") if more > 0 else tr("▼ {n:,} fewer")
    return text.format(n=abs(more))


def headline(check: Score) -> str:
    """What the training did to the digits of writers that nothing is learned from."""
    more = check.after - check.before
    if check.is_noticeably_worse:
        text = tr(
            "▲ Worse on other writers: {after:,} of {count:,} reference digits misclassified, "
            "{more:,} more than before"
        )
    elif more > 0:
        text = tr(
            "{after:,} of {count:,} reference digits misclassified, {more:,} more than before"
        )
    elif more:
        text = tr(
            "{after:,} of {count:,} reference digits misclassified, {more:,} fewer than before"
        )
    else:
        text = tr("{after:,} of {count:,} reference digits misclassified, as many as before")
    return text.format(after=check.after, count=check.count, more=abs(more))
