"""A set that is being read elsewhere is counted after that: its memory is not taken twice."""

import tracemalloc
import weakref
import zipfile
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from digitpad.data import plausibility
from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats import idx_arrays, load_dataset, stream_dataset, write_dataset
from digitpad.data.text import cache_file, load
from digitpad.data.text.codec import format_digit
from digitpad.models.builtin import builtin_model
from digitpad.ui.retrain import dataset_counts
from digitpad.ui.retrain.dataset_counts import ListedDataset, stream_counts
from digitpad.ui.retrain.dataset_list import DatasetList
from digitpad.ui.support.worker import running

COUNT = 2000
"""Digits of a large set."""


@pytest.fixture
def sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two sets of some chunks each."""
    monkeypatch.setattr(load, "CHUNK_SIZE", 4)
    monkeypatch.setattr(dataset_counts, "LOOK_EVERY", 0)
    for name in ("open", "other"):
        write_dataset(load_dataset("synthetic:9:1"), tmp_path / name)
    return str(tmp_path / "open"), str(tmp_path / "other")


def told(counted: object) -> str:
    assert isinstance(counted, ListedDataset)
    return f"{Path(counted.path).name} {counted.count}"


def test_another_set_is_counted_meanwhile(sets: tuple[str, str]) -> None:
    elsewhere = stream_dataset(sets[0])
    next(elsewhere)
    counting = stream_counts(deque(sets))
    assert told(next(filter(None, counting))) == "other 9"
    assert [next(counting) for _ in range(9)] == [None] * 9
    elsewhere.close()
    assert [told(counted) for counted in counting if counted] == ["open 9"]


def test_what_is_half_counted_gives_way(sets: tuple[str, str]) -> None:
    counting = stream_counts(deque(sets[:1]))
    assert next(counting) is None
    elsewhere = stream_dataset(sets[0])
    next(elsewhere)
    assert [next(counting) for _ in range(9)] == [None] * 9
    assert len(list(elsewhere)) == 2
    assert [told(counted) for counted in counting if counted] == ["open 9"]


def test_what_was_counted_is_let_go_before_it_is_judged(
    sets: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some digits of a large set are looked at in the end; all of them would be copied."""
    monkeypatch.setattr(plausibility, "KEPT", 3)
    whole, left = list[weakref.ref[object]](), list[object]()
    read = stream_dataset

    def watched(path: str, **options: Any) -> Iterator[Chunk]:
        for chunk in read(path, **options):
            images = chunk.digits.images
            whole.append(weakref.ref(images if images.base is None else images.base))
            del images
            yield chunk

    def judge(network: object, digits: DigitSet) -> list[object]:
        left.extend([len(digits), [images() for images in whole]])
        return []

    monkeypatch.setattr(dataset_counts, "stream_dataset", watched)
    monkeypatch.setattr(dataset_counts, "findings", judge)
    assert [told(counted) for counted in stream_counts(deque(sets[:1])) if counted] == ["open 9"]
    assert left == [5, [None, None, None]]


@pytest.mark.parametrize(
    "name", ["many", "many.zip", "many-images-idx3-ubyte.gz", "many-labels-idx1-ubyte.gz"]
)
def test_of_a_set_that_is_counted_not_all_images_are_in_memory(
    tmp_path: Path, sets: tuple[str, str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Neither the first time nor from the cache."""
    for module in cache_file, idx_arrays:
        monkeypatch.setattr(module, "BATCH_SIZE", 20)
    for module, size in (load, "CHUNK_SIZE"), (plausibility, "KEPT"):
        monkeypatch.setattr(module, size, 20)
    monkeypatch.setattr(dataset_counts, "findings", lambda network, digits: [])
    text = format_digit(np.eye(28, dtype=np.uint8), 3)
    (tmp_path / "many").mkdir()
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(COUNT):
            (tmp_path / "many" / f"{number}.txt").write_bytes(text)
            archive.writestr(f"{number}.txt", text)
    digits = DigitSet("", np.zeros((COUNT, 28, 28), np.uint8), np.zeros(COUNT, np.int8))
    write_dataset(digits, tmp_path / "many-images-idx3-ubyte.gz")
    del digits
    images = COUNT * 28 * 28
    network = builtin_model()  # It is in memory for the window.
    peak_of_counting(sets[0], 9)  # What is imported for it is no part of any set.
    for _ in range(2):
        assert peak_of_counting(str(tmp_path / name), COUNT) < images
    del network


def peak_of_counting(path: str, count: int) -> int:
    """The most bytes in use while so many digits are counted, beside what was in use before."""
    tracemalloc.start()
    try:
        counted = filter(None, stream_counts(deque([path])))
        assert list(map(told, counted)) == [f"{Path(path).name} {count}"]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_waits_for_another_reader_is_not_counted_once_the_window_has_closed(
    qtbot: QtBot, sets: tuple[str, str]
) -> None:
    elsewhere = stream_dataset(sets[0])
    next(elsewhere)
    datasets = DatasetList()
    qtbot.addWidget(datasets)
    datasets.add(sets[0], True)
    datasets.shut_down()
    datasets._to_count.append(sets[0])  # As its thread does, to look again later.
    qtbot.waitUntil(lambda: not running())
    elsewhere.close()
