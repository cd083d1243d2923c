"""Training runs that are stopped and taken up again."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.data.formats import load_dataset, write_dataset
from digitpad.errors import DatasetError, ModelFileError, TrainingError
from digitpad.learning.recipe import Recipe
from digitpad.learning.run import Run, load_stopped, stream_resumed_run, stream_run
from digitpad.nn.network import Network
from digitpad.nn.training import BatchReport
from digitpad.storage.model_file import load_model, save_model

SMALL = Recipe(("synthetic:60:1",), hidden=(12,), epochs=3, batch=16, augment=True)


def ready(preparing: Generator[Any, None, Run]) -> Run:
    while True:
        try:
            next(preparing)
        except StopIteration as end:
            run: Run = end.value
            return run


def same(one: Network, other: Network) -> bool:
    pairs = zip(one.parameters, other.parameters, strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def finished(recipe: Recipe) -> Run:
    run = ready(stream_run(recipe))
    for _ in run.train():
        pass
    return run


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_a_run_stopped_anywhere_again_and_again_ends_as_if_it_never_had_been(
    tmp_path: Path, optimizer: str
) -> None:
    recipe = replace(SMALL, optimizer=optimizer, learning_rate=0.01)
    kept, rng, stops = tmp_path / "kept", np.random.default_rng(0), 0
    run = ready(stream_run(recipe))
    while run.state.epoch < recipe.epochs:
        with closing(run.train(kept)) as reports:
            for _, _ in zip(range(int(rng.integers(1, 6))), reports, strict=False):
                pass
        stops += 1
        run = ready(stream_resumed_run(kept))
    assert stops >= 3
    whole = finished(recipe)
    assert same(run.state.best, whole.state.best)
    assert same(run.state.network, whole.state.network)
    losses = [[report.train_loss for report in r.history] for r in (run, whole)]
    assert losses[0] == losses[1]


def test_a_checkpoint_is_kept_after_epochs(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    run = ready(stream_run(SMALL))
    for report in run.train(kept):
        if not isinstance(report, BatchReport):
            break
        assert not kept.exists()
    assert load_stopped(kept).state.epoch == 1


def test_other_digits_are_not_gone_on_with(tmp_path: Path) -> None:
    folder, kept = tmp_path / "digits", tmp_path / "kept"
    write_dataset(load_dataset("synthetic:40:1"), folder)
    run = ready(stream_run(replace(SMALL, datasets=(str(folder),))))
    with closing(run.train(kept)) as reports:
        next(reports)
    ready(stream_resumed_run(kept))
    next(folder.glob("*.txt")).unlink()
    with pytest.raises(TrainingError, match="have changed"):
        ready(stream_resumed_run(kept))


def test_a_run_goes_on_from_a_model(tmp_path: Path) -> None:
    first = finished(SMALL)
    save_model(first.model("command"), tmp_path / "m.npz")
    run = ready(stream_run(replace(SMALL, start=str(tmp_path / "m.npz"))))
    assert same(run.state.network, load_model(tmp_path / "m.npz").network)


def test_before_an_epoch_is_done_there_is_no_model() -> None:
    run = ready(stream_run(SMALL))
    next(run.train())
    with pytest.raises(TrainingError, match="nothing is saved"):
        run.model("command")


def test_a_model_tells_where_it_comes_from() -> None:
    record = finished(replace(SMALL, times=(2,), validation=(0.2,))).model("the command").record
    assert record["command"] == "the command"
    (learned,) = record["learned_from"]
    assert (learned["digits"], learned["times"], learned["held_out"]) == (60, 2, 0.2)
    assert record["settings"]["epochs"] == record["epochs_done"] == 3
    assert record["started_from"] == "new weights"


def test_steps_that_are_too_large_are_told_of() -> None:
    recipe = replace(SMALL, optimizer="sgd", learning_rate=1e9, l2=1.0)
    with pytest.raises(TrainingError, match="learning rate"):
        finished(recipe)


def test_what_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="nowhere"):
        ready(stream_run(replace(SMALL, datasets=("nowhere",))))
    with pytest.raises(ModelFileError, match="nothing"):
        ready(stream_run(replace(SMALL, start="nothing.npz")))
    (tmp_path / "bad").write_bytes(b"PK")
    with pytest.raises(ModelFileError, match="bad"):
        ready(stream_resumed_run(tmp_path / "bad"))
