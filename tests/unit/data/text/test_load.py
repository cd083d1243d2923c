import os
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import load_dataset, stream_dataset, write_dataset
from digitpad.data.text.codec import format_digit
from digitpad.errors import DatasetError

Watch = Callable[[int], AbstractContextManager[None]]

GOOD = format_digit(np.zeros((28, 28), np.uint8), 4)


def left_out(digits: DigitSet) -> str:
    """What a user reads in the list of what was left out."""
    return "\n".join(map(str, digits.left_out))


def zipped(path: Path, **files: bytes) -> Path:
    """A zip with some files; two underscores in a name stand for a point."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return path


# Folders


def test_a_folder_is_read_at_any_depth_in_natural_order(folder: Path, digits: DigitSet) -> None:
    found = load_dataset(folder)
    assert list(found.names[:8]) == [f"{number}.txt" for number in range(1, 9)]
    assert list(found.names[8:]) == [f"more/and more/{number}.txt" for number in range(9, 13)]
    assert (found.images == digits.images).all()
    assert (found.labels == digits.labels).all()
    assert found.name == "digits"
    assert not found.left_out


def test_the_first_digits_come_before_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 3)
    for number in range(10):
        (tmp_path / f"{number}.txt").write_bytes(GOOD)
    chunks = stream_dataset(tmp_path)
    first = next(chunks)
    assert (len(first.digits), first.done, first.total) == (3, 3, 10)
    (tmp_path / "8.txt").write_bytes(b"")
    rest = list(chunks)
    assert [chunk.done for chunk in rest] == [6, 9, 10]
    assert [len(chunk.digits) for chunk in rest] == [3, 2, 1]


def test_reading_can_be_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 3)
    chunks = stream_dataset(folder)
    next(chunks)
    chunks.close()
    assert len(load_dataset(folder)) == 12


def test_what_is_no_digit_is_left_out_and_the_rest_opens(folder: Path, digits: DigitSet) -> None:
    row = b"0\t" * 28 + b"\n"
    bad = {
        "rows.txt": row * 27,
        "columns.txt": row * 2 + b"0\t" * 27 + b"\n" + row * 25 + b"5",
        "large.txt": row * 9 + b"0\t" * 27 + b"256\t\n" + row * 18 + b"5",
        "letters.txt": b"a\tb\n",
        "labels.txt": row * 28 + b"5\n6",
        "empty.txt": b"",
        "binary.txt": bytes(range(256)),
        "more/inside.txt": b"?",
        "README.md": b"# Digits\n",
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "1.txt").write_bytes(GOOD)
    found = load_dataset(folder)
    assert (found.images == digits.images).all()
    assert set(left_out(found).split("\n")) == {
        "rows.txt: expected 28 lines of 28 values and a line with the label, found 27 lines",
        "columns.txt, line 3: expected 28 values, found 27",
        'large.txt, line 10: expected whole numbers 0 to 255, found "256"',
        'letters.txt, line 1: expected whole numbers 0 to 255, found "a"',
        'labels.txt, line 30: expected nothing after the label, found "6"',
        "empty.txt: empty file",
        "binary.txt: expected 28 lines of 28 values and a line with the label, found binary data",
        'more/inside.txt, line 1: expected whole numbers 0 to 255, found "?"',
        'README.md, line 1: expected whole numbers 0 to 255, found "#"',
        "folder.txt: expected a text digit, found a folder",
    }
    assert len(found.left_out) == 10


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_what_the_system_does_not_let_us_read_is_left_out(folder: Path) -> None:
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "pipe.txt")
    found = load_dataset(folder)
    assert len(found) == 12
    assert "circle.txt: cannot be read (Too many levels" in left_out(found)
    assert "nowhere.txt: no such file" in left_out(found)
    assert "up: expected a text digit, found a folder" in left_out(found)
    assert "pipe.txt: expected a text digit, found a special file" in left_out(found)
    assert len(found.left_out) == 4


def test_what_systems_put_into_folders_is_passed_over(folder: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", ".git/config", "__MACOSX/1.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\0")
    assert not load_dataset(folder).left_out


def test_a_file_of_two_gigabytes_costs_no_memory(folder: Path, at_most: Watch) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(2 << 30)
    with at_most(1 << 20):
        found = load_dataset(folder)
    assert left_out(found) == "huge.txt: too large for one digit (more than 65,536 bytes)"


def test_digits_with_and_without_label_in_one_folder(folder: Path) -> None:
    (folder / "2.txt").write_bytes(GOOD[:-1])
    labels = load_dataset(folder).labels.tolist()
    assert labels == [0, UNLABELLED, *range(2, 10), 0, 1]


def test_very_long_numbers_in_names_are_sorted(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"9" * 5000 + "__txt": GOOD, "1__txt": GOOD})
    assert load_dataset(path).names[0] == "1.txt"


def test_numbers_in_names_are_sorted_by_their_value(tmp_path: Path) -> None:
    names = ["2", "010", "a", "a1", "a2b3", "a2b10", "a10", "a-", "b"]
    path = zipped(tmp_path / "a.zip", **dict.fromkeys(reversed(names), GOOD))
    assert list(load_dataset(path).names) == names


@pytest.mark.parametrize("name", ["empty", "empty.txt"])
def test_a_folder_with_nothing_in_it_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(DatasetError, match=f"{name}: no digits$"):
        load_dataset(tmp_path / name)


def test_a_folder_without_a_good_file_says_why(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"x")
    with pytest.raises(
        DatasetError, match=r"no digits that can be read \(1\.txt, line 1: expected"
    ):
        load_dataset(tmp_path)


# Zips


def test_a_zip_is_read_like_the_folder(tmp_path: Path, folder: Path, digits: DigitSet) -> None:
    path = tmp_path / "digits.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(tmp_path))
        archive.writestr("__MACOSX/digits/._1.txt", b"\0")
    found = load_dataset(path)
    assert (found.images == digits.images).all()
    assert (found.labels == digits.labels).all()
    assert found.names[0] == "digits/1.txt"
    assert found.names[-1] == "digits/more/and more/12.txt"
    assert found.name == "digits.zip"
    assert not found.left_out
    assert {file.name for file in tmp_path.iterdir()} == {"digits", "digits.zip"}


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/x.txt", "a/../../x.txt", "..\\x.txt", "C:/x.txt"]
)
def test_a_path_that_leads_out_of_a_zip_is_left_out(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", **{"1__txt": GOOD})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, GOOD)
    found = load_dataset(path)
    assert list(found.names) == ["1.txt"]
    assert left_out(found) == (f"{name}: its path leads out of the archive")


@pytest.mark.parametrize("claim", [0, 10, len(GOOD) + 100, 1 << 40])
def test_a_zip_that_lies_about_sizes(tmp_path: Path, claim: int, at_most: Watch) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good.txt", GOOD)
        archive.writestr("liar.txt", GOOD)
        archive.filelist[1].file_size = claim
    with at_most(2 << 20):
        found = load_dataset(path)
    # Where the content is whole in spite of the claim, it may be read.
    assert "good.txt" in found.names
    assert (found.images == 0).all()
    assert len(found) + len(found.left_out) == 2
    if claim < len(GOOD):
        assert left_out(found).startswith("liar.txt: ")


def test_a_bomb_in_a_zip_costs_no_memory(tmp_path: Path, at_most: Watch) -> None:
    path = zipped(tmp_path / "a.zip", good__txt=GOOD, bomb__txt=bytes(50 << 20))
    with at_most(2 << 20):
        found = load_dataset(path)
    assert left_out(found) == "bomb.txt: too large for one digit (more than 65,536 bytes)"


def test_a_damaged_file_in_a_zip_is_left_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", good__txt=GOOD, bad__txt=GOOD)
    content = bytearray(path.read_bytes())
    place = content.index(b"bad.txt") + len("bad.txt")
    content[place + 5] ^= 0xFF
    path.write_bytes(content)
    found = load_dataset(path)
    assert list(found.names) == ["good.txt"]
    assert left_out(found).startswith("bad.txt: damaged or incomplete")


def test_locked_and_oddly_packed_files_in_a_zip_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.txt", GOOD)
        archive.writestr("locked.txt", GOOD)
        archive.writestr("odd.txt", GOOD, zipfile.ZIP_LZMA)
        archive.filelist[1].flag_bits |= 1
    found = load_dataset(path)
    assert list(found.names) == ["good.txt"]
    assert "locked.txt: password-protected" in left_out(found)
    assert "odd.txt: unsupported compression (only deflate)" in left_out(found)


@pytest.mark.parametrize("keep", [4, 60, -30])
def test_a_zip_that_was_cut_off_is_an_error(tmp_path: Path, keep: int) -> None:
    path = zipped(tmp_path / "a.zip", good__txt=GOOD)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DatasetError, match=r"a\.zip: damaged or incomplete"):
        load_dataset(path)


def test_an_empty_zip_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"a\.zip: no digits"):
        load_dataset(zipped(tmp_path / "a.zip"))


# Writing


@pytest.fixture(params=["folder", "set.zip"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where text digits can be written to, in a folder of its own."""
    place = tmp_path / "place"
    place.mkdir()
    return place / str(request.param)


