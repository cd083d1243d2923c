"""Digits that the program makes itself."""

from pathlib import Path

import numpy as np

from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.synthesis.allographs import ALLOGRAPHS
from digitpad.data.synthesis.digits import A_WRITER
from digitpad.files.resources import resource_path
from digitpad.ink.raster import rasterized
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import evaluate


def test_every_label_is_made_as_often_as_any_other() -> None:
    digits = load_dataset("synthetic:200")
    assert np.bincount(digits.labels).tolist() == [20] * 10
    assert digits.images.shape == (200, 28, 28)
    assert all(image.max() == 255 for image in digits.images)


def test_the_same_seed_makes_the_same_digits_and_another_makes_others() -> None:
    first, again, other = (load_dataset(f"synthetic:30:{seed}").images for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any(axis=(1, 2)).all()


def test_no_digit_is_made_twice() -> None:
    images = load_dataset("synthetic:500").images.reshape(500, -1)
    assert len(np.unique(images, axis=0)) == 500


def test_images_are_drawn_from_the_strokes_by_the_rasteriser_of_the_canvas() -> None:
    digits = load_dataset("synthetic:40")
    for image, drawing in zip(digits.images, digits.drawings, strict=True):
        assert (rasterized(drawing) == image).all()


def test_a_writer_keeps_to_one_way_and_all_ways_are_used() -> None:
    digits = load_dataset("synthetic:1000")
    assert digits.writers is not None
    used: dict[int, set[int]] = {label: set() for label in range(10)}
    for writer in range(1000 // A_WRITER):
        for label in range(10):
            mine = np.flatnonzero((digits.writers == writer) & (digits.labels == label))
            (strokes,) = {len(digits.drawings[i].strokes) for i in mine.tolist()}
            used[label].add(strokes)
    for label, allographs in enumerate(ALLOGRAPHS):
        assert used[label] == {len(form) for form, _ in allographs}


def test_both_ends_of_a_way_have_the_same_strokes_and_points() -> None:
    for allographs in ALLOGRAPHS:
        for one, other in allographs:
            assert [len(line) for line in one] == [len(line) for line in other]


def test_the_built_in_network_reads_nearly_all_of_them() -> None:
    digits = load_dataset("synthetic:500:3")
    network = load_model(resource_path("model.npz")).network
    assert evaluate(network, digits.images, digits.labels).error_rate < 0.03


def test_they_go_by_their_name_to_disk_and_back(tmp_path: Path) -> None:
    made = load_dataset("synthetic:25:7")
    write_dataset(made, tmp_path / "made.strokes.npz")
    back = load_dataset(tmp_path / "made.strokes.npz")
    assert (made.images == load_dataset("synthetic:25:7").images).all()
    assert (back.labels == made.labels).all()
    assert np.abs(back.images.astype(int) - made.images).mean() < 8
