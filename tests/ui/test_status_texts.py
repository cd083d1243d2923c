"""What the Train tab says of the digits of writers that nothing is learned from."""

import pytest

from digitpad.learning.comparison import CHECK_PART, Score
from digitpad.ui.retrain.status_texts import change_text, headline


@pytest.mark.parametrize(
    ("before", "after", "row", "head"),
    [
        (9, 9, "= unchanged", "9 of 1,531 reference digits misclassified, as many"),
        (9, 7, "▼ 2 fewer", "7 of 1,531 reference digits misclassified, 2 fewer"),
        (9, 12, "▲ 3 more misclassified", "12 of 1,531 reference digits misclassified, 3 more"),
        (9, 14, "▲ 5 more misclassified", "▲ Worse on other writers: 14 of 1,531"),
    ],
)
def test_worse_is_said_in_words_and_with_a_sign(
    before: int, after: int, row: str, head: str
) -> None:
    score = Score(CHECK_PART, 1531, before, after)
    assert change_text(score) == row
    assert headline(score).startswith(head)
    assert headline(score).endswith(("than before", "as before"))
