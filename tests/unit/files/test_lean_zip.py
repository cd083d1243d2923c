"""A zip in little memory is read and written as the module zipfile does it."""

import io
import tracemalloc
import warnings
import zipfile
from pathlib import Path
from random import Random

import pytest

from digitpad.files.lean_zip import LeanZip

SLOTS = [slot for slot in zipfile.ZipInfo.__slots__ if slot not in {"_raw_time", "_end_offset"}]
"""All that is known of a file but what zipfile needs for passwords and overlaps."""

NAMES = ["1.txt", "b/", "b/2.txt", "数字/三.txt", "ünï.txt", "nul\0l.txt", "a" * 300, "😀", "é" * 9]


def facts(member: zipfile.ZipInfo) -> list[object]:
    return [getattr(member, slot, None) for slot in SLOTS]


def fill(archive: zipfile.ZipFile, random: Random, far: bool = False) -> None:
    """Write some files of all kinds, some of them twice, and a comment."""
    for _ in range(random.randrange(12)):
        member = zipfile.ZipInfo(random.choice(NAMES), (random.randint(1980, 2100), 1, 2, 3, 4, 6))
        member.compress_type = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
        member.comment = random.randbytes(random.choice((0, 0, 5, 400)))
        member.extra = random.choice((b"", b"\7\7\2\0ab"))
        member.external_attr = random.getrandbits(32)
        member.internal_attr, member.create_system = random.getrandbits(16), random.getrandbits(8)
        content = random.randbytes(random.randrange(50)) * random.randrange(9)
        if member.is_dir():
            archive.writestr(member, b"")
        else:
            with archive.open(member, "w", force_zip64=far or random.random() < 0.5) as file:
                file.write(content)
    archive.comment = random.randbytes(random.choice((0, 20)))


@pytest.mark.parametrize("most", [0xFFFF, 3], ids=["usual", "zip64"])
@pytest.mark.parametrize("far", [False, True], ids=["near", "far"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_reads_and_writes_what_zipfile_does(
    monkeypatch: pytest.MonkeyPatch, most: int, far: bool
) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", most)
    if far:
        monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 60)
    for seed in range(30):
        usual, lean = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(usual, "w", zipfile.ZIP_DEFLATED) as archive:
            fill(archive, Random(seed), far)
        with LeanZip(lean, "w") as archive:
            fill(archive, Random(seed), far)
        assert lean.getvalue() == usual.getvalue()
        check_read(bytes(seed % 3 * 7) + usual.getvalue())


def check_read(content: bytes) -> None:
    """Whether a zip, with anything before it, is read as zipfile reads it."""
    with zipfile.ZipFile(io.BytesIO(content)) as usual, LeanZip(io.BytesIO(content)) as lean:
        assert lean.comment == usual.comment
        assert lean.namelist() == usual.namelist()
        assert len(lean.members) == len(usual.infolist())
        assert [*map(facts, lean.members)] == [*map(facts, usual.infolist())]
        for number, member in enumerate(usual.infolist()):
            assert lean.read(lean.members[number]) == usual.read(member)
        for name in usual.NameToInfo:
            assert facts(lean.getinfo(name)) == facts(usual.getinfo(name))
            assert lean.read(name) == usual.read(name)
        with pytest.raises(KeyError):
            lean.getinfo("not there")


def test_names_of_old_programs_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("xyz.txt", b"1")
    check_read((tmp_path / "old.zip").read_bytes().replace(b"xyz", b"\x81\xff\\"))


def test_a_damaged_zip_is_refused_as_zipfile_does(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), LeanZip(packed, "w") as archive:
        fill(archive, Random(1))
    for seed in range(300):
        random, content = Random(seed), bytearray(packed.getvalue())
        start = content.index(b"PK\1\2")
        for _ in range(random.randrange(1, 4)):
            content[random.randrange(start, len(content))] = random.getrandbits(8)
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                expected = [*map(facts, archive.infolist())]
        except Exception as error:
            with pytest.raises(type(error)):
                LeanZip(io.BytesIO(content))
        else:
            with LeanZip(io.BytesIO(content)) as archive:
                assert [*map(facts, archive.infolist())] == expected


def test_its_files_take_little_memory(tmp_path: Path) -> None:
    count, path = 500, tmp_path / "many.zip"
    tracemalloc.start()
    try:
        with LeanZip(path, "w") as archive:
            for number in range(count):
                archive.writestr(f"{number:05}.txt", b"")
            assert tracemalloc.get_traced_memory()[0] / count < 150  # The module zipfile takes 580.
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        with LeanZip(path) as archive:
            used, peak = (memory - before for memory in tracemalloc.get_traced_memory())
            assert len(archive.members) == count
    finally:
        tracemalloc.stop()
    assert used / count < 150
    assert peak / count < 300
