"""Some seconds of :mod:`tests.e2e.random_use`, which by itself runs for as long as one likes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 5


def test_random_use_goes_well() -> None:
    minutes = str(SECONDS / 60)
    words = ["--minutes", minutes, "--seed", "3", "--digits", "300"]
    result = subprocess.run(
        [sys.executable, "-m", "tests.e2e.random_use", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 complaints" in result.stdout
