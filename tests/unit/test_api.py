"""The Python interface says and does what the window and the commands do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import digitpad
from digitpad.cli import main
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.reference import check_part
from digitpad.errors import DatasetError, DigitpadError, InkError, TrainingError
from digitpad.explain.certainty import Reason
from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing
from digitpad.nn.training import EpochReport
from digitpad.recognition.number import NumberPredictor
from digitpad.ui.draw.live_classifier import live_prediction

ROOT = Path(__file__).resolve().parents[2]

Predicted = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def predicted(capsys: pytest.CaptureFixture[str]) -> Predicted:
    """What ``digitpad predict --json`` prints of a file."""

    def of(file: Path, *options: str) -> list[dict[str, Any]]:
        assert main(["predict", str(file), "--json", *options]) == 0
        printed: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return printed

    return of


def same(prediction: digitpad.Prediction, printed: dict[str, Any]) -> bool:
    return (
        prediction.digit == printed["digit"]
        and prediction.probabilities.tolist() == printed["probabilities"]
        and (prediction.reason or None) == printed["reason"]
        and prediction.is_uncertain is not printed["certain"]
    )


def photograph(digit: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A digit in blue ink on white paper, in colour, larger than the network's image."""
    ink = cv2.resize(digit, (200, 200), interpolation=cv2.INTER_LINEAR)
    paper = np.full((260, 300, 3), 255, np.uint8)
    paper[30:230, 50:250, 0] -= ink.astype(np.uint8)
    paper[30:230, 50:250, 1] -= ink.astype(np.uint8)
    return paper


class LikePillow:
    """Has what an image of Pillow has: a mode, a way to another, and its values."""

    def __init__(self, pixels: NDArray[np.uint8], mode: str = "P") -> None:
        self.pixels, self.mode = pixels, mode

    def convert(self, mode: str) -> "LikePillow":
        opaque = np.full((*self.pixels.shape[:2], 1), 255, np.uint8)
        return LikePillow(np.concatenate([self.pixels, opaque], axis=2), mode)

    def __array__(self, dtype: Any = None, copy: Any = None) -> NDArray[np.uint8]:
        assert self.mode == "RGBA", "the numbers of a palette are no colours"
        return self.pixels


def test_the_import_loads_neither_numpy_nor_qt() -> None:
    program = (
        "import sys, digitpad; "
        "assert not {'numpy', 'PySide6', 'cv2'} & set(sys.modules), sys.modules; "
        "assert set(digitpad.__all__) <= set(dir(digitpad)); "
        "assert isinstance(digitpad.__version__, str); "
        "assert not {'numpy', 'PySide6', 'cv2'} & set(sys.modules); "
        "assert all(getattr(digitpad, name) for name in digitpad.__all__); "
        "digitpad.predict(digitpad.load_dataset('synthetic:1').images); "
        "assert 'PySide6' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'digitpad' has no attribute 'predicts'"):
        digitpad.predicts  # noqa: B018


def test_pictures_are_predicted_as_by_the_command(tmp_path: Path, predicted: Predicted) -> None:
    digits = check_part()
    for number in (0, 500, 1000):
        pixels = photograph(digits.images[number])
        path = tmp_path / f"{number}.png"
        cv2.imwrite(str(path), pixels)
        (printed,) = predicted(path)
        rgb = pixels[:, :, ::-1]
        for given in (str(path), path, pixels, rgb, rgb / 255, LikePillow(rgb)):
            assert same(digitpad.predict(given), printed)


def test_a_grey_image_is_predicted_as_by_the_command(tmp_path: Path, predicted: Predicted) -> None:
    image = load_dataset("synthetic:1").images[0]
    path = tmp_path / "digit.png"
    cv2.imwrite(str(path), image)
    (printed,) = predicted(path)
    for given in (path, image, image.astype(np.int64), image.tolist(), 255 - image, image / 255):
        assert same(digitpad.predict(given), printed)


def test_all_images_of_a_dataset_are_predicted_as_by_the_command(
    tmp_path: Path, predicted: Predicted
) -> None:
    digits = load_dataset("synthetic:30:5")
    write_dataset(digits, tmp_path / "digits.npz")
    predictions = digitpad.predict(digits.images)
    printed = predicted(tmp_path / "digits.npz")
    assert all(same(one, line) for one, line in zip(predictions, printed, strict=True))
    assert all(0.999 < one.probabilities.sum() < 1.001 for one in predictions)


def test_a_text_digit_is_predicted_as_by_the_command(tmp_path: Path, predicted: Predicted) -> None:
    write_dataset(load_dataset("synthetic:1:3"), tmp_path / "digits")
    (path,) = (tmp_path / "digits").iterdir()
    (printed,) = predicted(path)
    assert same(digitpad.predict(path), printed)


def test_strokes_are_predicted_as_by_the_window() -> None:
    digits, network = check_part(), digitpad.load_model().network
    for drawing in (digits.drawings[0], digits.drawings[700]):
        number = NumberPredictor(network).predict(drawing)
        window = live_prediction(drawing, number, None, 0)
        lines = [stroke.points for stroke in drawing.strokes]
        for given in (drawing, lines, [points.tolist() for points in lines]):
            prediction = digitpad.predict(given)
            assert prediction.probabilities == pytest.approx(window.probabilities, abs=1e-5)
            assert prediction.reason == (window.certainty.reason or "")


