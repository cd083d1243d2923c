"""The model file that a training starts from."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np

from digitpad.files.user_data import models_folder
from digitpad.learning.config import TrainingConfig
from digitpad.learning.initial_model import MAX_KEPT, started_from
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network


def model(*hidden: int) -> Model:
    return Model(Network.initialized([784, *hidden, 10], np.random.default_rng(0)))


def test_a_file_that_holds_the_model_is_started_from(tmp_path: Path) -> None:
    save_model(model(12), tmp_path / "m.npz")
    config = TrainingConfig(("digits",), start=str(tmp_path / "m.npz"))
    assert started_from(config, model(12)) == config
    assert started_from(TrainingConfig(("digits",)), model(12)) == TrainingConfig(("digits",))
    assert not list(models_folder().iterdir())


def test_a_file_that_was_replaced_or_is_gone_is_not(tmp_path: Path) -> None:
    config = TrainingConfig(("digits",), start=str(tmp_path / "m.npz"))
    gone = started_from(config, model(12)).start
    save_model(model(), tmp_path / "m.npz")
    replaced = started_from(config, model(12)).start
    assert gone == replaced
    assert load_model(replaced).network.sizes == (784, 12, 10)
    assert len(list(models_folder().iterdir())) == 1


def test_only_the_newest_are_kept_and_what_is_in_use(tmp_path: Path) -> None:
    gone = TrainingConfig(("digits",), start=str(tmp_path / "m.npz"))
    opened, second, *others = (
        Path(started_from(gone, model(4 + more)).start) for more in range(MAX_KEPT)
    )
    save_model(model(), opened)
    for age, path in enumerate([opened, second, *others]):
        os.utime(path, (age, age))
    newest = Path(started_from(replace(gone, start=str(opened)), model(4, 4)).start)
    assert set(models_folder().iterdir()) == {opened, second, *others, newest}
    assert Path(started_from(gone, model(5)).start) == second
    assert set(models_folder().iterdir()) == {second, *others, newest}
