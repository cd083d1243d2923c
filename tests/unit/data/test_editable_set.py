"""Digits that are judged, edited and asked for."""

from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import MAX_ERRORS, UNLABELLED, DigitSet
from digitpad.data.editable_set import EditableSet, subset
from digitpad.data.query import Order, Query, matching_indices
from digitpad.errors import DatasetError

LABELS = [3, 1, 4, 1, 5, 9, 2, UNLABELLED]
READ = [3, 7, 4, 1, 6, 9, 2, 8]
ZEROS = np.zeros(100, np.int8)
SURE = [0.9, 0.8, 0.7, 0.6, 0.55, 0.95, 0.5, 0.4]


def log_probabilities() -> np.ndarray:
    """What a network might say: so sure of what it reads, the rest shared by all others."""
    p = np.array([np.full(10, (1 - sure) / 9) for sure in SURE], np.float32)
    p[np.arange(8), READ] = SURE
    return np.log(p)


@pytest.fixture
def collection() -> EditableSet:
    """Eight digits in two sets, read by a network; the first five have names."""
    images = np.arange(8, dtype=np.uint8)[:, None, None] * np.ones((28, 28), np.uint8)
    labels = np.array(LABELS, np.int8)
    collection = EditableSet("eight", Path("eight"))
    names = ["one.txt", "Two.txt", "three/1.txt", "three/2.txt", "three/10.txt"]
    collection.append(DigitSet("a", images[:5], labels[:5], names=names))
    collection.append(DigitSet("b", images[5:], labels[5:]))
    collection.add_readings(0, log_probabilities())
    return collection


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Query(), [0, 1, 2, 3, 4, 5, 6, 7]),
        (Query(label=1), [1, 3]),
        (Query(label=UNLABELLED), [7]),
        (Query(read=9), [5]),
        (Query(misclassified=True), [1, 4]),
        (Query(label=1, misclassified=True), [1]),
        (Query(text="three"), [2, 3, 4]),
        (Query(text=" TWO "), [1]),
        (Query(text="three/1"), [2, 4]),
        (Query(text="7"), [6]),
        (Query(text="07"), []),
        (Query(text="9"), []),
        (Query(text="nowhere"), []),
        (Query(order=Order.LABEL), [1, 3, 6, 0, 2, 4, 5, 7]),
        (Query(order=Order.CONFIDENCE), [7, 6, 4, 3, 2, 1, 0, 5]),
        (Query(order=Order.LOSS), [1, 4, 6, 3, 2, 0, 5, 7]),
        (Query(misclassified=True, order=Order.CONFIDENCE), [4, 1]),
    ],
)
def test_digits_that_are_asked_for(
    collection: EditableSet, query: Query, numbers: list[int]
) -> None:
    assert matching_indices(collection, query).tolist() == numbers


def test_what_was_not_read_stands_last_and_is_not_misread(collection: EditableSet) -> None:
    collection.forget_readings()
    collection.add_readings(3, log_probabilities()[3:5])
    assert matching_indices(collection, Query(misclassified=True)).tolist() == [4]
    assert matching_indices(collection, Query(order=Order.LOSS)).tolist()[:2] == [4, 3]
    assert matching_indices(collection, Query(order=Order.CONFIDENCE)).tolist()[:2] == [4, 3]
    assert collection.confusion().sum() == 2


def test_the_confusion_matrix_counts_labels_down_and_readings_across(
    collection: EditableSet,
) -> None:
    counts = collection.confusion()
    assert counts.sum() == 7
    assert counts[1, 7] == 1
    assert counts[1, 1] == 1
    assert counts[5, 6] == 1
    collection.delete(np.array([4]))
    assert collection.confusion()[5, 6] == 0


def test_loss_and_confidence_are_the_networks(collection: EditableSet) -> None:
    np.testing.assert_allclose(collection.confidence, SURE, rtol=1e-6)
    np.testing.assert_allclose(collection.loss[0], -np.log(0.9), rtol=1e-5)
    np.testing.assert_allclose(collection.loss[1], -np.log(0.2 / 9), rtol=1e-5)
    assert np.isnan(collection.loss[7])
    assert not Query().asks_network
    assert Query(misclassified=True).asks_network


def test_a_relabelled_digit_is_judged_by_its_new_label(collection: EditableSet) -> None:
    before = collection.labels
    collection.relabel(np.array([1]), 7)
    assert matching_indices(collection, Query(misclassified=True)).tolist() == [4]
    assert before[1] == 1, "another thread may still read the old labels"


