"""The search for digits in a picture ends soon where nobody waits for it any more."""

import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from digitpad.files.resources import resource_path
from digitpad.ink import picture_file
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph import digits, grouping, interpretation
from digitpad.models.model_file import load_model
from digitpad.ui.draw import image_io
from digitpad.ui.sheet import sheet_import
from digitpad.ui.support.worker import PICTURE_TURN, Worker, as_generator, running
from tests import PATIENCE


@pytest.mark.parametrize("place", ["draw", "sheet"])
def test_a_stopped_search_does_not_go_on_to_its_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    picture = np.full((300, 300), 240, np.uint8)
    cv2.putText(picture, "7", (90, 220), cv2.FONT_HERSHEY_SIMPLEX, 6, 20, 12)
    path = str(tmp_path / "seven.png")
    cv2.imwrite(path, picture)
    network = load_model(resource_path("model.npz")).network
    begun, is_stopped = threading.Event(), threading.Event()
    sizes: list[int] = []
    found_at, at_end = interpretation._interpretation, grouping.in_rows

    def at_a_size(*values: Any) -> interpretation.Interpretation:
        begun.set()
        assert is_stopped.wait(PATIENCE)
        sizes.append(1)
        return found_at(*values)

    def to_the_end(*values: Any) -> Any:
        sizes.append(1000)
        return at_end(*values)

    monkeypatch.setattr(interpretation, "_interpretation", at_a_size)
    monkeypatch.setattr(digits, "in_rows", to_the_end)

    def work() -> Generator[Any, None, Any]:
        if place == "draw":
            return as_generator(lambda: image_io._drawing_in_picture(picture, network))
        return sheet_import._found(network, path)

    worker = Worker(work)
    worker.start()
    qtbot.waitUntil(begun.is_set)
    worker.stop()
    is_stopped.set()
    qtbot.waitUntil(lambda: not running())
    assert sum(sizes) == 1


@pytest.mark.parametrize("place", ["draw", "sheet"])
def test_a_picture_is_not_decoded_before_its_turn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    """Decoded, a photograph takes 36 MB; one that waits holds only its file."""
    path = str(tmp_path / "large.png")
    cv2.imwrite(path, np.zeros((3000, 1000), np.uint8))
    network = load_model(resource_path("model.npz")).network
    has_come, decoded = threading.Event(), list[str]()
    read = picture_file.read_content

    def content(path: str) -> bytes:
        has_come.set()
        return read(path)

    for module in (picture_file, image_io):
        monkeypatch.setattr(module, "read_content", content)
        monkeypatch.setattr(module, "decode_picture", lambda _, path: decoded.append(path))

    def work() -> Generator[Any, None, Any]:
        if place == "draw":
            return as_generator(lambda: image_io._drawing_in_file(path, network))
        return sheet_import._found(network, path)

    worker = Worker(work)
    with PICTURE_TURN:
        worker.start()
        qtbot.waitUntil(has_come.is_set)
        worker.stop()
        qtbot.waitUntil(lambda: not running())
    assert decoded == []
