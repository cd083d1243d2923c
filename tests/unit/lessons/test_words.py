"""What the lessons call a control is what stands on it."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from digitpad.files.resources import resource_path

NAMES = {"en": "source", "zh_CN": "translation"}
"""Where the file of the Chinese texts has those of a language."""

FIXED = {"ONNX", "p", "dy", "dw2"}
"""Names that are the same in both languages, and not in that file."""

MNEMONIC = re.compile(r"\(&.\)|&")


def bare(text: str) -> str:
    return MNEMONIC.sub("", text).rstrip(":：…")


def lessons(language: str) -> list[Path]:
    return sorted((resource_path("lessons") / language).glob("*.md"))


@pytest.mark.parametrize("language", NAMES)
def test_words_in_bold_are_on_a_control(language: str) -> None:
    tree = ElementTree.parse(resource_path("translations") / "digitpad_zh_CN.ts")
    found = [message.findtext(NAMES[language]) or "" for message in tree.iter("message")]
    known = {bare(text) for text in found} | FIXED
    said = {
        (lesson.name, word)
        for lesson in lessons(language)
        for word in re.findall(r"\*\*(.+?)\*\*", lesson.read_text(encoding="utf-8"))
    }
    assert not {(name, word) for name, word in said if bare(word) not in known}
