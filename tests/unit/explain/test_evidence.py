"""Ink that decides is found where it is."""

import numpy as np
from numpy.typing import NDArray

from digitpad.data.reference import check_part
from digitpad.explain.change import InkChange, smallest_change
from digitpad.explain.evidence import evidence, strongest_pieces
from digitpad.explain.missing import integrated_gradient, missing_ink
from digitpad.files.resources import resource_path
from digitpad.models.model_file import load_model
from digitpad.nn.inference import batch_logits
from digitpad.nn.network import Network


def one_place(row: int, column: int, digit: int, against: int) -> Network:
    """More of a digit the more ink lies in a square of 5x5 pixels; else the other."""
    w, b = np.zeros((784, 10), np.float32), np.zeros(10, np.float32)
    square = np.zeros((28, 28), np.float32)
    square[row - 2 : row + 3, column - 2 : column + 3] = 1
    w[:, digit], b[against] = square.reshape(-1), 6
    return Network([(w, b)])


def bar() -> NDArray[np.uint8]:
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = 255
    return image


def test_evidence_lies_where_the_network_looks() -> None:
    network, image = one_place(8, 14, 3, 5), bar()
    found = evidence(network, image, 3, 5)
    assert found.dtype == np.float32
    assert not found[image == 0].any()
    assert found[8, 13] > 5
    assert abs(found[18:, :]).max() < 1e-5
    (first, *_) = strongest_pieces(found)
    assert abs(first.row - 8) <= 2


def test_evidence_is_what_removal_changes() -> None:
    rng = np.random.default_rng(2)
    network = Network.initialized([784, 20, 10], rng)
    image = bar()
    found = evidence(network, image, 1, 7)
    rows, columns = np.indices((28, 28))
    for row, column in ((4, 12), (14, 15), (23, 13)):
        without = np.where(np.hypot(rows - row, columns - column) <= 2, 0, image).astype(np.uint8)
        logits = batch_logits(network, np.array([image, without]))
        margins = logits[:, 1] - logits[:, 7]
        np.testing.assert_allclose(found[row, column], margins[0] - margins[1], atol=1e-4)
    np.testing.assert_allclose(evidence(network, image, 7, 1), -found, atol=1e-6)


def test_no_ink_is_no_evidence() -> None:
    network = one_place(8, 14, 3, 5)
    found = evidence(network, np.zeros((28, 28), np.uint8), 3, 5)
    assert not found.any()
    assert strongest_pieces(found) == []


def test_strongest_pieces_lie_apart_and_tell_their_sign() -> None:
    found = np.zeros((28, 28), np.float32)
    found[5, 5], found[6, 6], found[20, 20] = 3, 2.9, -2
    pieces = strongest_pieces(found)
    assert [(piece.row, piece.column, piece.worth) for piece in pieces] == [
        (5, 5, 3.0),
        (20, 20, -2.0),
    ]


def test_the_integrated_gradient_adds_up_to_what_the_ink_brings() -> None:
    network, image = Network.initialized([784, 30, 20, 10], np.random.default_rng(4)), bar()
    gradient = integrated_gradient(network, image, 2, 8, steps=400)
    logits = batch_logits(network, np.array([image, np.zeros_like(image)]))
    margins = logits[:, 2] - logits[:, 8]
    brought = (gradient * image / 255).sum()
    np.testing.assert_allclose(brought, margins[0] - margins[1], rtol=0.01)


def test_ink_is_missing_where_the_other_class_looks() -> None:
    gradient = integrated_gradient(one_place(20, 6, 5, 3), bar(), 3, 5)
    found = missing_ink(bar(), gradient)
    assert found.min() == 0
    assert np.unravel_index(found.argmax(), found.shape)[0] in range(18, 23)
    assert not found[bar() == 255].any()


def change_to(
    network: Network, image: NDArray[np.uint8], digit: int, other: int
) -> InkChange | None:
    gradient = integrated_gradient(network, image, digit, other)
    return smallest_change(network, image, other, gradient)


def test_the_smallest_change_is_one() -> None:
    network, image = one_place(8, 14, 3, 5), bar()
    change = change_to(network, image, 3, 5)
    assert change is not None
    assert not change.is_addition
    logits = batch_logits(network, change.image[None])[0]
    assert logits.argmax() == 5 == np.argmax(change.probabilities)
    removed = (image.astype(int) - change.image).sum() / 255
    np.testing.assert_allclose(change.ink, removed, rtol=1e-6)
    assert change.ink < 30


def test_an_addition_is_found_where_removal_does_not_help() -> None:
    network, image = one_place(20, 6, 5, 3), bar()
    change = change_to(network, image, 3, 5)
    assert change is not None
    assert change.is_addition
    assert (change.image >= image).all()


def test_changes_that_are_too_large_hide_no_smaller_one() -> None:
    image = check_part().images[1374]  # Many larger changes have more effect by the gradient.
    change = change_to(load_model(resource_path("model.npz")).network, image, 2, 3)
    assert change is not None
    assert change.ink < 13


def test_where_no_change_is_found_none_is_told() -> None:
    w, b = np.zeros((784, 10), np.float32), np.zeros(10, np.float32)
    b[3] = 50
    assert change_to(Network([(w, b)]), bar(), 3, 5) is None
