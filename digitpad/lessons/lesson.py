"""A lesson: a Markdown file, read into steps.

``# `` begins the title, ``## `` each step. Within a step, a line that begins with one of
:data:`KEYS` and a colon belongs to the step and is not shown:

- ``check: loss below 0.1``: a condition, see :mod:`digitpad.lessons.conditions`. The step is done
  once all of its conditions hold at the same time.
- ``show: actionPlaygroundRun``: the object name of the control that *Show me* lights.
- ``offer: hard digit``: what the program can do for the user, one of :data:`OFFERS`.
- ``choice: …`` and ``right: …``: the answers to a question, in this order; the step is done only
  after the right one was selected.
"""

from dataclasses import dataclass
from pathlib import Path

from digitpad.errors import FileError
from digitpad.lessons.conditions import Condition, parse_condition
from digitpad.lessons.program_state import ProgramState

KEYS = ("check", "show", "offer", "choice", "right")

OFFERS = ("hard digit", "reference digits")
"""A drawing that the current model misclassifies; the digits that come with the program."""


class LessonError(FileError):
    """A lesson cannot be read."""


@dataclass(frozen=True)
class Answer:
    """One of the answers to the question of a step."""

    text: str
    is_right: bool


@dataclass(frozen=True)
class Step:
    """A step of a lesson.

    Parameters
    ----------
    title, text : Markdown.
    checks : what has to hold, all at the same time.
    show : object name of the control that is meant; empty for none.
    offer : one of :data:`OFFERS`; empty for none.
    answers : of a question; none where nothing is asked.
    """

    title: str
    text: str
    checks: tuple[Condition, ...] = ()
    show: str = ""
    offer: str = ""
    answers: tuple[Answer, ...] = ()

    def holds(self, state: ProgramState) -> bool:
        """Whether the program is as the step wants it; an answer is not looked at."""
        return all(check.holds(state) for check in self.checks)


@dataclass(frozen=True)
class Lesson:
    """A lesson, under the name by which its progress is remembered."""

    name: str
    title: str
    steps: tuple[Step, ...]


def load_lessons(folder: Path) -> tuple[tuple[Lesson, ...], tuple[LessonError, ...]]:
    """All lessons of a language, in the order of their names, and what is wrong with others.

    Parameters
    ----------
    folder : of the language. A lesson that only the folder of another one has is missing.
    """
    lessons: list[Lesson] = []
    errors: list[LessonError] = []
    for name in sorted({path.name for path in folder.parent.glob("*/*.md")}):
        try:
            lessons.append(read_lesson(folder / name))
        except LessonError as error:
            errors.append(error)
    if not lessons and not errors:
        errors.append(LessonError(folder, expected="lessons", found="none"))
    return tuple(lessons), tuple(errors)


def read_lesson(path: Path) -> Lesson:
    """Read a lesson.

    Raises
    ------
    LessonError : it is not as described in :mod:`digitpad.lessons.lesson`.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise LessonError(path, found=f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LessonError(
            path, expected="UTF-8", found="other bytes", where=f"line {line}"
        ) from error
    heads = [number for number, line in enumerate(lines) if line.startswith("## ")]
    if not lines or not lines[0].startswith("# "):
        found = repr(lines[0]) if lines else "nothing"
        raise LessonError(path, expected='"# " and a title', found=found, where="line 1")
    if not heads:
        raise LessonError(path, expected='steps that begin with "## "', found="none")
    ends = [*heads[1:], len(lines)]
    steps = [_step(path, lines, *part) for part in zip(heads, ends, strict=True)]
    return Lesson(path.stem, lines[0].removeprefix("# ").strip(), tuple(steps))


def _step(path: Path, lines: list[str], first: int, end: int) -> Step:
    """The step of some lines, of which the first is its heading."""
    text: list[str] = []
    checks: list[Condition] = []
    answers: list[Answer] = []
    named = {"show": "", "offer": ""}
    for number in range(first + 1, end):
        key, colon, value = lines[number].partition(":")
        value = value.strip()
        if not colon or key not in KEYS:
            text.append(lines[number])
            continue
        where = f"line {number + 1}"
        if not value:
            raise LessonError(path, expected=f'something after "{key}:"', found="none", where=where)
        if key == "check":
            checks.append(_condition(path, value, where))
        elif key in named:
            named[key] = value
        else:
            answers.append(Answer(value, key == "right"))
    title = lines[first].removeprefix("## ").strip()
    where = f"line {first + 1}"
    if named["offer"] not in ("", *OFFERS):
        known, offered = " or ".join(OFFERS), named["offer"]
        raise LessonError(path, expected=f"offer: {known}", found=f'"{offered}"', where=where)
    if answers and sum(answer.is_right for answer in answers) != 1:
        found = str(sum(answer.is_right for answer in answers))
        raise LessonError(path, expected='one answer "right:"', found=found, where=where)
    return Step(title, "\n".join(text).strip(), tuple(checks), **named, answers=tuple(answers))


def _condition(path: Path, text: str, where: str) -> Condition:
    try:
        return parse_condition(text)
    except ValueError as error:
        raise LessonError(path, expected="a condition", found=str(error), where=where) from None
