"""The commands and the forms that datasets come in: options, halves, sets that look wrong."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.plausibility import inverted, transposed
from digitpad.files.resources import resource_path
from digitpad.learning.saved_run import load_saved_run
from digitpad.models.model_file import load_model

SHORT = ["--hidden", "12", "--epochs", "3", "--batch", "20"]


@pytest.fixture
def digits() -> DigitSet:
    """60 digits as pixels alone."""
    return replace(load_dataset("synthetic:60:1"), drawings=(), writers=None)


@pytest.fixture
def model() -> str:
    """The built-in model."""
    return str(resource_path("model.npz"))


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def both_halves(path: Path, digits: DigitSet) -> Path:
    """Keras' file: 50 digits to learn from, 10 for the test."""
    np.savez(
        path,
        x_train=digits.images[:50],
        y_train=digits.labels[:50],
        x_test=digits.images[50:],
        y_test=digits.labels[50:],
    )
    return path


def faint(digits: DigitSet) -> DigitSet:
    return replace(digits, images=(digits.images > 127).astype(np.uint8))


# Sets that look wrong


@pytest.mark.parametrize(
    ("spoil", "option"),
    [(transposed, "--transpose"), (inverted, "--invert"), (faint, "--scale")],
)
def test_a_set_that_looks_wrong_is_told_and_mended(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    digits: DigitSet,
    model: str,
    spoil: Callable[[DigitSet], DigitSet],
    option: str,
) -> None:
    wrong, right = tmp_path / "wrong.npz", tmp_path / "right.npz"
    write_dataset(spoil(digits), wrong)
    for command in (
        ["evaluate", model, wrong],
        ["convert", wrong, tmp_path / "same.npz"],
        ["predict", wrong],
        ["predict", wrong, "--csv"],
        ["train", wrong, "--out", tmp_path / "m.npz", *SHORT],
    ):
        _, _, err = run(capsys, *command)
        told = [line for line in err.splitlines() if option in line]
        assert len(told) == 1, (command, err)
        assert told[0].startswith("digitpad: wrong.npz: ")
    assert run(capsys, "convert", wrong, right, option)[0] == 0
    status, out, err = run(capsys, "evaluate", model, right, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["error_rate"] < 0.1
    assert json.loads(run(capsys, "evaluate", model, wrong, option, "--json")[1])["errors"] < 6


def test_how_sets_are_read_belongs_to_a_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(transposed(digits), tmp_path / "lying.npz")
    paths = [tmp_path / name for name in ("a.npz", "b.npz")]
    write_dataset(digits, tmp_path / "upright.npz")
    run(capsys, "train", tmp_path / "lying.npz", "--transpose", "--out", paths[0], *SHORT)
    run(capsys, "train", tmp_path / "upright.npz", "--out", paths[1], *SHORT)
    one, other = (load_model(path).network.parameters for path in paths)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


# Halves


def test_either_half_of_a_set(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet, model: str
) -> None:
    both = both_halves(tmp_path / "mnist.npz", digits)

    def count(*words: str) -> int:
        return int(json.loads(run(capsys, "evaluate", model, both, "--json", *words)[1])["count"])

    assert (count(), count("--half", "test"), count("--half", "train")) == (10, 10, 50)
    _, _, err = run(capsys, "convert", both, tmp_path / "train.npz")
    assert "using the train half; --half test selects the other" in err
    assert len(load_dataset(tmp_path / "train.npz")) == 50
    _, _, err = run(capsys, "convert", both, tmp_path / "test.npz", "--half", "test")
    assert "--half" not in err
    assert len(load_dataset(tmp_path / "test.npz")) == 10
    run(capsys, "train", both, "--half", "test", "--out", tmp_path / "m.npz", *SHORT)
    assert load_model(tmp_path / "m.npz").record["learned_from"][0]["digits"] == 10


def test_a_test_half_without_labels_leads_to_the_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet, model: str
) -> None:
    (tmp_path / "kaggle").mkdir()
    write_dataset(digits, tmp_path / "kaggle" / "train.csv")
    unlabelled = replace(digits, labels=np.full(60, UNLABELLED, np.int8))
    write_dataset(unlabelled, tmp_path / "kaggle" / "test.csv")
    status, _, err = run(capsys, "evaluate", model, tmp_path / "kaggle")
    assert status == 1
    assert "--half train" in err
    assert run(capsys, "evaluate", model, tmp_path / "kaggle", "--half", "train")[0] == 0


