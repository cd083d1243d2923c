"""The NumPy program, in an interpreter that has NumPy alone."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.models.model_file import Model, load_model
from tests.unit.models.export.conftest import Export

BARE = """
import json, runpy, sys
import numpy as np
names = runpy.run_path(sys.argv[1])
print(json.dumps(names["predict"](np.load(sys.argv[2])).tolist()))
known = sys.stdlib_module_names | {"numpy", "__main__", "mkl_fft"}
assert not {name.partition(".")[0] for name in sys.modules} - known - set(before), "more than NumPy"
"""


def test_it_predicts_the_same_with_numpy_alone(
    export: Export, images: NDArray[np.uint8], expected: NDArray[np.floating], tmp_path: Path
) -> None:
    program = export("numpy", "digits.py")
    np.save(tmp_path / "images.npy", images)
    code = "import sys; before = [name.partition('.')[0] for name in sys.modules]" + BARE
    words = [sys.executable, "-I", "-c", code, str(program), str(tmp_path / "images.npy")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    np.testing.assert_allclose(json.loads(done.stdout), expected, atol=1e-5)


def test_it_is_short(export: Export) -> None:
    lines = export("numpy", "digits.py").read_text().splitlines()
    code = [line for line in lines if line.strip() and not line.strip().startswith('"""')]
    assert len(code) <= 45


@pytest.mark.parametrize("kind", ["npy", "npz", "txt", "pgm"])
def test_it_reads_files(
    kind: str,
    export: Export,
    images: NDArray[np.uint8],
    expected: NDArray[np.floating],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, image = tmp_path / f"digit.{kind}", images[50]
    match kind:
        case "npy":
            np.save(path, image)
        case "npz":
            np.savez(path, images=image[None])
        case "txt":
            rows = ["".join(f"{value}\t" for value in row) for row in image]
            path.write_text("\n".join([*rows, "7"]))
        case "pgm":
            path.write_bytes(b"P5\n28 28\n255\n" + image.tobytes())
    program = export("numpy", "digits.py")
    monkeypatch.setattr(sys, "argv", [str(program), str(path)])
    runpy.run_path(str(program), run_name="__main__")
    digit, probability = expected[50].argmax(), expected[50].max()
    assert capsys.readouterr().out == f"{path}: {digit} ({probability:.1%})\n"


def test_its_weights_are_a_model(export: Export, small: Model) -> None:
    program = export("numpy", "digits.py")
    again = load_model(program.with_name("digits_weights.npz"))
    assert again.record == small.record
    for one, other in zip(again.network.parameters, small.network.parameters, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    "name", ["large.pgm", "digit.png", "digit.npz", "small.txt", "missing.npy"]
)
def test_it_refuses_what_it_cannot_read_in_a_line(
    name: str, export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    match name:
        case "large.pgm":
            path.write_bytes(b"P5\n56 28\n255\n" + bytes(56 * 28))
        case "digit.png":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
        case "digit.npz":
            np.savez(path, others=np.zeros((1, 28, 28)))
        case "small.txt":
            path.write_text("1 2\n3 4\n")
    program = export("numpy", "digits.py")
    monkeypatch.setattr(sys, "argv", [str(program), str(path)])
    with pytest.raises(SystemExit, match=r"28x28 images in \.npy, \.npz, \.txt"):
        runpy.run_path(str(program), run_name="__main__")


def test_without_files_it_says_how_to_give_some(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = export("numpy", "digits.py")
    monkeypatch.setattr(sys, "argv", [str(program)])
    with pytest.raises(SystemExit, match=r"python FILE\.py IMAGES"):
        runpy.run_path(str(program), run_name="__main__")
