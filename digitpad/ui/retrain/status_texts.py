"""What the Retrain window says of a training that is under way, and of one that has ended."""

from digitpad.learning.comparison import Score
from digitpad.learning.run_report import TrainingProgress
from digitpad.ui.retrain.training_result import TrainingResult
from digitpad.ui.support.duration import duration

KNOWN = (
    "The model before has learned from {} already: on what is held out of it now, it looks better "
    "than it is on new digits."
)

STOPPED = "A training was stopped: Resume goes on with it."

NOTHING_NEW = "Stopped before the first epoch was done: there is no new model."

GOES_ON = "Going on with the training that was stopped …"

BEGINS = "Reading what to learn from …"

READS_RESULT = "Reading what the training brought …"

CHANGED = (
    "Its digits, or the model whose knowledge it keeps, have changed since: it cannot go on "
    "exactly as if it had never stopped."
)

ADVICE = " You may want to keep the current model."

NO_FILE = "It is not in the history of runs: {}"

NOT_KEPT = "No checkpoint can be written, so it cannot be taken up again once it has stopped: {}"

IN_MEMORY = (
    "The new model is only in memory: no checkpoint could be written. Use it or save it to another "
    "place before you close."
)


READS_NOW = "{} reads from now on."

FAILED = "{}\nThe model that reads is as it was."

STAYS = "The current model stays. The new one is in the history of runs."

DISCARDED = "Discarded: the model that reads is as it was."


def not_kept_text(problem: str) -> str:
    """A warning where no checkpoint can be written; empty where there is no problem."""
    return NOT_KEPT.format(problem) if problem else ""


def ended_message(result: TrainingResult) -> str:
    """What the main window says once a training has ended."""
    if result.diagnosis:
        return "The training has ended and learned nothing: Ctrl+R shows why"
    return "The training has ended: Ctrl+R shows what it brought"


def progress_text(progress: TrainingProgress) -> str:
    """How far it is, on one line."""
    parts = [
        f"epoch {progress.epoch} of {progress.epochs}",
        f"{100 * progress.done // progress.total} %",
    ]
    if progress.speed:
        left = (progress.total - progress.done) / progress.speed
        parts += [f"{duration(left)} left", f"{progress.speed:,.0f} digits/s"]
    return " · ".join(parts)


def result_text(outcome: TrainingResult, *, has_changed: bool) -> str:
    """How it ended, and below it why it cannot go on: ``has_changed`` where its digits have."""
    record = outcome.model.record
    done = f"{record['epochs_done']} of {record['settings']['epochs']} epochs"
    told = (
        f"{'Done' if outcome.is_finished else 'Stopped'} after {done} in "
        f"{duration(record['seconds'])} · epoch {record['best_epoch']} read best and is kept"
    )
    no_file = NO_FILE.format(outcome.file_problem) if outcome.file_problem else None
    problem = CHANGED if has_changed else outcome.problem
    return "\n".join(str(line) for line in (told, problem, no_file) if line)


def known_text(outcome: TrainingResult) -> str:
    """Where the figures flatter the model before; empty where they do not."""
    before = outcome.before.record.get("learned_from")
    parts = before if isinstance(before, list) else []
    known = {str(part.get("name")) for part in parts if isinstance(part, dict)}
    now = [part["name"] for part in outcome.model.record["learned_from"]]
    both = [name for name in now if name in known]
    return KNOWN.format(" and ".join(both)) if both else ""


def change_text(score: Score) -> str:
    """Better or worse, in words and with a sign."""
    more = score.after - score.before
    if not more:
        return "= as many misclassified"
    sign, word = ("▲", "more") if more > 0 else ("▼", "fewer")
    return f"{sign} {abs(more):,} {word} misclassified"


def headline(check: Score) -> str:
    """What the training did to the digits of writers that nothing is learned from."""
    more = check.after - check.before
    now = f"{check.after:,} of {check.count:,} reference digits are misclassified"
    if check.is_noticeably_worse:
        return f"▲ Worse on the digits of other people: {now}, {more:,} more than before.{ADVICE}"
    if more:
        return f"{now}, {abs(more):,} {'more' if more > 0 else 'fewer'} than before"
    return f"{now}, as many as before"
