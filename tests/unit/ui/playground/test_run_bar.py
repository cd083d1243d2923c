"""What is told of a run in one line."""

import numpy as np
import pytest

from digitpad.playground.health import Score
from digitpad.ui.playground.run_bar import _progress_text


@pytest.mark.parametrize(
    ("loss", "told"),
    [
        (0.01234, "Loss 0.0123 (25%)"),
        (4989.2, "Loss 4,989 (25%)"),
        (3.99e307, "Loss overflows"),
        (np.nan, "Loss overflows"),
        (np.inf, "Loss overflows"),
    ],
)
def test_a_loss_that_overflows_is_told_in_words(loss: float, told: str) -> None:
    score = Score(loss, 0.25, 4)
    text = _progress_text(1234, score, score)
    assert text == f"Iteration 1,234 · {told} · {told.replace('Loss', 'Test')}"
