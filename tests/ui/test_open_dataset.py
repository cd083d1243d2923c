"""The owner of the open dataset, and the rows that Qt is told of."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.data.query import Order, Query
from digitpad.ui.dataset.digits_model import DigitsModel
from digitpad.ui.dataset.open_dataset import OpenDataset

pytestmark = pytest.mark.usefixtures("qapp")


def digits(count: int) -> DigitSet:
    labels = (np.arange(count) % 10).astype(np.int8)
    return DigitSet("", np.zeros((count, 28, 28), np.uint8), labels)


def dataset_of(count: int) -> EditableSet:
    dataset = EditableSet("digits")
    dataset.append(digits(count))
    return dataset


@pytest.fixture
def owner() -> Iterator[OpenDataset]:
    parent = QObject()
    yield OpenDataset(parent)
    parent.deleteLater()


@pytest.fixture
def model(owner: OpenDataset) -> DigitsModel:
    """A model whose every step is checked by Qt."""
    model = DigitsModel(owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, owner)
    return model


def test_the_rows_are_the_digits_that_are_shown(
    qtbot: QtBot, owner: OpenDataset, model: DigitsModel
) -> None:
    with qtbot.waitSignals([owner.replaced, model.modelReset]):
        owner.replace(dataset_of(30))
    assert model.rowCount() == 0
    with qtbot.waitSignal(model.modelReset):
        assert owner.show_matching(Query(label=3))
    assert [model.name(row) for row in range(3)] == ["Index 4", "Index 14", "Index 24"]
    assert model.labels().tolist() == [3, 3, 3]
    with qtbot.assertNotEmitted(model.modelReset):
        assert not owner.show_matching(Query(label=3)), "nothing is another"


def test_more_digits_come_after_those_that_are_shown(
    qtbot: QtBot, owner: OpenDataset, model: DigitsModel
) -> None:
    owner.replace(dataset_of(20))
    owner.show_matching(Query())
    owner.dataset.append(digits(10))
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        assert not owner.show_matching(Query())
    assert model.rowCount() == 30
    with qtbot.waitSignal(model.modelReset):
        assert owner.show_matching(Query(order=Order.LABEL))
    assert owner.rows_of(np.array([0, 9, 10])).tolist() == [0, 1, 27]


def test_the_dataset_before_stays_open_until_the_first_digits_come(
    qtbot: QtBot, owner: OpenDataset
) -> None:
    before, coming = dataset_of(5), EditableSet("coming")
    owner.replace(before)
    owner.begin_loading(coming)
    assert owner.is_waiting
    assert owner.dataset is before
    assert owner.latest is coming
    owner.replace(coming)
    assert not owner.is_waiting
    assert owner.loading is owner.dataset is coming
    with qtbot.waitSignal(owner.loading_ended) as ended:
        owner.end_loading()
    assert ended.args == [coming]
    assert owner.loading is None


def test_what_cannot_be_loaded_leaves_the_dataset_before(qtbot: QtBot, owner: OpenDataset) -> None:
    owner.replace(dataset_of(5))
    owner.begin_loading(EditableSet("gone"))
    with qtbot.waitSignal(owner.loading_ended) as ended:
        owner.end_loading()
    assert ended.args is not None
    assert ended.args[0].name == "gone"
    assert owner.latest is owner.dataset
    assert owner.dataset.name == "digits"


def test_it_is_unfinished_while_something_is_changed_or_written(owner: OpenDataset) -> None:
    owner.replace(dataset_of(5))
    assert not owner.is_unfinished
    owner.dataset.relabel(np.array([0]), 9)
    assert owner.is_unfinished
    owner.dataset.revert(np.array([0]))
    owner.set_saving(True)
    assert owner.is_unfinished
    owner.set_saving(False)
    assert not owner.is_unfinished
