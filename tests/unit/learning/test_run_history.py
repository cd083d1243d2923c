"""The history of runs."""

from pathlib import Path

import numpy as np
import pytest

from digitpad.errors import ModelFileError
from digitpad.files.user_data import models_folder
from digitpad.learning.comparison import Comparison, Score
from digitpad.learning.run_history import (
    delete_run,
    described_run,
    past_runs,
    store_run,
    stored_run,
)
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network

COMPARISON = Comparison([Score("Reference digits, check part", 1531, 12, 9)])


def trained(run: str, epochs: int) -> Model:
    network = Network.initialized([784, 10], np.random.default_rng(0))
    return described_run(
        Model(network, {"run": run, "epochs_done": epochs}), COMPARISON, ["My digits"]
    )


def test_the_file_of_a_run_tells_what_it_brought() -> None:
    path = store_run(trained("a", 3))
    (past,) = past_runs()
    assert past.path == path
    assert past.record == load_model(path).record
    assert past.record["comparison"] == [
        {"name": "Reference digits, check part", "count": 1531, "before": 12, "after": 9}
    ]
    assert past.record["sets"] == ["My digits"]
    assert len(past.record["date"]) == len("2026-11-25 19:24:10")


def test_the_last_run_comes_first_and_each_outcome_is_known_again() -> None:
    paths = [store_run(trained("a", 3)), store_run(trained("a", 5)), store_run(trained("b", 3))]
    assert len(set(paths)) == 3
    assert stored_run(trained("a", 5)) == paths[1]
    assert stored_run(trained("b", 5)) is None
    assert [past.path for past in past_runs()] == paths[::-1]


def test_none_is_removed_but_by_the_user() -> None:
    paths = [store_run(trained("a", epochs)) for epochs in range(25)]
    assert len(past_runs()) == 25
    delete_run(paths[7])
    assert paths[7] not in [past.path for past in past_runs()]
    delete_run(paths[7])  # Gone already.


def test_what_is_no_run_is_not_in_the_way() -> None:
    path = store_run(trained("a", 3))
    save_model(trained("b", 3), models_folder() / "start 1.npz")
    (models_folder() / "retrained by hand.npz").write_bytes(b"no model")
    assert [past.path for past in past_runs()] == [path]


def test_a_file_that_cannot_be_removed_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="cannot be deleted"):
        delete_run(tmp_path)
