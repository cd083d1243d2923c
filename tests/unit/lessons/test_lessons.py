"""The lessons that come with the program, and what is told of a wrong one."""

import re
from pathlib import Path

import pytest

from digitpad.files.resources import resource_path
from digitpad.lessons.conditions import CONDITIONS
from digitpad.lessons.lesson import Lesson, LessonError, load_lessons, read_lesson

ENGLISH, CHINESE = (load_lessons(resource_path("lessons") / name)[0] for name in ("en", "zh_CN"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_lesson_can_be_read(language: str) -> None:
    assert not load_lessons(resource_path("lessons") / language)[1]


def test_lessons_have_a_few_steps() -> None:
    assert len(ENGLISH) >= 8
    assert all(4 <= len(lesson.steps) <= 9 for lesson in ENGLISH)


def test_both_languages_have_the_same_lessons() -> None:
    assert [lesson.name for lesson in ENGLISH] == [lesson.name for lesson in CHINESE]


@pytest.mark.parametrize(
    ("english", "chinese"), [*zip(ENGLISH, CHINESE, strict=True)], ids=lambda lesson: lesson.name
)
def test_both_languages_have_the_same_steps(english: Lesson, chinese: Lesson) -> None:
    def structure(lesson: Lesson) -> list[tuple[object, ...]]:
        return [
            (step.checks, step.show, step.offer, [answer.is_right for answer in step.answers])
            for step in lesson.steps
        ]

    assert structure(english) == structure(chinese)


def test_every_step_has_a_text_and_something_to_do() -> None:
    for lesson in (*ENGLISH, *CHINESE):
        for step in lesson.steps:
            assert step.title, lesson.name
            assert step.text, (lesson.name, step.title)
            assert step.checks or step.answers, (lesson.name, step.title)


def test_no_line_ends_within_a_chinese_paragraph() -> None:
    texts = [step.text for lesson in CHINESE for step in lesson.steps]
    assert not [text for text in texts if re.search(r"[^\n]\n[^\n]", text)]  # It would be a space.


def test_a_lesson_takes_about_five_minutes_to_read_and_do() -> None:
    assert all(sum(len(step.text.split()) for step in one.steps) < 500 for one in ENGLISH)


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "01-x.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_lesson_is_read(tmp_path: Path) -> None:
    lines = ("# T", "", "## S", "Text: more", "", "check: ink", "show: canvas", "offer: hard digit")
    lesson = read_lesson(written(tmp_path, *lines, "choice: A", "right: B"))
    assert (lesson.name, lesson.title) == ("01-x", "T")
    (step,) = lesson.steps
    assert (step.title, step.text) == ("S", "Text: more")
    assert (step.show, step.offer) == ("canvas", "hard digit")
    assert [check.text for check in step.checks] == ["ink"]
    assert [(a.text, a.is_right) for a in step.answers] == [("A", False), ("B", True)]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((), 'line 1: expected "# " and a title, found nothing'),
        (("Title",), "line 1: expected \"# \" and a title, found 'Title'"),
        (("# T", "text"), 'expected steps that begin with "## ", found none'),
        (("# T", "## S", "check: los below 1"), 'line 3: expected a condition, found "los below'),
        (("# T", "## S", "check: loss below x"), 'line 3: expected a condition, found "loss below'),
        (("# T", "## S", "show:"), 'line 3: expected something after "show:", found none'),
        (("# T", "## S", "offer: x"), "line 2: expected offer: hard digit or"),
        (("# T", "## S", "choice: x"), 'line 2: expected one answer "right:", found 0'),
        (("# T", "## S", "right: x", "right: y"), 'expected one answer "right:", found 2'),
    ],
)
def test_a_wrong_lesson_tells_file_line_and_what_is_wrong(
    tmp_path: Path, lines: tuple[str, ...], told: str
) -> None:
    path = written(tmp_path, *lines)
    with pytest.raises(LessonError) as raised:
        read_lesson(path)
    assert str(raised.value).startswith(str(path))
    assert told in str(raised.value)


def test_a_lesson_that_is_no_text_tells_its_file(tmp_path: Path) -> None:
    (tmp_path / "01-x.md").write_bytes(b"# T\n\xff")
    with pytest.raises(LessonError, match=r"01-x\.md, line 2: expected UTF-8, found other bytes"):
        read_lesson(tmp_path / "01-x.md")


def test_others_are_read_where_one_is_damaged_or_missing(tmp_path: Path) -> None:
    for name in ("en/1.md", "en/2.md", "zh_CN/2.md", "zh_CN/3.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# T\n## S\nText", encoding="utf-8-sig")
    (tmp_path / "en/2.md").write_text("T", encoding="utf-8")
    lessons, errors = load_lessons(tmp_path / "en")
    assert [lesson.name for lesson in lessons] == ["1"]
    assert [str(error) for error in errors] == [
        f"{tmp_path / 'en/2.md'}, line 1: expected \"# \" and a title, found 'T'",
        f"{tmp_path / 'en/3.md'}: cannot be read: No such file or directory",
    ]


def test_a_folder_without_lessons_is_told(tmp_path: Path) -> None:
    lessons, (error,) = load_lessons(tmp_path / "en")
    assert not lessons
    assert str(error) == f"{tmp_path / 'en'}: expected lessons, found none"


def test_an_unknown_condition_lists_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(LessonError) as raised:
        read_lesson(written(tmp_path, "# T", "## S", "check: nothing"))
    told = str(raised.value)
    assert all(kind in told for kind in CONDITIONS if kind == kind.lower())
    assert "tab draw/dataset/train/playground" in told
