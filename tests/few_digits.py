"""Few reference digits, where thousands would take seconds."""

import numpy as np
import pytest

from digitpad.data import reference
from digitpad.data.digitset import DigitSet


def measure_on_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured of an exported model is measured on a few digits."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (40, 28, 28)).astype(np.uint8)
    few = DigitSet("few", images, np.arange(40, dtype=np.int8) % 10)
    drawn = reference.DrawnOnce(lambda: iter([few]), lambda parts: parts[0])
    monkeypatch.setattr(reference, "CHECK", drawn)
    monkeypatch.setattr("digitpad.learning.exporting.CHECK", drawn)
