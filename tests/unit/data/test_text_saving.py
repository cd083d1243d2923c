"""Changed text digits on their way back to where they came from."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.text_saving import Change, stream_changes
from digitpad.data.textfiles import format_digit
from digitpad.errors import DatasetError

IMAGE = np.eye(28, dtype=np.uint8)


def save(source: Path, **changes: Change) -> None:
    """Save changes; two underscores in a name stand for a point."""
    for share in stream_changes(source, {n.replace("__", "."): c for n, c in changes.items()}):
        assert 0 <= share <= 1


@pytest.fixture(params=["folder", "zip"])
def source(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Path:
    """Twelve digits, 1.txt to more/and more/12.txt, and a file that is none, notes.txt."""
    (folder / "notes.txt").write_text("keep me")
    if request.param == "folder":
        return folder
    with zipfile.ZipFile(tmp_path / "digits.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("more")
        for file in folder.rglob("*.txt"):
            archive.write(file, str(file.relative_to(folder)))
    return tmp_path / "digits.zip"


def test_changes_and_nothing_else_are_written(source: Path, digits: DigitSet) -> None:
    changes: dict[str, Change] = {
        "2.txt": (IMAGE, 9, None),
        "3.txt": None,
        "more/and more/12.txt": (IMAGE, -1, None),
        "new.txt": (IMAGE, 4, None),
    }
    list(stream_changes(source, changes))
    found = load_dataset(source)
    labels = dict(zip(found.names, found.labels.tolist(), strict=True))
    assert labels.pop("2.txt") == 9
    assert labels.pop("more/and more/12.txt") == -1
    assert labels.pop("new.txt") == 4
    assert "3.txt" not in labels
    assert list(labels.values()) == [0, 3, 4, 5, 6, 7, 8, 9, 0]
    assert (found.images[found.names.index("2.txt")] == IMAGE).all()
    assert (found.images[found.names.index("1.txt")] == digits.images[0]).all()
    assert [error.file for error in found.left_out] == ["notes.txt"]


def test_a_single_file_is_written_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "7.txt").write_bytes(format_digit(IMAGE, 7))
    save(tmp_path / "7.txt", **{"7__txt": (IMAGE, 1, None)})
    assert (tmp_path / "7.txt").read_bytes() == format_digit(IMAGE, 1)


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(format_digit(IMAGE, 1))
    (folder / "link.txt").symlink_to(outside)
    with pytest.raises(DatasetError, match="found a link that leads out of the folder"):
        save(folder, link__txt=(IMAGE, 2, None))
    assert outside.read_bytes() == format_digit(IMAGE, 1)


def test_a_save_that_fails_keeps_every_file_whole(folder: Path) -> None:
    (folder / "5.txt").unlink()
    (folder / "5.txt").mkdir()
    (folder / "5.txt" / "in the way").touch()
    with pytest.raises(DatasetError, match=r"5\.txt: found .*, expected a place to write to"):
        save(folder, **{"4__txt": (IMAGE, 8, None), "5__txt": (IMAGE, 8, None)})
    assert (folder / "4.txt").read_bytes() == format_digit(IMAGE, 8)
    assert not list(folder.glob(".*"))


def test_a_zip_whose_other_files_cannot_be_kept_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.txt", format_digit(IMAGE, 1))
        archive.writestr("locked.txt", b"secret")
        archive.filelist[1].flag_bits |= 1
    before = path.read_bytes()
    with pytest.raises(DatasetError, match=r"a\.zip, locked\.txt: found .* cannot be kept"):
        save(path, **{"1__txt": (IMAGE, 8, None)})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_bomb_beside_the_digits_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text_saving.LARGEST", 1 << 20)
    path = tmp_path / "a.zip"
    write_dataset(DigitSet("one", IMAGE[None], np.array([1], np.int8), names=["1.txt"]), path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", bytes(5 << 20))
    with pytest.raises(DatasetError, match=r"bomb\.txt: found .*more than 1,048,576 bytes"):
        save(path, **{"1__txt": (IMAGE, 8, None)})


def test_a_save_that_was_given_up_leaves_the_zip_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_dataset(DigitSet("one", IMAGE[None], np.array([1], np.int8), names=["1.txt"]), path)
    before = path.read_bytes()
    shares = stream_changes(path, {"1.txt": (IMAGE, 8, None)})
    next(shares)
    shares.close()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
