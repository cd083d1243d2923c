"""The nearest digits are those that brute force finds, in the same order."""

import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.data.formats import load_dataset
from digitpad.data.pooled import all_of
from digitpad.explain.neighbours import DIRECTIONS, NeighbourIndex, features
from digitpad.nn.network import Network


@pytest.fixture(scope="module")
def digits() -> NDArray[np.uint8]:
    return load_dataset("synthetic:1200:3").images


def built(network: Network, images: NDArray[np.uint8]) -> NeighbourIndex:
    index = NeighbourIndex(network, images)
    *_, last = index.build()
    assert last == len(images)
    return index


@pytest.mark.parametrize("sizes", [(784, 10), (784, 61, 10), (784, 80, 50, 10)])
def test_the_ten_nearest_are_exact(sizes: tuple[int, ...], digits: NDArray[np.uint8]) -> None:
    network = Network.initialized(sizes, np.random.default_rng(1))
    index, all_features = built(network, digits), features(network, digits)
    for number in (0, 700, 1199):
        similarity = all_features @ features(network, digits[number][None])[0]
        expected = np.argsort(-similarity, kind="stable")[:10]
        found = index.nearest(digits[number])
        assert [neighbour.number for neighbour in found] == expected.tolist()
        np.testing.assert_allclose([n.similarity for n in found], similarity[expected], atol=1e-5)
        assert found[0].number == number


def test_only_some_are_looked_at_where_asked(digits: NDArray[np.uint8]) -> None:
    network = Network.initialized((784, 60, 10), np.random.default_rng(1))
    index = built(network, digits)
    odd = np.arange(len(digits)) % 2 == 1
    assert all(n.number % 2 for n in index.nearest(digits[4], among=odd))
    assert index.nearest(digits[4], among=np.zeros(len(digits), bool)) == []
    few = np.zeros(len(digits), bool)
    few[[3, 5]] = True
    assert sorted(n.number for n in index.nearest(digits[4], among=few)) == [3, 5]


def test_an_index_of_the_first_digits_copies_none(digits: NDArray[np.uint8]) -> None:
    network = Network.initialized((784, 60, 10), np.random.default_rng(1))
    pool = all_of([digits[:500], digits[500:]])
    index = NeighbourIndex(network, pool, 700)
    tracemalloc.start()
    try:
        assert list(index.build())[-1] == len(index) == 700
        assert tracemalloc.get_traced_memory()[0] < digits[:700].nbytes / 2
    finally:
        tracemalloc.stop()
    alone = built(network, digits[:700])
    assert index.nearest(digits[900]) == alone.nearest(digits[900])


def test_groups_are_searched_as_each_alone(digits: NDArray[np.uint8]) -> None:
    network = Network.initialized((784, 60, 10), np.random.default_rng(1))
    index = built(network, digits)
    third, none = np.arange(len(digits)) % 3 == 0, np.zeros(len(digits), bool)
    found = index.nearest_of_each(digits[4], [None, third, none], 8)
    alone = [index.nearest(digits[4], 8, group) for group in (None, third, none)]
    assert [[n.number for n in some] for some in found] == [[n.number for n in s] for s in alone]
    assert index.nearest_of_each(digits[4], [none, none]) == [[], []]


def test_a_digit_takes_as_little_memory_however_many_units_there_are(
    digits: NDArray[np.uint8],
) -> None:
    index = built(Network.initialized((784, 800, 10), np.random.default_rng(1)), digits)
    for_each_digit, once = DIRECTIONS + 4, 4 * DIRECTIONS * 800
    assert index.nbytes == len(digits) * for_each_digit + once


def test_a_blank_image_is_like_nothing() -> None:
    network = Network.initialized((784, 20, 10), np.random.default_rng(1))
    blank = np.zeros((2, 28, 28), np.uint8)
    assert not features(network, blank).any()
    assert [n.similarity for n in built(network, blank).nearest(blank[0])] == [0, 0]