# Columns


def test_an_unclear_table_names_the_option_that_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet, model: str
) -> None:
    table = tmp_path / "two.csv"
    names = ["label", "class", *(f"pixel{n}" for n in range(784))]
    rows = [
        [label, 9 - label, *image.ravel()]
        for label, image in zip(digits.labels.tolist(), digits.images, strict=True)
    ]
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    for command in (
        ["evaluate", model, table],
        ["convert", table, tmp_path / "x.npz"],
        ["train", table, "--out", tmp_path / "m.npz"],
        ["predict", table],
    ):
        status, _, err = run(capsys, *command)
        assert status == 1
        assert err.count("\n") == 1
        assert "--label-column label or --label-column class" in err


def test_the_label_column_is_chosen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet, model: str
) -> None:
    table = tmp_path / "odd.csv"
    rows = [
        [*image.ravel(), label]
        for label, image in zip(digits.labels.tolist(), digits.images, strict=True)
    ]
    with table.open("w", newline="") as file:
        csv.writer(file).writerows([[*(f"p{n}" for n in range(784)), "what"], *rows])
    for choice in ("785", "what"):
        status, out, _ = run(capsys, "evaluate", model, table, "--label-column", choice, "--json")
        assert status == 0
        assert json.loads(out)["error_rate"] < 0.1


# Predictions


def test_prediction_goes_on_after_bad_files(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(digits.select(np.array([1, 2])), tmp_path / "good")
    bad, blank, missing = tmp_path / "bad.txt", tmp_path / "blank.txt", tmp_path / "missing.png"
    bad.write_text("no digit")
    blank.write_text("\n".join(["\t".join(["0"] * 28)] * 28))
    files = [bad, blank, tmp_path / "good" / "00001.txt", missing, tmp_path / "good" / "00002.txt"]
    status, out, err = run(capsys, "predict", *files)
    assert status == 1
    assert [line.rpartition(": ")[2][0] for line in out.splitlines()] == ["1", "2"]
    for name in (bad, blank, missing):
        assert sum(str(name) in line for line in err.splitlines()) == 1
    assert "the image is blank" in err
    status, out, _ = run(capsys, "predict", *files, "--json")
    assert (status, len(json.loads(out))) == (1, 2)


def test_a_digit_as_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(digits.select(np.array([7])), tmp_path / "7.txt")
    _, out, _ = run(capsys, "predict", tmp_path / "7.txt", "--json")
    (found,) = json.loads(out)
    assert (found["file"], found["text"], found["digit"]) == (str(tmp_path / "7.txt"), "7", 7)
    one = {name: found[name] for name in ("digit", "probabilities")}
    assert found["digits"] == [one]
    assert sum(found["probabilities"]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("target", ["set", "set.zip", "set.csv", "set.npz", "set_png"])
def test_whole_sets_are_predicted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet, target: str
) -> None:
    write_dataset(digits, tmp_path / target)
    status, out, err = run(capsys, "predict", tmp_path / target, "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert len({one["file"] for one in found}) == len(found) == 60
    assert all(one["file"].startswith(str(tmp_path / target)) for one in found)
    same = load_dataset(tmp_path / target).labels == [one["digit"] for one in found]
    assert same.mean() > 0.9


def test_a_file_of_one_letter_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from digitpad.ink.opencv import cv2

    monkeypatch.chdir(tmp_path)
    Path("i").write_bytes(cv2.imencode(".png", np.full((90, 90), 255, np.uint8))[1].tobytes())
    assert run(capsys, "predict", "i")[2].startswith("digitpad: i: No digit found")


def test_a_table_of_one_label_leads_to_the_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet, model: str
) -> None:
    write_dataset(replace(digits, labels=np.zeros(60, np.int8)), tmp_path / "zeros.csv")
    _, _, err = run(capsys, "evaluate", model, tmp_path / "zeros.csv")
    assert "All digits are labeled 0" in err
    assert "--label-column" in err


def test_bad_files_of_a_folder_are_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet
) -> None:
    write_dataset(digits, tmp_path / "set")
    (tmp_path / "set" / "bad.txt").write_text("no digit")
    status, out, err = run(capsys, "predict", tmp_path / "set")
    assert (status, out.count("\n")) == (1, 60)
    assert err.startswith(f"digitpad: {tmp_path / 'set'}/bad.txt")


