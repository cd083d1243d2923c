"""Steps that can be undone, and which of them are one."""

import pytest
from PySide6.QtGui import QUndoStack

from digitpad.ui.support.undo import UndoStep


@pytest.fixture
def values() -> list[int]:
    return [0]


def change(values: list[int], text: str, after: int, *, merges: bool) -> UndoStep:
    before = values[-1]
    return UndoStep(
        text, lambda: values.append(after), lambda: values.append(before), merges=merges
    )


@pytest.mark.parametrize(
    ("texts", "merges", "steps"),
    [
        (("rate", "rate", "rate"), (True, True, True), 1),
        (("rate", "L2", "rate"), (True, True, True), 3),
        (("reset", "reset", "reset"), (False, False, True), 2),
        (("stroke", "stroke", "stroke"), (False, False, False), 3),
    ],
)
def test_changes_of_one_text_are_one_step_if_the_later_one_says_so(
    values: list[int], texts: tuple[str, ...], merges: tuple[bool, ...], steps: int
) -> None:
    stack = QUndoStack()
    for number, (text, merge) in enumerate(zip(texts, merges, strict=True)):
        stack.push(change(values, text, number + 1, merges=merge))
    assert (stack.count(), values[-1]) == (steps, 3)
    while stack.canUndo():
        stack.undo()
    assert values[-1] == 0
    while stack.canRedo():
        stack.redo()
    assert values[-1] == 3
