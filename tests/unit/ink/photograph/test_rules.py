"""Rules are taken out of ink, whatever their thickness."""

import numpy as np
import pytest

from digitpad.ink.photograph.rules import without_rules


@pytest.mark.parametrize("thickness", range(2, 12))
def test_rules_of_any_thickness_are_taken_out(thickness: int) -> None:
    """Up to 2 % of the picture's side."""
    ink = np.zeros((560, 560), np.uint8)
    for at in (100, 250, 400):
        ink[at : at + thickness] = 1
    assert not without_rules(ink, ink, ink.astype(np.float32)).any()
