"""The Chinese of the window is complete, and what is compiled is what is written."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
NAME = "digitpad_zh_CN"

PLACEHOLDER = re.compile(r"\{[^}]*\}")


def run(tool: str, *words: str | Path) -> None:
    """Run one of PySide6's own programs, which lie beside Python."""
    program = shutil.which(tool, path=str(Path(sys.executable).parent))
    if not program:
        pytest.skip(f"{tool} is not installed beside this Python")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([program, *words], check=True, capture_output=True, env=environment)


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations as they are once all texts of the source are in."""
    path = tmp_path_factory.mktemp("translations") / f"{NAME}.ts"
    shutil.copy(FOLDER / f"{NAME}.ts", path)
    sources = sorted((ROOT / "digitpad").rglob("*.py"))
    alias = ("-tr-function-alias", "tr+=translatable")
    run("pyside6-lupdate", "-locations", "none", "-no-obsolete", *alias, *sources, "-ts", path)
    return path


def messages(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Each text with its note, its Chinese, and what is wrong with that: "unfinished" or so."""
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        source, note = message.findtext("source", ""), message.findtext("comment", "")
        yield source, note, translation.text or "", translation.get("type", "")


def test_every_text_has_its_chinese(updated: Path) -> None:
    texts = [*messages(updated)]
    assert len(texts) > 100
    assert [source for source, _, chinese, state in texts if state or not chinese] == []


def test_no_text_stands_where_it_is_not_found() -> None:
    """What collects the texts does not look into f-strings."""
    lost = [
        f"{path}: {ast.unparse(call)}"
        for path in (ROOT / "digitpad").rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "tr"
        if isinstance(call.args[0], ast.Constant)
    ]
    assert lost == []


def test_no_text_is_left_that_the_window_does_not_show(updated: Path) -> None:
    known = {(source, note) for source, note, *_ in messages(updated)}
    kept = {(source, note) for source, note, *_ in messages(FOLDER / f"{NAME}.ts")}
    assert kept - known == set()


def test_what_is_filled_in_is_the_same(updated: Path) -> None:
    for source, _, chinese, _ in messages(updated):
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(chinese)), source


def test_what_is_compiled_is_what_is_written(tmp_path: Path) -> None:
    compiled = tmp_path / f"{NAME}.qm"
    run("pyside6-lrelease", FOLDER / f"{NAME}.ts", "-qm", compiled)
    assert compiled.read_bytes() == (FOLDER / f"{NAME}.qm").read_bytes()
