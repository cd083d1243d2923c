"""A model as a C header: its weights, and a function that predicts with them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.models.export.prediction import float_layers, texts_of
from digitpad.models.export.quantized import quantized
from digitpad.models.model_file import Model
from digitpad.version import program_version

PER_LINE = 16
"""Numbers on a line."""


def c_header_pieces(model: Model, path: str | Path, *, is_int8: bool = False) -> Iterator[str]:
    """The text of a header in C99, whose names begin with that of its file.

    It comes in pieces, as it takes seconds for a large model.

    Parameters
    ----------
    path : the file; only its name is used.
    is_int8 : write the weights as 8-bit integers, each unit with its scale.

    Raises
    ------
    DigitpadError : the model cannot be exported.
    """
    name, sizes = _identifier(Path(path).stem), model.network.sizes
    yield TOP.substitute(
        name=name,
        guard=f"{name.upper()}_H",
        sizes="-".join(map(str, sizes)),
        kind="8-bit integers, each unit with a scale" if is_int8 else "float",
        version=program_version(),
    )
    layers = float_layers(model)
    whole = quantized(layers) if is_int8 else []
    for number, (weights, bias) in enumerate(layers, 1):
        if is_int8:
            layer = whole[number - 1]
            yield from _array("int8_t", f"{name}_weight_{number}", layer.weights.T)
            yield from _array("float", f"{name}_scale_{number}", layer.scales)
        else:
            yield from _array("float", f"{name}_weight_{number}", weights.T)
        yield from _array("float", f"{name}_bias_{number}", bias)
    hidden = [f"static float units_{n}[{size}];" for n, size in enumerate(sizes[1:-1], 1)]
    calls = [_call(name, sizes, number, is_int8=is_int8) for number in range(1, len(sizes))]
    yield BOTTOM.substitute(
        name=name,
        weight_type="int8_t" if is_int8 else "float",
        scale_parameter="const float *scale, " if is_int8 else "",
        weight="(float)weight[i]" if is_int8 else "weight[i]",
        sum="sum * scale[unit] + bias[unit]" if is_int8 else "sum + bias[unit]",
        body="\n    ".join([*hidden, *calls]),
    )


def _call(name: str, sizes: Sequence[int], number: int, *, is_int8: bool) -> str:
    """The line that computes a layer, counted from 1."""
    is_last = number == len(sizes) - 1
    words = [
        "image" if number == 1 else f"units_{number - 1}",
        f"{sizes[number - 1]}",
        f"{name}_weight_{number}",
        *([f"{name}_scale_{number}"] if is_int8 else []),
        f"{name}_bias_{number}",
        f"{sizes[number]}",
        "0" if is_last else "1",
        "scores" if is_last else f"units_{number}",
    ]
    return f"{name}_layer({', '.join(words)});"


def _identifier(stem: str) -> str:
    """A name in C for the name of a file."""
    name = re.sub(r"[^A-Za-z0-9]+", "_", stem).strip("_").lower()
    return name if name[:1].isalpha() else f"model_{name}".rstrip("_")


def _array(kind: str, name: str, array: NDArray[Any]) -> Iterator[str]:
    """The definition of an array of numbers."""
    numbers = np.ascontiguousarray(array).ravel()
    yield f"static const {kind} {name}[{len(numbers)}] = {{"
    for start in range(0, len(numbers), PER_LINE):
        texts = texts_of(numbers[start : start + PER_LINE])
        if kind == "float":
            texts = list(map(_float, texts))
        yield f"{',' if start else ''}\n{','.join(texts)}"
    yield "\n};\n"


def _float(text: str) -> str:
    """A number as a float of C, which has a point or an exponent."""
    return f"{text}f" if "." in text or "e" in text else f"{text}.0f"


TOP = Template("""\
/* Predicts handwritten digits: a network $sizes, written by digitpad $version.

   #include "$name.h"
   float probabilities[10];
   int digit = ${name}_predict(image, probabilities);

   The image is 28x28 values, row by row, 0 (paper) to 255 (ink), framed as in MNIST. C99 or C++;
   nothing but math.h is needed. The weights ($kind) are constant.
   The hidden units have memory of their own, so that no large stack is needed: two threads must
   not predict at once. */

#ifndef $guard
#define $guard

#include <math.h>
#include <stdint.h>

/* The weights of each unit stand one after the other. */
""")

BOTTOM = Template("""
/* Weighted sums plus bias; hidden units cut off what is below 0 (ReLU). */
static inline void ${name}_layer(const float *in, int inputs, const $weight_type *weight,
                                 ${scale_parameter}const float *bias, int units,
                                 int is_hidden, float *out)
{
    int unit, i;
    for (unit = 0; unit < units; unit++, weight += inputs) {
        float sum = 0.0f;
        for (i = 0; i < inputs; i++)
            sum += in[i] * $weight;
        sum = $sum;
        out[unit] = is_hidden && sum < 0.0f ? 0.0f : sum;
    }
}

/* The image moved by half a pixel, down and to the right (step 27) or up and to the left (step 1):
   the mean of each pixel and its neighbors, as values from 0 to 1. What leaves on one side enters
   on the other. */
static inline void ${name}_move(const uint8_t *image, int step, float *out)
{
    int row, column;
    for (row = 0; row < 28; row++) {
        const uint8_t *here = image + 28 * row, *there = image + 28 * ((row + step) % 28);
        for (column = 0; column < 28; column++) {
            int beside = (column + step) % 28;
            *out++ = (float)(here[column] + here[beside] + there[column] + there[beside]) / 1020.0f;
        }
    }
}

static inline void ${name}_scores(const float *image, float *scores)
{
    $body
}

/* The most probable digit; the probabilities of all ten go where the second parameter points. */
static inline int ${name}_predict(const uint8_t image[784], float probabilities[10])
{
    static float moved[784];
    float scores[2][10], most, total = 0.0f;
    int digit, best = 0;
    ${name}_move(image, 27, moved);
    ${name}_scores(moved, scores[0]);
    ${name}_move(image, 1, moved);
    ${name}_scores(moved, scores[1]);
    for (digit = 0; digit < 10; digit++) {
        probabilities[digit] = (scores[0][digit] + scores[1][digit]) / 2.0f;
        if (probabilities[digit] > probabilities[best])
            best = digit;
    }
    most = probabilities[best];
    for (digit = 0; digit < 10; digit++) {
        probabilities[digit] = expf(probabilities[digit] - most);
        total += probabilities[digit];
    }
    for (digit = 0; digit < 10; digit++)
        probabilities[digit] /= total;
    return best;
}

#endif
""")
