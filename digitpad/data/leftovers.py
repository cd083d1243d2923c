"""What programs that were killed have left behind among the user's data."""

from digitpad.data.my_digits import STROKES, finish_keeping, my_digits, sweep_strokes
from digitpad.data.text.cache import cache_folder
from digitpad.files.atomic import sweep
from digitpad.files.user_data import data_folder, unsaved_folder


def remove_leftovers() -> None:
    """Remove temporary files, and strokes without their digit, that are older than a day.

    Digits of which a killed program had moved only some are moved first.
    """
    mine = my_digits()
    finish_keeping(mine)
    for folder in (
        data_folder(),
        data_folder() / "models",
        unsaved_folder(),
        mine,
        mine / STROKES,
        cache_folder() / "digits",
    ):
        sweep(folder)
    sweep_strokes(mine)
