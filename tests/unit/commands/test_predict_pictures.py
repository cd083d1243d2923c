"""What ``digitpad predict`` prints of pictures with several digits."""

import json
from pathlib import Path

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.commands.predict import as_json, as_text
from digitpad.data.reference import check_part
from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing
from digitpad.recognition.number import DigitPrediction, NumberPrediction


def predicted(digit: int, share: float, other: int) -> DigitPrediction:
    """A digit with this probability; the rest is that of another one."""
    known = check_part()
    image = known.images[int(np.flatnonzero(known.labels == digit)[0])]
    shares = [0.0] * 10
    shares[digit], shares[other] = share, 1 - share
    return DigitPrediction(Drawing(picture=image), image, tuple(shares), (1, 2, 30, 40))


def test_a_single_digit_is_printed_with_its_probability() -> None:
    assert as_text([predicted(7, 0.9987, 1)]) == "7  99.87%"
    assert as_text([predicted(7, 0.55, 1)]) == "7  55.00%  uncertain: 7 or 1, similar probabilities"


def test_a_number_is_printed_with_the_probability_of_each_digit() -> None:
    row = [predicted(1, 0.9987, 7), predicted(7, 0.55, 1)]
    told = "17  99.87% 55.00%  uncertain: digit 2, 7 or 1, similar probabilities"
    assert as_text(row) == told


def test_the_json_of_a_number_has_no_single_digit() -> None:
    found = as_json(NumberPrediction(((predicted(1, 0.99, 7),), (predicted(7, 0.55, 1),))))
    assert found["text"] == "1\n7"
    assert "digit" not in found
    assert "probabilities" not in found
    assert (found["certain"], found["reason"]) == (False, "Similar probabilities")
    digits = found["digits"]
    assert isinstance(digits, list)
    assert [digit["digit"] for digit in digits] == [1, 7]
    assert digits[0]["box"] == [1, 2, 30, 40]


def test_numbers_on_a_sheet_are_a_line_each(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = np.full((460, 420), 255, np.uint8)
    for row, text in enumerate(("38", "1")):
        place = (60, 180 + 200 * row)
        cv2.putText(page, text, place, cv2.FONT_HERSHEY_SIMPLEX, 4, 0, 12, cv2.LINE_AA)
    path = tmp_path / "page.png"
    cv2.imwrite(str(path), page)
    assert main(["predict", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [f"{path}: 38", f"{path}: 1"]
    assert main(["predict", str(path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["text"] == "38\n1"
    assert len(found["digits"]) == 3
    assert main(["predict", str(path), "--csv"]) == 0
    assert capsys.readouterr().out == "ImageId,Label\n1,38 1\n"


def test_all_pictures_of_a_folder_are_predicted_and_bad_ones_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = np.full((300, 400), 255, np.uint8)
    cv2.polylines(page, [np.array([(60, 60), (160, 60), (100, 240)])], False, 0, 14)
    cv2.line(page, (300, 60), (290, 240), 0, 14)
    for name in ("scan one.png", "scan two.jpg"):
        cv2.imwrite(str(tmp_path / name), page)
    (tmp_path / "scan three.png").write_bytes(b"nothing")
    (tmp_path / "notes.md").write_text("no picture")
    assert main(["predict", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    told = [line.split("  ")[0] for line in out.splitlines()]
    assert told == [f"{tmp_path}/scan one.png: 71", f"{tmp_path}/scan two.jpg: 71"]
    assert f"{tmp_path}/scan three.png: not a supported image" in err
    assert f"{tmp_path}/notes.md: not an image" in err
