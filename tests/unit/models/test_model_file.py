"""Model files: what was saved is what is read, and nothing else is believed."""

import os
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import digitpad
from digitpad.errors import DigitpadError, ModelFileError
from digitpad.models.model_file import FORMAT, Model, load_model, save_model
from digitpad.nn.activations import TANH
from digitpad.nn.network import Network

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


def test_units_that_the_file_would_not_tell_are_refused(tmp_path: Path) -> None:
    network = Network.initialized([784, 12, 10], np.random.default_rng(3))
    with pytest.raises(DigitpadError, match="Only ReLU can be saved, not tanh"):
        digitpad.save_model(Network(network.layers, TANH), tmp_path / "m.npz")
    assert not [*tmp_path.iterdir()]


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
    with pytest.raises(
        ModelFileError, match=r"^Cannot write .*model\.npz: no space left on device$"
    ):
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
        (lambda a: a.pop("format"), "not a digitpad model"),
        (changed("format", "digitpad model 99"), "digitpad model 99"),
        (lambda a: a.pop("weight_1"), "no layers"),
        (lambda a: a.pop("bias_1"), "array bias_1: missing"),
        (lambda a: a.pop("weight_2"), "expected 10 outputs, found 12"),
        (changed("weight_1", np.zeros((783, 12), np.float32)), r"array weight_1.*\(783, 12\)"),
        (changed("weight_2", np.zeros((11, 10), np.float32)), "array weight_2"),
        (changed("weight_2", np.zeros((12, 9), np.float32)), "array bias_2"),
        (changed("bias_1", np.zeros(13, np.float32)), "array bias_1"),
        (changed("bias_1", np.zeros(12, np.float64)), "array bias_1: expected .*, found float64"),
        (
            changed("weight_1", np.zeros((784, 12), np.int64)),
            "array weight_1: expected .*, found int64 of",
        ),
        (changed("weight_1", np.zeros(784 * 12, np.float32)), r"array weight_1: .*shape \(9408,\)"),
        (spoiled("weight_2", np.nan), "array weight_2: not all values are finite"),
        (spoiled("bias_2", np.inf), "array bias_2: not all values are finite"),
        (spoiled("weight_2", 3e38), "the weights are so large that predictions may overflow"),
        (spoiled("bias_1", -3e38), "the weights are so large that predictions may overflow"),
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
    with pytest.raises(ModelFileError, match=r"no\.npz: (not a model file|damaged)"):
        load_model(tmp_path / "no.npz")


def spans_of_text(path: Path) -> Iterator[range]:
    """The bytes of a model file that are not the weights themselves: headers, names, record."""
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        start = 0
        for member in archive.infolist():
            file.seek(member.header_offset)
            head = file.read(30)
            names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            content = member.header_offset + 30 + names
            if member.filename.startswith(("weight", "bias")):
                yield range(start, content + 128)
                start = content + member.file_size
        yield range(start, path.stat().st_size)


def put(file: FileIO, place: int, byte: int) -> None:
    """Overwrite one byte of a file."""
    file.seek(place)
    file.write(bytes([byte]))


def test_turned_bits_are_refused_or_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    # The last layer could go by another name without being missed.
    network = Network.initialized([784, 10, 10], np.random.default_rng(3))
    save_model(Model(network, {"epochs": 3}), path)
    whole = path.read_bytes()
    places = [place for span in spans_of_text(path) for place in span]
    places += range(0, len(whole), 229)
    weights = [parameter.tobytes() for parameter in network.parameters]
    read = 0
    # Byte by byte, as many file systems wait for the disk where a file is written anew.
    with path.open("r+b", buffering=0) as file:
        # Of each byte two of its bits, of the next byte the next two; all where there is time.
        step = 1 if os.environ.get("DIGITPAD_FUZZ_SECONDS") else 4
        turned = [(place, bit) for place in places for bit in range(place % step, 8, step)]
        for place, bit in turned:
            put(file, place, whole[place] ^ 1 << bit)
            with suppress(ModelFileError):
                model = load_model(path)
                read += 1
                assert model.record == {"epochs": 3}, (place, bit)
                found = [parameter.tobytes() for parameter in model.network.parameters]
                assert found == weights, (place, bit)
            put(file, place, whole[place])
    assert 0 < read < len(turned) // 2