def save_all(collection: EditableSet) -> None:
    numbers = np.arange(len(collection))
    collection.mark_saved(numbers, collection.labels, collection.deleted)


def test_changes_are_what_differs_from_the_disk(collection: EditableSet) -> None:
    assert not len(collection.changed())
    collection.relabel(np.array([0, 1]), 8)
    collection.delete(np.array([1, 2]))
    changes = collection.changes()
    assert {name: (change.before, change.after) for name, change in changes.items()} == {
        "one.txt": (3, 8),
        "Two.txt": (1, None),
        "three/1.txt": (4, None),
    }
    collection.relabel(np.array([0]), 3)
    assert set(collection.changes()) == {"Two.txt", "three/1.txt"}
    save_all(collection)
    assert not collection.changes()
    collection.delete(np.array([2]), False)
    back = collection.changes()["three/1.txt"]
    assert (back.before, back.after) == (None, 4), "it is gone from the disk: written again"
    assert (back.image == 2).all()


def test_a_part_is_saved_and_another_taken_back(collection: EditableSet) -> None:
    collection.relabel(np.array([0, 1]), 8)
    collection.delete(np.array([2]))
    saved, revision = np.array([0]), collection.revision
    collection.mark_saved(saved, collection.labels[saved], collection.deleted[saved])
    assert collection.changed().tolist() == [1, 2]
    collection.revert(np.array([1]))
    assert collection.changed().tolist() == [2]
    assert collection.labels[:3].tolist() == [8, 1, 4]
    assert collection.revision > revision


def test_a_million_digits_come_in_small_pieces_without_being_copied_each_time() -> None:
    collection, chunk = EditableSet(), DigitSet("", np.zeros((100, 28, 28), np.uint8), ZEROS)
    first = collection.labels
    collection.append(chunk)
    begun = collection.labels
    copies, room = 0, id(begun.base)
    for _ in range(999):
        collection.append(chunk)
        copies += id(collection.labels.base) != room
        room = id(collection.labels.base)
    assert len(collection) == len(collection.labels) == len(collection.log_probabilities) == 100_000
    assert copies <= 10
    assert (len(first), len(begun)) == (0, 100), "another thread may still have the first ones"
    collection.relabel(np.array([99_999]), 5)
    collection.append(chunk)
    assert collection.labels[99_998:100_001].tolist() == [0, 5, 0]


def test_some_thousand_errors_are_kept_and_the_rest_is_counted() -> None:
    collection = EditableSet()
    errors = tuple(DatasetError(f"{n}.txt", found="an empty file") for n in range(3000))
    for _ in range(3):
        collection.append(DigitSet("", np.empty((0, 28, 28), np.uint8), ZEROS[:0], left_out=errors))
    assert len(collection.left_out) == MAX_ERRORS
    assert collection.left_out_count == 9000


def test_only_digits_with_files_can_be_written_back(collection: EditableSet) -> None:
    assert not collection.has_files
    assert collection.name_of(4) == "three/10.txt"
    assert collection.name_of(5) == ""


def test_digits_are_gathered_in_the_order_that_is_shown(collection: EditableSet) -> None:
    collection.relabel(np.array([6]), 0)
    numbers = matching_indices(collection, Query(order=Order.LOSS))[:3]
    digits = subset("hard", collection.sets, collection.labels, numbers)
    assert digits.name == "hard"
    assert digits.images[:, 0, 0].tolist() == [1, 4, 6]
    assert digits.labels.tolist() == [1, 5, 0]


def test_all_digits_of_one_piece_are_gathered_without_a_copy() -> None:
    digits = DigitSet("a", np.arange(3 * 784).astype(np.uint8).reshape(3, 28, 28), ZEROS[:3])
    whole = subset("all", (digits,), np.array([4, 5, 6], np.int8), np.arange(3))
    assert np.shares_memory(whole.images, digits.images)
    assert (whole.name, whole.labels.tolist()) == ("all", [4, 5, 6])
    turned = subset("all", (digits,), np.array([4, 5, 6], np.int8), np.arange(3)[::-1])
    assert turned.labels.tolist() == [6, 5, 4]
    np.testing.assert_array_equal(turned.images, digits.images[::-1])


def test_digits_that_come_while_others_are_saved_are_unchanged(collection: EditableSet) -> None:
    collection.relabel(np.array([0]), 8)
    labels, deleted, numbers = collection.labels, collection.deleted, np.arange(8)
    collection.append(DigitSet("c", np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.int8)))
    collection.relabel(np.array([9]), 5)
    collection.mark_saved(numbers, labels, deleted)
    assert collection.changed().tolist() == [9]
