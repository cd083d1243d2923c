"""The programs in resources/examples run, and do what they say."""

import ast
import gzip
import runpy
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.files.resources import resource_path
from digitpad.ink.opencv import cv2
from digitpad.playground.quadrants import QuadrantSettings, quadrant_network, train_quadrants

EXAMPLES = resource_path("examples")
NAMES = ("four_points", "predict_picture", "train_mnist")


def output_of(
    name: str,
    *words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> list[str]:
    """Run an example as a program; the lines that it prints."""
    path = EXAMPLES / f"{name}.py"
    monkeypatch.setattr(sys, "argv", [str(path), *words])
    runpy.run_path(str(path), run_name="__main__")
    return capsys.readouterr().out.splitlines()


def idx(array: NDArray[np.uint8]) -> bytes:
    """A file as MNIST has them."""
    sizes = struct.pack(f">{array.ndim}i", *array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes()


def test_there_are_no_others_and_all_are_short() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.py")) == list(NAMES)
    for name in NAMES:
        text = (EXAMPLES / f"{name}.py").read_text()
        assert len(text.splitlines()) <= 50
        assert f"resources/examples/{name}.py" in (ast.get_docstring(ast.parse(text)) or "")


def test_a_network_is_trained_on_mnist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for half, count in (("train", 600), ("t10k", 50)):
        labels = (np.arange(count) % 10).astype(np.uint8)
        images = np.zeros((count, 28, 28), np.uint8)
        for image, label in zip(images, labels, strict=True):
            image[4:24, 4 + 2 * label : 6 + 2 * label] = 255
        (tmp_path / f"{half}-labels-idx1-ubyte").write_bytes(idx(labels))
        (tmp_path / f"{half}-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images)))
    lines = output_of("train_mnist", str(tmp_path), monkeypatch=monkeypatch, capsys=capsys)
    assert [line.split(":")[0] for line in lines[:10]] == [f"epoch {n}" for n in range(1, 11)]
    assert lines[10] == "0 of 50 test digits are misclassified"


def test_a_picture_is_predicted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = np.full((200, 200), 255, np.uint8)
    cv2.polylines(picture, [np.array([(60, 50), (140, 50), (90, 160)])], False, 0, 12)
    path = tmp_path / "seven.png"
    path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    number, digit = output_of("predict_picture", str(path), monkeypatch=monkeypatch, capsys=capsys)
    assert number == "7"
    assert digit.startswith("  7 ")
    assert "% in the box (" in digit


def test_four_points_are_those_of_the_tutorial(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    *steps, a, b, c, d = output_of("four_points", monkeypatch=monkeypatch, capsys=capsys)
    settings = QuadrantSettings(iterations=1001)
    losses = list(train_quadrants(quadrant_network(settings), settings))
    assert steps[:2] == [f"step {n:5}: loss {losses[n]:.6f}" for n in (0, 1000)]
    assert len(steps) == 10
    assert steps[9] == "step  9000: loss 0.004385"
    for quadrant, line in enumerate((a, b, c, d), 1):
        assert f"lies in quadrant {quadrant}," in line
