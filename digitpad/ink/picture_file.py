"""Picture files: their pixels, after a look at their size."""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError, printable
from digitpad.files.regular import read_start
from digitpad.ink.opencv import MAX_PIXELS, cv2
from digitpad.ink.png_chunks import SIGNATURE, needed_chunks

MAX_SIDE = 2000
"""Longer side of a picture as it is handed on, pixels; a larger one is averaged down first."""

MAX_BYTES = 512 << 20
"""Of a picture file that is still read."""

NOT_AN_IMAGE = "not a supported image (PNG, JPEG, BMP, GIF, TIFF, WebP)"
"""What is wrong with a file that OpenCV cannot read."""

DAMAGED = "the image is damaged or cut off"
"""Likewise, where it starts as a picture does."""

JPEG = b"\xff\xd8"
"""What a JPEG file starts with."""

STARTS = re.compile(
    rb"\x89PNG|\xff\xd8\xff|BM....\0{4}|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP", re.DOTALL
)
"""What picture files start with."""


@dataclass(frozen=True)
class UnreadPicture:
    """A kind of picture that is not read.

    Parameters
    ----------
    name : what it is, for people.
    hint : what to do with it.
    start : how such a file starts.
    """

    name: str
    hint: str
    start: re.Pattern[bytes]

    def is_start(self, start: bytes) -> bool:
        """Whether a file that starts so is of this kind."""
        return bool(self.start.match(start))

    def __str__(self) -> str:
        return f"unsupported format ({self.name}); {self.hint}"


UNREAD = (
    UnreadPicture(
        "HEIC photo",
        "export it as JPEG (on an iPhone: Settings > Camera > Formats > Most Compatible)",
        re.compile(rb"....ftyp(?:hei|hev|mif1|msf1)", re.DOTALL),
    ),
    UnreadPicture(
        "SVG drawing",
        "open it in a browser and save a screenshot as PNG",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*<(?!html|!doctype html)(?:[^\0]{0,2000}<)?svg[\s>]", re.I
        ),
    ),
    UnreadPicture("PDF", "save its pages or images as PNG", re.compile(rb"%PDF-")),
    UnreadPicture("Photoshop image", "export it as PNG", re.compile(rb"8BPS\0")),
    UnreadPicture("JPEG XL image", "export it as PNG", re.compile(rb"\xff\x0a|\0\0\0\x0cJXL ")),
)


