"""Picture files: their pixels, after a look at their size."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError, printable
from digitpad.files.regular import check_regular
from digitpad.ink.opencv import MAX_PIXELS, cv2

MAX_SIDE = 560
"""Longer side of a picture that is worked on, pixels; a larger one is averaged down first."""

MAX_BYTES = 512 << 20
"""Of a picture file that is still read."""

NOT_AN_IMAGE = "not a supported image (PNG, JPEG, BMP, GIF, TIFF, WebP)"
"""What is wrong with a file that OpenCV cannot read."""

JPEG = b"\xff\xd8"
"""What a JPEG file starts with."""


def read_picture(path: str | Path) -> NDArray[np.uint8]:
    """The pixels of a picture file: uint8 (H, W), (H, W, 3) or (H, W, 4) with opacity.

    Its longer side is at most :data:`MAX_SIDE`: a larger one is averaged down.

    Raises
    ------
    InkError : the file cannot be read, is too large, or is not a picture.
    """
    return decode_picture(_content(path), path)


def decode_picture(data: bytes, file: str | Path) -> NDArray[np.uint8]:
    """The pixels in the content of a picture file, as :func:`read_picture` gives them.

    Parameters
    ----------
    file : what errors call it.

    Raises
    ------
    InkError : it has too many pixels, or is not a picture.
    """
    try:
        image = _decoded(data)
    except cv2.error as error:
        if "CV_IO_MAX_IMAGE" in str(error):
            raise InkError(f"{printable(file)}: {_too_large(data)}") from error
        image = None
    if image is None:
        raise InkError(f"{printable(file)}: {NOT_AN_IMAGE}.")
    image = limited(image)
    if image.dtype == np.uint16:
        image = image // 257
    return image.astype(np.uint8)


def _content(path: str | Path) -> bytes:
    """The content of a file of at most :data:`MAX_BYTES`."""
    try:
        check_regular(path)
        with Path(path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise InkError(f"{printable(path)}: cannot be read ({reason or error}).") from error
    if len(content) > MAX_BYTES:
        raise InkError(
            f"{printable(path)}: larger than {MAX_BYTES >> 20} MB. "
            "Save the image in a smaller size."
        )
    return content


def _decoded(data: bytes) -> NDArray[Any] | None:
    """The pixels in a file, with opacity where it has any; None where it is no picture.

    Raises
    ------
    cv2.error : it is no picture, or has more than :data:`MAX_PIXELS`.
    """
    content = np.frombuffer(data, np.uint8)
    if not data.startswith(JPEG):
        image = cv2.imdecode(content, cv2.IMREAD_UNCHANGED)
        if image is None or _is_upright(data) or _has_opacity(image):
            return image
        del image
    # Only without opacity does OpenCV turn a photograph the way it was taken.
    return cv2.imdecode(content, _how(data))


def _is_upright(data: bytes) -> bool:
    """Whether a file is a PNG that does not tell how the camera was held; most are."""
    return data.startswith(b"\x89PNG") and b"eXIf" not in data


def _has_opacity(image: NDArray[Any]) -> bool:
    return image.shape[2:] == (4,) and image.dtype in (np.uint8, np.uint16)


def _how(data: bytes) -> int:
    """How to decode a picture without opacity: a large photograph at a part of its size at once."""
    if data.startswith(JPEG):
        longer = max(_size(data))
        for part in (8, 4, 2):
            if longer >= part * MAX_SIDE:
                return int(getattr(cv2, f"IMREAD_REDUCED_COLOR_{part}"))
    return cv2.IMREAD_COLOR


def _size(data: bytes) -> tuple[int, int]:
    """Width and height, pixels, as the header has them; -1 where it is not understood."""
    # Imported here, so that the window starts sooner.
    import imagesize

    return imagesize.get(io.BytesIO(data))


def _too_large(data: bytes) -> str:
    """What to tell of a picture of too many pixels."""
    width, height = _size(data)
    size = f" ({width:,}×{height:,})" if width > 0 else ""
    limit = f"more than {MAX_PIXELS // 1_000_000} million pixels"
    return f"{limit}{size}. Save the image in a smaller size."


def limited(image: NDArray[Any]) -> NDArray[Any]:
    """A picture averaged down until its longer side is :data:`MAX_SIDE` at most."""
    longer = max(image.shape[:2])
    if longer <= MAX_SIDE:
        return image
    height, width = (max(1, round(side * MAX_SIDE / longer)) for side in image.shape[:2])
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
