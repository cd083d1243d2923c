"""Training runs on the disk."""

import io
import json
import math
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.errors import ModelFileError, TrainingError
from digitpad.learning.checkpoint import load_checkpoint, save_checkpoint
from digitpad.models.model_file import Model, save_model
from digitpad.nn.network import Network
from digitpad.nn.optimizers import SGD, Adam, Optimizer
from digitpad.nn.training import Examples, Settings, TrainingState, train

SETTINGS = Settings(epochs=3, batch=8)
RNG = np.random.default_rng(0)
EXAMPLES = Examples(
    RNG.integers(0, 255, (40, 28, 28)).astype(np.uint8), RNG.integers(0, 10, 40).astype(np.int8)
)


def momentum() -> SGD:
    return SGD(momentum=0.9)


def state(optimizer: Optimizer, reports: int) -> TrainingState:
    """A run after so many reports: five batches and an epoch in turn."""
    network = Network.initialized([784, 12, 10], np.random.default_rng(1))
    run = TrainingState(network, optimizer)
    training = train(run, EXAMPLES, EXAMPLES, SETTINGS)
    for _ in range(reports):
        next(training)
    return run


def arrays(run: TrainingState) -> list[Any]:
    networks = (run.network, run.ema, run.best)
    kept = [array for network in networks for array in network.parameters]
    return kept + [array for state in run.optimizer.state.values() for array in state]


@pytest.mark.parametrize("make", [Adam, momentum])
@pytest.mark.parametrize("reports", [0, 3, 6, 9])
def test_a_run_is_read_back_bit_for_bit(
    tmp_path: Path, make: Callable[[], Optimizer], reports: int
) -> None:
    run = state(make(), reports)
    save_checkpoint(run, {"note": "ä"}, tmp_path / "c")
    checkpoint = load_checkpoint(tmp_path / "c", lambda _: make())
    again = checkpoint.state
    assert checkpoint.record["note"] == "ä"
    assert len(arrays(again)) == len(arrays(run))
    for one, other in zip(arrays(run), arrays(again), strict=True):
        np.testing.assert_array_equal(one, other)
        assert one.dtype == other.dtype
    for name in ("epoch", "step", "seen", "loss_sum", "best_epoch", "best_score"):
        assert getattr(again, name) == getattr(run, name)
    for training in (run, again):
        list(train(training, EXAMPLES, EXAMPLES, SETTINGS))
    for one, other in zip(arrays(run), arrays(again), strict=True):
        np.testing.assert_array_equal(one, other)


def refused(path: Path, make: Callable[[], Optimizer] = Adam) -> str:
    with pytest.raises(ModelFileError) as error:
        load_checkpoint(path, lambda _: make())
    assert path.name in str(error.value)
    return str(error.value)


def changed(path: Path, **changes: Any) -> Path:
    """The checkpoint with other arrays; None takes one out."""
    with np.load(path) as archive:
        kept = {name: archive[name] for name in archive.files} | changes
    with path.open("wb") as file:
        np.savez(file, **{name: array for name, array in kept.items() if array is not None})
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    save_checkpoint(state(Adam(), 8), {}, tmp_path / "kept.checkpoint")
    return tmp_path / "kept.checkpoint"


def test_what_is_no_checkpoint_is_refused(tmp_path: Path, kept: Path) -> None:
    refused(tmp_path / "nothing")
    (tmp_path / "text").write_text("hello")
    refused(tmp_path / "text")
    network = Network.initialized([784, 12, 10], np.random.default_rng(1))
    save_model(Model(network, {}), tmp_path / "model.npz")
    refused(tmp_path / "model.npz")
    content = kept.read_bytes()
    for part in (content[:-100], content[: len(content) // 2]):
        kept.write_bytes(part)
        refused(kept)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("network_weight_1", None),
        ("average_bias_2", None),
        ("square_3", None),
        ("sum_1", np.zeros((12, 784), np.float32)),
        ("sum_1", np.zeros((784, 12), np.float64)),
        ("best_weight_1", np.zeros((784, 10), np.float32)),
        ("best_weight_2", np.full((12, 10), np.nan, np.float32)),
    ],
)
def test_arrays_that_do_not_belong_there_are_refused(kept: Path, name: str, array: Any) -> None:
    refused(changed(kept, **{name: array}))