def test_every_cut_is_refused(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save_model(model, path)
    whole = path.read_bytes()
    for length in sorted((*range(0, len(whole), 97), len(whole) - 1), reverse=True):
        os.truncate(path, length)
        with pytest.raises(ModelFileError, match=r"model\.npz"):
            load_model(path)


def header(text: str) -> bytes:
    """An .npy header of that text, as NumPy pads it."""
    content = text.encode()
    content += b" " * (-(len(content) + 11) % 64) + b"\n"
    return b"\x93NUMPY\1\0" + len(content).to_bytes(2, "little") + content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        header("{'descr': ("),
        header("{1: 2, 'descr': 3}"),
        header("{'descr': '<f4', 'fortran_order': False, 'shape': (784, 9999999999)}"),
        header("{'descr': '<f4', 'fortran_order': False, 'shape': (784, 99999999999999999999)}"),
        header("{'descr': '<f4', 'fortran_order': False, 'shape': (-784, 12)}"),
        header("{'descr': '<f4', 'fortran_order': False, 'shape': " + "(" * 900),
        header("{'descr': '<U999999999', 'fortran_order': False, 'shape': ()}"),
        header("{'descr': '<f3', 'fortran_order': False, 'shape': (784, 12)}"),
        header("{'descr': '<f4', 'fortran_order': False, 'shape': (784, 12)}")[:40],
        b"\x93NUMPY\x03\0" + b"\xff" * 60,
        b"\x93NUMPY\x02\0" + b"\xff" * 60,
    ],
)
@pytest.mark.parametrize("name", ["weight_1", "format", "record"])
def test_a_member_that_is_no_array_is_named(
    model: Model, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / "model.npz"
    save_model(model, path)
    with zipfile.ZipFile(path) as archive:
        files = {member: archive.read(member) for member in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for member, before in files.items():
            archive.writestr(member, content if member == f"{name}.npy" else before)
    with pytest.raises(ModelFileError, match=rf"model\.npz, array {name}: "):
        load_model(path)


@pytest.mark.parametrize(
    ("in_directory", "in_file", "value", "words"),
    [(8, 6, 1, "password-protected"), (10, 8, 99, "unsupported compression")],
)
def test_an_archive_that_is_locked_or_packed_oddly(
    model: Model, tmp_path: Path, in_directory: int, in_file: int, value: int, words: str
) -> None:
    path = tmp_path / "model.npz"
    save_model(model, path)
    content = bytearray(path.read_bytes())
    for start, offset in ((b"PK\1\2", in_directory), (b"PK\3\4", in_file)):
        place = content.find(start)
        while place >= 0:
            content[place + offset] = value
            place = content.find(start, place + 4)
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=rf"model\.npz, array format: {words}"):
        load_model(path)


def test_an_array_that_does_not_belong_there_is_named(arrays: Arrays, tmp_path: Path) -> None:
    np.savez(tmp_path / "more.npz", **arrays, weight_4=np.zeros(3))
    with pytest.raises(ModelFileError, match="array weight_4: does not belong"):
        load_model(tmp_path / "more.npz")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_array_that_is_there_twice_is_named(model: Model, tmp_path: Path) -> None:
    save_model(model, tmp_path / "twice.npz")
    with zipfile.ZipFile(tmp_path / "twice.npz", "a") as archive:
        archive.writestr("bias_1.npy", archive.read("bias_1.npy"))
    with pytest.raises(ModelFileError, match="array bias_1: stored more than once"):
        load_model(tmp_path / "twice.npz")


@pytest.mark.parametrize(
    "record",
    ["[" * 100_000, '{"a": ' * 100_000, "1" * 5000, "null", '"text"', "", "{" + " " * (1 << 20)],
    ids=["deep list", "deep object", "huge number", "null", "text", "nothing", "too long"],
)
def test_a_record_that_is_none_is_refused(arrays: Arrays, tmp_path: Path, record: str) -> None:
    np.savez(tmp_path / "x.npz", **{**arrays, "record": np.array(record)})
    with pytest.raises(ModelFileError, match=r"x\.npz, array record: "):
        load_model(tmp_path / "x.npz")


def test_a_text_of_no_characters_is_refused(arrays: Arrays, tmp_path: Path) -> None:
    beyond = np.full(3, 0x7FFFFFFF, np.int32).view("<U3").reshape(())
    np.savez(tmp_path / "x.npz", **{**arrays, "record": beyond})
    with pytest.raises(ModelFileError, match=r"x\.npz, array record: "):
        load_model(tmp_path / "x.npz")


def test_an_archive_that_promises_much_takes_no_memory(arrays: Arrays, tmp_path: Path) -> None:
    path = tmp_path / "bomb.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in {**arrays, "weight_1": np.zeros((784, 30_000), np.float32)}.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array)
        archive.filelist[2].file_size <<= 5
    tracemalloc.start()
    with pytest.raises(ModelFileError, match=r"bomb\.npz"):
        load_model(path)
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    for path in (tmp_path / "pipe.npz", Path("/dev/zero")):
        with pytest.raises(ModelFileError, match="neither a file nor a folder"):
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
    with pytest.raises(ModelFileError, match=r": a folder, not a model file"):
        load_model(tmp_path)


def test_another_kind_of_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("1,2,3\n")
    with pytest.raises(ModelFileError, match=r"csv: not a model file"):
        load_model(tmp_path / "table.csv")
    (tmp_path / "torn.npz").write_bytes(b"PK\3\4 torn")
    with pytest.raises(ModelFileError, match="damaged or incomplete"):
        load_model(tmp_path / "torn.npz")


def test_the_bundled_model_reads_digits() -> None:
    from digitpad.files.resources import resource_path

    path = resource_path("model.npz")
    assert path.stat().st_size <= 8_000_000
    model = load_model(path)
    assert model.network.dtype == np.float32
    assert model.record["test"]["error_rate"] <= 0.0070
    assert FORMAT.startswith("digitpad model")
