"""Pictures in a folder, zip or tar, with the label in the folder's or the file's name.

Pictures of 28x28 keep their pixels; whether they are dark on light is decided for the whole set.
Of all others the ink is found as in any picture that is opened.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import MAX_ERRORS, SIDE, UNLABELLED, Chunk, DigitSet, Writable
from digitpad.data.formats.base import START, Form, ReadOptions, Source, look_at
from digitpad.data.formats.picture_names import (
    halves_of_names,
    is_picture,
    is_visible,
    labels_of,
    leads_out,
)
from digitpad.data.formats.sizes import MAX_SIDE
from digitpad.data.formats.tar_file import is_tar, members
from digitpad.data.text.export import write_folder, write_zip
from digitpad.data.text.load import natural
from digitpad.errors import DatasetError, InkError, printable
from digitpad.files.untrusted import OUTSIDE, READ_ERRORS, unreadable
from digitpad.ink.images import image_of_picture
from digitpad.ink.opencv import cv2
from digitpad.ink.picture_file import STARTS, as_bytes, decode_picture, load_picture

CHUNK_SIZE = 100
"""Pictures in a chunk, at most; from the first of them the ground of all of 28x28 is told."""

PATIENCE = 0.3
"""Seconds after which a chunk is shown with what it has: photographs take longer."""

MAX_FILE_BYTES = 1 << 26
"""Bytes of one picture file."""

MORE_STARTS = re.compile(rb"P[1-6]\s|\0\0\0\x0cjP  |....ftypavi[fs]", re.DOTALL)
"""What pictures start with that are read alone, and not among those of a set."""

Content = bytes | DatasetError


class Pictures(Form):
    """Images by label."""

    name = "images by label"
    order = 50
    endings: ClassVar = {
        "Folder of PNG images by label": "_png",
        "Zip of PNG images by label": "_png.zip",
    }

    def fit(self, name: str) -> int:
        return super().fit(name.replace("-png", "_png"))

    def sniff(self, source: Source) -> bool:
        if is_tar(source):
            return True
        if not (source.is_folder or source.is_zip):
            return bool(STARTS.match(source.start))
        return 2 * sum(map(is_picture, source.names)) > len(source.names)

    def halves(self, source: Source) -> tuple[str, ...]:
        pictures, _ = _names(source)
        return ("train", "test") if len(halves_of_names(pictures)) > 1 else ()

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        pictures, others = _names(source)
        if not pictures:
            hint = "; unpack the archive if it holds another dataset" if is_tar(source) else ""
            raise DatasetError(source.title, found=f"no images{hint}")
        halves = halves_of_names(pictures)
        half = next(half for half in (options.half, "", "train") if half in halves)
        selected = halves[half]
        labels = labels_of(selected)
        name = f"{source.name} ({half})" if half else source.name
        return _chunks(name, _contents(source, selected), labels, others)

    def write(self, digits: Writable, path: Path) -> Iterator[float]:
        write = write_zip if path.name.lower().endswith(".zip") else write_folder
        return write(digits, path, _png_files)


def _names(source: Source) -> tuple[list[str], list[DatasetError]]:
    """The pictures in a source by their names, and what else is there."""
    if not (source.is_folder or source.is_zip or is_tar(source)):
        return [source.path.name], []
    found = [name for name, _ in members(source)] if is_tar(source) else source.names
    pictures, others = [], []
    for name in filter(is_visible, found):
        if not source.is_folder and leads_out(name):
            wrong = OUTSIDE
        elif not is_picture(name):
            wrong = "not an image"
        else:
            pictures.append(name)
            continue
        others.append(DatasetError(name, found=wrong))
    if source.is_folder:
        others += source.listing.left_out
    return pictures, others


def _contents(source: Source, names: Sequence[str]) -> Iterator[tuple[str, Content]]:
    """The content of each file, or why it cannot be read."""
    if is_tar(source):
        wanted = set(names)
        for name, file in members(source):
            if name in wanted:
                wanted.discard(name)
                yield name, _limited(name, partial(file.read, MAX_FILE_BYTES + 1))
        return
    for name in sorted(names, key=natural):
        try:
            one = source.child(name) if source.is_folder or source.is_zip else source
        except DatasetError as error:
            yield name, error
        else:
            yield name, _limited(name, partial(_whole, one))


def _whole(source: Source) -> bytes:
    if len(source.start) < START:
        return source.start
    with source.open() as file:
        return file.read(MAX_FILE_BYTES + 1)


def _limited(name: str, read: Callable[[], bytes]) -> Content:
    """What is read, unless it is damaged or too large."""
    try:
        content = read()
    except READ_ERRORS as error:
        return unreadable(name, error)
    except DatasetError as error:
        return error
    if len(content) > MAX_FILE_BYTES:
        found = f"larger than {MAX_FILE_BYTES >> 20} MB; save the image in a smaller size"
        return DatasetError(name, found=found)
    return content


def _chunks(
    set_name: str,
    contents: Iterator[tuple[str, Content]],
    labels: Mapping[str, int],
    others: list[DatasetError],
) -> Iterator[Chunk]:
    """Read pictures a batch at a time; of all that is left out, the first errors are kept."""
    done, room = 0, MAX_ERRORS
    is_dark_on_light: bool | None = None
    while True:
        names, images, small, left_out, count = [], [], [], others, 0
        others = []
        until = time.monotonic() + PATIENCE
        for name, content in islice(contents, CHUNK_SIZE):
            count += 1
            try:
                image, is_small = _image(name, content)
            except DatasetError as error:
                left_out.append(error)
            else:
                names.append(name)
                images.append(image)
                small.append(is_small)
            if time.monotonic() > until:
                break
        done += count
        if not count and not left_out:
            return
        pictures = np.array(images, np.uint8).reshape(-1, SIDE, SIDE)
        untouched = np.array(small, bool)
        if is_dark_on_light is None and untouched.any():
            is_dark_on_light = _is_dark_on_light(pictures[untouched])
        if is_dark_on_light:
            pictures[untouched] = 255 - pictures[untouched]
        kept = tuple(left_out[:room])
        room -= len(kept)
        digits = DigitSet(
            set_name,
            pictures,
            np.array([labels[name] for name in names], np.int8),
            names=names,
            left_out=kept,
            left_out_more=len(left_out) - len(kept),
        )
        yield Chunk(digits, done, len(labels))


def _image(name: str, content: Content) -> tuple[NDArray[np.uint8], bool]:
    """One picture as uint8 (28, 28), and whether it is as it was in its file.

    Raises
    ------
    DatasetError : it cannot be read, or has no ink.
    """
    if isinstance(content, DatasetError):
        raise content
    try:
        # Of 28x28, a dataset keeps every value, and what was written is read again.
        picture = decode_picture(content, name, keeps_mask=True)
        if picture.shape[:2] == (SIDE, SIDE) and picture.shape[2:] != (4,):
            if picture.ndim == 3:
                picture = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
            return picture, True
        return image_of_picture(as_bytes(picture)), False
    except InkError as error:
        told = str(error).removeprefix(f"{printable(name)}: ").rstrip(".")
        raise DatasetError(name, found=told[0].lower() + told[1:]) from error


def _is_dark_on_light(images: NDArray[np.uint8]) -> bool:
    """Whether the edges of most images are light."""
    edge = np.ones((SIDE, SIDE), bool)
    edge[1:-1, 1:-1] = False
    return bool(np.median(images[:, edge]) > 127)


def _png_files(digits: Writable) -> Iterator[tuple[str, bytes]]:
    """Name and content of a PNG of each digit, light on dark as in MNIST."""
    labels = digits.labels.tolist()
    images = chain.from_iterable(digits.batches())
    for number, (image, label) in enumerate(zip(images, labels, strict=True), 1):
        folder = "unlabelled" if label == UNLABELLED else str(label)
        yield f"{folder}/{number:05}.png", cv2.imencode(".png", image)[1].tobytes()


FORM = Pictures()


def is_one_picture(file: str) -> bool:
    """Whether a file is one picture, by what it holds or how it is called."""
    path = Path(file)
    if not path.is_file():
        return False
    with closing(look_at(path)) as source:
        starts = STARTS.match(source.start) or MORE_STARTS.match(source.start)
        return bool(starts) or is_picture(source.file_name)


def photographs_in(folder: str) -> tuple[list[str], list[DatasetError]]:
    """The names of the pictures in a folder that is no dataset, and what else is there.

    They have no labels, and the first is larger than an image of one digit; else there are none.
    """
    if not Path(folder).is_dir():
        return [], []
    with closing(look_at(folder)) as source:
        names, others = _names(source)
    names.sort(key=natural)
    if not names or len(names) < len(others) or set(labels_of(names).values()) != {UNLABELLED}:
        return [], []
    try:
        size = load_picture(Path(folder, names[0])).size
    except InkError:
        size = (MAX_SIDE + 1, MAX_SIDE + 1)  # It is told of like any other.
    return (names, others) if max(size) > MAX_SIDE else ([], [])
