"""The C header, compiled by the compiler of the machine."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.files.resources import resource_path
from digitpad.models.export.prediction import float_layers
from digitpad.models.export.quantized import quantized, quantized_network
from digitpad.models.model_file import Model, load_model
from digitpad.nn.metrics import predict_log_proba
from tests.unit.models.export.conftest import Export

WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror"]

PROGRAM = """
#include "my_digits.h"
#include <stdio.h>

int main(void)
{
    uint8_t image[784];
    float probabilities[10];
    while (fread(image, 1, 784, stdin) == 784) {
        int digit = my_digits_predict(image, probabilities);
        fwrite(probabilities, sizeof(float), 10, stdout);
        if (digit < 0 || digit > 9)
            return 1;
    }
    return 0;
}
"""


def compiled(header: Path, compiler: str = "cc", standard: str = "c99") -> Path:
    """The program that predicts what comes in."""
    if not shutil.which(compiler):
        pytest.skip(f"this machine has no C compiler ({compiler})")
    source = header.with_name("main.c" if compiler == "cc" else "main.cpp")
    source.write_text(PROGRAM)
    program = header.with_name("main")
    words = [compiler, f"-std={standard}", "-O1", *WARNINGS, str(source), "-o", str(program), "-lm"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[:2000]
    return program


def predicted(program: Path, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    done = subprocess.run([program], input=images.tobytes(), capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.float32).reshape(-1, 10)


def test_it_predicts_the_same(
    export: Export, images: NDArray[np.uint8], expected: NDArray[np.floating]
) -> None:
    program = compiled(export("c", "my_digits.h"))
    np.testing.assert_allclose(predicted(program, images), expected, atol=1e-5)


def test_it_is_cpp_as_well(
    export: Export, images: NDArray[np.uint8], expected: NDArray[np.floating]
) -> None:
    program = compiled(export("c", "my_digits.h"), "c++", "c++11")
    np.testing.assert_allclose(predicted(program, images), expected, atol=1e-5)


def test_8_bit_weights_are_what_was_measured(
    export: Export, small: Model, images: NDArray[np.uint8]
) -> None:
    program = compiled(export("c", "my_digits.h", is_int8=True))
    network = quantized_network(quantized(float_layers(small)))
    expected = np.exp(predict_log_proba(network, images))
    np.testing.assert_allclose(predicted(program, images), expected, atol=1e-5)


def test_8_bit_weights_of_the_built_in_model_predict_the_same_digits(
    images: NDArray[np.uint8],
) -> None:
    """Not compiled, which takes seconds: the program predicts as this network, see above."""
    model = load_model(resource_path("model.npz"))
    network = quantized_network(quantized(float_layers(model)))
    before, after = (
        predict_log_proba(one, images).argmax(axis=1) for one in (model.network, network)
    )
    assert (before == after)[10:].mean() >= 0.99  # The first ten are no digits.


@pytest.mark.parametrize(
    ("file", "name"),
    [("Mein Netz-2.h", "mein_netz_2"), ("7.h", "model_7"), ("数字.h", "model")],
)
def test_names_come_from_the_file(export: Export, file: str, name: str) -> None:
    text = export("c", file).read_text(encoding="ascii")
    assert f"#ifndef {name.upper()}_H\n" in text
    assert f"int {name}_predict(" in text


def test_whole_numbers_are_floats_too(export: Export, small: Model) -> None:
    network = small.network.copy()
    for array in network.parameters:
        array[...] = 2
    text = export("c", "my_digits.h", Model(network)).read_text()
    assert "2.0f,2.0f" in text
