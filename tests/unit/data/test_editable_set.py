"""Digits that have predictions, are edited and asked for."""

from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import MAX_ERRORS, UNLABELLED, DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.data.query import Order, Query, matching_indices, sort_key
from digitpad.errors import DatasetError

LABELS = [3, 1, 4, 1, 5, 9, 2, UNLABELLED]
PREDICTED = [3, 7, 4, 1, 6, 9, 2, 8]
ZEROS = np.zeros(100, np.int8)
SURE = [0.9, 0.8, 0.7, 0.6, 0.55, 0.95, 0.5, 0.4]


def log_probabilities() -> np.ndarray:
    """What a network might say: so sure of what it reads, the rest shared by all others."""
    p = np.array([np.full(10, (1 - sure) / 9) for sure in SURE], np.float32)
    p[np.arange(8), PREDICTED] = SURE
    return np.log(p)


@pytest.fixture
def dataset() -> EditableSet:
    """Eight digits in two sets, read by a network; the first five have names."""
    images = np.arange(8, dtype=np.uint8)[:, None, None] * np.ones((28, 28), np.uint8)
    labels = np.array(LABELS, np.int8)
    dataset = EditableSet("eight", Path("eight"))
    names = ["one.txt", "Two.txt", "three/1.txt", "three/2.txt", "three/10.txt"]
    dataset.append(DigitSet("a", images[:5], labels[:5], names=names))
    dataset.append(DigitSet("b", images[5:], labels[5:]))
    dataset.add_predictions(0, log_probabilities())
    return dataset


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Query(), [0, 1, 2, 3, 4, 5, 6, 7]),
        (Query(label=1), [1, 3]),
        (Query(label=UNLABELLED), [7]),
        (Query(predicted=9), [5]),
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
def test_digits_that_are_asked_for(dataset: EditableSet, query: Query, numbers: list[int]) -> None:
    assert matching_indices(dataset, query).tolist() == numbers


def test_what_is_not_predicted_stands_last_and_is_not_misclassified(dataset: EditableSet) -> None:
    dataset.forget_predictions()
    dataset.add_predictions(3, log_probabilities()[3:5])
    assert matching_indices(dataset, Query(misclassified=True)).tolist() == [4]
    assert matching_indices(dataset, Query(order=Order.LOSS)).tolist()[:2] == [4, 3]
    assert matching_indices(dataset, Query(order=Order.CONFIDENCE)).tolist()[:2] == [4, 3]
    assert dataset.confusion().sum() == 2


def test_the_confusion_matrix_counts_labels_down_and_predictions_across(
    dataset: EditableSet,
) -> None:
    counts = dataset.confusion()
    assert counts.sum() == 7
    assert counts[1, 7] == 1
    assert counts[1, 1] == 1
    assert counts[5, 6] == 1
    dataset.delete(np.array([4]))
    assert dataset.confusion()[5, 6] == 0
    assert dataset.confusion(np.array([1, 3])).sum() == 2, "only of those that are asked for"


def test_loss_and_confidence_are_the_networks(dataset: EditableSet) -> None:
    np.testing.assert_allclose(dataset.confidence, SURE, rtol=1e-6)
    np.testing.assert_allclose(dataset.loss[0], -np.log(0.9), rtol=1e-5)
    np.testing.assert_allclose(dataset.loss[1], -np.log(0.2 / 9), rtol=1e-5)
    assert np.isnan(dataset.loss[7])
    assert not Query().needs_predictions
    assert Query(misclassified=True).needs_predictions
    assert Query(predicted=3).filters_predictions
    assert Query(order=Order.LOSS).needs_predictions
    assert not Query(order=Order.LOSS, label=3).filters_predictions


def test_only_what_is_changed_is_asked_for(dataset: EditableSet) -> None:
    assert not len(matching_indices(dataset, Query(changed=True)))
    dataset.relabel(np.array([1, 6]), 7)
    dataset.delete(np.array([3]))
    assert matching_indices(dataset, Query(changed=True)).tolist() == [1, 6]
    dataset.revert(np.array([6]))
    assert matching_indices(dataset, Query(changed=True)).tolist() == [1]


def test_an_earlier_order_can_be_kept(dataset: EditableSet) -> None:
    query = Query(order=Order.LOSS)
    before, key = matching_indices(dataset, query), sort_key(dataset, query.order)
    dataset.relabel(before[:1], 7)
    assert matching_indices(dataset, query, key).tolist() == before.tolist()
    assert matching_indices(dataset, query).tolist() != before.tolist()


def test_a_relabelled_digit_is_compared_by_its_new_label(dataset: EditableSet) -> None:
    before = dataset.labels
    dataset.relabel(np.array([1]), 7)
    assert matching_indices(dataset, Query(misclassified=True)).tolist() == [4]
    assert before[1] == 1, "another thread may still read the old labels"


