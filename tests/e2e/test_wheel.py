"""The wheel, installed in a clean environment outside the checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI"), reason="takes half a minute and the network: set CI=true to run it"
)

OPEN_A_WINDOW = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
import digitpad
from digitpad.app import create_window
app = QApplication([])
window = create_window()
window.show()
app.processEvents()
print(Path(digitpad.__file__).parent)
print(window.current_model.description)
window.close()
"""


def run(*command: object, folder: Path) -> str:
    """Run a command outside the checkout, and give back what it printed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    result = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.timeout(600)  # It installs all packages, on a busy machine perhaps.
def test_the_wheel_opens_its_window_and_finds_its_model(tmp_path: Path) -> None:
    run(
        sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", tmp_path, ROOT,
        folder=tmp_path,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("digitpad-*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "clean", folder=tmp_path)
    python = tmp_path / "clean" / "bin" / "python"
    run(python, "-m", "pip", "install", "--no-compile", wheel, folder=tmp_path)
    package, model = run(python, "-c", OPEN_A_WINDOW, folder=tmp_path).splitlines()
    assert Path(package).is_relative_to(tmp_path / "clean")
    assert model.startswith("Model: Built-in (784–")
    out = run(tmp_path / "clean" / "bin" / "digitpad", "quadrants", "--json", folder=tmp_path)
    assert '"test_quadrants": [1, 2, 3, 4]' in out
