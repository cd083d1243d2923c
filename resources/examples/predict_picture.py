"""Predict the digit in a picture with the built-in model.

    python resources/examples/predict_picture.py PICTURE

PICTURE is an image file with one digit, dark on light or light on dark.
"""

import sys

from digitpad.files.resources import resource_path
from digitpad.ink.images import image_of_picture
from digitpad.ink.picture_file import read_picture
from digitpad.models.model_file import load_model
from digitpad.nn.inference import single_logits
from digitpad.nn.layers import softmax


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    network = load_model(resource_path("model.npz")).network
    # The digit alone, white on black, centred in 28x28 pixels as in MNIST.
    image = image_of_picture(read_picture(sys.argv[1]))
    (probabilities,) = softmax(single_logits(network, image)[None])
    print(f"{sys.argv[1]}: {probabilities.argmax()}")
    for digit, probability in enumerate(probabilities):
        print(f"{digit} {probability:7.2%} {'#' * round(50 * float(probability))}")


if __name__ == "__main__":
    main()
