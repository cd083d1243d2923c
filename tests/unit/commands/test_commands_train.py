"""What ``digitpad train`` says of a model, and keeps of one."""

import json
from pathlib import Path

import pytest

from digitpad.cli import main
from digitpad.files.resources import resource_path
from digitpad.models.model_file import load_model

SMALL = ["train", "synthetic:40:1", "--hidden", "8", "--epochs", "1"]


def test_it_tells_how_digits_of_unseen_writers_are_predicted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = str(tmp_path / "m.npz")
    assert main([*SMALL, "--out", out]) == 0
    errors = round(load_model(out).record["reference"]["error_rate"] * 1531)
    assert errors > 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"Reference digits of unseen writers: {errors:,} of 1,531 misclassified"
    )
    assert main([*SMALL, "--out", out, "--json"]) == 0
    done = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (done["event"], done["reference_errors"], done["reference_count"]) == (
        "done",
        errors,
        1531,
    )


def test_new_weights_know_nothing_to_keep(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([*SMALL, "--keep", "--out", str(tmp_path / "m.npz")]) == 1
    assert "--keep needs --from MODEL" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_the_built_in_model_knows_is_kept(tmp_path: Path) -> None:
    start, out = str(resource_path("model.npz")), str(tmp_path / "m.npz")
    words = ["train", "synthetic:100:5", "--from", start, "--keep", "--out", out]
    assert main([*words, "--epochs", "1", "--learning-rate", "0.0003"]) == 0
    record = load_model(out).record
    assert record["keep"] is True
    assert record["reference"]["error_rate"] < 0.02
