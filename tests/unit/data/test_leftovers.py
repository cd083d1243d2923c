"""What killed programs left among the user's data goes after a day, and nothing else."""

import os
import time
from pathlib import Path

import numpy as np

from digitpad.data.leftovers import remove_leftovers
from digitpad.data.my_digits import keep_digit, my_digits, strokes_beside
from digitpad.files.user_data import data_folder
from digitpad.ink.strokes import Drawing, Stroke

YESTERDAY = time.time() - 25 * 60 * 60
DRAWING = Drawing((Stroke(np.array([[10, 10], [90, 90]], np.float32)),))


def made_yesterday(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    os.utime(file, (YESTERDAY, YESTERDAY))
    return file


def test_only_what_is_old_and_belongs_to_nobody_goes() -> None:
    name = ".digitpad-0123456789abcdef.tmp"
    new = data_folder() / ".digitpad-fedcba9876543210.tmp"
    left = [data_folder() / name, data_folder() / "models" / name, my_digits() / name]
    for file in left:
        made_yesterday(file)
    new.touch()
    user = made_yesterday(data_folder() / "mine.tmp")
    for digit in ("kept.txt", "gone.txt"):
        keep_digit(my_digits(), digit, DRAWING, 1)
        made_yesterday(strokes_beside(my_digits() / digit))
    (my_digits() / "gone.txt").unlink()
    remove_leftovers()
    assert not any(file.exists() for file in left)
    assert new.exists()
    assert user.exists()
    assert strokes_beside(my_digits() / "kept.txt").exists()
    assert not strokes_beside(my_digits() / "gone.txt").exists()
