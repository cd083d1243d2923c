"""What a wheel is made of."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]


def test_every_package_goes_into_the_wheel() -> None:
    folders = [path.parent for path in (ROOT / "digitpad").rglob("*.py")]
    packages = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert set(SETUPTOOLS["packages"]) == {*packages, "digitpad.resources"}


def test_all_data_of_the_packages_goes_into_the_wheel() -> None:
    assert (ROOT / "digitpad" / "py.typed").is_file()
    assert SETUPTOOLS["package-data"]["digitpad"] == ["py.typed"]
    for name in SETUPTOOLS["package-data"]["digitpad.resources"]:
        assert [*(ROOT / "resources").glob(name)]


def test_without_a_console_the_program_ends_well() -> None:
    program = (
        "import sys; sys.argv = ['digitpad-window', '--version']; "
        "sys.stdout = sys.stderr = None; "
        "from digitpad.cli import entry_point; entry_point()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