def test_another_kind_of_optimizer_is_refused(kept: Path) -> None:
    assert "velocity_1" in refused(kept, momentum)


@pytest.mark.parametrize(
    ("name", "value"), [("epoch", -1), ("step", "many"), ("seen", None), ("loss_sum", "x")]
)
def test_a_place_that_is_none_is_refused(tmp_path: Path, name: str, value: Any) -> None:
    run = state(Adam(), 8)
    setattr(run, name, value)
    save_checkpoint(run, {}, tmp_path / "c")
    assert "not a place in a training run" in refused(tmp_path / "c")


def test_objects_are_never_made(kept: Path) -> None:
    data = io.BytesIO()
    np.save(data, np.array([object]), allow_pickle=True)
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("sum_9.npy", data.getvalue())
    with pytest.raises(ModelFileError):
        load_checkpoint(changed_record(kept), lambda _: Adam())


def changed_record(path: Path) -> Path:
    """The checkpoint with an object where a weight should be."""
    data = io.BytesIO()
    np.save(data, np.array([object]), allow_pickle=True)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["network_weight_1.npy"] = data.getvalue()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_where_writing_fails_the_one_before_is_kept(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    monkeypatch.setattr(np, "savez_compressed", full)
    with pytest.raises(ModelFileError, match="no space left"):
        save_checkpoint(state(Adam(), 3), {}, kept)
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


REACHED = {"epoch": 1, "step": 1, "seen": 1, "best_epoch": 1, "loss_sum": 1, "best_score": [1, 1]}


@pytest.mark.parametrize(
    "record",
    [
        '{"reached": ' * 5000,
        '{"reached": 3}',
        "[]",
        *(
            json.dumps({"reached": {**REACHED, **change}})
            for change in (
                {"epoch": math.inf},
                {"epoch": True},
                {"epoch": 1 << 60},
                {"loss_sum": 10**400},
                {"best_score": [10**400, 1]},
                {"best_score": [1]},
                {"best_score": {"a": 1}},
            )
        ),
    ],
)
def test_a_record_that_is_none_is_refused(kept: Path, record: str) -> None:
    assert "array record: not a" in refused(changed(kept, record=np.array(record)))


@pytest.mark.parametrize(
    "error", [TrainingError("no recipe"), KeyError("recipe"), TypeError("x"), OverflowError("x")]
)
def test_a_record_that_makes_no_optimizer_is_refused(kept: Path, error: Exception) -> None:
    def make() -> Optimizer:
        raise error

    assert "array record: not a training run" in refused(kept, make)


@pytest.mark.parametrize("name", ["network_weight_3", "sum_9", "note"])
def test_an_array_that_does_not_belong_there_is_named(kept: Path, name: str) -> None:
    extra = changed(kept, **{name: np.zeros(3, np.float32)})
    assert f"array {name}" in refused(extra)


def test_every_turned_bit_of_the_headers_is_refused_or_changes_nothing(kept: Path) -> None:
    before = load_checkpoint(kept, lambda _: Adam())
    whole = kept.read_bytes()
    start = whole.index(b"PK\1\2")
    read = 0
    for place in (*range(200), *range(start, len(whole), 3)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        kept.write_bytes(damaged)
        with suppress(ModelFileError):
            after = load_checkpoint(kept, lambda _: Adam())
            read += 1
            assert after.record == before.record
            for one, other in zip(arrays(before.state), arrays(after.state), strict=True):
                np.testing.assert_array_equal(one, other)
    assert read
