"""Sets up what a clone needs, then opens the window or runs the tests, with Python alone.

``python3 -m digitpad.start`` hands further words to digitpad, and
``python3 -m digitpad.start --test`` to pytest.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Any Python 3 gets as far as here, so that it can say this.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "digitpad needs Python 3.11 or newer, and this is Python {}.{}. Start it with a newer "
        "one, as in: python3.11 -m digitpad.start".format(*sys.version_info)
    )

from collections.abc import Iterator
from typing import IO

from digitpad.desktop import apt_command, missing_libraries, named, packages_of

ROOT = Path(__file__).resolve().parents[1]

TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xwd": "x11-apps",
    "debootstrap": "debootstrap",
}
"""What tests of the whole program run, and its Debian package; those tests are skipped without."""


def main(words: list[str]) -> int:
    """Set up what is missing and run; the exit status."""
    if not (ROOT / "pyproject.toml").is_file():
        sys.exit("digitpad.start sets up a clone; where digitpad is installed, run: digitpad")
    if sys.platform == "linux":
        install_libraries()
    if words[:1] == ["--test"]:
        if sys.platform == "linux":
            install_test_programs()
        python = make_environment(".venv-test", ".[test]")
        # All of them at once, on all cores; of some, each is wanted as it comes. One process more
        # than there are cores: a test often waits for a timer or another program.
        everything = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
        command = [str(python), "-m", "pytest", *(words[1:] or everything)]
        # With a process on each core, threads of their matrix products wait for each other.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.chdir(ROOT)
    else:
        python = make_environment(".venv", ".")
        command = [str(python), "-m", "digitpad", *words]
    if os.name != "nt":
        os.execv(python, command)
    return subprocess.call(command)


def say(line: str) -> None:
    """Tell what is done next."""
    print(f"digitpad: {line}", flush=True)


def install_libraries() -> None:
    """Install the system libraries that are missing, and what makes virtual environments.

    Raises
    ------
    SystemExit : they could not be installed; it says which command does it.
    """
    missing = missing_libraries()
    packages = packages_of(missing)
    if not importlib.util.find_spec("ensurepip"):
        missing.append("Python's module ensurepip")
        # By its whole name: python3-venv is that of the system's own Python only.
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not packages:
        return
    lack = f"this machine lacks {named(missing)}"
    if not shutil.which("apt-get"):
        sys.exit(f"digitpad: {lack}: install the packages that hold them, then start again")
    by_hand = f"install it with this command, then start again:\n{apt_command(packages)}"
    if not (root_without_password() or (shutil.which("sudo") and sys.stdin.isatty())):
        sys.exit(f"digitpad: {lack}; {by_hand}")
    say(f"{lack}; installing {' '.join(packages)}")
    if not apt_install(packages):
        sys.exit(f"digitpad: apt-get failed; {by_hand}")


def install_test_programs() -> None:
    """Install the programs that tests of the whole program run, if no password is needed."""
    # The last folder is not on everybody's path.
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
    packages = [
        package for name, package in TEST_PROGRAMS.items() if not shutil.which(name, path=path)
    ]
    if not (packages and shutil.which("apt-get") and root_without_password()):
        return
    say(f"tests of windows need a display that nobody sees; installing {' '.join(packages)}")
    if not apt_install(packages):
        say("apt-get failed; the tests that need them are skipped")


def root_without_password() -> bool:
    """Whether a command can be run as root without a password."""
    if os.geteuid() == 0:
        return True
    return bool(shutil.which("sudo")) and not subprocess.call(
        ["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def apt_install(packages: list[str]) -> bool:
    """Install packages, with sudo where one is not root; whether it worked."""
    # In one shell, so that sudo asks once. Some source of the user's may be out of reach; what
    # counts is whether the packages come.
    script = (
        "export DEBIAN_FRONTEND=noninteractive; apt-get -qq update; "
        f"apt-get -qq install --no-install-recommends {' '.join(packages)}"
    )
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    return subprocess.call([*sudo, "/bin/sh", "-c", script], stdout=subprocess.DEVNULL) == 0


def make_environment(name: str, requirement: str) -> Path:
    """Make a virtual environment with digitpad in it, unless it is there; its Python.

    Raises
    ------
    SystemExit : it could not be made; what pip said is above.
    """
    folder = ROOT / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "made-from"
    wanted = f"{sys.version}\n{ROOT}\n{(ROOT / 'pyproject.toml').read_text('utf-8')}"

    def ready() -> bool:
        return python.exists() and stamp.is_file() and stamp.read_text("utf-8") == wanted

    if ready():
        return python
    say(f"installing digitpad and what it needs into {name} (about 200 MB, once)")
    # The lock's file keeps a mark until the installation is complete: a mark that is found was left
    # by a process that was killed, and the environment may be incomplete.
    with locked(ROOT / f"{name}.lock") as mark:
        if ready():
            return python
        clear = ["--clear"] if mark.read() else []
        mark.write("unfinished\n")
        mark.flush()
        stamp.unlink(missing_ok=True)
        # Not the Python of an environment that is active, which may be the one to be cleared.
        base = getattr(sys, "_base_executable", sys.executable)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for command in ([base, "-m", "venv", *clear, folder], [*pip, "-e", requirement]):
            # They hold the lock too: killed alone, this process leaves them at work.
            if subprocess.call([str(word) for word in command], cwd=ROOT, close_fds=False):
                sys.exit(f"digitpad: {name} could not be made, for the reason above")
        stamp.write_text(wanted, "utf-8")
        mark.truncate(0)
    return python


@contextlib.contextmanager
def locked(path: Path) -> Iterator[IO[str]]:
    """Open a file for one process at a time; a second process waits."""
    with path.open("a+", encoding="utf-8") as file:
        file.seek(0)
        os.set_inheritable(file.fileno(), True)
        if sys.platform == "win32":
            import msvcrt

            while True:
                # Windows gives up after ten seconds.
                with contextlib.suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield file


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("digitpad: interrupted")
