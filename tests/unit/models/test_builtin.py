"""The model that comes with the program, in memory once."""

import gc
import shutil
import weakref
from pathlib import Path

import pytest

from digitpad.files.resources import resource_path
from digitpad.models import builtin
from digitpad.models.builtin import builtin_model, model_in
from digitpad.models.model_file import load_model


def test_the_built_in_model_is_in_memory_once_while_it_is_in_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What other tests use is none of this.
    monkeypatch.setattr(builtin, "_loaded", weakref.WeakValueDictionary())
    model = builtin_model()
    assert builtin_model() is model
    assert model.record == load_model(resource_path("model.npz")).record
    known = weakref.ref(model)
    del model
    gc.collect()  # Errors of other tests may hold what their functions held.
    assert known() is None


def test_the_built_in_models_file_is_not_read_again_but_others_are(tmp_path: Path) -> None:
    model, file = builtin_model(), resource_path("model.npz")
    assert model_in(file) is model_in(str(file)) is model
    copy = shutil.copy(file, tmp_path / "model.npz")
    assert model_in(copy) is not model
    assert model_in(copy).record == model.record