def test_a_submission_for_kaggle(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet
) -> None:
    images = digits.images.copy()
    images[5] = 0  # A submission must have as many lines as the table.
    unlabelled = replace(digits, images=images, labels=np.full(60, UNLABELLED, np.int8))
    write_dataset(unlabelled, tmp_path / "test.csv")
    status, out, err = run(capsys, "predict", tmp_path / "test.csv", "--csv")
    assert (status, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [int(row["ImageId"]) for row in rows] == list(range(1, 61))
    labels = np.array([int(row["Label"]) for row in rows])
    assert (labels == digits.labels).mean() > 0.9


@pytest.mark.parametrize("name", ["7.txt", "7.png", "one.csv"])
def test_standard_input(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    digits: DigitSet,
    name: str,
) -> None:
    from digitpad.ink.opencv import cv2

    seven = digits.select(np.array([7, 17]) if name == "one.csv" else np.array([7]))
    if name == "7.png":
        content = cv2.imencode(".png", seven.images[0])[1].tobytes()
    else:
        write_dataset(seven, tmp_path / name)
        content = (tmp_path / name).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    status, out, err = run(capsys, "predict", "-")
    assert (status, err) == (0, "")
    assert out.startswith("standard input")
    assert ": 7 " in out


def test_standard_input_that_is_no_digit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"hello")))
    status, out, err = run(capsys, "predict", "-")
    assert (status, out) == (1, "")
    assert err.startswith("digitpad: standard input: expected ")
    assert err.count("\n") == 1


# The model before the command


def test_the_model_before_predict_is_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: DigitSet
) -> None:
    zeros = {"W1": np.zeros((784, 10)), "b1": np.arange(10.0)}
    np.savez(tmp_path / "nines.npz", **zeros)  # type: ignore[arg-type]
    write_dataset(digits.select(np.array([7])), tmp_path / "7.txt")
    for words in (
        ["--model", tmp_path / "nines.npz", "predict", tmp_path / "7.txt"],
        ["predict", "--model", tmp_path / "nines.npz", tmp_path / "7.txt"],
    ):
        assert ": 9 " in run(capsys, *words)[1]


@pytest.mark.parametrize(
    "words",
    [
        ["--model", "m", "evaluate", "other", "d"],
        ["evaluate", "m", "d", "--model", "m"],
        ["evaluate", "m", "d", "more"],
        ["evaluate", "d", "--jsno"],
        ["--model", "m", "quadrants"],
        ["--dataset", "d", "predict", "f"],
        ["--playground", "p.json", "predict", "f"],
        ["--model", "m", "predict", "--model", "other", "f"],
        ["predict", "f", "--json", "--csv"],
    ],
)
def test_what_would_be_ignored_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(capsys, *words)[0] == 2


# Trainings that learned nothing


@pytest.mark.parametrize("is_there", [False, True])
def test_a_training_that_learned_nothing_replaces_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, is_there: bool
) -> None:
    out = tmp_path / "m.npz"
    if is_there:
        out.write_bytes(b"what was there")
    status, _, err = run(
        capsys,
        *("train", "synthetic:200:1", "--out", out, *SHORT),
        *("--optimizer", "sgd", "--learning-rate", "1000"),
    )
    assert status == 1
    assert err.count("\n") == 1
    assert "Nothing was learned" in err
    assert "The learning rate was too high" in err
    assert out.exists() == is_there
    assert not is_there or out.read_bytes() == b"what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["m.npz"] * is_there


def test_a_model_is_not_replaced_by_a_worse_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, model: str
) -> None:
    start = tmp_path / "start.npz"
    before = Path(model).read_bytes()
    start.write_bytes(before)
    words = ["train", "synthetic:100:1", "--from", start, "--learning-rate", "0.01"]
    more = ["--epochs", "1", "--batch", "50"]
    status, _, err = run(capsys, *words, "--out", start, *more)
    assert status == 1
    assert f"{start} is better" in err
    assert start.read_bytes() == before
    assert load_saved_run(tmp_path / "start.npz.checkpoint").state.epoch == 1
    other = tmp_path / "other.npz"
    status, _, err = run(
        capsys, "train", "--resume", tmp_path / "start.npz.checkpoint", "--out", other
    )
    assert status == 0
    assert f"{start} is better" in err
    assert other.exists()
