from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.plausibility import REPAIRS, findings, inverted, scaled, transposed
from digitpad.data.synthesis.non_digits import stream_non_digits
from digitpad.files.resources import resource_path
from digitpad.ink.raster import rasterized
from digitpad.models.model_file import load_model
from digitpad.nn.network import Network

Change = Callable[[DigitSet], DigitSet]


@pytest.fixture(scope="module")
def network() -> Network:
    """The network that comes along."""
    return load_model(resource_path("model.npz")).network


@pytest.fixture(scope="module")
def good() -> DigitSet:
    """600 digits of thirty writers, with their drawings."""
    return load_dataset("synthetic:600:5")


def faint(digits: DigitSet) -> DigitSet:
    """The digits with values 0 and 1 only."""
    return replace(digits, images=(digits.images > 127).astype(np.uint8))


def shifted(digits: DigitSet) -> DigitSet:
    """The digits with each label one too high, and 0 for 9."""
    return replace(digits, labels=((digits.labels + 1) % 10).astype(np.int8))


def swapped(digits: DigitSet) -> DigitSet:
    """The digits with 3 and 5 exchanged."""
    table = np.array([0, 1, 2, 5, 4, 3, 6, 7, 8, 9], np.int8)
    return replace(digits, labels=table[digits.labels])


def mixed(digits: DigitSet) -> DigitSet:
    """The digits with each other's labels."""
    return replace(digits, labels=np.random.default_rng(1).permutation(digits.labels))


def rotated(digits: DigitSet) -> DigitSet:
    return replace(digits, images=np.rot90(digits.images, 1, (1, 2)), drawings=())


def all_zero(digits: DigitSet) -> DigitSet:
    return replace(digits, labels=np.zeros_like(digits.labels))


@pytest.mark.parametrize("count", [9, 20, 60, 600])
def test_a_good_set_is_not_talked_of(network: Network, good: DigitSet, count: int) -> None:
    assert findings(network, good.select(np.arange(count))) == []


def test_nor_is_each_writer_or_digit_alone(network: Network, good: DigitSet) -> None:
    assert good.writers is not None
    for writer in range(5):
        assert findings(network, good.select(np.flatnonzero(good.writers == writer))) == []
    for label in range(10):
        few = good.select(np.flatnonzero(good.labels == label)[:12])
        assert findings(network, few) == []


def test_nor_is_a_set_without_labels(network: Network, good: DigitSet) -> None:
    unlabelled = replace(good, labels=np.full(len(good), UNLABELLED, np.int8))
    assert findings(network, unlabelled) == []
    assert findings(network, good.select(np.arange(0))) == []


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (transposed, ["transposed"]),
        (inverted, ["inverted"]),
        (faint, ["scale"]),
        (lambda digits: transposed(inverted(digits)), ["inverted", "transposed"]),
        (lambda digits: transposed(faint(digits)), ["scale", "transposed"]),
        (lambda digits: faint(inverted(digits)), ["scale", "inverted"]),
        (shifted, ["labels"]),
        (swapped, ["labels"]),
        (mixed, ["labels"]),
        (all_zero, ["one class"]),
    ],
)
def test_a_set_that_looks_wrong_is_told_and_how_to_mend_it(
    network: Network, good: DigitSet, change: Change, kinds: list[str]
) -> None:
    wrong = change(good)
    found = findings(network, wrong)
    assert [finding.kind for finding in found] == kinds
    repairs = [finding.repair for finding in found]
    if kinds[0] in ("labels", "one class", "misclassified"):
        assert repairs == [None]
        return
    for repair in repairs:
        assert repair is not None
        wrong = REPAIRS[repair](wrong)
    assert findings(network, wrong) == []


def test_a_set_that_no_way_mends_is_told(network: Network, good: DigitSet) -> None:
    (found,) = findings(network, rotated(good))
    assert found.kind in ("misclassified", "not digits")
    assert found.repair is None


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (faint, ["scale"]),
        (inverted, ["inverted"]),
        (lambda d: faint(inverted(d)), ["scale", "inverted"]),
    ],
)
def test_of_digits_without_labels_the_values_tell(
    network: Network, good: DigitSet, change: Change, kinds: list[str]
) -> None:
    unlabelled = replace(good, labels=np.full(len(good), UNLABELLED, np.int8))
    assert [finding.kind for finding in findings(network, change(unlabelled))] == kinds
    assert not findings(network, unlabelled)


@pytest.mark.parametrize("change", [transposed, inverted, faint, all_zero])
def test_twenty_digits_are_enough_for_what_all_have(
    network: Network, good: DigitSet, change: Change
) -> None:
    assert len(findings(network, change(good.select(np.arange(20))))) == 1


@pytest.mark.parametrize("change", [shifted, mixed])
def test_sixty_are_enough_for_their_labels(
    network: Network, good: DigitSet, change: Change
) -> None:
    (finding,) = findings(network, change(good.select(np.arange(60))))
    assert finding.kind == "labels"


def test_drawings_that_are_no_digits(network: Network) -> None:
    images = np.concatenate(list(stream_non_digits(200, 1)))
    non_digits = DigitSet("non-digits", images, (np.arange(200) % 10).astype(np.int8))
    (finding,) = findings(network, non_digits)
    assert finding.kind == "not digits"
    assert finding.text.startswith("These do not look like digits: ")
    assert finding.repair is None


def test_what_is_said(network: Network, good: DigitSet) -> None:
    good = good.select(np.arange(60))

    def text(digits: DigitSet) -> str:
        return findings(network, digits)[0].text

    assert text(faint(good)).startswith("The values are only 0 and 1, where ink is 255")
    assert "rows and columns swapped as in EMNIST" in text(transposed(good))
    assert "dark on light" in text(inverted(good))
    assert text(inverted(good)).endswith(" after they are inverted.")
    assert text(inverted(transposed(good))).endswith(" after they are inverted and transposed.")
    assert text(all_zero(good)).startswith("All digits are labeled 0, but ")
    assert text(swapped(good)) == ("The labels look exchanged (label → prediction): 3 → 5, 5 → 3.")


def test_it_is_cheap(network: Network, good: DigitSet, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def predict_log_proba(network: Network, images: NDArray[np.uint8]) -> NDArray[np.floating]:
        from digitpad.nn.metrics import predict_log_proba

        read.append(len(images))
        return predict_log_proba(network, images)

    monkeypatch.setattr("digitpad.data.plausibility.predict_log_proba", predict_log_proba)
    findings(network, mixed(good))
    assert read == [500] * 4


@given(arrays(np.uint8, (3, 28, 28)))
def test_mends_can_be_taken_back(images: NDArray[np.uint8]) -> None:
    digits = DigitSet("x", images, np.zeros(3, np.int8), names=["a", "b", "c"])
    for repair in (transposed, inverted):
        again = repair(repair(digits))
        assert (again.images == images).all()
        assert list(again.names) == ["a", "b", "c"]
    assert scaled(digits).images.max() in (0, 255)


def test_drawings_are_transposed_with_their_images(good: DigitSet) -> None:
    turned = transposed(good.select(np.arange(10)))
    for image, drawing in zip(turned.images, turned.drawings, strict=True):
        assert np.abs(rasterized(drawing).astype(int) - image).mean() < 2
    assert not inverted(good).drawings