def test_names_and_folders_are_kept(
    folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.export.CHUNK_SIZE", 3)
    found = load_dataset(folder)
    steps: list[tuple[int, int]] = []
    write_dataset(found, target, lambda done, total: steps.append((done, total)))
    assert list(load_dataset(target).names) == list(found.names)
    assert steps == [(0, 12), (3, 12), (6, 12), (9, 12)]


def test_files_are_byte_for_byte_the_tutorials(folder: Path, tmp_path: Path) -> None:
    write_dataset(load_dataset(folder), tmp_path / "copy")
    for file in folder.rglob("*.txt"):
        assert (tmp_path / "copy" / file.relative_to(folder)).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:evil.txt", "a\0.txt", ".x"],
)
def test_nothing_is_written_outside_the_chosen_folder(target: Path, name: str) -> None:
    image = np.zeros((2, 28, 28), np.uint8)
    digits = DigitSet("evil", image, np.zeros(2, np.int8), names=["good.txt", name])
    write_dataset(digits, target)
    assert list(target.parent.iterdir()) == [target]
    assert list(load_dataset(target).names) == ["00001.txt", "00002.txt"]


def test_two_digits_of_one_name_are_both_written(target: Path) -> None:
    image = np.zeros((2, 28, 28), np.uint8)
    digits = DigitSet("twins", image, np.zeros(2, np.int8), names=["a.txt", "A.txt"])
    write_dataset(digits, target)
    assert len(load_dataset(target)) == 2


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path, digits: DigitSet) -> None:
    (tmp_path / "diary").mkdir()
    (tmp_path / "diary" / "today.md").touch()
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match="diary: folder not empty"):
        write_dataset(digits, tmp_path / "diary")
    with pytest.raises(
        DatasetError, match="file: already exists, and is a file; choose a new or empty folder"
    ):
        write_dataset(digits, tmp_path / "file")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["diary", "file", "today.md"]


def test_an_empty_folder_is_filled(tmp_path: Path, digits: DigitSet) -> None:
    (tmp_path / "empty").mkdir()
    write_dataset(digits, tmp_path / "empty")
    assert (load_dataset(tmp_path / "empty").images == digits.images).all()


def test_of_many_names_that_lead_out_the_first_are_kept_and_the_others_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.load.MAX_ERRORS", 3)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for number in range(5):
            archive.writestr(f"../{number}.txt", "x")
        archive.writestr("bad.txt", "x")
        archive.writestr("good.txt", format_digit(np.zeros((28, 28), np.uint8), 3))
    found = load_dataset(tmp_path / "x.zip")
    assert len(found) == 1
    assert [error.file for error in found.left_out] == [f"../{number}.txt" for number in range(3)]
    assert found.left_out_more == 3
