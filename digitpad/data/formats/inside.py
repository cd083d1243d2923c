"""Datasets in a folder or zip beside other files, such as Kaggle's train.csv and test.csv."""

from collections.abc import Iterator

from digitpad.data.digitset import Chunk
from digitpad.data.formats.array_files import meaning_of
from digitpad.data.formats.base import Form, ReadOptions, Source, several_sets
from digitpad.data.text.load import IGNORED_NAMES
from digitpad.errors import DatasetError
from digitpad.files.compression import without_ending

ENDINGS = (".csv", ".tsv", ".arff", ".data", ".npz", ".npy", ".tra", ".tes", ".svm", ".libsvm")
"""How files are called that hold a whole set; ``.gz`` or the like may follow."""

MAX_FILES = 50
"""Files that are looked into."""


class Inside(Form):
    """One set, or both halves of one, each in a file."""

    name = ""
    order = 80

    def sniff(self, source: Source) -> bool:
        return bool((source.is_folder or source.is_zip) and _sets(source))

    def halves(self, source: Source) -> tuple[str, ...]:
        sets = _sets(source)
        if len(sets) == 1:
            form, child = sets[0]
            return form.halves(child)
        return ("train", "test") if _by_half(sets) else ()

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        sets = _sets(source)
        halves = _by_half(sets)
        if len(sets) > 1 and not halves:
            names = [child.member or str(child.path.relative_to(source.path)) for _, child in sets]
            raise several_sets(source, len(sets), names)
        form, child = halves[options.half] if halves else sets[0]
        return form.stream(child, options)


def _sets(source: Source) -> list[tuple[Form, Source]]:
    """The files that hold a set, each with its form; labels that belong to images are none."""
    from digitpad.data.formats.registry import forms

    names = sorted(name for name in source.names if _is_candidate(name))
    found = []
    for name in names[:MAX_FILES]:
        try:
            child = source.child(name)
            form = next((f for f in forms() if f.order < Inside.order and f.sniff(child)), None)
        except DatasetError:
            continue
        if form and form.name:
            found.append((form, child))
    return found


def _is_candidate(name: str) -> bool:
    """Whether a file may hold a set, by its name."""
    if not without_ending(name.lower()).endswith(ENDINGS):
        return False
    if any(part.startswith(".") or part in IGNORED_NAMES for part in name.split("/")):
        return False
    stem = name.rpartition("/")[2].partition(".")[0]
    is_array = ".np" in name.lower()
    return not (is_array and meaning_of(stem).kind == "labels")


def _by_half(sets: list[tuple[Form, Source]]) -> dict[str, tuple[Form, Source]]:
    """Two sets by the halves that their names tell; nothing where they do not."""
    halves = {meaning_of(_stem(child)).half: (form, child) for form, child in sets}
    return halves if len(sets) == 2 and halves.keys() == {"train", "test"} else {}


def _stem(source: Source) -> str:
    """The name by which a file tells its half; UCI ends them in .tra and .tes."""
    return source.file_name.replace(".tra", ".train").replace(".tes", ".test")


FORM = Inside()
