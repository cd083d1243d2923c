import os
import pickle
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats import load_dataset, stream_dataset, write_dataset
from digitpad.data.text.cache import stream
from digitpad.data.text.cache_file import FORMAT, HEAD, CacheFile, checksum, image_sum
from digitpad.data.text.codec import format_digit, parse_digits
from digitpad.data.text.load import natural
from digitpad.errors import DatasetError

SEVEN = format_digit(np.full((28, 28), 77, np.uint8), 7)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the cache."""
    monkeypatch.setenv("DIGITPAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the digits that are read from their own files."""
    names: list[str] = []

    def parse(name: str, texts: dict[str, bytes]) -> DigitSet:
        names.extend(texts)
        return parse_digits(name, texts)

    monkeypatch.setattr("digitpad.data.formats.text.parse_any", parse)
    return names


@pytest.fixture(params=["folder", "zip"])
def source(request: pytest.FixtureRequest, folder: Path) -> Path:
    """The twelve digits and a file that is none, in either form that is kept in the cache."""
    (folder / "bad.txt").write_bytes(b"0\t" * 27)
    if request.param == "folder":
        return folder
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder))
    return folder.with_suffix(".zip")


def test_a_set_is_read_only_once(source: Path, cache: Path, reads: list[str]) -> None:
    first = load_dataset(source)
    assert len(reads) == 13
    again = load_dataset(source)
    assert len(reads) == 13
    assert (again.images == first.images).all()
    assert (again.labels == first.labels).all()
    assert list(again.names) == list(first.names)
    assert again.name == first.name
    assert list(map(str, again.left_out)) == list(map(str, first.left_out))
    assert again.left_out[0].where == "line 1"


