"""Files and folders that were used before are remembered, whatever their names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from digitpad.ui.support.recent import recent, remember_recent
from digitpad.ui.support.settings import (
    last_folder,
    number_setting,
    path_from_text,
    path_setting,
    path_to_text,
    remember_folder,
    settings,
)

NOT_UTF_8 = os.fsdecode(b"/tmp/\xff\xfe\n% name")


@pytest.mark.parametrize("path", ["/tmp/a", "/tmp/é", "", NOT_UTF_8, "/tmp/a,b; c\n"])
def test_paths_of_any_bytes_are_remembered(path: str) -> None:
    settings().setValue("some/path", path_to_text(path))
    settings().sync()
    assert path_setting("some/path") == path
    assert path_from_text(path_to_text(path)) == path


def test_recent_paths_of_any_bytes_are_remembered_in_their_order(ini: Path) -> None:
    for path in ("/tmp/a", NOT_UTF_8, "/tmp/R&D", "/tmp/a"):
        remember_recent("dataset", path)
    assert recent("dataset") == ["/tmp/a", "/tmp/R&D", NOT_UTF_8]
    assert NOT_UTF_8.encode("utf-8", "surrogateescape") not in ini.read_bytes()


def test_what_another_window_opened_at_the_same_moment_stays_in_the_list(ini: Path) -> None:
    remember_recent("dataset", "/a")
    mine = settings()
    assert mine.value("recent/dataset") == ["/a"]  # Read, as by a window that is open.
    script = (
        "import sys; from PySide6.QtCore import QSettings, QCoreApplication as A; a = A([]);"
        "QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1]);"
        "from digitpad.ui.support.recent import remember_recent; remember_recent('dataset', '/b')"
    )
    words = [sys.executable, "-c", script, str(ini.parent.parent)]
    subprocess.run(words, check=True, timeout=60)
    remember_recent("dataset", "/c")
    assert recent("dataset") == ["/c", "/b", "/a"]


def test_the_last_folder_may_have_a_name_of_any_bytes(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff\xfe")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("file names here are Unicode")
    remember_folder("picture", str(folder / "a.png"))
    assert last_folder("picture") == str(folder)


def test_without_documents_one_begins_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    assert last_folder("picture") == str(Path.home())
    (tmp_path / "Documents").mkdir()
    assert last_folder("picture") == str(tmp_path / "Documents")
    remember_folder("picture", str(tmp_path / "gone" / "a.png"))
    assert last_folder("picture") == str(tmp_path / "Documents")


def test_a_folder_with_an_odd_name_does_not_make_the_settings_go() -> None:
    settings().setValue("draw/pen_width", 30)
    remember_recent("dataset", "/home/u/@Variant(1)/digits")
    assert number_setting("draw/pen_width", 20, 1, 100) == 30
    assert recent("dataset") == ["/home/u/@Variant(1)/digits"]
