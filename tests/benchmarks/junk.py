"""How sure a model is of what is no digit.

    python tests/benchmarks/junk.py [MODEL]

Drawings of the kinds it learned to be unsure of, made anew; then what it never saw: letters of
OpenCV's fonts that no digit looks like, as pictures, lines that wander at random, and hatching.
"""

import sys
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.data.junk import KINDS, stream_junk
from digitpad.data.synthetic import drawn
from digitpad.ink.opencv import cv2
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import Drawing
from digitpad.nn.layers import softmax
from digitpad.nn.metrics import contenders
from digitpad.nn.reading import picture_logits
from digitpad.storage.model_file import load_model
from digitpad.storage.resources import resource_path

LETTERS = "AEFHKLMNPRTUVWXYehkmnprtuvwxy@#%&*"
FONTS = (0, 1, 2, 3, 4, 6)

Pictures = list[NDArray[np.uint8]]


def unseen_letters() -> Pictures:
    pictures = []
    for letter in LETTERS:
        for font in FONTS:
            ink = np.zeros((300, 300), np.uint8)
            cv2.putText(ink, letter, (80, 200), font, 5, 255, 14, cv2.LINE_AA)
            pictures.append(picture_of(Drawing((), ink)))
    return pictures


def wandering(rng: np.random.Generator) -> Pictures:
    walks = (np.cumsum(rng.normal(0, 0.1, (60, 2)), axis=0) for _ in range(500))
    return [picture_of(drawn([[(x, y) for x, y in walk.tolist()]], rng)) for walk in walks]


def hatching(rng: np.random.Generator) -> Pictures:
    lines = [[(0.0, y), (1.0, y + 0.1)] for y in np.linspace(0, 1, 6).tolist()]
    return [picture_of(drawn(lines, rng)) for _ in range(100)]


def everything() -> Iterator[tuple[str, Pictures]]:
    """Names and pictures."""
    rng = np.random.default_rng(11)
    seen = np.concatenate(list(stream_junk(500 * len(KINDS), 555)))
    for kind in dict.fromkeys(KINDS):
        which = [number % len(KINDS) for number in range(len(seen))]
        of_kind = [KINDS[number] is kind for number in which]
        yield getattr(kind, "__name__", "")[1:], list(seen[of_kind])
    yield "letters, unseen", unseen_letters()
    yield "random walks, unseen", wandering(rng)
    yield "hatching, unseen", hatching(rng)


def main() -> None:
    network = load_model(sys.argv[1] if sys.argv[1:] else resource_path("model.npz")).network
    print(
        f"{'':<24}{'drawings':>9}{'above 99 %':>12}{'above 90 %':>12}{'not sure':>10}{'median':>8}"
    )
    total = []
    for name, pictures in everything():
        probabilities = softmax(picture_logits(network, np.array(pictures)))
        best = probabilities.max(axis=1)
        unsure = np.array([len(contenders(row)) > 1 for row in probabilities.tolist()])
        total.append(np.stack([best, unsure], axis=1))
        tell(name, best, unsure)
    best, unsure = np.concatenate(total).T
    tell("all", best, unsure)


def tell(name: str, best: NDArray[np.floating], unsure: NDArray[np.generic]) -> None:
    shares = ((best > 0.99).mean(), (best > 0.9).mean(), unsure.mean())
    above, high, not_sure = (f"{100 * share:.1f} %" for share in shares)
    median = f"{100 * np.median(best):.0f} %"
    print(f"{name:<24}{len(best):>9}{above:>12}{high:>12}{not_sure:>10}{median:>8}")


if __name__ == "__main__":
    main()
