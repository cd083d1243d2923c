"""README's two lines on a Debian that has nothing but Python, in the order of this file."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLONE = "/srv/digitpad"
START = "python3 -m digitpad.start"

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("DIGITPAD_BARE"),
        reason="takes three minutes and the network: set DIGITPAD_BARE=1 to run it",
    ),
    pytest.mark.skipif(
        not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("debootstrap")),
        reason="needs root and debootstrap (a Debian package)",
    ),
    # The first test makes the machine: two hundred packages are fetched.
    pytest.mark.timeout(900),
]


@dataclass
class Machine:
    """A folder that is the root of a Debian of its own."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    shared: list[Path] = field(default_factory=list)
    """What it sees of this machine, at the same place."""

    def run(self, script: str) -> "subprocess.CompletedProcess[str]":
        """Run a shell script in the clone; no process and no mount outlives it."""
        lines = [f"mount -t proc proc {self.root}/proc", f"mount --rbind /dev {self.root}/dev"]
        for path in self.shared:
            inside = f"{self.root}{path}"
            make = "mkdir -p" if path.is_dir() else f"mkdir -p {Path(inside).parent}; touch"
            lines += [f"{make} {inside}", f"mount --bind {path} {inside}"]
        lines.append(f"exec chroot {self.root} bash -c {shlex.quote(f'cd {CLONE}; {script}')}")
        return alone("bash", "-euc", "\n".join(lines), environment=self.environment)


def alone(*command: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a command whose mounts and processes are gone when it is."""
    return subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", *command],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    root = tmp_path_factory.mktemp("bare") / "root"
    proxies = {k: v for k, v in os.environ.items() if k.lower().endswith("_proxy")}
    options, files = pip_options()
    made = alone(
        "debootstrap",
        "--variant=minbase",
        "--include=python3,python3-venv,ca-certificates",
        *release_and_mirror(root),
        environment=proxies,
    )
    try:
        if made.returncode:
            pytest.skip(f"debootstrap made no Debian: {made.stdout[-200:]} {made.stderr[-200:]}")
        reach_the_network_as_here(root)
        copy_checkout(root)
        yield Machine(root, proxies | options, files)
    finally:
        assert str(root) not in Path("/proc/self/mounts").read_text("utf-8")
        shutil.rmtree(root, ignore_errors=True)


def release_and_mirror(root: Path) -> list[str]:
    """Debootstrap's arguments: this machine's release from where it has its own packages."""
    dataset_list = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(RELEASE) $(REPO_URI)", "Component: main"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    release = re.search(
        r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text("utf-8"), re.MULTILINE
    )
    name = release[1] if release else "bookworm"
    mirrors = [line.split()[1] for line in dataset_list if line.split()[0] == name]
    return [name, str(root), *mirrors[:1]]


def reach_the_network_as_here(root: Path) -> None:
    """Give it this machine's sources of packages, names of hosts and certificates."""
    shutil.rmtree(root / "etc/apt")
    for name in (
        "/etc/apt",
        "/usr/share/keyrings",
        "/etc/resolv.conf",
        "/etc/hosts",
        "/etc/ssl/certs/ca-certificates.crt",
    ):
        here, there = Path(name), root / name[1:]
        if here.is_dir():
            shutil.copytree(here, there, dirs_exist_ok=True)
        elif here.exists():
            there.unlink(missing_ok=True)
            shutil.copy(here, there)


def pip_options() -> tuple[dict[str, str], list[Path]]:
    """This machine's settings of pip as environment variables, and the files that they name."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    options: dict[str, str] = {}
    files: set[Path] = set()
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        text = str(ast.literal_eval(value))
        options.setdefault("PIP_" + name.rpartition(".")[2].upper().replace("-", "_"), text)
        for word in text.split():
            # The packages of an index may lie beside it.
            path = Path(word[7:]).parent if word.startswith("file://") else Path(word)
            if path.is_absolute() and path.exists() and path != Path("/"):
                files.add(path)
    return options, sorted(files)


def copy_checkout(root: Path) -> None:
    """Copy what git knows of the checkout, as it is now."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, names.split("\0")):
        target = root / CLONE[1:] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)


def readme_line(ending: str) -> str:
    """The one line of README that sets up and starts."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    (line,) = {line for line in lines if line == START + ending}
    return line


def test_whoever_may_not_install_is_told_the_command(machine: Machine) -> None:
    result = machine.run(f"useradd user && su user -c {shlex.quote(readme_line(''))}")
    assert result.returncode == 1
    what, command = result.stderr.splitlines()
    assert "this machine lacks libEGL.so.1" in what
    assert re.match("sudo apt-get update && sudo apt-get install .* libxcb-cursor0 ", command)
    assert not (machine.root / CLONE[1:] / ".venv").exists()


def test_one_line_sets_up_and_runs_the_tests(machine: Machine) -> None:
    tests = "tests/e2e/test_xvfb.py tests/ui/test_prediction.py tests/unit/nn/test_network.py -q"
    result = machine.run(f"{readme_line(' --test')} {tests}")
    assert result.returncode == 0, result.stdout + result.stderr
    assert " passed" in result.stdout
    assert "skipped" not in result.stdout


OPEN_A_WINDOW = """
exec 9> /tmp/display
Xvfb -displayfd 9 -nolisten tcp 2> /dev/null &
until [ -s /tmp/display ]; do sleep 0.1; done
export DISPLAY=:$(cat /tmp/display)
{line} &
timeout 200 xdotool search --sync --onlyvisible --name 'digitpad$'
kill -TERM $!
"""


def test_one_line_sets_up_and_opens_the_window(machine: Machine) -> None:
    result = machine.run(OPEN_A_WINDOW.format(line=readme_line("")))
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.splitlines()[-1].isdigit(), result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_the_second_start_is_silent(machine: Machine) -> None:
    result = machine.run(f"{START} --version")
    assert re.fullmatch(r"digitpad [\d.]+ \(.*\)\n", result.stdout)
    assert result.stderr == ""


def test_without_a_display_there_is_one_line(machine: Machine) -> None:
    result = machine.run(".venv/bin/digitpad")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert "no display" in line


@pytest.mark.parametrize("package", ["libxcb-cursor0", "libegl1"])
def test_without_a_library_there_is_one_line_and_a_start_repairs_it(
    machine: Machine, package: str
) -> None:
    removed = machine.run(f"dpkg --remove --force-depends {package}")
    assert removed.returncode == 0, removed.stderr
    result = machine.run("DISPLAY=:0 .venv/bin/digitpad")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert f"sudo apt-get install --no-install-recommends {package}." in line
    repaired = machine.run(f"{START} --version")
    assert repaired.returncode == 0, repaired.stderr
    assert machine.run(f"dpkg --status {package}").returncode == 0
