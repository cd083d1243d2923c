"""Changes that were not saved, on the disk and made again."""

import json
import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet, concatenate
from digitpad.data.editable_set import GONE, EditableSet
from digitpad.data.formats import ReadOptions
from digitpad.data.plausibility import transposed
from digitpad.data.unsaved_changes import (
    FORMAT,
    DamagedError,
    Unsaved,
    add_gone,
    new_unsaved_file,
    read_unsaved,
    redone,
    unsaved_files,
    unsaved_in,
    write_unsaved,
)
from digitpad.errors import DatasetError

STRANGE = b"caf\xe9 \n.txt".decode(errors="surrogateescape")
"""A name of bytes that are no UTF-8."""


def make(digits: DigitSet, with_names: bool = True) -> EditableSet:
    """A collection as it is read from the disk."""
    collection = EditableSet("set")
    collection.path = "/a/" + b"\xff".decode(errors="surrogateescape")
    names = [STRANGE, *(f"{n}.txt" for n in range(2, 13))] if with_names else ()
    collection.append(DigitSet("set", digits.images, digits.labels, names=names))
    return collection


@pytest.fixture(params=[True, False], ids=["names", "numbers"])
def collection(request: pytest.FixtureRequest, digits: DigitSet) -> EditableSet:
    """Twelve digits; three have another label now, one of them none, and two are deleted."""
    collection = make(digits, request.param)
    collection.relabel(np.array([0, 3]), 9)
    collection.relabel(np.array([5]), UNLABELLED)
    collection.delete(np.array([1, 11]))
    return collection


def kept(collection: EditableSet) -> Unsaved:
    """The changes after they were written and read."""
    file = new_unsaved_file()
    write_unsaved(unsaved_in(collection), file)
    assert list(unsaved_files()) == [file]
    return read_unsaved(file)


def make_again(
    unsaved: Unsaved, collection: EditableSet, *, in_conflicts: bool = False
) -> list[str]:
    """Make changes again; those that were left out."""
    found = redone(unsaved, collection.frozen(), in_conflicts=in_conflicts)
    add_gone(collection, found.gone)
    collection.relabel(found.numbers, found.labels)
    collection.delete(found.numbers, found.deleted)
    return found.left_out + found.conflicts


def test_changes_are_made_again(collection: EditableSet, digits: DigitSet) -> None:
    unsaved = kept(collection)
    assert unsaved.path == collection.path
    again = make(digits, collection.has_files)
    assert not make_again(unsaved, again)
    assert again.labels.tolist() == collection.labels.tolist()
    assert again.deleted.tolist() == collection.deleted.tolist()
    assert again.changed().tolist() == [0, 1, 3, 5, 11]


def test_no_changes_leave_no_file(collection: EditableSet) -> None:
    file = new_unsaved_file()
    write_unsaved(unsaved_in(collection), file)
    collection.revert(collection.changed())
    write_unsaved(unsaved_in(collection), file)
    assert not list(unsaved_files())
    with pytest.raises(DatasetError, match="no such file"):
        read_unsaved(file)


def test_digits_that_others_changed_are_left_out(digits: DigitSet) -> None:
    collection = make(digits)
    collection.relabel(np.array([0, 3, 5]), 9)
    collection.delete(np.array([6, 7]))
    unsaved = kept(collection)
    labels = digits.labels.copy()
    labels[3], labels[5] = 8, 9  # Number 5 has been saved already.
    names = [STRANGE, *(f"{n}.txt" for n in range(2, 13) if n != 7)]
    rows = np.array([n for n in range(12) if n != 6])
    again = EditableSet("set")
    again.append(DigitSet("set", digits.images[rows], labels[rows], names=names))
    assert make_again(unsaved, again) == ["4.txt"]
    assert [again.name_of(number) for number in again.changed()] == [STRANGE, "8.txt"]


def test_a_digit_that_was_to_come_back_comes_back(digits: DigitSet) -> None:
    collection = make(digits)
    number = np.array([4])
    collection.delete(number)
    collection.mark_saved(number, collection.labels[number], np.array([True]))
    collection.delete(number, False)
    unsaved = kept(collection)
    again = EditableSet("set")
    rows = np.array([n for n in range(12) if n != 4])
    names = [collection.name_of(int(n)) for n in rows]
    again.append(DigitSet("set", digits.images[rows], digits.labels[rows], names=names))
    assert not make_again(unsaved, again)
    ((name, change),) = again.changes().items()
    assert (name, change.before, change.after) == ("5.txt", None, 4)
    assert (change.image == digits.images[4]).all()


def test_many_digits_that_were_to_come_back_come_back_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = 500
    images = np.zeros((count, 28, 28), np.uint8)
    names = [f"{n}.txt" for n in range(count)]
    unsaved = Unsaved(
        "/a", count, list(names), [GONE] * count, [3] * count, dict(zip(names, images, strict=True))
    )
    again = EditableSet("set")
    appended = []
    append = EditableSet.append

    def note(self: EditableSet, more: DigitSet) -> None:
        appended.append(len(more))
        append(self, more)

    monkeypatch.setattr(EditableSet, "append", note)
    assert not make_again(unsaved, again)
    assert appended == [count]
    assert again.labels.tolist() == [3] * count
    assert len(again.changes()) == count


def test_a_digit_whose_image_was_changed_since_is_left_out(
    collection: EditableSet, digits: DigitSet
) -> None:
    unsaved = kept(collection)
    digits.images[3, 5, 5] ^= 255  # Relabelled.
    digits.images[11, 5, 5] ^= 255  # Deleted.
    digits.images[4, 5, 5] ^= 255  # Not changed here.
    again = make(digits, collection.has_files)
    three, eleven = ("4.txt", "12.txt") if collection.has_files else ("3", "11")
    assert make_again(unsaved, again) == [three, eleven]
    assert again.changed().tolist() == [0, 1, 5]
    assert make_again(unsaved, again, in_conflicts=True) == []
    assert again.changed().tolist() == [0, 1, 3, 5, 11]
    assert again.labels[3] == 9
    assert (again.image(3) == digits.images[3]).all()


