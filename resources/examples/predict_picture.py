"""Predict the digits in a picture with the built-in model.

    python resources/examples/predict_picture.py PICTURE

PICTURE is an image file or a photograph with one digit or more; each number is a row.
"""

import sys

import numpy as np

from digitpad.files.resources import resource_path
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.picture_file import read_picture
from digitpad.models.model_file import load_model
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import softmax


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    network = load_model(resource_path("model.npz")).network
    for row in found_digits(read_picture(sys.argv[1])).rows:
        # Each digit alone, white on black, centred in 28x28 pixels as in MNIST.
        images = np.stack([digit.image for digit in row])
        probabilities = softmax(batch_logits(network, images))
        print("".join(map(str, probabilities.argmax(axis=1))))
        for digit, some in zip(row, probabilities, strict=True):
            print(f"  {some.argmax()} {some.max():7.2%} in the box {digit.box}")


if __name__ == "__main__":
    main()
