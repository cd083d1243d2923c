"""The core knows nothing of any window, the network nothing of any picture library."""

import os
import pkgutil
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import digitpad
from digitpad.ink import opencv

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("nn", "ink", "data", "storage", "learning", "playground")
CORE = [
    "digitpad.errors",
    *(
        f"digitpad.{room}.{module.name}"
        for room in ROOMS
        for module in pkgutil.iter_modules([str(Path(digitpad.__file__).parent / room)])
    ),
]

IMPORT = """
import importlib, sys
importlib.import_module(sys.argv[1])
print(sorted({name.split(".")[0] for name in sys.modules}))
"""


def imported_by(module: str) -> str:
    """The packages that a fresh interpreter has loaded after importing a module."""
    return subprocess.run(
        [sys.executable, "-c", IMPORT, module],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ).stdout


@pytest.mark.parametrize("module", CORE)
def test_no_module_of_the_core_imports_qt(module: str) -> None:
    packages = imported_by(module)
    assert "'PySide6'" not in packages
    if module.startswith("digitpad.nn"):
        assert "'cv2'" not in packages


@pytest.mark.parametrize("command", ["train", "evaluate", "predict", "convert", "quadrants"])
def test_commands_need_no_window(command: str) -> None:
    assert "'PySide6'" not in imported_by(f"digitpad.commands.{command}")


def test_opencv_leaves_qts_variables_alone() -> None:
    program = (
        "import os; from digitpad.ink.opencv import cv2; cv2.moments; import sys; "
        "assert 'cv2' in sys.modules; "
        "print(os.environ.get('QT_QPA_PLATFORM_PLUGIN_PATH'), os.environ.get('QT_QPA_FONTDIR'))"
    )
    for value in (None, "mine"):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("QT_QPA")}
        environment["PYTHONPATH"] = str(ROOT)
        if value:
            environment |= {"QT_QPA_PLATFORM_PLUGIN_PATH": value, "QT_QPA_FONTDIR": value}
        result = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        assert result.stdout.split() == [str(value)] * 2


def test_two_first_uses_of_opencv_at_once_leave_qts_variables_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first_imports, second_imports = threading.Event(), threading.Event()

    def importing(_: str) -> Any:
        """As OpenCV does it; the second thread would come in between, and go out last."""
        os.environ["QT_QPA_FONTDIR"] = "OpenCV's own"
        if first_imports.is_set():
            second_imports.set()
            first.join()
        else:
            first_imports.set()
            second_imports.wait(0.3)
        return SimpleNamespace(setNumThreads=lambda _: None)

    monkeypatch.setenv("QT_QPA_FONTDIR", "mine")
    monkeypatch.setattr("importlib.import_module", importing)
    first = threading.Thread(target=opencv.import_opencv)
    first.start()
    first_imports.wait()
    opencv.import_opencv()
    first.join()
    assert os.environ["QT_QPA_FONTDIR"] == "mine"