def test_changes_of_the_first_format_are_read(collection: EditableSet, digits: DigitSet) -> None:
    file = new_unsaved_file()
    write_unsaved(unsaved_in(collection), file)
    record = json.loads(file.read_text())
    del record["checksums"]
    file.write_text(json.dumps({**record, "format": "digitpad unsaved 1"}))
    again = make(digits, collection.has_files)
    assert not make_again(read_unsaved(file), again)
    assert again.changed().tolist() == [0, 1, 3, 5, 11]


def test_how_the_set_was_read_is_kept(collection: EditableSet) -> None:
    collection.options = ReadOptions("test", "digit", file="/b/" + STRANGE)
    unsaved = kept(collection)
    assert unsaved.options == collection.options
    assert unsaved.is_of(collection)
    collection.options = replace(collection.options, half="train")
    assert not unsaved.is_of(collection)


def test_the_second_format_does_not_tell_how_the_set_was_read(collection: EditableSet) -> None:
    file = new_unsaved_file()
    write_unsaved(unsaved_in(collection), file)
    record = json.loads(file.read_text())
    del record["options"]
    file.write_text(json.dumps({**record, "format": "digitpad unsaved 2"}))
    unsaved = read_unsaved(file)
    assert unsaved.options is None
    collection.options = ReadOptions("test")
    assert unsaved.is_of(collection)


WRONG_OPTIONS: dict[str, list[object]] = {
    "half": ["other", None, 1, ["test"], {}],
    "label_column": [1, True, ["a"], {}],
    "file": [None, 1, ["a"], {}],
    **{name: [1, None] for name in ("transpose", "invert", "scale")},
    "more": [1],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG_OPTIONS.items() for value in values]
)
def test_options_of_a_wrong_type_are_damage(
    collection: EditableSet, name: str, value: object
) -> None:
    file = new_unsaved_file()
    write_unsaved(unsaved_in(collection), file)
    record = json.loads(file.read_text())
    for options in ({**record["options"], name: value}, [name], name, 1, [], False):
        file.write_text(json.dumps({**record, "options": options}))
        with pytest.raises(DamagedError):
            read_unsaved(file)


def test_changes_are_those_of_the_digits_on_the_disk(
    collection: EditableSet, digits: DigitSet
) -> None:
    before = vars(unsaved_in(collection))
    shown = collection.sets
    collection.show_images([transposed(concatenate(shown))], is_as_read=False)
    assert vars(unsaved_in(collection)) == before
    assert not make_again(kept(collection), make(digits, collection.has_files))
    collection.show_images(shown, is_as_read=True)
    assert vars(unsaved_in(collection)) == before


def test_changes_made_before_the_set_was_whole_are_made_again(digits: DigitSet) -> None:
    collection = make(digits.select(np.arange(5)), with_names=False)
    collection.relabel(np.array([3]), 9)
    again = make(digits, with_names=False)
    assert not make_again(kept(collection), again)
    assert again.changed().tolist() == [3]


def test_numbers_of_fewer_digits_are_left_out(digits: DigitSet) -> None:
    collection = make(digits, with_names=False)
    collection.relabel(np.array([3]), 9)
    unsaved = kept(collection)
    collection = make(digits.select(np.arange(11)), with_names=False)
    assert make_again(unsaved, collection) == ["3"]


def test_a_damaged_file_is_told_from_one_that_is_not_ours(collection: EditableSet) -> None:
    file = new_unsaved_file()
    write_unsaved(unsaved_in(collection), file)
    whole = file.read_bytes()
    rng = random.Random(3)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(rng.randint(1, 3)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        file.write_bytes(damaged[: rng.choice([len(damaged), rng.randrange(len(damaged))])])
        with suppress(DatasetError):
            redone(read_unsaved(file), make(collection.sets[0], collection.has_files))
    for text in ("[]", "[" * 100_000, json.dumps({"edits": [[{}, 1, 1]]}), whole[:-9].decode()):
        file.write_text(text)
        with pytest.raises(DamagedError):
            read_unsaved(file)


def test_what_cannot_be_read_now_is_not_called_damaged(
    collection: EditableSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_unsaved_file()
    write_unsaved(unsaved_in(collection), file)
    whole = file.read_text()
    file.write_text(whole.replace(FORMAT, "digitpad unsaved 99"))
    with pytest.raises(DatasetError, match="another version") as other:
        read_unsaved(file)
    file.write_text(whole)
    monkeypatch.setattr("digitpad.data.unsaved_changes.MAX_FILE_BYTES", len(whole) - 1)
    with pytest.raises(DatasetError, match="more than") as large:
        read_unsaved(file)
    file.unlink()
    file.mkdir()  # Opening a folder is an error of the system.
    with pytest.raises(DatasetError, match="cannot be read") as kept_from_us:
        read_unsaved(file)
    assert {other.type, large.type, kept_from_us.type} == {DatasetError}


def test_a_snapshot_stays_as_it_is(collection: EditableSet, digits: DigitSet) -> None:
    frozen = collection.frozen()
    before = vars(unsaved_in(frozen))
    collection.append(
        DigitSet("more", digits.images, digits.labels, names=collection.sets[0].names)
    )
    collection.revert(collection.changed())
    assert len(frozen) == 12
    assert vars(unsaved_in(frozen)) == before


def test_the_folder_is_that_of_the_users_data(home: Path) -> None:
    assert new_unsaved_file().parent == home / "data" / "unsaved"
