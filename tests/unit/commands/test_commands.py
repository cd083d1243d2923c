"""What the commands do where something fails, and what they print of names."""

import errno
import json
import math
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from digitpad import cli
from digitpad.cli import main
from digitpad.commands import quadrants as quadrants_command
from digitpad.commands import train as train_command
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.errors import ModelFileError, TrainingError
from digitpad.files.lock import written_alone
from digitpad.files.log import LOG, log_path
from digitpad.learning import run as learning_run
from digitpad.models.model_file import load_model
from digitpad.nn.training import BatchReport, EpochReport
from digitpad.nn.training import train as nn_train

SHORT = ["--hidden", "12", "--epochs", "3", "--batch", "20"]


@pytest.fixture
def digits(tmp_path: Path) -> Path:
    """A folder of 40 text digits."""
    write_dataset(load_dataset("synthetic:40:1"), tmp_path / "digits")
    return tmp_path / "digits"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The log file in a folder of the test; closed at its end."""
    monkeypatch.setenv("DIGITPAD_STATE", str(tmp_path / "state"))
    before = list(LOG.handlers)
    yield
    for handler in [handler for handler in LOG.handlers if handler not in before]:
        LOG.removeHandler(handler)
        handler.close()


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def as_program(*words: str | bytes, **environment: str) -> subprocess.Popen[bytes]:
    """A command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "digitpad", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
    )


