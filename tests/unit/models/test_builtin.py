"""The model that comes with the program, in memory once."""

import gc
import weakref

from digitpad.files.resources import resource_path
from digitpad.models.builtin import builtin_model
from digitpad.models.model_file import load_model


def test_the_built_in_model_is_in_memory_once_while_it_is_in_use() -> None:
    model = builtin_model()
    assert builtin_model() is model
    assert model.record == load_model(resource_path("model.npz")).record
    known = weakref.ref(model)
    del model
    gc.collect()  # Errors of other tests may hold what their functions held.
    assert known() is None