@pytest.mark.parametrize("first_in_passing", [True, False])
def test_a_set_in_passing_is_the_same(
    source: Path,
    cache: Path,
    reads: list[str],
    first_in_passing: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether it is kept or read from the cache so."""
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 5)
    monkeypatch.setattr("digitpad.data.text.cache_file.BATCH_SIZE", 5)
    in_parts = [in_passing(source)] if first_in_passing else []
    whole = load_dataset(source)
    images, labels, left_out = whole.images.tolist(), whole.labels.tolist(), whole.left_out
    del whole  # What is in memory is not read from the cache.
    in_parts.append(in_passing(source))
    assert len(reads) == 13
    for chunks in in_parts:
        parts = [chunk.digits for chunk in chunks]
        assert max(map(len, parts)) == 5
        assert chunks[-1].done == chunks[-1].total
        assert [image for part in parts for image in part.images.tolist()] == images
        assert [label for part in parts for label in part.labels.tolist()] == labels
        assert [name for part in parts for name in part.names] == [
            name for name in sorted(reads, key=natural) if not name.endswith("bad.txt")
        ]
        assert [str(error) for part in parts for error in part.left_out] == list(map(str, left_out))


def in_passing(source: Path) -> list[Chunk]:
    return list(stream_dataset(source, in_passing=True))


def _edit(folder: Path) -> None:
    (folder / "3.txt").write_bytes(SEVEN)


def _edit_in_secret(folder: Path) -> None:
    """Change one value; size and time are what they were."""
    path = folder / "more" / "and more" / "12.txt"
    times = path.stat()
    text = path.read_bytes()
    path.write_bytes(text[:-1] + b"9")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _add(folder: Path) -> None:
    (folder / "more" / "13.txt").write_bytes(SEVEN)


def _delete(folder: Path) -> None:
    (folder / "3.txt").unlink()


def _rename(folder: Path) -> None:
    (folder / "3.txt").rename(folder / "33.txt")


def _swap(folder: Path) -> None:
    (folder / "3.txt").rename(folder / "x")
    (folder / "4.txt").rename(folder / "3.txt")
    (folder / "x").rename(folder / "4.txt")


def _add_what_is_no_file(folder: Path) -> None:
    (folder / "folder.txt").mkdir()


@pytest.mark.parametrize(
    "change", [_edit, _edit_in_secret, _add, _delete, _rename, _swap, _add_what_is_no_file]
)
def test_any_change_of_the_files_is_noticed(
    folder: Path, tmp_path: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_dataset(folder)
    change(folder)
    found = load_dataset(folder)
    monkeypatch.setenv("DIGITPAD_CACHE", str(tmp_path / "another"))
    fresh = load_dataset(folder)
    assert list(found.names) == list(fresh.names)
    assert (found.images == fresh.images).all()
    assert found.labels.tolist() == fresh.labels.tolist()
    assert list(map(str, found.left_out)) == list(map(str, fresh.left_out))


def test_a_change_right_after_reading_is_noticed(tmp_path: Path) -> None:
    text = format_digit(np.zeros((28, 28), np.uint8))
    for label in range(10):
        (tmp_path / "1.txt").write_bytes(text + str(label).encode())
        assert load_dataset(tmp_path).labels.tolist() == [label]


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def _overwrite(path: Path) -> None:
    path.write_bytes(b"garbage")


def _flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _put_an_archive_there(path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, images=np.zeros((3, 28, 28), np.uint8))


def _put_a_pickle_there(path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[Path]]:
            return Path.touch, (path.with_name("sprung"),)

    path.write_bytes(pickle.dumps(Trap()))


def _promise_much(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(FORMAT) + 8 : len(FORMAT) + 16] = (900_000).to_bytes(8, "little")
    path.write_bytes(content)


def _replace_the_record(record: bytes) -> Callable[[Path], None]:
    """Another record under a right checksum, which only the program itself should write."""

    def harm(path: Path) -> None:
        content = path.read_bytes()
        _, length, count, _ = HEAD.unpack(content[: HEAD.size])
        arrays = content[HEAD.size : len(content) - length]
        images = np.frombuffer(arrays, np.uint8, 784 * count).reshape(-1, 28, 28)
        labels = np.frombuffer(arrays, np.int8, offset=784 * count)
        head = HEAD.pack(FORMAT, len(record), count, checksum(image_sum(images), labels, record))
        path.write_bytes(head + arrays + record)

    return harm


def _delete_all(path: Path) -> None:
    shutil.rmtree(path.parent.parent)


@pytest.mark.parametrize(
    "harm",
    [
        _cut_off,
        _overwrite,
        _flip_a_bit,
        _empty,
        _put_a_folder_there,
        _put_an_archive_there,
        _put_a_pickle_there,
        _promise_much,
        _replace_the_record(b"[]"),
        _replace_the_record(b"[" * 100_000),
        _replace_the_record(b'{"fingerprint": 1'),
        _replace_the_record(b"\xff\xff"),
        _delete_all,
    ],
)
@pytest.mark.parametrize("in_passing", [False, True])
def test_a_damaged_cache_is_not_used(
    folder: Path, cache: Path, digits: DigitSet, harm: Callable[[Path], None], in_passing: bool
) -> None:
    load_dataset(folder)
    harm(next(cache.rglob("*.digits")))
    # To one who looks and does not read on, it is gone.
    next(stream_dataset(folder, in_passing=in_passing))
    assert not [path for path in cache.rglob("*") if path.is_file()]
    for _ in range(2):
        found = load_dataset(folder)
        assert (found.images == digits.images).all()
        assert (found.labels == digits.labels).all()


def test_every_turned_bit_is_noticed(
    folder: Path, cache: Path, digits: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_dataset(folder)
    path = next(cache.rglob("*.digits"))
    whole = path.read_bytes()
    with path.open("rb") as file:
        print_of = CacheFile(file).fingerprint
    assert stream(folder, print_of, in_passing=True)
    for place in (*range(HEAD.size + 200), *range(HEAD.size + 200, len(whole), 31)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        for in_passing in (False, True):
            path.write_bytes(damaged)
            assert stream(folder, print_of, in_passing=in_passing) is None


def test_what_is_only_counted_is_kept(
    folder: Path, cache: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.load.MAX_ERRORS", 3)
    for number in range(5):
        (folder / f"bad {number}.txt").write_bytes(b"x")
    for _ in range(2):
        found = load_dataset(folder)
        assert [error.file for error in found.left_out] == [f"bad {n}.txt" for n in range(3)]
        assert found.left_out_more == 2
    assert len(reads) == 17


def test_no_place_for_a_cache_is_no_trouble(folder: Path, cache: Path) -> None:
    cache.write_bytes(b"a file in the way")
    assert len(load_dataset(folder)) == 12
    assert len(load_dataset(folder)) == 12


@pytest.mark.parametrize("in_passing", [False, True])
def test_a_set_that_was_not_read_to_its_end_is_not_kept(
    source: Path, cache: Path, in_passing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 5)
    with closing(stream_dataset(source, in_passing=in_passing)) as chunks:
        assert len(next(chunks).digits) + len(next(chunks).digits) > 5
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_a_set_that_fails_on_the_way_is_not_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 5)
    monkeypatch.setattr("digitpad.data.formats.MAX_DIGITS", 7)
    with pytest.raises(DatasetError, match="more than 7 digits"):
        load_dataset(folder)
    assert not [path for path in cache.rglob("*") if path.is_file()]


@pytest.mark.parametrize("room", [100, 5000, 9500])
def test_no_room_for_the_cache_is_no_trouble(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """The file cannot grow from its head on, in its images, or in the rest."""
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 5)
    resource = pytest.importorskip("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, usual[1]))
    try:
        found = load_dataset(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert len(found) == 12
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_what_grows_too_large_on_the_way_is_not_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.load.CHUNK_SIZE", 5)
    monkeypatch.setattr("digitpad.data.text.cache.MAX_BYTES", 8 * 784)
    assert len(load_dataset(folder)) == 12
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_the_cache_stays_small_and_keeps_what_was_used_last(
    tmp_path: Path, digits: DigitSet, cache: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.text.cache.MAX_BYTES", 25_000)
    for name in "abcd":
        write_dataset(digits, tmp_path / name)
    for name in ["a", "b", "a", "c"]:  # each takes about 10,000 bytes: one has to go
        load_dataset(tmp_path / name)
        _let_a_minute_pass(cache)
    assert sum(file.stat().st_size for file in cache.rglob("*.digits")) <= 25_000
    reads.clear()
    load_dataset(tmp_path / "a")
    assert not reads
    load_dataset(tmp_path / "b")
    assert len(reads) == 12


def _let_a_minute_pass(cache: Path) -> None:
    for file in cache.rglob("*.digits"):
        past = file.stat().st_mtime - 60
        os.utime(file, (past, past))


def test_a_file_of_the_cache_that_is_cut_off_while_it_is_read(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_dataset(folder)
    monkeypatch.setattr("digitpad.data.text.cache_file.BATCH_SIZE", 5)
    chunks = stream_dataset(folder)
    next(chunks)
    os.truncate(next(cache.rglob("*.digits")), 100)
    with pytest.raises(DatasetError, match=f"{folder}: could not be read to its end"):
        list(chunks)
