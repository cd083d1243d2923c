"""Which arrays hold images and which labels: by the names that arrays and files have."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from digitpad.data.digit_arrays import MAX_BYTES
from digitpad.data.formats.base import Source
from digitpad.errors import DatasetError
from digitpad.files.compression import without_ending
from digitpad.files.npz import Npy, Npz
from digitpad.files.zip_start import first_name

NPY = b"\x93NUMPY"
"""What an .npy file starts with."""

WORDS = {
    "images": {"x", "images", "image", "imgs", "img", "data", "features", "inputs", "arr0"},
    "labels": {"y", "labels", "label", "targets", "target", "classes", "arr1"},
    "train": {"train", "training", "trn"},
    "test": {"test", "testing", "t10k", "tst"},
    "validation": {"val", "valid", "validation", "dev"},
}
"""The words in the names of arrays that hold images or labels, and of the parts of a set."""


@dataclass(frozen=True)
class Meaning:
    """What an array's name says.

    Parameters
    ----------
    kind : ``"images"``, ``"labels"``, or nothing.
    half : ``"train"``, ``"test"``, ``"validation"``, or nothing.
    rest : its other words.
    """

    kind: str
    half: str
    rest: tuple[str, ...]


def meaning_of(name: str) -> Meaning:
    """What an array's name says, e.g. ``"x_train"`` or ``"kmnist-train-imgs"``."""
    lower = name.lower().replace("arr_", "arr")
    words = [word for word in re.split(r"[^a-z0-9]+", lower) if word]
    # "Xtrain" and "trainX" are two words.
    words = [part for word in words for part in _parted(word)]
    kind = next((k for k in ("images", "labels") if WORDS[k].intersection(words)), "")
    half = next((h for h in ("train", "test", "validation") if WORDS[h].intersection(words)), "")
    used = WORDS.get(kind, set()) | WORDS.get(half, set())
    return Meaning(kind, half, tuple(word for word in words if word not in used))


def _parted(word: str) -> list[str]:
    match = re.fullmatch(r"(x|y)?(train|test|val)(x|y)?", word)
    return [part for part in match.groups() if part] if match else [word]


def halves_in(names: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """For each part of a set, ``""`` where it has but one, the names of its images and labels.

    Where there is a part for validation and none for tests, it is the test half.

    Raises
    ------
    ValueError : several arrays may be the images, or the labels, of one part.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for name in names:
        meaning = meaning_of(name)
        if meaning.kind:
            found.setdefault((meaning.kind, meaning.half), []).append(name)
    named = {part: _plainest(candidates) for part, candidates in found.items()}
    parts = {
        half: (name, named.get(("labels", half)))
        for (kind, half), name in named.items()
        if kind == "images"
    }
    if "validation" in parts:
        validation = parts.pop("validation")
        parts.setdefault("test", validation)
    return parts


def _plainest(names: Sequence[str]) -> str:
    """The array that is meant by its name: ``target``, say, rather than ``target_names``.

    Raises
    ------
    ValueError : several may be.
    """
    fewest = min(len(meaning_of(name).rest) for name in names)
    plain = [name for name in names if len(meaning_of(name).rest) == fewest]
    if sorted(plain) == ["data", "images"]:
        return "images"  # scikit-learn has the same digits in both.
    if len(plain) > 1:
        raise ValueError(" and ".join(plain[:2]))
    return plain[0]


def is_npz(source: Source) -> bool:
    """Whether a file is a zip of arrays: the first name in it ends in .npy."""
    return first_name(source.start).endswith(".npy")


@contextmanager
def opened(source: Source) -> Iterator[Npz]:
    """The arrays of an .npz or .npy file; the one of the latter has the file's name.

    Raises
    ------
    DatasetError : it cannot be read or is damaged.
    """
    with source.as_file() as path:
        if source.start.startswith(NPY):
            name = source.file_name.removesuffix(".npy")
            arrays: Npz = Npy(
                path, name, error=DatasetError, expected="an .npy file", most=MAX_BYTES
            )
        else:
            arrays = Npz(path, error=DatasetError, expected="an .npz file", most=MAX_BYTES)
        with arrays:
            yield arrays


def beside(source: Source, kind: str) -> Source | None:
    """The file of labels, or of images, beside a file of the other kind; None where there is none.

    Parameters
    ----------
    kind : ``"images"`` or ``"labels"``.
    """
    stem, dot, ending = source.file_name.rpartition(".")
    own = meaning_of(stem)
    wanted = Meaning(kind, own.half, own.rest)
    if source.parent:
        folder, (above, _, _) = source.parent, source.member.rpartition("/")
        names = [n for n in folder.names if n.rpartition("/")[0] == above]
    else:
        folder = Source(source.path.parent, is_folder=True)
        names = [path.name for path in source.path.parent.iterdir() if path.is_file()]
    for name in sorted(names):
        other, _, other_ending = without_ending(name.rpartition("/")[2].lower()).rpartition(".")
        if dot and other_ending == ending and meaning_of(other) == wanted:
            return folder.child(name)
    return None
