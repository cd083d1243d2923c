"""What the commands tell people: help, figures, and one line where something fails."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.data import reference
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import known_endings, load_dataset, write_dataset
from digitpad.data.reference import check_part
from digitpad.files.resources import resource_path
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning import adaptation

COMMANDS = ("train", "teach", "evaluate", "predict", "explain", "convert", "quadrants")


@pytest.fixture
def digits(tmp_path: Path) -> Path:
    """A file of 60 digits."""
    write_dataset(load_dataset("synthetic:60:1"), tmp_path / "digits.npz")
    return tmp_path / "digits.npz"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_examples(capsys: pytest.CaptureFixture[str], command: str) -> None:
    _, text, _ = run(capsys, command, "--help")
    examples = text.partition("\nexamples:\n")[2].splitlines()
    assert len(examples) > 1
    assert all(line.strip().startswith(f"digitpad {command}") for line in examples)


def test_the_help_of_a_target_lists_all_file_types(capsys: pytest.CaptureFixture[str]) -> None:
    text = re.sub(r"-\s+", "-", run(capsys, "convert", "--help")[1])
    assert {ending for ending in known_endings().values() if ending} <= {
        *re.findall(r"[^\s,]+", text)
    }


def test_the_version_tells_what_it_runs_on(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "--version")[1]
    assert re.fullmatch(r"digitpad \S+ \(Python [\d.]+\S*, NumPy [\d.]+\S*, Qt [\d.]+\S*\)\n", text)
    assert np.__version__ in text


# evaluate


@pytest.mark.parametrize(
    "words",
    [
        ["evaluate", "DIGITS"],
        ["evaluate", "MODEL", "DIGITS"],
        ["evaluate", "DIGITS", "--model", "MODEL"],
        ["evaluate", "--model", "MODEL", "--half", "test", "DIGITS"],
        ["evaluate", "MODEL", "--half", "test", "DIGITS"],
        ["--model", "MODEL", "evaluate", "DIGITS"],
    ],
)
def test_the_model_is_named_first_or_by_its_option_or_not_at_all(
    capsys: pytest.CaptureFixture[str], digits: Path, words: list[str]
) -> None:
    paths = {"DIGITS": digits, "MODEL": resource_path("model.npz")}
    status, out, err = run(capsys, *(paths.get(word, word) for word in words), "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["count"] == 60


def test_the_accuracy_is_printed(capsys: pytest.CaptureFixture[str], digits: Path) -> None:
    errors = json.loads(run(capsys, "evaluate", digits, "--json")[1])["errors"]
    first, *_, axes, _, _ = run(capsys, "evaluate", digits)[1].splitlines()[:6]
    plural = "error" if errors == 1 else "errors"
    assert first == f"digits.npz: 60 digits, {errors} {plural}, accuracy {1 - errors / 60:.2%}"
    assert axes == "rows: label, columns: prediction"


# teach


def test_teaching_tells_what_it_brought(
    capsys: pytest.CaptureFixture[str],
    digits: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = reference.DrawnOnce(lambda: iter([check_part().images[:200]]), np.concatenate)
    monkeypatch.setattr(reference, "REHEARSED", few)
    monkeypatch.setattr(adaptation, "STEPS", 5)  # Only the words count here.
    out = tmp_path / "m.npz"
    status, text, _ = run(capsys, "teach", digits, "-o", out)
    saved, taught, others = text.splitlines()
    assert (status, saved) == (0, f"Saved {out}")
    assert re.fullmatch(r"Taught digits: \d+ of 60 correct \(before: \d+\)", taught)
    assert re.search(r": \d+ of 1,531 misclassified \(before: \d+\)$", others)


# predict


def test_an_uncertain_prediction_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    seven = np.array([(160, 100), (400, 100), (330, 260), (260, 480)], np.float32)
    dot = np.array([(280, 280)], np.float32)
    images = np.stack([rasterized(Drawing((Stroke(line),))) for line in (seven, dot)])
    write_dataset(DigitSet("two", images, np.array([7, 1], np.int8)), tmp_path / "two.npz")
    certain, uncertain = run(capsys, "predict", tmp_path / "two.npz")[1].splitlines()
    assert re.search(r": 7  \d+\.\d\d%$", certain)
    assert re.search(r"%  uncertain: (\d or )*\d?,? ?too little ink$", uncertain)


# Errors


def test_what_is_no_model_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, digits: Path
) -> None:
    (tmp_path / "table.csv").write_text("label,pixel0\n")
    for name, problem in (
        (".", "a folder, not a model file (.npz or .safetensors)"),
        ("table.csv", "not a model file (.npz or .safetensors)"),
        ("digits.npz", "not a digitpad model"),
        ("nowhere.npz", "no such file"),
    ):
        path = tmp_path / name
        line = f"digitpad: {path}: {problem}\n"
        assert run(capsys, "evaluate", digits, "--model", path) == (1, "", line)


def test_an_unknown_file_type_makes_no_folder(
    capsys: pytest.CaptureFixture[str], digits: Path, tmp_path: Path
) -> None:
    status, _, err = run(capsys, "convert", digits, tmp_path / "out.xyz")
    assert status == 1
    assert 'out.xyz: unknown file type ".xyz"; use ' in err
    assert ".csv" in err
    assert not (tmp_path / "out.xyz").exists()


def test_a_value_beyond_its_limits_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "train", "x", "-o", "m.npz", "--epochs", 0)
    assert status == 2
    assert "argument --epochs: must be 1 to 100,000 (got 0)" in err
