"""Pictures with other pens."""

import numpy as np

from digitpad.data.formats import load_dataset
from digitpad.ink.pens import with_other_pens


def test_about_half_get_a_thicker_or_a_thinner_pen() -> None:
    images = load_dataset("synthetic:200:1").images
    changed = with_other_pens(images, np.random.default_rng(1))
    before, after = (array.astype(int).sum(axis=(1, 2)) for array in (images, changed))
    assert 70 < (before == after).sum() < 130
    assert (after > 1.2 * before).sum() > 20
    assert (after < 0.8 * before).sum() > 20
    assert changed.shape == images.shape
    assert not np.shares_memory(changed, images)


def test_ink_never_grows_from_one_picture_into_another() -> None:
    full_and_blank = np.zeros((100, 28, 28), np.uint8)
    full_and_blank[::2] = 255
    changed = with_other_pens(full_and_blank, np.random.default_rng(1))
    assert np.array_equal(changed, full_and_blank)
