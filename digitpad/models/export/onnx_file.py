"""A model as ONNX: from images to probabilities in one graph."""

import importlib
import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import DigitpadError
from digitpad.models.export.prediction import description, float_layers
from digitpad.models.model_file import Model

OPSET, IR_VERSION = 13, 8
"""Old enough for OpenCV 4.10, ONNX Runtime 1.10 and onnxruntime-web, which read later ones too."""

SIDE, PIXELS, CLASSES = 28, 784, 10


def install_command() -> str:
    """The command that installs the package that writes ONNX; empty where it is installed."""
    importlib.invalidate_caches()  # It may have been installed since the program started.
    return "" if find_spec("onnx") else f"{sys.executable} -m pip install onnx"


def onnx_bytes(model: Model) -> bytes:
    """The content of an .onnx file.

    Its input ``images`` is uint8 (N, 28, 28), its outputs are ``probabilities`` and ``logits``,
    float32 (N, 10).

    Raises
    ------
    DigitpadError : the package ``onnx`` is missing, or the model cannot be exported.
    """
    if command := install_command():
        raise DigitpadError(f"ONNX needs one more package. Install it with: {command}")
    from onnx import TensorProto, helper

    graph = _Graph()
    pixels = graph.add("Cast", ["images"], "pixels", to=TensorProto.FLOAT)
    values = graph.add("Div", [pixels, graph.constant("white", np.float32(255))], "values")
    last = graph.add("Concat", _views(graph, values), "views", axis=0)
    layers = float_layers(model)
    for number, (weights, bias) in enumerate(layers, 1):
        parameters = [
            graph.constant(f"weight_{number}", weights),
            graph.constant(f"bias_{number}", bias),
        ]
        last = graph.add("Gemm", [last, *parameters], f"sums_{number}")
        if number < len(layers):
            last = graph.add("Relu", [last], f"units_{number}")
    both = graph.add("Reshape", [last, graph.integers("of_each_view", 2, -1, CLASSES)], "both")
    graph.add("ReduceMean", [both], "logits", axes=[0], keepdims=0)
    graph.add("Softmax", ["logits"], "probabilities", axis=1)

    inputs = [helper.make_tensor_value_info("images", TensorProto.UINT8, ["N", SIDE, SIDE])]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", CLASSES])
        for name in ("probabilities", "logits")
    ]
    about = description(model)
    proto = helper.make_model(
        helper.make_graph(graph.nodes, "digits", inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="digitpad",
        producer_version=about["made_by"].removeprefix("digitpad "),
        doc_string=about["preprocessing"],
    )
    texts = {k: v if isinstance(v, str) else json.dumps(v) for k, v in about.items()}
    helper.set_model_props(proto, texts)
    content: bytes = proto.SerializeToString()
    return content


class _Graph:
    """Nodes and constants that are added one by one."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def add(self, operator: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """Add a node; the name of its output."""
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [output], output, **attributes))
        return output

    def constant(self, name: str, array: NDArray[Any] | np.generic) -> str:
        """Add a constant; its name."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def integers(self, name: str, *numbers: int) -> str:
        """Add a constant of whole numbers, as shapes are; its name."""
        return self.constant(name, np.array(numbers, np.int64))


def _views(graph: _Graph, values: str) -> list[str]:
    """Add both views of images (N, 28, 28) as rows (N, 784), see :mod:`digitpad.nn.inference`.

    The mean of each pixel and its neighbor is a product with a matrix that has two halves in each
    column: from the right it moves along the rows, transposed and from the left along the columns.
    """
    left = ((np.eye(SIDE) + np.eye(SIDE, k=1) + np.eye(SIDE, k=1 - SIDE)) / 2).astype(np.float32)
    flat = graph.integers("flat", -1, PIXELS)
    views = []
    for name, shift in (("lower_right", left), ("upper_left", left.T)):
        along = graph.constant(f"{name}_columns", shift)
        down = graph.constant(f"{name}_rows", shift.T)
        moved = graph.add("MatMul", [values, along], f"{name}_half")
        moved = graph.add("MatMul", [down, moved], f"{name}_image")
        views.append(graph.add("Reshape", [moved, flat], name))
    return views
