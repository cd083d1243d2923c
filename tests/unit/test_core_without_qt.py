"""The core knows nothing of any window, the network nothing of any picture library."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from digitpad.ink import opencv

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("files", "nn", "ink", "models", "data", "explain", "learning", "playground", "commands")
CORE = [
    "digitpad.desktop",
    "digitpad.errors",
    "digitpad.signals",
    "digitpad.start",
    "digitpad.api",
    "digitpad.cli",
    "digitpad.setting",
    "digitpad.version",
    *(
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for room in ROOMS
        for file in sorted((ROOT / "digitpad" / room).rglob("*.py"))
        if file.stem != "__init__"
    ),
]

IMPORT = """
import importlib, sys
for module in sys.argv[2:]:
    importlib.import_module(module)
    assert sys.argv[1] not in sys.modules, f"{module} imports {sys.argv[1]}"
"""


def check_without(package: str, modules: list[str]) -> None:
    """Import modules in a fresh interpreter; fail at the first that has loaded a package."""
    result = subprocess.run(
        [sys.executable, "-c", IMPORT, package, *modules],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert result.returncode == 0, result.stderr


def test_no_module_of_the_core_imports_qt() -> None:
    check_without("PySide6", CORE)


def test_the_network_needs_no_opencv() -> None:
    check_without("cv2", [module for module in CORE if module.startswith("digitpad.nn.")])


def test_commands_need_no_window() -> None:
    commands = ("train", "evaluate", "predict", "convert", "quadrants")
    check_without("PySide6", [f"digitpad.commands.{command}" for command in commands])


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
