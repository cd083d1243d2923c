"""``digitpad explain``: figures that add up, and a picture."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.cli import main
from digitpad.data.formats import load_dataset
from digitpad.data.text.codec import write_text_file
from digitpad.explain.explanation import explain
from digitpad.explain.words import sentence
from digitpad.files.resources import resource_path
from digitpad.ink.opencv import cv2
from digitpad.ink.picture_file import read_picture
from digitpad.models.model_file import load_model

KNOWN = "synthetic:200:5"


@pytest.fixture
def digit(tmp_path: Path) -> str:
    digits = load_dataset("synthetic:30:8")
    path = tmp_path / "one.txt"
    write_text_file(path, digits.images[4], int(digits.labels[4]))
    return str(path)


def explained(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["explain", *words, "--dataset", KNOWN, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_figures_are_those_of_the_prediction(
    digit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = explained(capsys, digit)
    assert main(["predict", digit, "--json"]) == 0
    (predicted,) = json.loads(capsys.readouterr().out)
    assert found["digit"] == predicted["digit"]
    np.testing.assert_allclose(found["probabilities"], predicted["probabilities"], atol=1e-6)
    p = found["probabilities"]
    order = sorted(range(10), key=lambda number: -p[number])
    assert (found["digit"], found["against"]) == tuple(order[:2])
    assert found["difference"] == pytest.approx(np.log(p[order[0]] / p[order[1]]), abs=1e-3)
    assert np.sum(found["pixels"]) + found["bias"] == pytest.approx(found["difference"], abs=1e-9)
    assert {unit["layer"] for unit in found["units"]} == {1, 2}
    for name in ("pixels", "evidence", "missing"):
        assert np.shape(found[name]) == (28, 28)
    assert len(found["nearest"]) == 10
    assert all(one["label"] == found["against"] for one in found["nearest_against"])
    similar = [one["similarity"] for one in found["nearest"]]
    assert similar == sorted(similar, reverse=True)


def test_another_digit_can_be_asked_about(digit: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = explained(capsys, digit)
    other = next(n for n in range(10) if n not in (first["digit"], first["against"]))
    assert explained(capsys, digit, "--against", str(other))["against"] == other
    # Against itself there is nothing to explain.
    same = explained(capsys, digit, "--against", str(first["digit"]))
    assert same["against"] == first["against"]


def test_words_and_a_picture(
    digit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "why.png"
    assert main(["explain", digit, "--dataset", KNOWN, "--out", str(picture)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert " rather than " in lines[0]
    assert "Most similar digits: " in lines[0]
    places = [line.split(":")[0] for line in lines if "without the ink" in line]
    assert all(" (row " in place for place in places)
    pixels = read_picture(picture)
    assert pixels.shape[1] > 2 * pixels.shape[0]


@pytest.mark.parametrize("content", ["", "no digit"])
def test_what_is_no_digit_is_told(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.txt"
    path.write_text(content)
    assert main(["explain", str(path), "--dataset", KNOWN]) == 1
    assert str(path) in capsys.readouterr().err


def test_several_digits_and_no_ink_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "synthetic:3:1", "--dataset", KNOWN]) == 1
    assert "expected one digit, found 3" in capsys.readouterr().err
    blank = tmp_path / "blank.txt"
    write_text_file(blank, np.zeros((28, 28), np.uint8), 1)
    assert main(["explain", str(blank), "--dataset", KNOWN]) == 1
    assert "the image is blank" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_is_told(
    digit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "missing" / "why.png"
    assert main(["explain", digit, "--dataset", KNOWN, "--out", str(place)]) == 1
    assert f"Cannot write {place}" in capsys.readouterr().err
    assert main(["explain", digit, "--dataset", KNOWN, "--out", str(tmp_path / "why.jpg")]) == 1
    assert "extension must be .png" in capsys.readouterr().err


def test_what_is_unclear_of_the_dataset_can_be_said(
    digit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "table.csv"
    digits = load_dataset("synthetic:30:3")
    rows = [[n % 10, *np.ravel(image).tolist()] for n, image in enumerate(digits.images)]
    table.write_text("\n".join(",".join(map(str, row)) for row in rows))
    words = ["explain", digit, "--dataset", str(table), "--label-column", "1", "--json"]
    assert main(words) == 0
    assert len(json.loads(capsys.readouterr().out)["nearest"]) == 10


def test_how_the_dataset_is_read_does_not_change_the_file(
    digit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pixels = []
    for more in ([], ["--transpose", "--invert"]):
        assert main(["explain", digit, "--dataset", KNOWN, "--json", *more]) == 0
        pixels.append(json.loads(capsys.readouterr().out)["pixels"])
    assert pixels[0] == pixels[1]


def test_a_sentence_names_places_and_labels() -> None:
    network = load_model(resource_path("model.npz")).network
    image: NDArray[np.uint8] = load_dataset("synthetic:30:8").images[4]
    found = explain(network, image)
    text = sentence(found, [4, 4, 9])
    assert text.startswith(f"{found.digit} rather than {found.against}: ")
    assert text.endswith("Most similar digits: 2 labeled 4 and 1 labeled 9.")
    assert any(place in text for place in ("top", "bottom", "left", "right", "middle"))


def test_of_several_digits_in_a_picture_one_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = np.full((300, 400), 255, np.uint8)
    cv2.polylines(page, [np.array([(60, 60), (160, 60), (100, 240)])], False, 0, 14)
    cv2.line(page, (300, 60), (290, 240), 0, 14)
    path = str(tmp_path / "71.png")
    cv2.imwrite(path, page)
    assert main(["explain", path]) == 1
    assert "expected one digit, found 2; --digit N explains one of them" in capsys.readouterr().err
    assert explained(capsys, path, "--digit", "2")["digit"] == 1
    assert main(["explain", path, "--digit", "3"]) == 1
    assert "expected 1 to 2, found --digit 3" in capsys.readouterr().err
