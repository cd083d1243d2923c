"""What each edit makes of a sheet."""

import numpy as np
import pytest

from digitpad.ink.strokes import Drawing
from digitpad.recognition.number import DigitPrediction, NumberPrediction
from digitpad.ui.sheet.sheet_state import (
    RowTextError,
    Sheet,
    including_all,
    labelled,
    selecting,
    selecting_beside,
    sheet_of,
    toggled,
    with_row_text,
)


def found(digit: int, left: float, share: float = 0.98) -> DigitPrediction:
    image = np.full((28, 28), digit, np.uint8)
    shares = np.full(10, (1 - share) / 9)
    shares[digit] = share
    box = (left, 0.0, left + 10, 20.0)
    return DigitPrediction(Drawing(picture=image), image, tuple(shares.tolist()), box)


@pytest.fixture
def sheet() -> Sheet:
    """7 7 1 over 4 9, whose 9 is uncertain."""
    rows = ((found(7, 0), found(7, 20), found(1, 40)), (found(4, 5), found(9, 38, 0.3)))
    return sheet_of(NumberPrediction(rows))


def texts(sheet: Sheet) -> list[str]:
    return [sheet.row_text(row) for row in range(sheet.row_count)]


def test_predictions_are_the_labels_at_first(sheet: Sheet) -> None:
    assert texts(sheet) == ["771", "49"]
    assert [digit.is_doubted for digit in sheet.digits] == [False] * 4 + [True]
    assert len(sheet.included) == 5


def test_one_label_is_for_the_whole_row(sheet: Sheet) -> None:
    assert texts(with_row_text(sheet, 0, "7")) == ["777", "49"]
    assert texts(with_row_text(sheet, 1, "-")) == ["771", "--"]


def test_a_label_for_each_digit_of_a_row(sheet: Sheet) -> None:
    edited = with_row_text(sheet, 0, " 7-2 ")
    assert texts(edited) == ["7-2", "49"]
    assert [digit.label for digit in edited.included] == [7, 2, 4, 9]
    assert texts(with_row_text(edited, 0, "732")) == ["732", "49"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("77", "This row has 3 digits, 2 are typed"),
        ("7777", "4 are typed"),
        ("", "Only the digits"),
        ("7a1", "Only the digits"),
        ("７", "Only the digits"),
    ],
)
def test_other_texts_are_told_of(sheet: Sheet, text: str, problem: str) -> None:
    with pytest.raises(RowTextError, match=problem):
        with_row_text(sheet, 0, text)


def test_a_row_of_one_digit_takes_one_label() -> None:
    sheet = sheet_of(NumberPrediction(((found(7, 0),),)))
    with pytest.raises(RowTextError, match="This row has 1 digit, 2 are typed"):
        with_row_text(sheet, 0, "77")


def test_what_the_user_labels_is_no_longer_doubted(sheet: Sheet) -> None:
    assert not labelled(sheet, 4, 9).digits[4].is_doubted
    assert not with_row_text(sheet, 1, "49").digits[4].is_doubted


def test_a_digit_is_left_out_and_taken_back(sheet: Sheet) -> None:
    once = toggled(sheet, 1)
    assert texts(once) == ["7-1", "49"]
    assert texts(toggled(once, 1)) == texts(sheet)
    assert texts(labelled(once, 1, 2)) == ["721", "49"]


def test_all_or_none_are_included(sheet: Sheet) -> None:
    nothing = including_all(sheet, False)
    assert nothing.included == ()
    assert texts(including_all(nothing, True)) == texts(sheet)


def test_the_selection_follows_the_eye(sheet: Sheet) -> None:
    last = selecting(sheet, 99)
    assert last.selected == 4
    assert selecting(sheet, -1).selected == 0
    assert selecting_beside(selecting(sheet, 2), 1).selected == 4
    assert selecting_beside(selecting(sheet, 4), -1).selected == 2
    assert selecting_beside(selecting(sheet, 4), 1).selected == 4
