"""The commands, as a terminal calls them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.data.synthesis.non_digits import stream_non_digits
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning.saved_run import load_saved_run
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba


@pytest.fixture
def bars(tmp_path: Path) -> Path:
    """A folder of 200 text digits that are easy to tell apart: digit d is a bar at column 2 d."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 10, 200).astype(np.int8)
    images = np.zeros((200, 28, 28), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[4:24, 4 + 2 * label] = rng.integers(150, 255)
    folder = tmp_path / "bars"
    write_dataset(DigitSet("bars", images, labels), folder)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def trained(capsys: pytest.CaptureFixture[str], folder: Path, out: Path, *more: object) -> Any:
    status, text, _ = run(
        capsys, "train", folder, "--out", out, "--hidden", 32, "--epochs", 8, "--json", *more
    )
    assert status == 0
    return [json.loads(line) for line in text.splitlines()]


def test_a_reader_that_had_enough_is_no_error(bars: Path) -> None:
    command = [sys.executable, "-m", "digitpad", "predict", *map(str, sorted(bars.iterdir())[:3])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_non_digits_are_trained_on_and_never_validated_on(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    unsure, sure = tmp_path / "unsure.npz", tmp_path / "sure.npz"
    options = ("--learning-rate", 0.02, "--batch", 20, "--label-smoothing", 0)
    trained(capsys, bars, unsure, *options, "--non-digits", 200)
    trained(capsys, bars, sure, *options)
    non_digits = np.concatenate(list(stream_non_digits(100, 9)))
    best = [
        np.exp(predict_log_proba(load_model(model).network, non_digits)).max(axis=1).mean()
        for model in (unsure, sure)
    ]
    assert best[0] < 0.5 < best[1]
    record = load_model(unsure).record
    assert record["non_digits"] == 200
    assert record["validation"]["digits"] == 20


def test_train_evaluate_predict(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    model = tmp_path / "model.npz"
    options = ("--learning-rate", 0.02, "--batch", 20, "--no-augment")
    *epochs, done = trained(capsys, bars, model, *options)
    assert [report["epoch"] for report in epochs] == list(range(1, 9))
    assert set(epochs[0]) == {
        "event",
        "epoch",
        "train_loss",
        "validation_loss",
        "validation_error",
        "seconds",
        "samples_per_second",
    }
    assert epochs[-1]["train_loss"] < epochs[0]["train_loss"] / 2
    assert done == {
        "event": "done",
        "model": str(model),
        "best_epoch": done["best_epoch"],
        "reference_errors": done["reference_errors"],
        "reference_count": 1531,
    }
    best = min(epochs, key=lambda r: (r["validation_error"], r["validation_loss"]))
    assert done["best_epoch"] == best["epoch"]
    assert load_model(model).record["best_epoch"] == best["epoch"]

    status, text, _ = run(capsys, "evaluate", model, bars, "--json")
    figures = json.loads(text)
    assert status == 0
    assert figures["count"] == 200
    assert figures["errors"] <= 5
    assert figures["error_rate"] == figures["errors"] / 200
    confusion = np.array(figures["confusion"])
    assert confusion.shape == (10, 10)
    assert confusion.sum() - np.trace(confusion) == figures["errors"]

    file = next(bars.glob("*.txt"))
    status, text, _ = run(capsys, "predict", file, "--model", model, "--json")
    (result,) = json.loads(text)
    assert result["file"] == str(file)
    assert result["digit"] == int(file.read_text().split()[-1])
    assert sum(result["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_the_same_seed_gives_the_same_weights(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    for name in ("a.npz", "b.npz"):
        trained(capsys, bars, tmp_path / name, "--augment", "--seed", 7)
    trained(capsys, bars, tmp_path / "c.npz", "--augment", "--seed", 8)
    a, b, c = (load_model(tmp_path / f"{n}.npz").network.parameters for n in "abc")
    assert all(np.array_equal(x, y) for x, y in zip(a, b, strict=True))
    assert not any(np.array_equal(x, y) for x, y in zip(a, c, strict=True))


def test_a_test_set_is_noted_in_the_model(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    trained(capsys, bars, tmp_path / "m.npz", "--test", bars)
    test = load_model(tmp_path / "m.npz").record["test"]
    assert test["name"] == "bars"
    assert test["digits"] == 200


def test_a_picture_is_predicted_by_the_built_in_model(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from digitpad.ink.opencv import cv2

    seven = np.full((300, 200, 3), (220, 240, 250), np.uint8)
    cv2.polylines(seven, [np.array([[40, 50], [160, 50], [90, 250]])], False, (90, 20, 10), 14)
    path = tmp_path / "sieben-größe.png"
    path.write_bytes(cv2.imencode(".png", seven)[1].tobytes())
    status, text, _ = run(capsys, "predict", path)
    assert status == 0
    assert f"{path}: 7 " in text


def test_strokes_are_predicted_one_by_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one = Drawing((Stroke(np.array([[280, 80], [275, 280], [280, 480]], np.float32)),))
    seven = Drawing((Stroke(np.array([[160, 90], [400, 90], [250, 480]], np.float32)),))
    images = np.zeros((2, 28, 28), np.uint8)
    digits = DigitSet("two", images, np.array([1, 7], np.int8), drawings=[one, seven])
    write_dataset(digits, tmp_path / "two.strokes.npz")
    status, text, _ = run(capsys, "predict", tmp_path / "two.strokes.npz", "--json")
    assert status == 0
    assert [result["digit"] for result in json.loads(text)] == [1, 7]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["evaluate", "nothing.npz", "nowhere"], ["nothing.npz"]),
        (["predict", "nothing.png"], ["nothing.png"]),
        (["predict", "nothing.txt"], ["nothing.txt"]),
        (["train", "nowhere", "--out", "m.npz"], ["nowhere"]),
        (
            ["train", "a", "b", "--repeats", "1", "2", "3", "--out", "m.npz"],
            ["--repeats", "3", "2"],
        ),
        (["quadrants", "--learning-rate", "1000"], ["learning rate"]),
        (["--model", "nothing.npz"], ["nothing.npz"]),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    words: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if arguments[0] == "--model":
        result = subprocess.run(
            [sys.executable, "-m", "digitpad", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        status, err = result.returncode, result.stderr
    else:
        status, _, err = run(capsys, *arguments)
    assert status == 1
    assert err.count("\n") == 1
    assert all(word in err for word in words)


@pytest.mark.parametrize("arguments", [["quadrants"], ["evaluate", "synthetic:5"]])
def test_an_unknown_option_leads_to_the_help_of_the_command(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    status, _, err = run(capsys, *arguments, "--foo")
    assert status == 2
    assert f"unrecognized arguments: --foo; see digitpad {arguments[0]} --help" in err
    assert run(capsys, "--foo")[2].endswith("--foo\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["train"],
        ["train", "x", "--out", "m", "--epochs", "no"],
        ["quadrants", "--l2", "-1"],
    ],
)
def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert "usage:" in err


@pytest.mark.parametrize("command", ["train", "evaluate", "predict", "convert", "quadrants"])
def test_each_command_helps(capsys: pytest.CaptureFixture[str], command: str) -> None:
    status, text, _ = run(capsys, command, "--help")
    assert status == 0
    assert "usage: digitpad " + command in text


# A command that is killed in the midst of its fourth epoch.
KILLED = """
import os, sys
from itertools import count
from digitpad.cli import main
from digitpad.nn.network import Network

batches, gradients_of = count(), Network.gradients_of

def fatal(network, *given, **more):
    if next(batches) == 3 * 36 + 20:
        os._exit(9)
    return gradients_of(network, *given, **more)

Network.gradients_of = fatal
main(sys.argv[1:])
"""


def killed_in_the_middle(*command: object) -> None:
    """Train, and kill that once three epochs are done."""
    process = subprocess.run(
        [sys.executable, "-c", KILLED, "train", *map(str, command), "--json"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.returncode == 9
    told = [json.loads(line) for line in process.stdout.splitlines()]
    assert [(line["event"], line["epoch"]) for line in told] == [
        ("epoch", epoch) for epoch in (1, 2, 3)
    ]


LONG: list[object] = ["--hidden", 48, "--epochs", 6, "--batch", 5, "--augment"]


def test_a_killed_training_goes_on_as_if_it_never_had_been(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    whole, out, kept = tmp_path / "whole.npz", tmp_path / "out.npz", tmp_path / "kept"
    assert run(capsys, "train", bars, "--out", whole, *LONG)[0] == 0
    killed_in_the_middle(bars, "--out", out, "--resume", kept, *LONG)
    assert not out.exists()
    status, text, _ = run(capsys, "train", "--out", out, "--resume", kept, "--json")
    assert status == 0
    epochs = [json.loads(line)["epoch"] for line in text.splitlines()[:-1]]
    assert 1 < epochs[0] <= 4
    assert epochs == list(range(epochs[0], 7))
    assert not kept.exists()
    pairs = zip(*(load_model(path).network.parameters for path in (whole, out)), strict=True)
    assert all(np.array_equal(a, b) for a, b in pairs)
    assert load_model(out).record["command"] != ""


def test_a_run_is_not_gone_on_with_in_another_way(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    out, kept = tmp_path / "out.npz", tmp_path / "kept"
    killed_in_the_middle(bars, "--out", out, "--resume", kept, *LONG)
    for more in (["--seed", 3], ["--epochs", 7], ["--from", out]):
        status, _, err = run(capsys, "train", "--out", out, "--resume", kept, *more)
        assert status == 1
        assert str(more[0]) in err
        assert err.count("\n") == 1
    kept.write_bytes(kept.read_bytes()[:-50])
    status, _, err = run(capsys, "train", "--out", out, "--resume", kept)
    assert status == 1
    assert str(kept) in err


def test_without_data_sets_there_must_be_a_run_to_go_on_with(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, _, err = run(capsys, "train", "--out", tmp_path / "out.npz")
    assert status in (1, 2)
    assert "DATASET" in err or "dataset" in err


def test_training_goes_on_from_a_model(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    trained(capsys, bars, first, "--learning-rate", 0.02, "--batch", 20)
    still = ["--epochs", 1, "--learning-rate", 0, "--optimizer", "sgd", "--json"]
    assert run(capsys, "train", bars, "--out", second, "--from", first, *still)[0] == 0
    old, new = load_model(first), load_model(second)
    for one, other in zip(old.network.parameters, new.network.parameters, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)
    assert new.record["started_from"] == str(first)
    assert new.record["optimizer"] == "sgd"


def test_a_checkpoint_lies_beside_the_model_until_it_is_done(
    capsys: pytest.CaptureFixture[str], bars: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.npz"
    killed_in_the_middle(bars, "--out", out, *LONG)
    kept = tmp_path / "out.npz.checkpoint"
    assert run(capsys, "train", "--out", out, "--resume", kept)[0] == 0
    assert out.exists()
    trained(capsys, bars, tmp_path / "other.npz")
    assert not (tmp_path / "other.npz.checkpoint").exists()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_keeps_the_best_weights_so_far(bars: Path, tmp_path: Path, name: str) -> None:
    if not hasattr(signal, name):
        pytest.skip(f"this system has no {name}")
    model = tmp_path / "model.npz"
    command = [sys.executable, "-m", "digitpad", "train", str(bars), "--out", str(model)]
    process = subprocess.Popen(
        [*command, "--epochs", "100000", "--hidden", "16"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None
    for _ in range(3):
        assert process.stdout.readline().startswith("Epoch ")
    for _ in range(3):
        process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Interrupted: best of" in err
    assert f"Saved {model}" in out
    assert load_model(model).network.sizes == (784, 16, 10)
    stopped = load_saved_run(tmp_path / "model.npz.checkpoint")
    assert f"best of {stopped.state.epoch} epochs saved" in err