def save_all(dataset: EditableSet) -> None:
    numbers = np.arange(len(dataset))
    dataset.mark_saved(numbers, dataset.labels, dataset.deleted)


def test_changes_are_what_differs_from_the_disk(dataset: EditableSet) -> None:
    assert not len(dataset.changed())
    dataset.relabel(np.array([0, 1]), 8)
    dataset.delete(np.array([1, 2]))
    changes = dataset.changes()
    assert {name: (change.before, change.after) for name, change in changes.items()} == {
        "one.txt": (3, 8),
        "Two.txt": (1, None),
        "three/1.txt": (4, None),
    }
    dataset.relabel(np.array([0]), 3)
    assert set(dataset.changes()) == {"Two.txt", "three/1.txt"}
    save_all(dataset)
    assert not dataset.changes()
    dataset.delete(np.array([2]), False)
    back = dataset.changes()["three/1.txt"]
    assert (back.before, back.after) == (None, 4), "it is gone from the disk: written again"
    assert (back.image == 2).all()


def test_a_part_is_saved_and_another_taken_back(dataset: EditableSet) -> None:
    dataset.relabel(np.array([0, 1]), 8)
    dataset.delete(np.array([2]))
    saved = np.array([0])
    dataset.mark_saved(saved, dataset.labels[saved], dataset.deleted[saved])
    assert dataset.changed().tolist() == [1, 2]
    dataset.revert(np.array([1]))
    assert dataset.changed().tolist() == [2]
    assert dataset.labels[:3].tolist() == [8, 1, 4]


def test_a_million_digits_come_in_small_pieces_without_being_copied_each_time() -> None:
    dataset, chunk = EditableSet(), DigitSet("", np.zeros((100, 28, 28), np.uint8), ZEROS)
    first = dataset.labels
    dataset.append(chunk)
    begun = dataset.labels
    copies, room = 0, id(begun.base)
    for _ in range(999):
        dataset.append(chunk)
        copies += id(dataset.labels.base) != room
        room = id(dataset.labels.base)
    assert len(dataset) == len(dataset.labels) == len(dataset.log_probabilities) == 100_000
    assert copies <= 10
    assert (len(first), len(begun)) == (0, 100), "another thread may still have the first ones"
    dataset.relabel(np.array([99_999]), 5)
    dataset.append(chunk)
    assert dataset.labels[99_998:100_001].tolist() == [0, 5, 0]


def test_some_thousand_errors_are_kept_and_the_rest_is_counted() -> None:
    dataset = EditableSet()
    errors = tuple(DatasetError(f"{n}.txt", found="an empty file") for n in range(3000))
    for _ in range(3):
        dataset.append(DigitSet("", np.empty((0, 28, 28), np.uint8), ZEROS[:0], left_out=errors))
    assert len(dataset.left_out) == MAX_ERRORS
    assert dataset.left_out_count == 9000


def test_only_digits_with_files_can_be_written_back(dataset: EditableSet) -> None:
    assert not dataset.has_files
    assert dataset.name_of(4) == "three/10.txt"
    assert dataset.name_of(5) == ""


def test_digits_that_come_while_others_are_saved_are_unchanged(dataset: EditableSet) -> None:
    dataset.relabel(np.array([0]), 8)
    labels, deleted, numbers = dataset.labels, dataset.deleted, np.arange(8)
    dataset.append(DigitSet("c", np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.int8)))
    dataset.relabel(np.array([9]), 5)
    dataset.mark_saved(numbers, labels, deleted)
    assert dataset.changed().tolist() == [9]


def test_what_has_changed_is_worked_out_once_for_each_edit(dataset: EditableSet) -> None:
    dataset.relabel(np.array([0]), 8)
    changed = dataset.changed()
    assert dataset.changed() is changed
    frozen = dataset.frozen()
    dataset.append(DigitSet("c", np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.int8)))
    assert dataset.changed().tolist() == [0], "new digits are as they were read"
    dataset.relabel(np.array([8]), 1)
    dataset.delete(np.array([2]))
    assert dataset.changed().tolist() == [0, 2, 8]
    dataset.revert(np.array([0, 2]))
    assert dataset.changed().tolist() == [8]
    assert frozen.changed().tolist() == [0]


def test_the_images_that_were_read_stay_known_while_others_are_shown(
    dataset: EditableSet,
) -> None:
    read = dataset.sets
    both = DigitSet("", 255 - np.concatenate([one.images for one in read]), dataset.labels)
    for _ in range(2):
        dataset.show_images([both], is_as_read=False)
        assert not dataset.is_as_read
        assert dataset.image(6)[0, 0] == 249
    frozen = dataset.frozen()
    dataset.show_images(read, is_as_read=True)
    assert dataset.is_as_read
    assert not frozen.is_as_read
    for number in range(8):
        assert dataset.image_as_read(number)[0, 0] == dataset.image(number)[0, 0] == number
        assert frozen.image_as_read(number)[0, 0] == number
