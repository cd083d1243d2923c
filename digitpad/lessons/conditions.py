"""The conditions that a lesson can check: words of a line of Markdown, and what they ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from digitpad.lessons.program_state import ProgramState

Ask = Callable[..., bool]

EVENTS = (
    "gradients checked",
    "model exported",
    "dataset opened",
    "digits changed",
    "model changed",
    "undone",
)
"""What leaves no trace in the state: it is true once it has happened since the step began."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "TAB": ("draw", "dataset", "train", "playground"),
    "PRESET": ("quadrants", "XOR", "circles", "spiral", "blobs"),
    "ACTIVATION": ("step", "linear", "sigmoid", "tanh", "ReLU"),
    "PHASE": ("forward", "loss", "backward", "update"),
    "HALF": ("train", "test"),
    "ORDER": ("label", "confidence", "loss"),
    "EVENT": EVENTS,
}
"""Placeholders that stand for one of some words."""

NUMBERS: Mapping[str, Callable[[str], float]] = {"NUMBER": float, "COUNT": int, "DIGIT": int}
"""Placeholders that stand for a number: of any kind, a whole one, 0 to 9."""

CONDITIONS: Mapping[str, Ask] = {
    "tab TAB": lambda s, tab: s.tab == tab,
    "EVENT": lambda s, event: event in s.happened,
    # Playground
    "preset PRESET": lambda s, name: s.playground.preset == name,
    "points moved": lambda s: s.playground.has_moved_points,
    "loss below NUMBER": lambda s, x: _is_below(s.playground.loss, x),
    "loss above NUMBER": lambda s, x: _is_above(s.playground.loss, x),
    "test loss above NUMBER": lambda s, x: _is_above(s.playground.test_loss, x),
    "accuracy above NUMBER": lambda s, x: _is_above(s.playground.accuracy, x),
    "iterations at least COUNT": lambda s, n: s.playground.iteration >= n,
    "iterations 0": lambda s: s.playground.iteration == 0,
    "running": lambda s: s.playground.is_running,
    "paused": lambda s: not s.playground.is_running,
    "diverged": lambda s: s.playground.has_diverged,
    "learning rate above NUMBER": lambda s, x: s.playground.learning_rate > x,
    "learning rate below NUMBER": lambda s, x: s.playground.learning_rate < x,
    "activation ACTIVATION": lambda s, name: s.playground.activation == name,
    "hidden units COUNT": lambda s, n: s.playground.hidden == (n,),
    "phase PHASE": lambda s, phase: s.playground.phase == phase,
    "followed NAME": lambda s, name: s.playground.followed == name,
    # Draw
    "ink": lambda s: s.draw.has_ink,
    "no ink": lambda s: not s.draw.has_ink,
    "predicted DIGIT": lambda s, digit: s.draw.predicted == digit,
    "uncertain": lambda s: s.draw.is_uncertain,
    "predicted as meant": lambda s: s.draw.predicted == s.draw.meant is not None,
    "explanation open": lambda s: s.draw.is_explained,
    "digit added": lambda s: s.draw.added > 0,
    # Dataset
    "dataset open": lambda s: s.dataset.digits > 0,
    "digit selected": lambda s: s.dataset.is_digit_selected,
    "half HALF": lambda s, half: s.dataset.half == half,
    "sorted by ORDER": lambda s, order: s.dataset.order == order,
    "misclassified only": lambda s: s.dataset.shows_misclassified_only,
    "matrix shown": lambda s: s.dataset.is_matrix_shown,
    # Train
    "training running": lambda s: s.training.is_running,
    "training finished": lambda s: s.training.is_finished,
    "training decided": lambda s: s.training.is_decided,
    "trained units at most COUNT": lambda s, n: 0 < s.training.units <= n,
    "epochs at least COUNT": lambda s, n: s.training.epochs >= n,
    "overfitting": lambda s: s.training.is_overfitting,
}
"""What a condition looks like, with placeholders in capitals, and whether it holds in a state."""


@dataclass(frozen=True)
class Condition:
    """A condition of a step.

    Parameters
    ----------
    text : as it stands in the lesson.
    kind : its key in :data:`CONDITIONS`.
    values : in the place of the placeholders.
    """

    text: str
    kind: str
    values: tuple[Any, ...] = ()

    def holds(self, state: ProgramState) -> bool:
        """Whether the program is so."""
        return CONDITIONS[self.kind](state, *self.values)


def parse_condition(text: str) -> Condition:
    """The condition that a text stands for.

    Raises
    ------
    ValueError : there is no such condition; the text lists those that there are.
    """
    for kind in CONDITIONS:
        values = _matched(kind, text)
        if values is not None:
            return Condition(text, kind, values)
    known = ", ".join(map(_with_words, CONDITIONS))
    raise ValueError(f'"{text}", which is no condition; there are: {known}')


def _with_words(kind: str) -> str:
    """What a condition looks like, with the words that a placeholder stands for."""
    return " ".join("/".join(WORDS.get(part, (part,))) for part in kind.split())


def _matched(kind: str, text: str) -> tuple[Any, ...] | None:
    """The values in a text of this kind; None where it is of another."""
    if kind in WORDS:  # Those may be of several words.
        return (text,) if text in WORDS[kind] else None
    expected, found = kind.split(), text.split()
    if len(expected) != len(found):
        return None
    values = []
    for pattern, word in zip(expected, found, strict=True):
        if not pattern.isupper():
            if word != pattern:
                return None
        elif (value := _value(pattern, word)) is None:
            return None
        else:
            values.append(value)
    return tuple(values)


def _value(placeholder: str, word: str) -> Any:
    """What a word means in the place of a placeholder; None where it cannot stand there."""
    if placeholder in WORDS:
        return word if word in WORDS[placeholder] else None
    if placeholder not in NUMBERS:
        return word
    try:
        value = NUMBERS[placeholder](word)
    except ValueError:
        return None
    return None if placeholder == "DIGIT" and not 0 <= value <= 9 else value


def _is_below(value: float | None, limit: float) -> bool:
    return value is not None and value < limit


def _is_above(value: float | None, limit: float) -> bool:
    return value is not None and value > limit
