"""The ONNX file, read by the programs that it is for."""

import json
import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.errors import DigitpadError
from digitpad.models.export.onnx_file import install_command, onnx_bytes
from digitpad.models.model_file import Model
from tests.unit.models.export.conftest import Export


def test_onnx_runtime_predicts_the_same(
    export: Export, images: NDArray[np.uint8], expected: NDArray[np.floating]
) -> None:
    pytest.importorskip("onnx")
    runtime = pytest.importorskip("onnxruntime")
    session = runtime.InferenceSession(export("onnx", "digits.onnx").read_bytes())
    for some in (slice(None), slice(3, 4)):
        probabilities, logits = session.run(None, {"images": images[some]})
        np.testing.assert_allclose(probabilities, expected[some], atol=1e-5)
        assert logits.shape == probabilities.shape
    assert session.get_inputs()[0].type == "tensor(uint8)"


OPENCV = """
import sys
import numpy as np
from digitpad.ink.opencv import cv2
network = cv2.dnn.readNetFromONNX(sys.argv[1])
images, expected = np.load(sys.argv[2]), np.load(sys.argv[3])
for some in (slice(None), slice(3, 4)):
    # The wrapper keeps OpenCV 4.10 from taking the last axis for channels.
    network.setInput(cv2.Mat(images[some]), "images")
    probabilities, logits = network.forward(["probabilities", "logits"])
    np.testing.assert_allclose(probabilities, expected[some], atol=1e-5)
"""


def test_opencv_predicts_the_same(
    export: Export, images: NDArray[np.uint8], expected: NDArray[np.floating]
) -> None:
    pytest.importorskip("onnx")
    path = export("onnx", "digits.onnx")
    np.save(path.with_name("images.npy"), images)
    np.save(path.with_name("expected.npy"), expected)
    # In a process of its own, as OpenCV starts threads that stay.
    words = [path, path.with_name("images.npy"), path.with_name("expected.npy")]
    done = subprocess.run(
        [sys.executable, "-c", OPENCV, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_it_is_valid_and_says_what_it_is(export: Export, small: Model) -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load(export("onnx", "digits.onnx"))
    onnx.checker.check_model(model, full_check=True)
    told = {entry.key: entry.value for entry in model.metadata_props}
    assert json.loads(told["sizes"]) == [784, 24, 16, 10]
    assert json.loads(told["labels"]) == list(range(10))
    assert json.loads(told["record"]) == small.record
    assert "255" in told["preprocessing"]


def test_without_the_package_the_command_is_told(
    small: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.models.export.onnx_file.find_spec", lambda _: None)
    assert install_command() == f"{sys.executable} -m pip install onnx"
    with pytest.raises(DigitpadError, match="pip install onnx"):
        onnx_bytes(small)
