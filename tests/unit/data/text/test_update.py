"""Changed text digits on their way back to where they came from."""

import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.text.changes import (
    BlockedFilesError,
    ChangedFilesError,
    FileChange,
    Kind,
    MissingSourceError,
)
from digitpad.data.text.codec import format_digit
from digitpad.data.text.update import kind_of, stream_changes, stream_same
from digitpad.errors import DatasetError

IMAGE = np.eye(28, dtype=np.uint8)


def save(
    source: Path, changes: dict[str, FileChange], *, overwrite: Sequence[str] = (), kind: Kind
) -> list[str]:
    """Save changes; the files that were written."""
    written: list[str] = []
    for share in stream_changes(source, kind, changes, written, overwrite):
        assert 0 <= share <= 1
    return written


@pytest.fixture(params=["folder", "zip"])
def source(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Path:
    """Twelve digits, 1.txt to more/and more/12.txt, and a file that is none, notes.txt."""
    (folder / "notes.txt").write_text("keep me")
    if request.param == "folder":
        return folder
    with zipfile.ZipFile(tmp_path / "digits.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"twelve digits"
        archive.mkdir("more")
        for file in sorted(folder.rglob("*.txt")):
            archive.write(file, str(file.relative_to(folder)))
        archive.mkdir("empty")
    return tmp_path / "digits.zip"


def contents(source: Path) -> dict[str, bytes]:
    """All files of a folder or zip."""
    if source.is_dir():
        return {str(p.relative_to(source)): p.read_bytes() for p in source.rglob("*.txt")}
    with zipfile.ZipFile(source) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def put(source: Path, name: str, content: bytes | None) -> None:
    """Change one file of a folder or zip, or remove it, as another program does."""
    if source.is_dir():
        (source / name).unlink(missing_ok=True)
        if content is not None:
            (source / name).write_bytes(content)
        return
    files = contents(source)
    with zipfile.ZipFile(source, "w") as archive:
        for other, old in {**files, name: content}.items():
            if old is not None:
                archive.writestr(other, old)


@pytest.fixture
def change(digits: DigitSet) -> Callable[[int, int | None], FileChange]:
    """The change of a digit, counted from 1 as the files are, to another label or None."""

    def make(number: int, after: int | None) -> FileChange:
        return FileChange(digits.images[number - 1], int(digits.labels[number - 1]), after)

    return make


Make = Callable[[int, int | None], FileChange]


def test_changes_and_nothing_else_are_written(source: Path, digits: DigitSet, change: Make) -> None:
    changes = {
        "2.txt": change(2, 9),
        "3.txt": change(3, None),
        "more/and more/12.txt": change(12, -1),
        "new.txt": FileChange(IMAGE, None, 4),
    }
    assert save(source, changes, kind=kind_of(source)) == list(changes)
    found = load_dataset(source)
    labels = dict(zip(found.names, found.labels.tolist(), strict=True))
    assert labels.pop("2.txt") == 9
    assert labels.pop("more/and more/12.txt") == -1
    assert labels.pop("new.txt") == 4
    assert "3.txt" not in labels
    assert list(labels.values()) == [0, 3, 4, 5, 6, 7, 8, 9, 0]
    assert (found.images[found.names.index("new.txt")] == IMAGE).all()
    assert (found.images[found.names.index("1.txt")] == digits.images[0]).all()
    assert [error.file for error in found.left_out] == ["notes.txt"]


def test_a_zip_keeps_its_comment_its_folders_and_its_order(
    source: Path, digits: DigitSet, change: Make
) -> None:
    if source.is_dir():
        pytest.skip("a folder has none")
    with zipfile.ZipFile(source) as archive:
        before = archive.namelist()
    assert "empty/" in before
    save(source, {"2.txt": change(2, 9), "3.txt": change(3, None)}, kind=Kind.ZIP)
    with zipfile.ZipFile(source) as archive:
        assert archive.namelist() == [name for name in before if name != "3.txt"]
        assert archive.comment == b"twelve digits"
        assert archive.getinfo("2.txt").external_attr >> 16 & 0o777 == 0o644
        assert archive.testzip() is None


def test_a_single_file_is_written_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "7.txt").write_bytes(format_digit(IMAGE, 7))
    assert kind_of(tmp_path / "7.txt") is Kind.FILE
    save(tmp_path / "7.txt", {"7.txt": FileChange(IMAGE, 7, 1)}, kind=Kind.FILE)
    assert (tmp_path / "7.txt").read_bytes() == format_digit(IMAGE, 1)


# Nothing but what was read is replaced

OTHER = format_digit(np.rot90(IMAGE).copy(), 2)


@pytest.mark.parametrize("after", [9, None], ids=["relabel", "delete"])
@pytest.mark.parametrize(
    "theirs",
    [format_digit(IMAGE, 2), OTHER, b"my diary", b"\0" * 99, b""],
    ids=["label", "image", "text", "binary", "empty"],
)
def test_what_another_program_changed_is_neither_replaced_nor_removed(
    source: Path, change: Make, theirs: bytes, after: int | None
) -> None:
    put(source, "2.txt", theirs)
    before = contents(source)
    changes = {"1.txt": change(1, 8), "2.txt": change(2, after)}
    with pytest.raises(ChangedFilesError, match=r"1 digit changed by another program") as raised:
        save(source, changes, kind=kind_of(source))
    assert raised.value.names == ["2.txt"]
    assert contents(source) == before
    assert not list(source.parent.rglob(".*"))
    save(source, changes, overwrite=raised.value.names, kind=kind_of(source))
    expected = {} if after is None else {"2.txt": format_digit(change(2, 0).image, after)}
    assert contents(source) == {
        **{name: content for name, content in before.items() if name != "2.txt"},
        **expected,
        "1.txt": format_digit(change(1, 0).image, 8),
    }


def test_a_file_with_the_same_stamps_and_another_digit_is_not_replaced(
    folder: Path, change: Make
) -> None:
    file = folder / "2.txt"
    status = file.stat()
    file.write_bytes(file.read_bytes()[:-1] + b"7")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(ChangedFilesError):
        save(folder, {"2.txt": change(2, 9)}, kind=Kind.FOLDER)


def test_a_file_that_was_deleted_or_came_back_meanwhile_is_told(source: Path, change: Make) -> None:
    put(source, "2.txt", None)
    with pytest.raises(ChangedFilesError, match=r"\(2\.txt\)"):
        save(source, {"2.txt": change(2, 9)}, kind=kind_of(source))
    assert "2.txt" not in contents(source)
    put(source, "2.txt", OTHER)
    with pytest.raises(ChangedFilesError):
        save(source, {"2.txt": FileChange(IMAGE, None, 4)}, kind=kind_of(source))
    assert contents(source)["2.txt"] == OTHER


def test_what_is_already_as_it_is_to_be_stands_against_nothing(source: Path, change: Make) -> None:
    put(source, "2.txt", format_digit(change(2, 0).image, 9))
    put(source, "3.txt", None)
    changes = {"1.txt": change(1, 8), "2.txt": change(2, 9), "3.txt": change(3, None)}
    assert save(source, changes, kind=kind_of(source)) == list(changes)
    assert "3.txt" not in contents(source)


def test_another_folder_of_the_same_name_is_left_alone(
    source: Path, change: Make, tmp_path: Path
) -> None:
    put(source, "2.txt", OTHER)
    theirs = contents(source)
    with pytest.raises(ChangedFilesError):
        save(source, {"2.txt": change(2, None), "3.txt": change(3, 1)}, kind=kind_of(source))
    assert contents(source) == theirs


# The source is what it was


@pytest.mark.parametrize("now", ["gone", "file", "zip", "folder", "damaged"])
def test_a_source_of_another_kind_is_left_alone_and_so_is_the_folder_above(
    source: Path, change: Make, now: str, tmp_path: Path
) -> None:
    kind = kind_of(source)
    (tmp_path / "1.txt").write_text("precious")
    (tmp_path / "2.txt").write_text("precious too")
    source.rename(tmp_path / "moved")
    if now == "file":
        source.write_bytes(format_digit(change(1, 0).image, 0))
    elif now == "damaged":
        source.write_bytes(b"PK\3\4 torn")
    elif now == "folder" and kind is not Kind.FOLDER:
        shutil.copytree(tmp_path / "digits", source)
    elif now == "zip" and kind is not Kind.ZIP:
        zipfile.ZipFile(source, "w").close()
    with pytest.raises(MissingSourceError):
        save(source, {"1.txt": change(1, 8), "2.txt": change(2, None)}, kind=kind)
    assert (tmp_path / "1.txt").read_text() == "precious"
    assert (tmp_path / "2.txt").read_text() == "precious too"


@pytest.fixture
def as_read(digits: DigitSet) -> dict[str, FileChange]:
    """The digits of the source as they were read."""
    names = [f"{'' if n < 9 else 'more/and more/'}{n}.txt" for n in range(1, 13)]
    rows = zip(names, digits.images, digits.labels.tolist(), strict=True)
    return {name: FileChange(image, label, label) for name, image, label in rows}


def test_a_source_that_was_moved_is_known_by_its_digits(
    source: Path, as_read: dict[str, FileChange]
) -> None:
    kind = kind_of(source)
    moved = source.rename(source.with_name("moved"))
    assert list(stream_same(moved, kind, as_read))[-1] == 1
    put(moved, "3.txt", None)
    put(moved, "4.txt", format_digit(IMAGE, 4))
    with pytest.raises(ChangedFilesError) as told:
        list(stream_same(moved, kind, as_read))
    assert told.value.names == ["3.txt", "4.txt"]


def test_a_source_of_another_kind_is_another(source: Path, as_read: dict[str, FileChange]) -> None:
    other = Kind.FILE if kind_of(source) is Kind.FOLDER else Kind.FOLDER
    with pytest.raises(MissingSourceError, match=f"expected the {other} it was"):
        list(stream_same(source, other, as_read))


def test_a_link_out_of_the_folder_is_not_followed(
    folder: Path, change: Make, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(format_digit(IMAGE, 1))
    (folder / "link.txt").symlink_to(outside)
    changes = {"1.txt": change(1, 8), "link.txt": FileChange(IMAGE, 1, 2)}
    before = contents(folder)
    with pytest.raises(DatasetError, match="a link that leads out of the folder"):
        save(folder, changes, kind=Kind.FOLDER)
    assert contents(folder) == before


@pytest.mark.parametrize("after", [9, None], ids=["relabel", "delete"])
def test_where_one_file_is_read_only_nothing_is_touched(
    folder: Path, change: Make, after: int | None
) -> None:
    (folder / "2.txt").chmod(0o444)
    before = contents(folder)
    with pytest.raises(DatasetError, match=r"^Cannot write .*2\.txt: the file is read-only$"):
        save(folder, {"1.txt": change(1, 8), "2.txt": change(2, after)}, kind=Kind.FOLDER)
    assert contents(folder) == before


def test_all_files_that_cannot_be_written_are_named(folder: Path, change: Make) -> None:
    (folder / "2.txt").chmod(0o444)
    (folder / "3.txt").chmod(0o444)
    changes = {f"{n}.txt": change(n, 9) for n in (1, 2, 3)}
    with pytest.raises(
        BlockedFilesError, match=r"2\.txt: the file is read-only \(and 1 other file\)$"
    ) as told:
        save(folder, changes, kind=Kind.FOLDER)
    assert told.value.reasons == dict.fromkeys(("2.txt", "3.txt"), "the file is read-only")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder_is_told(folder: Path, change: Make) -> None:
    folder.chmod(0o555)
    with pytest.raises(BlockedFilesError, match="its folder is read-only"):
        save(folder, {"1.txt": change(1, 8)}, kind=Kind.FOLDER)
    folder.chmod(0o755)


def test_a_file_that_turns_out_to_be_locked_is_told_with_its_name(
    folder: Path, change: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "2.txt":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(BlockedFilesError) as told:
        save(folder, {"1.txt": change(1, 8), "2.txt": change(2, 8)}, kind=Kind.FOLDER)
    assert told.value.reasons == {"2.txt": "permission denied"}


def test_a_read_only_zip_is_not_replaced(source: Path, change: Make) -> None:
    if source.is_dir():
        pytest.skip("of zips")
    source.chmod(0o444)
    before = source.read_bytes()
    with pytest.raises(DatasetError, match=r"^Cannot write .*digits\.zip: the file is read-only$"):
        save(source, {"1.txt": change(1, 8)}, kind=Kind.ZIP)
    assert source.read_bytes() == before


def test_private_files_stay_private(source: Path, change: Make) -> None:
    target = source / "1.txt" if source.is_dir() else source
    target.chmod(0o600)
    save(source, {"1.txt": change(1, 8)}, kind=kind_of(source))
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_save_that_fails_half_way_tells_what_is_written(
    folder: Path, change: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(image: object, label: int) -> bytes:
        if label == 6:
            raise OSError(28, "No space left on device")
        return format_digit(IMAGE, label)

    monkeypatch.setattr("digitpad.data.text.update.format_digit", full)
    changes = {"4.txt": change(4, 8), "5.txt": change(5, 6), "6.txt": change(6, 8)}
    written: list[str] = []
    with pytest.raises(DatasetError, match=r"^Cannot write .*5\.txt: no space left"):
        list(stream_changes(folder, Kind.FOLDER, changes, written))
    assert written == ["4.txt"]
    assert (folder / "4.txt").read_bytes() == format_digit(IMAGE, 8)
    assert not list(folder.glob(".*"))


def test_a_file_that_changes_while_others_are_saved_is_left_alone(
    folder: Path, change: Make
) -> None:
    written: list[str] = []
    changes = {"1.txt": change(1, 8), "2.txt": change(2, 8)}
    shares = stream_changes(folder, Kind.FOLDER, changes, written)
    while not written:
        next(shares)
    (folder / "2.txt").write_bytes(OTHER)
    with pytest.raises(ChangedFilesError):
        list(shares)
    assert written == ["1.txt"]
    assert (folder / "2.txt").read_bytes() == OTHER


def test_a_zip_that_changes_while_it_is_saved_is_left_alone(source: Path, change: Make) -> None:
    if source.is_dir():
        pytest.skip("of zips")
    shares = stream_changes(source, Kind.ZIP, {"1.txt": change(1, 8)})
    next(shares)
    other = Path(shutil.copy(source, source.with_name("other.zip")))
    put(other, "5.txt", OTHER)
    other.replace(source)
    theirs = source.read_bytes()
    with pytest.raises(DatasetError, match="another program changed this zip during the save"):
        list(shares)
    assert source.read_bytes() == theirs
