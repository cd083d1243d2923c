"""Who may import whom: no circle, nothing that runs up, no tab that imports a tab."""

import ast
from collections.abc import Collection
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "digitpad"

FLOORS = (
    ("translatable",),
    ("errors", "version", "signals", "desktop", "setting"),
    ("files", "nn"),
    ("ink",),
    ("models", "data", "explain", "playground"),
    ("learning", "recognition", "lessons"),
    ("commands", "ui"),
    ("app", "api"),
    ("cli",),
    ("__main__", "__init__"),
)
"""From the ground up: a room imports from floors below its own, or from itself."""

APART = ("start",)
"""Runs without anything installed: imports ``desktop`` alone."""

TABS = ("draw", "dataset", "retrain", "playground", "sheet")

SHARED = (("support",), ("widgets",), ("model",), ("explain", "lessons"), TABS, ("window",))
"""The floors within ``ui``."""


@cache
def imports() -> dict[str, set[str]]:
    """Each module, without "digitpad.", and those of ours that it imports anywhere in its code."""
    names = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }
    return {name: {*_imported(path, names.keys())} - {name} for name, path in names.items()}


def _imported(path: Path, known: Collection[str]) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import is not seen here"
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "digitpad":
            base = (node.module or "").removeprefix("digitpad").removeprefix(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".removeprefix(".")
                found.append(inner if inner in known else base)
        elif isinstance(node, ast.Import):
            found += [a.name.removeprefix("digitpad.") for a in node.names if "digitpad." in a.name]
    return [name for name in found if name]


def floor_of(room: str, floors: tuple[tuple[str, ...], ...]) -> int:
    return next(number for number, rooms in enumerate(floors) if room in rooms)


def test_the_graph_is_seen() -> None:
    assert len(imports()) > 200
    assert "nn.layers" in imports()["nn.network"]


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        [*TopologicalSorter(imports()).static_order()]
    except CycleError as error:
        pytest.fail(f"A circle: {' -> '.join(error.args[1])}")


def test_no_import_runs_up() -> None:
    up = []
    for module, others in imports().items():
        room = module.partition(".")[0]
        if not module or room in APART:
            continue
        for other in others:
            target = other.partition(".")[0]
            if target != room and floor_of(target, FLOORS) >= floor_of(room, FLOORS):
                up.append(f"{module} -> {other}")
    assert not up


def test_no_tab_imports_a_tab_and_none_imports_the_window() -> None:
    wrong = []
    for module, others in imports().items():
        parts = module.split(".")
        if parts[0] != "ui" or len(parts) < 3:
            continue
        for other in others:
            target = other.split(".")
            if target[0] != "ui" or len(target) < 3 or target[1] == parts[1]:
                continue
            if floor_of(target[1], SHARED) >= floor_of(parts[1], SHARED):
                wrong.append(f"{module} -> {other}")
    assert not wrong
