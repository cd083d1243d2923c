"""How far a user is in the lessons."""

from digitpad.lessons.lesson import Lesson, Step
from digitpad.lessons.progress import Progress, progress_from_json

LESSON = Lesson("a", "A", (Step("1", "x"), Step("2", "x"), Step("3", "x")))


def test_a_lesson_goes_on_at_the_first_step_that_is_not_done() -> None:
    progress = Progress().with_step(LESSON, 0).with_step(LESSON, 2)
    assert progress.next_step(LESSON) == 1
    assert not progress.is_done(LESSON)


def test_a_lesson_that_is_done_begins_again() -> None:
    progress = Progress({"a": frozenset({0, 1, 2})})
    assert progress.is_done(LESSON)
    assert progress.next_step(LESSON) == 0


def test_progress_comes_back_as_it_was_kept() -> None:
    progress = Progress().with_step(LESSON, 1)
    assert progress_from_json(progress.as_json()) == progress


def test_what_is_damaged_counts_as_not_done() -> None:
    progress = progress_from_json({"a": [0, "1", None, 99], "b": "all", "c": {}})
    assert progress.of(LESSON) == {0}
