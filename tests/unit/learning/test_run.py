"""Training runs that are stopped and taken up again."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.reference import check_part
from digitpad.errors import DatasetError, ModelFileError, TrainingError
from digitpad.files.resources import resource_path
from digitpad.learning.checkpoint import save_checkpoint
from digitpad.learning.config import TrainingConfig
from digitpad.learning.progress import finished
from digitpad.learning.run import Run, stream_resumed_run, stream_run
from digitpad.learning.saved_run import DatasetChangedError, load_saved_run
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from digitpad.nn.training import BatchReport, EpochReport

SMALL = TrainingConfig(("synthetic:60:1",), hidden=(12,), epochs=3, batch=16, augment=True)


def same(one: Network, other: Network) -> bool:
    pairs = zip(one.parameters, other.parameters, strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def trained(config: TrainingConfig) -> Run:
    run = finished(stream_run(config))
    for _ in run.train():
        pass
    return run


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_a_run_stopped_anywhere_again_and_again_ends_as_if_it_never_had_been(
    tmp_path: Path, optimizer: str
) -> None:
    config = replace(SMALL, optimizer=optimizer, learning_rate=0.01)
    kept, rng, stops = tmp_path / "kept", np.random.default_rng(0), 0
    run = finished(stream_run(config))
    while run.state.epoch < config.epochs:
        with closing(run.train(kept)) as reports:
            for _, _ in zip(range(int(rng.integers(1, 6))), reports, strict=False):
                pass
        stops += 1
        run = finished(stream_resumed_run(kept))
    assert stops >= 3
    whole = trained(config)
    assert same(run.state.best, whole.state.best)
    assert same(run.state.network, whole.state.network)
    losses = [[report.train_loss for report in r.history] for r in (run, whole)]
    assert losses[0] == losses[1]


def test_a_checkpoint_is_kept_after_epochs(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    run = finished(stream_run(SMALL))
    for report in run.train(kept):
        if not isinstance(report, BatchReport):
            break
        assert not kept.exists()
    assert load_saved_run(kept).state.epoch == 1


def test_a_checkpoint_that_cannot_be_written_ends_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "later" / "kept"
    run = finished(stream_run(SMALL))
    assert all(True for _ in run.train(kept))
    assert run.state.epoch == 3
    assert "no such folder" in str(run.checkpoint_problem)
    assert same(run.state.best, trained(SMALL).state.best)
    kept.parent.mkdir()
    run.save_checkpoint(kept)
    assert run.checkpoint_problem is None
    assert load_saved_run(kept).state.epoch == 3


def test_closed_where_no_checkpoint_can_be_written(tmp_path: Path) -> None:
    run = finished(stream_run(SMALL))
    with closing(run.train(tmp_path / "later" / "kept")) as reports:
        next(reports)
    assert run.checkpoint_problem


@pytest.mark.parametrize(
    "garbage",
    [
        {"seconds": "nan"},
        {"seconds": None},
        {"digits": 5},
        {"history": "text"},
        {"history": [{"epoch": 1}]},
        {"history": [None]},
        {"history": [dict.fromkeys(vars(EpochReport(1, 1, 1, 1, 1, 1)), "1")]},
        {"run": 7},
        {"kept": 7},
        {"losses": []},
        {"losses": {"points": [[1, "2"]], "batches": 1, "batches_a_point": 1, "mean": 0.0}},
        {"config": []},
    ],
)
def test_a_checkpoint_of_something_else_is_refused(tmp_path: Path, garbage: dict[str, Any]) -> None:
    run = finished(stream_run(SMALL))
    record = {"config": SMALL.to_json(), "digits": "", "seconds": 1.0, "history": [], "run": ""}
    save_checkpoint(run.state, record, tmp_path / "kept")
    assert load_saved_run(tmp_path / "kept").config == SMALL
    save_checkpoint(run.state, {**record, **garbage}, tmp_path / "kept")
    with pytest.raises(ModelFileError, match="not a training run"):
        load_saved_run(tmp_path / "kept")


def test_a_checkpoint_knows_the_model_of_its_own_run(tmp_path: Path) -> None:
    run, other = trained(SMALL), trained(SMALL)
    run.save_checkpoint(tmp_path / "kept")
    stopped = load_saved_run(tmp_path / "kept")
    save_model(run.model("command"), tmp_path / "m.npz")
    assert stopped.is_done_in(load_model(tmp_path / "m.npz"))
    assert not stopped.is_done_in(other.model("command"))
    again = finished(stream_resumed_run(tmp_path / "kept"))
    assert stopped.is_done_in(again.model("command"))


def test_how_often_sets_are_shown_can_be_decided_by_what_was_read() -> None:
    def repeats(names: Sequence[str], counts: Sequence[int]) -> tuple[int, ...]:
        assert list(zip(names, counts, strict=True)) == [("synthetic:60:1", 60)]
        return (2,)

    run = finished(stream_run(SMALL, repeats))
    assert run.config.repeats == (2,)
    twice = finished(stream_run(replace(SMALL, repeats=(2,))))
    assert len(run.split.training) == len(twice.split.training)


def test_other_digits_are_not_gone_on_with(tmp_path: Path) -> None:
    folder, kept = tmp_path / "digits", tmp_path / "kept"
    write_dataset(load_dataset("synthetic:40:1"), folder)
    run = finished(stream_run(replace(SMALL, datasets=(str(folder),))))
    with closing(run.train(kept)) as reports:
        next(reports)
    finished(stream_resumed_run(kept))
    next(folder.glob("*.txt")).unlink()
    with pytest.raises(TrainingError, match="has changed"):
        finished(stream_resumed_run(kept))


def test_a_run_goes_on_from_a_model(tmp_path: Path) -> None:
    first = trained(SMALL)
    save_model(first.model("command"), tmp_path / "m.npz")
    run = finished(stream_run(replace(SMALL, start=str(tmp_path / "m.npz"))))
    assert same(run.state.network, load_model(tmp_path / "m.npz").network)


def test_a_run_starts_from_the_network_in_memory_and_leaves_it_alone(tmp_path: Path) -> None:
    model = Model(Network.initialized([784, 8, 10], np.random.default_rng(3)))
    before = model.network.copy()
    config = replace(SMALL, start=str(tmp_path / "is not read.npz"), keep=True, epochs=1)
    run = finished(stream_run(config, start=model.network))
    assert same(run.state.network, before)
    for _ in run.train():
        pass
    assert not same(run.state.network, before)
    assert same(model.network, before)


def test_a_report_stays_as_it_was() -> None:
    run = finished(stream_run(SMALL))
    first = run.report()
    for _ in run.train():
        pass
    assert (first.reports, first.losses) == ((), ())
    last = run.report()
    assert [report.epoch for report in last.reports] == list(range(1, SMALL.epochs + 1))
    assert last.losses[-1][0] == SMALL.epochs
    assert last.config == SMALL


@pytest.fixture
def keeping(tmp_path: Path) -> TrainingConfig:
    """Goes on from a model, and keeps what that knows."""
    save_model(trained(SMALL).model("command"), tmp_path / "m.npz")
    return replace(SMALL, seed=2, start=str(tmp_path / "m.npz"), keep=True)


def test_what_the_model_before_predicts_correctly_is_kept() -> None:
    start = str(resource_path("model.npz"))
    keeping = replace(SMALL, start=start, keep=True, epochs=1, augment=False, optimizer="sgd")
    before = load_model(start).network
    kept, training = trained(keeping), trained(replace(keeping, keep=False))
    away = [
        max(
            float(np.abs(new - old).max())
            for new, old in zip(run.state.best.parameters, before.parameters, strict=True)
        )
        for run in (kept, training)
    ]
    assert away[0] < 0.1 * away[1]


def test_a_run_that_keeps_goes_on_keeping(tmp_path: Path, keeping: TrainingConfig) -> None:
    run = finished(stream_run(keeping))
    with closing(run.train(tmp_path / "kept")) as reports:
        for _, _ in zip(range(5), reports, strict=False):
            pass
    again = finished(stream_resumed_run(tmp_path / "kept"))
    assert again.losses.points == run.losses.points
    for _ in again.train():
        pass
    whole = trained(keeping)
    assert same(again.state.best, whole.state.best)
    assert again.losses.points == whole.losses.points


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_is_kept_must_still_be_there(
    tmp_path: Path, keeping: TrainingConfig, is_gone: bool
) -> None:
    run = finished(stream_run(keeping))
    with closing(run.train(tmp_path / "kept")) as reports:
        next(reports)
    if is_gone:
        Path(keeping.start).unlink()
    else:
        save_model(Model(run.state.network), keeping.start)
    with pytest.raises(DatasetChangedError, match="the model that it started from, has changed"):
        finished(stream_resumed_run(tmp_path / "kept"))


def test_every_model_tells_its_errors_on_the_same_digits(tmp_path: Path) -> None:
    run = trained(SMALL)
    reference = run.model("command").record["reference"]
    wrong = (
        predict_log_proba(run.state.best, check_part().images).argmax(axis=1) != check_part().labels
    )
    assert reference == {
        "name": "reference digits",
        "digits": 1531,
        "error_rate": int(wrong.sum()) / 1531,
    }
    run.save_checkpoint(tmp_path / "kept")
    assert load_saved_run(tmp_path / "kept").model("command").record["reference"] == reference


def test_before_an_epoch_is_done_there_is_no_model() -> None:
    run = finished(stream_run(SMALL))
    next(run.train())
    with pytest.raises(TrainingError, match="no model created"):
        run.model("command")


def test_a_model_tells_where_it_comes_from() -> None:
    record = trained(replace(SMALL, repeats=(2,), validation=(0.2,))).model("the command").record
    assert record["command"] == "the command"
    (training,) = record["learned_from"]
    assert (training["digits"], training["repeats"], training["held_out"]) == (60, 2, 0.2)
    assert record["settings"]["epochs"] == record["epochs_done"] == 3
    assert record["started_from"] == "new weights"


def test_steps_that_are_too_large_are_told_of() -> None:
    config = replace(SMALL, optimizer="sgd", learning_rate=1e9, l2=1.0)
    with pytest.raises(TrainingError, match="learning rate"):
        trained(config)


def test_what_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="nowhere"):
        finished(stream_run(replace(SMALL, datasets=("nowhere",))))
    with pytest.raises(ModelFileError, match="nothing"):
        finished(stream_run(replace(SMALL, start="nothing.npz")))
    (tmp_path / "bad").write_bytes(b"PK")
    with pytest.raises(ModelFileError, match="bad"):
        finished(stream_resumed_run(tmp_path / "bad"))
