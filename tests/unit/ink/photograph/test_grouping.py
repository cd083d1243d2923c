"""Pieces of ink become digits; what lies under a digit, or is fainter, stays apart."""

from digitpad.ink.photograph.blots import Blot
from digitpad.ink.photograph.found import Box
from digitpad.ink.photograph.grouping import grouped


def blot(box: Box, depth: float = 0.8) -> Blot:
    return Blot(box, (1,), 500, depth)


STEM = blot((80, 60, 140, 180))


def test_a_line_under_a_digit_may_be_longer_than_it_is_high() -> None:
    for length in (70, 160):
        underline = blot((60, 178, 60 + length, 178 + length // 10))
        assert len(grouped([STEM, underline])) == 2


def test_the_foot_of_a_2_in_pieces_belongs_to_it() -> None:
    assert len(grouped([STEM, blot((90, 178, 118, 183)), blot((126, 180, 150, 185))])) == 1


def test_faint_pieces_belong_only_where_they_may_be_faint() -> None:
    pieces = [STEM, blot((90, 120, 105, 170), 0.5)]
    assert len(grouped(pieces)) == 1
    assert len(grouped(pieces, 0.7)) == 2
