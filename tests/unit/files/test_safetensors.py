"""Arrays in .safetensors files, of which nothing is believed."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digitpad.errors import ModelFileError
from digitpad.files.safetensors import Safetensors, safetensors_bytes

A, B = np.arange(6, dtype=np.float32).reshape(2, 3), np.array([7], np.float32)
WHOLE = safetensors_bytes({"a": A, "b": B}, {"made_by": "ä"})


def opened(path: Path) -> Safetensors:
    return Safetensors(path, error=ModelFileError, expected="weights", most=1 << 20)


def written(path: Path, header: Any, numbers: bytes) -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + numbers)
    return path


def entry(shape: list[Any], begin: Any, end: Any, dtype: str = "F32") -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(WHOLE)
    with opened(tmp_path / "w") as arrays:
        assert arrays.names == ["a", "b"]
        assert arrays.metadata == {"made_by": "ä"}
        np.testing.assert_array_equal(arrays.read("a", "f", (2, 3)), A)
        np.testing.assert_array_equal(arrays.read("b", "f", (None,)), B)


@pytest.mark.parametrize(
    ("dtype", "numbers"),
    [
        ("F64", np.array([1.5, -2], "<f8").tobytes()),
        ("F16", np.array([1.5, -2], "<f2").tobytes()),
        ("BF16", b"\xc0\x3f\x00\xc0"),
    ],
)
def test_other_decimal_numbers(dtype: str, numbers: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "w", {"a": entry([2], 0, len(numbers), dtype)}, numbers)
    with opened(path) as arrays:
        np.testing.assert_array_equal(arrays.read("a", "f", (2,)), [1.5, -2])


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (b"{", "damaged, or not weights"),
        (b"[]", "damaged, or not weights"),
        (b'{"a": {}, "a": {}}', "damaged, or not weights"),
        ({"__metadata__": {"a": 1}}, "damaged, or not weights"),
        ({"a": entry([2], 0, 8, "F8_E4M3")}, "damaged, or not weights"),
        ({"a": entry([-2], 0, 8)}, "damaged, or not weights"),
        ({"a": entry([2.0], 0, 8)}, "damaged, or not weights"),
        ({"a": entry([True, 2], 0, 8)}, "damaged, or not weights"),
        ({"a": entry([10**30], 0, 8)}, "array a: expected bytes 0 to 4,000,000"),
        ({"a": entry([1], 4, 8)}, "array a: expected bytes 0 to 4, found bytes 4 to 8"),
        ({"a": entry([2], 0, 8), "b": entry([1], 4, 8)}, "array b: expected bytes 8 to 12"),
        ({"a": entry([1], 0, 4)}, "expected 4 bytes of numbers, found 8"),
        ({"a": entry([3], 0, 12)}, "expected 12 bytes of numbers, found 8"),
    ],
)
def test_what_does_not_fit_is_refused(header: Any, words: str, tmp_path: Path) -> None:
    path = written(tmp_path / "w", header, bytes(8))
    with pytest.raises(ModelFileError, match=words):
        opened(path)


@pytest.mark.parametrize("content", [b"", b"\xff" * 8, b"\xff" * 100, b"\x10" + bytes(9)])
def test_what_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(content)
    with pytest.raises(ModelFileError, match="damaged, or not weights"):
        opened(tmp_path / "w")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="no such file"):
        opened(tmp_path / "w")
    with pytest.raises(ModelFileError, match="cannot be read"):
        opened(tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, len(WHOLE) - 1), value=st.integers(0, 255), cut=st.booleans())
def test_damage_is_an_error_or_numbers(place: int, value: int, cut: bool, tmp_path: Path) -> None:
    damaged = bytearray(WHOLE)
    damaged[place] = value
    (tmp_path / "w").write_bytes(damaged[:place] if cut else damaged)
    try:
        with opened(tmp_path / "w") as arrays:
            for name in arrays.names:
                arrays.read(name, "biuf", arrays.shape(name))
    except ModelFileError:
        pass
