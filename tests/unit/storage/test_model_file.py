"""Model files: what was saved is what is read, and nothing else is believed."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.errors import ModelFileError
from digitpad.nn.network import Network
from digitpad.storage.model_file import FORMAT, Model, load_model, save_model

Arrays = dict[str, Any]


@pytest.fixture
def model() -> Model:
    network = Network.initialized([784, 12, 10], np.random.default_rng(3))
    return Model(network, {"epochs": 3, "validation": {"error_rate": 0.25}})


@pytest.fixture
def arrays(model: Model, tmp_path: Path) -> Arrays:
    """What a good model file holds."""
    save_model(model, tmp_path / "good.npz")
    with np.load(tmp_path / "good.npz") as archive:
        return dict(archive)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_was_saved_is_read(tmp_path: Path, dtype: type) -> None:
    network = Network.initialized([784, 20, 15, 10], np.random.default_rng(1), dtype)
    save_model(Model(network, {"seed": 1}), tmp_path / "model.npz")
    read = load_model(tmp_path / "model.npz")
    assert read.record == {"seed": 1}
    assert read.network.sizes == (784, 20, 15, 10)
    for a, b in zip(read.network.parameters, network.parameters, strict=True):
        assert a.dtype == dtype
        assert np.array_equal(a, b)


def test_the_name_is_kept_as_given(model: Model, tmp_path: Path) -> None:
    save_model(model, tmp_path / "model")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    assert load_model(tmp_path / "model").record == model.record


def test_a_failed_save_keeps_the_old_file_and_leaves_nothing_behind(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.npz"
    save_model(model, path)
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ModelFileError, match=r"model\.npz: found No space left on device"):
        save_model(Model(model.network, {"other": 1}), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["model.npz"]


def changed(name: str, value: object) -> Callable[[Arrays], None]:
    def change(arrays: Arrays) -> None:
        arrays[name] = np.array(value)

    return change


def spoiled(name: str, value: float) -> Callable[[Arrays], None]:
    def change(arrays: Arrays) -> None:
        arrays[name].flat[0] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda a: a.pop("format"), "array format"),
        (changed("format", "digitpad model 99"), "digitpad model 99"),
        (lambda a: a.pop("weight_1"), "0 layers"),
        (lambda a: a.pop("bias_1"), "array bias_1: found nothing"),
        (lambda a: a.pop("weight_2"), "1 layers, 12 values out"),
        (changed("weight_1", np.zeros((783, 12), np.float32)), r"array weight_1.*\(783, 12\)"),
        (changed("weight_2", np.zeros((11, 10), np.float32)), "array weight_2"),
        (changed("weight_2", np.zeros((12, 9), np.float32)), "array bias_2"),
        (changed("bias_1", np.zeros(13, np.float32)), "array bias_1"),
        (changed("bias_1", np.zeros(12, np.float64)), "array bias_1: found float64"),
        (changed("weight_1", np.zeros((784, 12), np.int64)), "array weight_1: found 2-d int64"),
        (changed("weight_1", np.zeros(784 * 12, np.float32)), "array weight_1: found 1-d"),
        (spoiled("weight_2", np.nan), "array weight_2: found values that are not finite"),
        (spoiled("bias_2", np.inf), "array bias_2: found values that are not finite"),
        (changed("record", "[1, 2]"), "array record"),
        (changed("record", "{never ends"), "array record"),
    ],
)
def test_a_wrong_array_is_named(
    arrays: Arrays, tmp_path: Path, change: Callable[[Arrays], None], words: str
) -> None:
    change(arrays)
    np.savez(tmp_path / "wrong.npz", **arrays)
    with pytest.raises(ModelFileError, match=rf"wrong\.npz.*{words}"):
        load_model(tmp_path / "wrong.npz")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 but no zip"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.npz").write_bytes(content)
    with pytest.raises(ModelFileError, match=r"no\.npz: found .*expected a model file"):
        load_model(tmp_path / "no.npz")


def test_every_cut_and_every_flipped_byte_is_read_right_or_refused(
    model: Model, tmp_path: Path
) -> None:
    path = tmp_path / "model.npz"
    save_model(model, path)
    whole = path.read_bytes()
    rng = np.random.default_rng(0)
    for _ in range(60):
        damaged = bytearray(whole[: rng.integers(len(whole))] if rng.random() < 0.3 else whole)
        for _ in range(3):
            if damaged:
                damaged[rng.integers(len(damaged))] ^= int(rng.integers(1, 256))
        path.write_bytes(damaged)
        with suppress(ModelFileError):
            load_model(path)


def test_no_code_is_run(tmp_path: Path, arrays: Arrays) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[Path]]:
            return Path.touch, (tmp_path / "sprung",)

    arrays["weight_1"] = np.array([Trap()], dtype=object)
    np.savez(tmp_path / "trap.npz", **arrays)
    with pytest.raises(ModelFileError):
        load_model(tmp_path / "trap.npz")
    assert not (tmp_path / "sprung").exists()


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="no such file"):
        load_model(tmp_path / "nothing.npz")
    with pytest.raises(ModelFileError):
        load_model(tmp_path)


def test_the_bundled_model_reads_digits() -> None:
    from digitpad.storage.resources import resource_path

    path = resource_path("model.npz")
    assert path.stat().st_size <= 8_000_000
    model = load_model(path)
    assert model.network.dtype == np.float32
    assert model.record["test"]["error_rate"] <= 0.0070
    assert FORMAT.startswith("digitpad model")
