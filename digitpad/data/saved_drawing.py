"""The drawing on the canvas, kept from one run of the program to the next.

An .npz file of ``points`` float32 (P, 2), ``pressures`` float32 (P,), nan where the pen told none,
``lengths`` int32 (S,), the points of each stroke, and ``widths`` float32 (S,); ``picture`` uint8
(H, W) where one lies below the strokes. Where digits were found in it, ``boxes`` int32 (N, 4) and
``rows`` int32 (R,), how many are in each row, ``flaws`` int8 (N,), 0 for none; and ``images`` uint8
(N, 28, 28) where the picture is as they were found in it. All lengths are in canvas units.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digit_arrays import open_npz, write_arrays
from digitpad.errors import DatasetError, DigitpadError, printable
from digitpad.files.aside import put_aside
from digitpad.files.npz import Npz
from digitpad.files.user_data import make_folder_of, unsaved_folder
from digitpad.ink.framing import SIDE
from digitpad.ink.images import INK_SIDE
from digitpad.ink.photograph.found import Flaw, FoundDigit, PictureDigits
from digitpad.ink.strokes import CANVAS, MAX_POINTS, MAX_STROKES, Drawing, Stroke

MAX_FOUND = 10_000
"""Digits that a picture may have."""


def drawing_file() -> Path:
    """Where the drawing is kept."""
    return unsaved_folder() / "drawing.npz"


def keep_drawing(drawing: Drawing) -> None:
    """Keep a drawing; an empty one leaves no file.

    Raises
    ------
    DatasetError : it cannot be written.
    """
    file = drawing_file()
    if not drawing:
        with suppress(OSError):  # Nothing is lost.
            file.unlink(missing_ok=True)
        return
    make_folder_of(file)
    for _ in write_arrays(file, _arrays(drawing)):
        pass


def _arrays(drawing: Drawing) -> dict[str, NDArray[Any]]:
    points = [np.empty((0, 2), np.float32)]
    pressures: list[NDArray[np.float32]] = [np.empty(0, np.float32)]
    for stroke in drawing.strokes:
        none = np.full(len(stroke.points), np.nan, np.float32)
        points.append(stroke.points)
        pressures.append(none if stroke.pressures is None else stroke.pressures)
    arrays: dict[str, NDArray[Any]] = {
        "points": np.concatenate(points),
        "pressures": np.concatenate(pressures),
        "lengths": np.array([len(stroke.points) for stroke in drawing.strokes], np.int32),
        "widths": np.array([stroke.width for stroke in drawing.strokes], np.float32),
    }
    if drawing.picture is not None:
        arrays["picture"] = drawing.picture
    if drawing.found is not None:
        arrays["boxes"] = np.array([digit.box for digit in drawing.found.digits], np.int32)
        arrays["rows"] = np.array([len(row) for row in drawing.found.rows], np.int32)
        arrays["flaws"] = np.array([digit.flaw or 0 for digit in drawing.found.digits], np.int8)
        if drawing.picture is drawing.found.ink:
            arrays["images"] = np.stack([digit.image for digit in drawing.found.digits])
    return arrays


def kept_drawing() -> Drawing:
    """The drawing that was kept; an empty one where there is none.

    Raises
    ------
    DigitpadError : the file is damaged. It is given another name, and not looked at again.
    """
    file = drawing_file()
    if not file.exists():
        return Drawing()
    try:
        with open_npz(file) as arrays:
            return _drawing(arrays)
    except DatasetError as error:
        raise DigitpadError(
            "The last drawing cannot be restored: its file is damaged."
            f" It is kept as {printable(put_aside(file))}."
        ) from error


def _drawing(arrays: Npz) -> Drawing:
    lengths = arrays.read("lengths", "iu", (None,), longest=MAX_STROKES)
    widths = arrays.read("widths", "f", (len(lengths),)).astype(np.float32)
    points = arrays.read("points", "f", (None, 2), longest=MAX_POINTS).astype(np.float32)
    pressures = arrays.read("pressures", "f", (len(points),)).astype(np.float32)
    if (lengths < 1).any() or lengths.sum() != len(points):
        raise arrays.error("lengths", "others", f"{len(points):,} points in all")
    for name, values, most in (
        ("points", points, CANVAS),
        ("widths", widths, CANVAS),
        ("pressures", np.nan_to_num(pressures), 1.0),
    ):
        if not ((values >= 0) & (values <= most)).all():
            raise arrays.error(name, "other numbers", f"numbers from 0 to {most:g}")
    picture = None
    if "picture" in arrays:
        picture = arrays.read("picture", "iu", (None, None), longest=INK_SIDE)
        if picture.dtype != np.uint8 or not 1 <= picture.shape[1] <= INK_SIDE or not len(picture):
            raise arrays.error("picture", "another form", f"up to {INK_SIDE} x {INK_SIDE} bytes")
    found = None if picture is None or "boxes" not in arrays else _found(arrays, picture)
    ends = np.cumsum(lengths)[:-1]
    strokes = zip(np.split(points, ends), widths.tolist(), np.split(pressures, ends), strict=True)
    if not len(lengths):
        return Drawing(picture=picture, found=found)
    return Drawing(
        tuple(
            Stroke(some, width, None if np.isnan(pressed).any() else pressed)
            for some, width, pressed in strokes
        ),
        picture,
        found,
    )


def _found(arrays: Npz, picture: NDArray[np.uint8]) -> PictureDigits:
    """The digits that were found in a picture on the canvas."""
    boxes = arrays.read("boxes", "iu", (None, 4), longest=MAX_FOUND)
    rows = arrays.read("rows", "iu", (None,), longest=MAX_FOUND)
    count = len(boxes)
    is_inside = (boxes >= 0).all() and (boxes <= CANVAS).all()
    if not count or not is_inside or not (boxes[:, :2] < boxes[:, 2:]).all():
        raise arrays.error("boxes", "others", f"boxes within {CANVAS:g}")
    if (rows < 1).any() or rows.sum() != count:
        raise arrays.error("rows", "others", f"{count:,} digits in all")
    is_as_found = "images" in arrays
    images = np.zeros((count, SIDE, SIDE), np.uint8)
    if is_as_found:
        images = arrays.read("images", "iu", (count, SIDE, SIDE)).astype(np.uint8)
    flaws = np.zeros(count, np.int8)
    if "flaws" in arrays:  # not in the drawings of older versions
        flaws = arrays.read("flaws", "iu", (count,))
        if not np.isin(flaws, [0, *Flaw]).all():
            raise arrays.error("flaws", "others", "known ones")
    parts = zip(boxes.tolist(), images, flaws.tolist(), strict=True)
    digits = iter(
        FoundDigit(
            (left, top, right, bottom),
            picture[top:bottom, left:right],
            image,
            Flaw(flaw) if flaw else None,
        )
        for (left, top, right, bottom), image, flaw in parts
    )
    return PictureDigits(
        tuple(tuple(next(digits) for _ in range(row)) for row in rows.tolist()),
        picture if is_as_found else picture.copy(),
        (),
    )