# Files that cannot be written


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("nodir/m.npz", "no such folder"),
        ("folder", ": it is a folder"),
        ("m" * 250, "too long"),
        ("m.png", ": a model file ends in .npz"),
    ],
)
def test_a_model_that_cannot_be_written_is_told_of_before_anything_is_read(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    out: str,
    reason: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    status, _, err = run(capsys, "train", "nowhere", "--out", out, *SHORT)
    assert status == 1
    assert err.startswith(f"digitpad: Cannot write {out}")
    assert reason in err
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_test_set_that_cannot_be_read_is_told_of_before_it_trains(
    capsys: pytest.CaptureFixture[str], digits: Path, tmp_path: Path
) -> None:
    status, out, err = run(
        capsys, "train", digits, "--out", tmp_path / "m.npz", "--test", "nowhere", *SHORT
    )
    assert (status, out) == (1, "")
    assert "nowhere" in err


def test_a_checkpoint_that_cannot_be_written_is_a_warning(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    digits: Path,
    tmp_path: Path,
) -> None:
    def full(_: object, __: object, path: Path) -> NoReturn:
        raise ModelFileError.unwritable(path, "no space left on device")

    monkeypatch.setattr(learning_run, "save_checkpoint", full)
    status, out, err = run(capsys, "train", digits, "--out", tmp_path / "m.npz", *SHORT)
    assert status == 0
    assert out.count("Epoch") == 3
    assert err.count("\n") == 1
    assert "no checkpoint can be written" in err
    assert load_model(tmp_path / "m.npz").record["epochs_done"] == 3


def test_a_model_that_cannot_be_written_in_the_end_can_be_saved_elsewhere(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    digits: Path,
    tmp_path: Path,
) -> None:
    def full(_: object, path: str) -> NoReturn:
        raise ModelFileError.unwritable(path, "no space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(train_command, "save_model", full)
        status, _, err = run(capsys, "train", digits, "--out", tmp_path / "m.npz", *SHORT)
    assert status == 1
    assert "no space left" in err
    assert err.count("\n") == 1
    goes_on = err[err.index("digitpad train") :].split()[1:]
    goes_on[goes_on.index("OTHER")] = str(tmp_path / "other.npz")
    status, out, _ = run(capsys, *goes_on)
    assert (status, out.count("\n")) == (0, 2)
    assert load_model(tmp_path / "other.npz").record["epochs_done"] == 3
    assert {path.name for path in tmp_path.iterdir()} == {"digits", "other.npz"}


def test_two_trainings_do_not_write_to_one_checkpoint(
    capsys: pytest.CaptureFixture[str], digits: Path, tmp_path: Path
) -> None:
    out = tmp_path / "m.npz"
    with written_alone(tmp_path / "m.npz.checkpoint"):
        status, _, err = run(capsys, "train", digits, "--out", out, *SHORT)
    assert status == 1
    assert f"Another training run uses {out}.checkpoint;" in err
    assert run(capsys, "train", digits, "--out", out, *SHORT)[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {"digits", "m.npz"}


def test_a_kill_between_model_and_checkpoint_is_noticed(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    digits: Path,
    tmp_path: Path,
) -> None:
    out, kept = tmp_path / "m.npz", tmp_path / "kept"
    monkeypatch.setattr(learning_run, "MAX_SHARE", math.inf)  # One after each epoch.
    with monkeypatch.context() as killed:
        killed.setattr(train_command, "_remove", lambda _: None)
        first = run(capsys, "train", digits, "--out", out, "--resume", kept, *SHORT)
    for file in digits.iterdir():
        file.unlink()
    again = run(capsys, "train", "--out", out, "--resume", kept)
    assert again[0] == 0
    assert again[1].splitlines() == first[1].splitlines()[-2:]
    assert not kept.exists()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no terminals to close")
def test_what_ignores_a_closed_terminal_goes_on(digits: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.npz"
    words = ["train", str(digits), "--out", str(out), "--hidden", "12", "--epochs", "200"]
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # As nohup does.
    try:
        process = as_program(*words)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert load_model(out).record["epochs_done"] == 200


# Names


def test_what_is_in_a_name_does_nothing_to_the_terminal(
    capsys: pytest.CaptureFixture[str], digits: Path, tmp_path: Path
) -> None:
    text = sorted(digits.iterdir())[0].read_text()
    archive = tmp_path / "\x1b]0;title\x07.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("good.txt", text)
        file.writestr("\x1b[31mbad\nleft out: forged.txt", "no digit")
    status, out, err = run(capsys, "convert", archive, tmp_path / "\x1b[2J.npz")
    assert status == 0
    assert "\\x1b[31mbad\\nleft out: forged.txt" in err
    assert "\x1b" not in out + err
    assert err.count("\n") == 2

    digit = tmp_path / "\x1b[31m.txt"
    digit.write_text(text)
    assert "\\x1b[31m.txt: " in run(capsys, "predict", digit)[1]
    (found,) = json.loads(run(capsys, "predict", digit, "--json")[1])
    assert found["file"] == str(digit)


def test_of_many_files_that_are_left_out_the_first_are_named(
    capsys: pytest.CaptureFixture[str], digits: Path, tmp_path: Path
) -> None:
    for number in range(50):
        (digits / f"bad {number}.txt").write_text("no digit")
    _, _, err = run(capsys, "convert", digits, tmp_path / "out.npz")
    lines = err.splitlines()
    assert len(lines) == 22
    assert lines[20] == "skipped: and 30 more"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_name_of_any_bytes_is_printed(digits: Path, tmp_path: Path, encoding: str) -> None:
    names = [os.fsencode(tmp_path) + b"/\xff.txt", os.fsencode(tmp_path / "七.txt")]
    for name in names:
        Path(os.fsdecode(name)).write_bytes(sorted(digits.iterdir())[0].read_bytes())
    out, err = as_program("predict", *names, PYTHONIOENCODING=encoding).communicate()
    assert err == b""
    assert b"\\xff.txt: " in out
    assert ("七.txt: ".encode() if encoding == "utf-8" else rb"\u4e03.txt: ") in out


# Errors that nobody foresaw


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("oh\nno"), r"Internal error in digitpad (RuntimeError: oh\nno)"),
        (MemoryError(), "Not enough memory"),
        (RecursionError("deep"), "RecursionError"),
        (OSError(errno.EIO, "Input/output error", "some file"), "OSError"),
        (SystemExit(3), "SystemExit"),
    ],
)
def test_an_unforeseen_error_is_one_line_and_in_the_log(
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    log: None,
    error: BaseException,
    said: str,
) -> None:
    def fail(_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(quadrants_command, "run", fail)
    status, _, err = run(capsys, "quadrants")
    caplog.clear()
    assert status == 1
    assert err.startswith("digitpad: ")
    assert said in err
    assert err.endswith(f"{log_path()}\n")
    assert err.count("\n") == 1
    assert "in fail" in log_path().read_text()


def test_an_unforeseen_error_is_one_line_where_there_can_be_no_log(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("no folder")
    program = """
import sys
from digitpad import cli
from digitpad.commands import quadrants
quadrants.run = None
sys.argv[1:] = ["quadrants"]
cli.entry_point()
"""
    process = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "DIGITPAD_STATE": str(tmp_path / "file"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
    )
    assert process.returncode == 1
    assert process.stderr.count("\n") == 1


def test_an_error_of_the_system_while_training_is_no_closed_terminal(
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    log: None,
    digits: Path,
    tmp_path: Path,
) -> None:
    train = learning_run.Run.train

    def fail(
        self: learning_run.Run, checkpoint: Path | None = None
    ) -> Generator[BatchReport | EpochReport, None, None]:
        for report in train(self, checkpoint):
            yield report
            if isinstance(report, EpochReport):
                raise OSError("the memory is damaged")

    monkeypatch.setattr(learning_run.Run, "train", fail)
    status, out, err = run(capsys, "train", digits, "--out", tmp_path / "m.npz", *SHORT)
    caplog.clear()
    assert status == 1
    assert "the memory is damaged" in err
    assert "Interrupted" not in err
    assert "Saved" not in out
    assert not (tmp_path / "m.npz").exists()
    assert (tmp_path / "m.npz.checkpoint").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_training_whose_output_cannot_be_written_ends_and_saves(
    digits: Path, tmp_path: Path
) -> None:
    with Path("/dev/full").open("wb") as full:
        words = ["train", str(digits), "--out", str(tmp_path / "m.npz"), *SHORT]
        process = subprocess.run(
            [sys.executable, "-m", "digitpad", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    assert process.returncode == 1
    assert b"Interrupted: best of 1 epoch saved" in process.stderr
    assert (tmp_path / "m.npz").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", [["quadrants"], ["--version"]])
def test_output_that_cannot_be_written_is_one_line(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "digitpad", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    assert process.returncode == 1
    assert process.stderr == b"digitpad: the output cannot be written: No space left on device\n"


def test_ctrl_c_is_no_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_do", interrupted)
    assert run(capsys, "quadrants") == (1, "", "digitpad: interrupted\n")


def test_a_training_that_diverges_late_keeps_the_best_so_far(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    digits: Path,
    tmp_path: Path,
) -> None:
    def diverging(*words: object, **more: object) -> Iterator[object]:
        for report in nn_train(*words, **more):  # type: ignore[arg-type]
            yield report
            if getattr(report, "validation_loss", None) is not None and report.epoch == 2:
                raise TrainingError("The loss is no longer a number.")

    monkeypatch.setattr(learning_run, "train", diverging)
    status, _, err = run(capsys, "train", digits, "--out", tmp_path / "m.npz", *SHORT)
    assert status == 1
    assert "no longer a number" in err
    assert load_model(tmp_path / "m.npz").record["epochs_done"] == 2