def test_a_dot_is_uncertain() -> None:
    prediction = digitpad.predict([np.array([[280, 280]])])
    assert prediction.is_uncertain
    assert prediction.reason == Reason.TOO_LITTLE


def test_a_number_has_a_text_and_no_single_digit() -> None:
    seven, one = [(100, 100), (220, 100), (150, 320)], [(340, 100), (340, 320)]
    prediction = digitpad.predict([np.array(seven), np.array(one)])
    assert prediction.text == "71"
    assert [digit.digit for digit in prediction.digits] == [7, 1]
    assert prediction.digits[1].box == (340, 100, 340, 320)
    with pytest.raises(ValueError, match=r"There are 2 digits; use \.text or \.digits"):
        _ = prediction.digit


def test_another_model_is_used_however_it_is_given(tmp_path: Path, predicted: Predicted) -> None:
    digits = load_dataset("synthetic:20")
    network = digitpad.Network.initialized([784, 5, 10], np.random.default_rng(1))
    digitpad.save_model(network, tmp_path / "model.npz")
    write_dataset(digits, tmp_path / "digits.npz")
    printed = predicted(tmp_path / "digits.npz", "--model", str(tmp_path / "model.npz"))
    path = tmp_path / "model.npz"
    for model in (path, str(path), digitpad.load_model(path), network):
        predictions = digitpad.predict(digits.images, model=model)
        assert all(same(one, line) for one, line in zip(predictions, printed, strict=True))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (np.zeros(5), r"Expected an image .*, found an array of shape \(5,\)"),
        (np.zeros((0, 7)), r"array of shape \(0, 7\)"),
        (np.zeros((4, 4, 2)), r"array of shape \(4, 4, 2\)"),
        (np.array([["a", "b"]]), "Expected numbers from 0 to 255, found values of type <U1"),
        (np.full((9, 9), 300), "Expected values from 0 to 255, found 0 to 300"),
        (np.full((9, 9), -1), "Expected values from 0 to 255, found -1 to 0"),
        (np.full((9, 9), np.nan), "Expected values from 0 to 255"),
        ([[1, 2], [3]], "Neither an image nor strokes"),
        ([np.full((3, 2), np.inf)], "must be numbers up to 1,000,000"),
        (None, r"array of shape \(\)"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_a_value_error(given: Any, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        digitpad.predict(given)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (np.full((50, 50), 255), "the image has a single color"),
        (np.zeros((1, 28, 28)), "No digit found: the input is blank"),
        (np.stack([np.eye(28), np.zeros((28, 28))]), "No digit found: image 1 is blank"),
        ([], "No digit found: the input is blank"),
        (Drawing(), "No digit found: the input is blank"),
    ],
)
def test_without_ink_there_is_an_ink_error(given: Any, text: str) -> None:
    with pytest.raises(InkError, match=text):
        digitpad.predict(given)


def test_no_images_have_no_predictions() -> None:
    assert digitpad.predict(np.empty((0, 28, 28), np.uint8)) == []


def test_files_that_are_no_digit_are_told(tmp_path: Path) -> None:
    write_dataset(load_dataset("synthetic:3"), tmp_path / "digits")
    with pytest.raises(ValueError, match="holds 3 digits"):
        digitpad.predict(tmp_path / "digits")
    with pytest.raises(DatasetError, match=r"nothing\.png"):
        digitpad.predict(tmp_path / "nothing.png")
    with pytest.raises(DigitpadError, match=r"none\.npz"):
        digitpad.predict(np.eye(28), model=tmp_path / "none.npz")


def test_a_network_for_something_else_is_refused() -> None:
    network = digitpad.Network.initialized([2, 5, 4], np.random.default_rng(1))
    with pytest.raises(
        ValueError, match="Expected a network with 784 inputs and 10 outputs, found 2 and 4"
    ):
        digitpad.predict(np.eye(28), model=network)


def test_training_gives_the_weights_of_the_command(tmp_path: Path) -> None:
    options = ["--hidden", "12", "--epochs", "3", "--batch", "20", "--seed", "4"]
    path = tmp_path / "model.npz"
    assert main(["train", "synthetic:200", "--out", str(path), *options]) == 0
    reports: list[EpochReport] = []
    for datasets in ("synthetic:200", [digitpad.load_dataset("synthetic:200")]):
        model = digitpad.train(
            datasets, hidden=12, epochs=3, batch=20, seed=4, on_epoch=reports.append
        )
        pairs = zip(model.network.layers, digitpad.load_model(path).network.layers, strict=True)
        for (w, b), (theirs_w, theirs_b) in pairs:
            np.testing.assert_array_equal(w, theirs_w)
            np.testing.assert_array_equal(b, theirs_b)
    assert [report.epoch for report in reports] == [1, 2, 3] * 2
    digitpad.save_model(model, tmp_path / "mine.npz")
    assert main(["evaluate", str(tmp_path / "mine.npz"), "synthetic:20"]) == 0


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"epoch": 3}, "Unknown setting epoch; use repeats, validation"),
        ({"epochs": 0}, "epochs 0"),
        ({"hidden": (0,)}, "hidden"),
        ({"start": "model.npz", "hidden": (3,)}, "cannot be used with start"),
        ({"epochs": 100, "learning_rate": 1e8, "hidden": 8}, "Nothing was learned|diverged"),
    ],
)
def test_a_training_that_cannot_be_says_why(settings: dict[str, Any], text: str) -> None:
    with pytest.raises(TrainingError, match=text):
        digitpad.train("synthetic:60", **settings)
