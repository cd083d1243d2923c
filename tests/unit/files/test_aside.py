"""Damaged files that are kept under another name."""

from pathlib import Path

import pytest

from digitpad.files.aside import put_aside


def test_none_takes_the_place_of_one_before(tmp_path: Path) -> None:
    file, names = tmp_path / "x.ini", ["x.ini.damaged", "x.ini.damaged1", "x.ini.damaged2"]
    for name in names:
        file.write_text(name)
        assert put_aside(file) == tmp_path / name
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert all((tmp_path / name).read_text() == name for name in names)


def test_where_it_cannot_be_renamed_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", denied)
    assert put_aside(tmp_path / "x") == tmp_path / "x"
