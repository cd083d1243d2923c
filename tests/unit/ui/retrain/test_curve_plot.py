"""Which epochs are numbered under the curves."""

import pytest

from digitpad.ui.retrain.curve_plot import epoch_step


@pytest.mark.parametrize(
    ("epochs", "most", "step"),
    [(1, 9, 1), (10, 10, 1), (10, 5, 2), (40, 9, 5), (40, 2, 20), (90, 1, 100), (7, 0, 10)],
)
def test_as_many_epochs_are_numbered_as_have_room(epochs: int, most: int, step: int) -> None:
    assert epoch_step(epochs, most) == step
