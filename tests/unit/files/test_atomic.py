import os
import time
from pathlib import Path

import pytest

from digitpad.files.atomic import atomic_write, sweep, temporary_beside
from digitpad.files.resources import resource_path


def test_what_was_written_is_there(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "new") as file:
        file.write(b"text")
    assert (tmp_path / "new").read_bytes() == b"text"


def test_the_old_content_stays_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    with atomic_write(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failed_save_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")

    def half_a_write() -> None:
        with atomic_write(path) as file:
            file.write(b"half")
            raise error

    with pytest.raises(type(error)):
        half_a_write()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="folder"), atomic_write(path) as file:
        file.write(b"text")
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_write(tmp_path / "no" / "file"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_others_may_read_the_file_as_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    with atomic_write(tmp_path / "ours") as file:
        file.write(b"text")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with atomic_write(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_what_is_replaced_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "private"
    path.write_bytes(b"old")
    path.chmod(mode)
    with atomic_write(path) as file:
        (temporary,) = set(tmp_path.iterdir()) - {path}
        assert temporary.stat().st_mode & 0o777 == mode, "others could read what is private"
        file.write(b"new")
    assert path.stat().st_mode & 0o777 == mode
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(
    os.name == "nt" or os.getuid() != 0, reason="files are given away by an administrator alone"
)
def test_what_is_replaced_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "theirs"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    with atomic_write(path) as file:
        file.write(b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_what_is_replaced_keeps_its_attributes(tmp_path: Path) -> None:
    path = tmp_path / "tagged"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.tag", b"mine")
    except OSError:
        pytest.skip("this file system has none")
    with atomic_write(path) as file:
        file.write(b"new")
    assert os.getxattr(path, "user.tag") == b"mine"
    assert path.stat().st_mtime == pytest.approx(time.time(), abs=60)


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError, match="the file is read-only"), atomic_write(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"), atomic_write(tmp_path / "pipe"):
        pass
    assert (tmp_path / "pipe").is_fifo()


def make_litter(folder: Path, age: float) -> None:
    """What killed programs leave behind, a file and a folder, so many seconds old."""
    file, whole = temporary_beside(folder / "a.npz"), temporary_beside(folder / "set")
    file.write_bytes(b"half")
    (whole / "inside").mkdir(parents=True)
    (whole / "inside" / "1.txt").write_bytes(b"half")
    for path in (file, whole):
        os.utime(path, (time.time() - age,) * 2)


def test_what_killed_programs_left_behind_goes_after_a_day(tmp_path: Path) -> None:
    others = [".hidden.tmp", ".digitpad-notes.tmp", ".0123456789abcdef.tmp", "a.tmp"]
    for name in others:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    make_litter(tmp_path, 90_000)
    with atomic_write(tmp_path / "new") as file:
        file.write(b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*others, "new"])


def test_what_others_are_writing_stays(tmp_path: Path) -> None:
    make_litter(tmp_path, 80_000)
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    sweep(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["model.npz", "new.npz"])
def test_what_comes_with_the_program_is_never_written_to(name: str) -> None:
    path = resource_path(name)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(PermissionError, match="comes with digitpad"), atomic_write(path) as file:
        file.write(b"mine")
    assert (path.read_bytes() if path.exists() else None) == before
