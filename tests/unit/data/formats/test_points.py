"""Pen points of UCI."""

from pathlib import Path

import numpy as np
import pytest

from digitpad.data.formats import load_dataset
from digitpad.ink.raster import rasterized

ONE = [50, 100, 50, 86, 50, 72, 50, 58, 50, 44, 50, 30, 50, 16, 50, 0]
SEVEN = [0, 100, 30, 100, 60, 100, 100, 100, 80, 70, 60, 40, 50, 20, 40, 0]


def test_points_are_strokes_with_their_y_upwards(tmp_path: Path) -> None:
    lines = [", ".join(f"{n:3}" for n in [*ONE, 1]), ",".join(map(str, [*SEVEN, 7]))]
    (tmp_path / "pendigits.tes").write_text("\n".join(lines) + "\n")
    found = load_dataset(tmp_path / "pendigits.tes")
    assert found.labels.tolist() == [1, 7]
    seven = found.drawings[1].strokes[0].points
    assert len(seven) == 8
    assert seven[0, 1] < seven[-1, 1]
    assert seven[0].tolist() == [80, 80]
    assert (found.images[1] == rasterized(found.drawings[1])).all()
    ink = np.argwhere(found.images[1] > 100)
    assert (ink[:, 0] < 14).sum() > (ink[:, 0] >= 14).sum()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1,2,3", "line 2: expected 16 whole numbers 0 to 100 and a label 0 to 9, found 3"),
        (
            ",".join(["101"] * 16 + ["1"]),
            'line 2: expected 16 whole numbers 0 to 100 and a label 0 to 9, found "101"',
        ),
        (
            ",".join(["1"] * 16 + ["x"]),
            'line 2: expected 16 whole numbers 0 to 100 and a label 0 to 9, found "x"',
        ),
        (
            ",".join(["1"] * 16 + ["12"]),
            'line 2: expected 16 whole numbers 0 to 100 and a label 0 to 9, found "12"',
        ),
    ],
)
def test_a_line_that_is_no_digit_is_left_out(tmp_path: Path, line: str, message: str) -> None:
    good = ",".join(map(str, [*ONE, 1]))
    (tmp_path / "x.tra").write_text(f"{good}\n{line}\n{good}\n")
    found = load_dataset(tmp_path / "x.tra")
    assert found.labels.tolist() == [1, 1]
    assert message in str(found.left_out[0])
