"""How far a user is in the lessons."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from digitpad.lessons.lesson import Lesson


@dataclass(frozen=True)
class Progress:
    """Which steps are done, by the names of their lessons; steps count from 0."""

    done: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def of(self, lesson: Lesson) -> frozenset[int]:
        """The steps of a lesson that are done."""
        return self.done.get(lesson.name, frozenset()) & frozenset(range(len(lesson.steps)))

    def is_done(self, lesson: Lesson) -> bool:
        """Whether all steps of a lesson are done."""
        return len(self.of(lesson)) == len(lesson.steps)

    def next_step(self, lesson: Lesson) -> int:
        """The first step that is not done; 0 where all are, to begin again."""
        done = self.of(lesson)
        return next((step for step in range(len(lesson.steps)) if step not in done), 0)

    def with_step(self, lesson: Lesson, step: int) -> "Progress":
        """The progress after a step is done."""
        return replace(self, done={**self.done, lesson.name: self.of(lesson) | {step}})

    def as_json(self) -> dict[str, list[int]]:
        """What can be kept as JSON."""
        return {name: sorted(steps) for name, steps in self.done.items()}


def progress_from_json(kept: Mapping[str, Any]) -> Progress:
    """The progress that was kept; whatever is damaged counts as not done."""
    return Progress(
        {
            name: frozenset(step for step in steps if isinstance(step, int))
            for name, steps in kept.items()
            if isinstance(steps, list)
        }
    )
