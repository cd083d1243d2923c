"""Files that are written together, or not at all."""

from pathlib import Path

import pytest

from digitpad.files.together import write_together


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_new_files_and_old_ones(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    write_together({tmp_path / "a": b"one", tmp_path / "b": b"two"})
    assert contents(tmp_path) == {"a": b"one", "b": b"two"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_together({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("fails_at", range(1, 4))
def test_where_one_fails_all_stay_as_they_were(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    replace, calls = Path.replace, [0]

    def failing(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == fails_at:
            raise OSError("no space left")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="no space left"):
        write_together({tmp_path / "a": b"one", tmp_path / "b": b"two"})
    assert contents(tmp_path) == {"a": b"old"}


def test_a_folder_in_the_way_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError):
        write_together({tmp_path / "a": b"one", tmp_path / "b": b"two"})
    assert contents(tmp_path) == {}
