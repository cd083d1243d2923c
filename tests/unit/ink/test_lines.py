"""Many lines in one array."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from digitpad.ink.lines import all_smoothed, is_apart, offsets_of
from digitpad.ink.strokes import smoothed

coordinate = st.floats(-99, 660, width=32)
points = st.lists(st.tuples(coordinate, coordinate), min_size=1)


def test_thinning_keeps_ends_and_a_point_a_step() -> None:
    line = np.stack([np.arange(0, 10.1, 0.25), np.zeros(41)], 1).astype(np.float32)
    apart = is_apart(line, offsets_of([len(line)]), 1.0)
    assert line[apart, 0].tolist() == list(range(11))


@settings(max_examples=30, deadline=None)
@given(st.lists(points, min_size=1, max_size=5))
def test_many_lines_come_out_as_each_alone(drawn: list[list[tuple[float, float]]]) -> None:
    lines = [np.array(line, np.float32) for line in drawn]
    many, offsets = np.concatenate(lines), offsets_of([len(line) for line in lines])
    apart = is_apart(many, offsets, 40.0)
    curves, of_curves = all_smoothed(many, offsets)
    assert of_curves[-1] == len(curves)
    both = zip(lines, pairwise(offsets.tolist()), pairwise(of_curves.tolist()), strict=True)
    for line, (start, stop), (first, last) in both:
        alone = is_apart(line, offsets_of([len(line)]), 40.0)
        np.testing.assert_array_equal(apart[start:stop], alone)
        np.testing.assert_array_equal(curves[first:last], smoothed(line))
