"""The examples in docstrings and in the README do what they say."""

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import digitpad

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    "digitpad",
    "digitpad.api",
    *(
        f"digitpad.{room}.{module.name}"
        for room in ("nn", "ink")
        for module in pkgutil.iter_modules([str(Path(digitpad.__file__).parent / room)])
    ),
]


def test_the_examples_of_the_interface_are_found() -> None:
    api = import_module("digitpad.api")
    finder = doctest.DocTestFinder(exclude_empty=False)
    names = [test.name.rpartition(".")[2] for test in finder.find(api) if test.examples]
    public = {"load_dataset", "load_model", "predict", "save_model", "train"}
    assert public <= set(names)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    assert not doctest.testmod(import_module(name)).failed


def test_examples_in_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert result.attempted
    assert not result.failed
