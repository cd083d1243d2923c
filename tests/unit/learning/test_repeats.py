"""How often the user's own digits are shown."""

from pathlib import Path

import pytest

from digitpad.learning.config import TrainingConfig
from digitpad.learning.repeats import repeats_of, without_empty


@pytest.mark.parametrize(
    ("counts", "are_own", "repeats"),
    [
        ((3, 300), (True, False), (5, 1)),
        ((300, 300), (True, False), (1, 1)),
        ((1, 1_000_000), (True, False), (1000, 1)),
        ((0, 100), (True, False), (5, 1)),
        ((7,), (False,), (1,)),
    ],
)
def test_few_are_shown_more_often(
    counts: tuple[int, ...], are_own: tuple[bool, ...], repeats: tuple[int, ...]
) -> None:
    assert repeats_of(counts, are_own) == repeats


def test_none_are_left_out_where_there_are_others(tmp_path: Path) -> None:
    own = str(tmp_path / "own")
    both = TrainingConfig((own, "others"), repeats=(5, 1), validation=(0.1, 0.2))
    assert without_empty(both, Path(own)) == TrainingConfig(
        ("others",), repeats=(1,), validation=(0.2,)
    )
    assert without_empty(TrainingConfig((own,)), Path(own)) == TrainingConfig((own,))
    Path(own).mkdir()
    (Path(own) / "1.txt").write_text("")
    assert without_empty(both, Path(own)) == both
