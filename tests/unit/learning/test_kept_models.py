"""Taught models among the user's data: the oldest go, but for those that are needed."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from digitpad.files.user_data import checkpoint_path
from digitpad.learning import kept_models
from digitpad.learning.config import TrainingConfig
from digitpad.learning.kept_models import keep_taught
from digitpad.learning.progress import finished
from digitpad.learning.run import stream_resumed_run, stream_run
from digitpad.models.model_file import Model
from digitpad.nn.network import Network


@pytest.fixture
def taught(monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.setattr(kept_models, "MAX_TAUGHT", 2)
    return Model(Network.initialized([784, 10], np.random.default_rng(0)), {})


def test_the_oldest_go_but_for_those_in_use(taught: Model) -> None:
    paths = [keep_taught(taught, ()) for _ in range(2)]
    paths += [keep_taught(taught, {str(paths[0])}) for _ in range(3)]
    assert [path.exists() for path in paths] == [True, False, False, True, True]


def test_a_stopped_run_can_go_on_from_what_it_started_from(taught: Model) -> None:
    start = keep_taught(taught, ())
    config = TrainingConfig(("synthetic:60:1",), start=str(start), keep=True, epochs=2, batch=16)
    with closing(finished(stream_run(config)).train(checkpoint_path())) as reports:
        next(reports)
    for _ in range(3):
        keep_taught(taught, ())
    assert finished(stream_resumed_run(checkpoint_path())).config == config


def test_a_damaged_checkpoint_needs_no_model(taught: Model) -> None:
    checkpoint_path().parent.mkdir(parents=True, exist_ok=True)
    checkpoint_path().write_bytes(b"no checkpoint")
    paths: list[Path] = [keep_taught(taught, ()) for _ in range(3)]
    assert [path.exists() for path in paths] == [False, True, True]