@dataclass(frozen=True, eq=False)
class StoredPicture:
    """A picture from a file.

    Parameters
    ----------
    pixels : uint8 (H, W), (H, W, 3) or (H, W, 4) with opacity, upright, the longer side at most
        :data:`MAX_SIDE`.
    size : width and height in the file, upright, pixels.
    """

    pixels: NDArray[np.uint8]
    size: tuple[int, int]

    def box_in_file(self, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in the file, of a box in :attr:`pixels`."""
        height, width = self.pixels.shape[:2]
        across, down = self.size[0] / width, self.size[1] / height
        left, top, right, bottom = box
        return round(left * across), round(top * down), round(right * across), round(bottom * down)


def read_picture(path: str | Path) -> NDArray[np.uint8]:
    """The pixels of a picture file, as :class:`StoredPicture` has them.

    Raises
    ------
    InkError : the file cannot be read, is too large, or is not a picture.
    """
    return load_picture(path).pixels


def load_picture(path: str | Path) -> StoredPicture:
    """The picture in a file.

    Raises
    ------
    InkError : the file cannot be read, is too large, or is not a picture.
    """
    return _picture(read_content(path), path)


def read_content(path: str | Path) -> bytes:
    """The content of a picture file, for :func:`decode_picture`.

    Raises
    ------
    InkError : the file cannot be read, or is larger than :data:`MAX_BYTES`.
    """
    try:
        content = read_start(path, MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise InkError(f"{printable(path)}: cannot be read ({reason or error}).") from error
    if len(content) > MAX_BYTES:
        raise InkError(
            f"{printable(path)}: larger than {MAX_BYTES >> 20} MB. "
            "Save the image in a smaller size."
        )
    return content


def decode_picture(data: bytes, file: str | Path, *, keeps_mask: bool = False) -> NDArray[np.uint8]:
    """The pixels in the content of a picture file, as :class:`StoredPicture` has them.

    Parameters
    ----------
    file : what errors call it.
    keeps_mask : whether bytes of 0 and 1 stay so; else 1 becomes 255.

    Raises
    ------
    InkError : it has too many pixels, or is not a picture.
    """
    return _picture(data, file, keeps_mask=keeps_mask).pixels


def limited(image: NDArray[Any], longest: int = MAX_SIDE) -> NDArray[Any]:
    """A picture averaged down until its longer side is ``longest`` at most, pixels."""
    longer = max(image.shape[:2])
    if longer <= longest:
        return image
    height, width = (max(1, round(side * longest / longer)) for side in image.shape[:2])
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)


def _picture(data: bytes, file: str | Path, *, keeps_mask: bool = False) -> StoredPicture:
    """The picture in the content of a file."""
    try:
        image = _decoded(data)
    except cv2.error as error:
        if "CV_IO_MAX_IMAGE" in str(error):
            raise InkError(f"{printable(file)}: {_too_large(data)}") from error
        image = None
    if image is None:
        raise InkError(f"{printable(file)}: {_why_not(data)}.")
    size = _size_in_file(data, image)
    is_kept = keeps_mask and image.dtype == np.uint8
    return StoredPicture(limited(image if is_kept else as_bytes(image)), size)


def _why_not(data: bytes) -> str:
    """What is wrong with a file that OpenCV does not read."""
    for kind in UNREAD:
        if kind.is_start(data):
            return str(kind)
    return DAMAGED if STARTS.match(data) else NOT_AN_IMAGE


def _decoded(data: bytes) -> NDArray[Any] | None:
    """The pixels in a file, with opacity where it has any; None where it is no picture.

    Raises
    ------
    cv2.error : it is no picture, or has more than :data:`MAX_PIXELS`.
    """
    if data.startswith(SIGNATURE):
        chunks = needed_chunks(data)
        if chunks is None:
            return None
        data = chunks
    content = np.frombuffer(data, np.uint8)
    if data.startswith(JPEG):
        return cv2.imdecode(content, _how_jpeg(data))
    image = cv2.imdecode(content, cv2.IMREAD_UNCHANGED)
    if image is None or _is_upright(data) or _has_opacity(image):
        return image
    del image
    # Only without opacity does OpenCV turn a photograph the way it was taken.
    return cv2.imdecode(content, cv2.IMREAD_ANYDEPTH | cv2.IMREAD_ANYCOLOR)


def _is_upright(data: bytes) -> bool:
    """Whether a file is a PNG that does not tell how the camera was held; most are."""
    return data.startswith(SIGNATURE) and b"eXIf" not in data


def _has_opacity(image: NDArray[Any]) -> bool:
    return image.shape[2:] == (4,)


def _how_jpeg(data: bytes) -> int:
    """How to decode a JPEG: a large photograph at a part of its size at once."""
    longer = max(_size(data))
    for part in (8, 4, 2):
        if longer >= part * MAX_SIDE:
            return int(getattr(cv2, f"IMREAD_REDUCED_COLOR_{part}"))
    return cv2.IMREAD_COLOR


def as_bytes(image: NDArray[Any]) -> NDArray[np.uint8]:
    """A picture with values from 0 to 255, whatever it was stored in.

    Whole numbers take as many bits as the largest has, but 0 and 1 are a mask; floats run to 1, to
    255, or to the largest.
    """
    if image.dtype.kind == "f":
        image = np.nan_to_num(image, posinf=0, neginf=0)
    low, high = min(float(image.min()), 0), float(image.max())
    if image.dtype == np.uint8 and high != 1:
        return image
    high -= low
    if high <= 1:
        full = 1.0
    elif image.dtype.kind == "f":
        full = max(high, 255.0)
    else:
        full = 2.0 ** max(int(high).bit_length(), 8) - 1
    scale = 255 / full
    return np.asarray(cv2.convertScaleAbs(image, alpha=scale, beta=-low * scale), np.uint8)


def _size_in_file(data: bytes, image: NDArray[Any]) -> tuple[int, int]:
    """Width and height, upright, of a picture that may be decoded at a part of its size."""
    height, width = image.shape[:2]
    if not data.startswith(JPEG):
        return width, height
    stored = _size(data)
    if min(stored) <= 0:
        return width, height
    is_turned = (stored[0] > stored[1]) != (width > height)
    return (stored[1], stored[0]) if is_turned else stored


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
