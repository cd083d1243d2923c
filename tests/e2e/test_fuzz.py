"""Damaged files of every kind, the same ones each time; see :mod:`tests.e2e.fuzz`.

DIGITPAD_FUZZ_SECONDS in the environment makes it go on for so long, and with other files.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PICTURES = "pictures"

FILES = ["text", "folder", "zip", "csv", "idx", "idx gz", "images", "strokes"]
FILES += ["keras", "png zip", "arff", "libsvm", "pen points", "tar"]
FILES += ["My digits", "cache", "cache in passing", "model", "checkpoint", "safetensors", "weights"]
FILES += ["stopped run", "history", "playground", "points", "drawing", "changes", "lessons"]
FILES += ["idx labels", "idx pair", "npy", "tables", "packed", "set in zip", "text forms"]
FILES += ["pasted digit", "pasted points", "no set", "no model", "lesson file", "record", "mirror"]


def fuzzed(only: list[str]) -> subprocess.CompletedProcess[str]:
    options = ["--only", ",".join(only)]
    if seconds := os.environ.get("DIGITPAD_FUZZ_SECONDS"):
        options += ["--seconds", seconds, "--seed", str(int(time.time()))]
    return subprocess.run(
        [sys.executable, "-W", "always", "-m", "tests.e2e.fuzz", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


@pytest.mark.timeout(600)  # Seconds, also on a machine with other work.
def test_damaged_files_are_read_or_refused() -> None:
    result = fuzzed(FILES)
    print(result.stdout)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count(" 0 neither") == len(FILES)
    assert result.stderr == ""


@pytest.mark.timeout(600)  # Seconds, also on a machine with other work.
def test_damaged_pictures_are_read_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENCV_TEMP_PATH", str(tmp_path))
    result = fuzzed([PICTURES])
    print(result.stdout)
    assert result.returncode == 0, result.stdout
    # The libraries inside OpenCV say on standard error what they find, and cannot be asked not to.
    loud = ("WARN", "ERROR", "Traceback", "Exception")
    assert not [line for line in result.stderr.splitlines() if any(word in line for word in loud)]
    assert not list(tmp_path.iterdir())
