"""The start script, with an apt-get, a sudo and a Python that only note what they are asked."""

import ast
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from digitpad import desktop, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its programs are shell scripts")

PYTHON = """
if [ "$2" = venv ]; then
    for folder; do :; done
    /bin/mkdir -p "$folder/bin" && /bin/cp "$0" "$folder/bin/python"
fi
"""


@dataclass
class Stage:
    """A folder of programs, the only ones there are."""

    folder: Path

    def program(self, name: str, script: str = "") -> Path:
        """Write a program that notes how it was called, then does what the script says."""
        path = self.folder / name
        note = f'echo "{name} $*" >> "{self.folder}/calls"'
        path.write_text(f"#!/bin/bash\n{note}\n{script}\n")
        path.chmod(0o755)
        return path

    def calls(self) -> list[str]:
        """How they were called since this was last asked."""
        noted = self.folder / "calls"
        lines = noted.read_text().splitlines() if noted.exists() else []
        noted.unlink(missing_ok=True)
        return lines


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A user's machine that lacks one library and has apt-get."""
    stage = Stage(tmp_path / "bin")
    stage.folder.mkdir()
    stage.program("apt-get")
    monkeypatch.setenv("PATH", str(stage.folder))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(desktop, "LIBRARIES", {"libnone.so.9": "libnone9"})
    return stage


@pytest.fixture
def clone(tmp_path: Path, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of the project, with nothing set up."""
    folder = tmp_path / "clone"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("version = 1\n")
    monkeypatch.setattr(start, "ROOT", folder)
    monkeypatch.setattr(sys, "_base_executable", str(stage.program("base", PYTHON)))
    return folder


def test_an_old_python_is_told_so() -> None:
    source = Path(start.__file__).read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    pretend = "import runpy, sys; sys.version_info = (3, 6, 9); runpy.run_module('digitpad.start')"
    result = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr.startswith("digitpad needs Python 3.11 or newer, and this is Python 3.6.")


def test_root_installs_what_is_missing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    start.install_libraries()
    update, install = stage.calls()
    assert update == "apt-get -qq update"
    assert install == "apt-get -qq install --no-install-recommends libnone9"


def test_nothing_is_installed_where_nothing_is_missing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "LIBRARIES", {})
    start.install_libraries()
    assert stage.calls() == []


def test_sudo_is_used_after_saying_why(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    stage.program("sudo", '[ "$1" = -n ] || exec "$@"')
    start.install_libraries()
    assert "sudo -n true" in stage.calls()
    assert "lacks libnone.so.9; installing libnone9" in capsys.readouterr().out


@pytest.mark.parametrize("sudo", [None, "exit 1"])
def test_whoever_cannot_become_root_is_told_the_command(stage: Stage, sudo: str | None) -> None:
    if sudo:
        stage.program("sudo", sudo)
    with pytest.raises(SystemExit, match=r"lacks libnone\.so\.9.*\n.*sudo apt-get update && sudo "):
        start.install_libraries()
    assert not any("install" in call for call in stage.calls())


def test_packages_that_cannot_be_had(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    stage.program("apt-get", '[ "$2" = update ]')
    with pytest.raises(SystemExit, match=r"apt-get failed.*\n.*libnone9"):
        start.install_libraries()
    assert len(stage.calls()) == 2


def test_a_linux_without_apt_is_told_the_names(stage: Stage) -> None:
    (stage.folder / "apt-get").unlink()
    with pytest.raises(SystemExit, match=r"lacks libnone\.so\.9: install the packages"):
        start.install_libraries()


def test_programs_of_tests_are_not_worth_a_password(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "TEST_PROGRAMS", {"no-such-program": "no-such-package"})
    start.install_test_programs()
    assert stage.calls() == []
    stage.program("sudo", '[ "$1" = -n ] || exec "$@"')
    start.install_test_programs()
    assert stage.calls()[-1].endswith("install --no-install-recommends no-such-package")


def test_an_environment_is_made_once(stage: Stage, clone: Path) -> None:
    python = start.make_environment(".venv", ".")
    assert python == clone / ".venv" / "bin" / "python"
    venv, pip = stage.calls()
    assert venv == f"base -m venv {clone}/.venv"
    assert pip.endswith("-e .")
    start.make_environment(".venv", ".")
    assert stage.calls() == []


def test_a_changed_project_is_installed_again(stage: Stage, clone: Path) -> None:
    start.make_environment(".venv", ".")
    (clone / ".venv" / "kept").touch()
    (clone / "pyproject.toml").write_text("version = 2\n")
    stage.calls()
    start.make_environment(".venv", ".")
    assert len(stage.calls()) == 2
    assert (clone / ".venv" / "kept").exists()


def test_one_that_was_left_half_made_is_made_anew(
    stage: Stage, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = stage.program("killed", PYTHON + '[ "$2" = venv ]')
    monkeypatch.setattr(sys, "_base_executable", str(killed))
    with pytest.raises(SystemExit, match=r"\.venv could not be made"):
        start.make_environment(".venv", ".")
    monkeypatch.setattr(sys, "_base_executable", str(stage.folder / "base"))
    stage.calls()
    start.make_environment(".venv", ".")
    assert stage.calls()[0] == f"base -m venv --clear {clone}/.venv"
    assert (clone / ".venv.lock").read_text() == ""


def test_two_at_once_make_one(stage: Stage, clone: Path) -> None:
    made: list[Path] = []
    threads = [
        threading.Thread(target=lambda: made.append(start.make_environment(".venv", ".")))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(stage.calls()) == 2


def test_outside_a_clone_it_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="run: digitpad"):
        start.main([])
