"""Teaching: what is taught is learned, what is known is kept."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.cli import main
from digitpad.data import reference
from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.reference import DrawnOnce, check_part
from digitpad.errors import DatasetError
from digitpad.files.resources import resource_path
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import CANVAS, Drawing
from digitpad.learning import adaptation, teaching
from digitpad.learning.progress import finished
from digitpad.learning.teaching import Figures, TeachingResult, stream_teaching
from digitpad.models.model_file import Model, load_model
from digitpad.nn.metrics import predict_log_proba


@pytest.fixture(scope="module", autouse=True)
def few_others() -> Iterator[None]:
    """Fewer digits to rehearse, and to check with: to draw all takes seconds."""

    def to_rehearse() -> Iterator[NDArray[np.uint8]]:
        return (chunk.images for chunk in islice(reference._reference_chunks(), 3))

    with pytest.MonkeyPatch.context() as patch:
        check = DrawnOnce(lambda: islice(reference._check_chunks(), 2), concatenate)
        patch.setattr(reference, "REHEARSED", DrawnOnce(to_rehearse, np.concatenate))
        patch.setattr(reference, "CHECK", check)
        yield


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(resource_path("model.npz"))


@pytest.fixture(scope="module")
def strange() -> DigitSet:
    """Five 7s drawn the wrong way round, which the built-in model does not know as 7s."""
    digits = load_dataset("synthetic:100:11")
    drawings = [mirrored(digits.drawings[i]) for i in np.flatnonzero(digits.labels == 7)[:5]]
    images = np.array([rasterized(drawing) for drawing in drawings])
    return DigitSet("strange", images, np.full(5, 7, np.int8), drawings=drawings)


def mirrored(drawing: Drawing) -> Drawing:
    flip, move = np.array([-1, 1], np.float32), np.array([CANVAS, 0], np.float32)
    strokes = [replace(stroke, points=stroke.points * flip + move) for stroke in drawing.strokes]
    return Drawing(tuple(strokes))


def predicted(model: Model, images: np.ndarray) -> np.ndarray:
    return predict_log_proba(model.network, images).argmax(axis=1)


@pytest.fixture(scope="module")
def result(model: Model, strange: DigitSet) -> TeachingResult:
    with pytest.MonkeyPatch.context() as patch:
        # Enough for so few digits, in less time.
        patch.setattr(adaptation, "STEPS", 60)
        patch.setattr(adaptation, "KEPT", 56)
        patch.setattr(adaptation, "VERSIONS", 100)
        return finished(stream_teaching(model, strange, command="digitpad teach"))


def test_what_is_taught_is_learned(model: Model, strange: DigitSet, result: TeachingResult) -> None:
    known = int((predicted(model, strange.images) == 7).sum())
    assert known <= 1
    assert (predicted(result.model, strange.images) == 7).all()
    assert result.figures.taught_correct_before == known
    assert result.figures.taught_correct_after == result.figures.taught == 5


def test_the_figures_are_those_of_the_check_part(result: TeachingResult, model: Model) -> None:
    check, figures = check_part(), result.figures
    assert figures.reference_count == len(check)
    for tried, errors in (
        (model, figures.reference_errors_before),
        (result.model, figures.reference_errors_after),
    ):
        assert (predicted(tried, check.images) != check.labels).sum() == errors
    assert result.model.record["reference"]["digits"] == len(check)


def test_the_model_that_is_taught_stays_as_it_is(model: Model, result: TeachingResult) -> None:
    shipped = load_model(resource_path("model.npz")).network
    for mine, theirs in zip(model.network.parameters, shipped.parameters, strict=True):
        assert np.array_equal(mine, theirs)


def test_the_command_teaches_to_the_same_bits(
    tmp_path: Path,
    strange: DigitSet,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(adaptation, "STEPS", 5)
    monkeypatch.setattr(adaptation, "VERSIONS", 50)
    digits, out = tmp_path / "strange.strokes.npz", tmp_path / "taught.npz"
    write_dataset(strange, digits)
    assert main(["teach", str(digits), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    read = load_dataset(digits)
    again = finished(
        stream_teaching(load_model(resource_path("model.npz")), read, command="the same")
    )
    for one, other in zip(
        load_model(out).network.parameters, again.model.network.parameters, strict=True
    ):
        assert np.array_equal(one, other)
    assert told.keys() == {
        "taught",
        "taught_correct_before",
        "taught_correct_after",
        "reference_errors_before",
        "reference_errors_after",
        "reference_count",
        "reference_doubts_at_first",
        "reference_doubts_after",
        "seconds",
    }
    assert told["taught"] == 5


def test_progress_grows_evenly_from_the_beginning_to_the_end(
    model: Model, strange: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps, check = 5, check_part().select(np.arange(100))
    monkeypatch.setattr(teaching, "check_part", lambda: check)
    monkeypatch.setattr(adaptation, "STEPS", steps)
    images = np.split(check.images[:98], 49)
    monkeypatch.setattr(
        reference, "REHEARSED", reference.DrawnOnce(lambda: iter(images), np.concatenate)
    )
    for _ in range(2):  # The second time finds all prepared.
        preparing = round(teaching.PREPARING * (1 - reference.prepared_share()))
        parts = [*stream_teaching(model, strange, command="")]
        assert {part.total for part in parts} == {
            preparing + 2 * teaching.MEASURING + adaptation.BENDING + steps
        }
        done = [part.done for part in parts]
        assert done == sorted(done)
        assert done[0] <= 2
        assert done[-1] == parts[-1].total - teaching.MEASURING
        learning = [part.done for part in parts if part.what == "Learning"]
        assert learning[-steps:] == [*range(learning[-steps], learning[-steps] + steps)]
        assert (parts[0].what == "Preparing reference digits") == bool(preparing)
    assert not preparing


def test_what_was_prepared_before_does_not_count_as_done_now(
    model: Model, strange: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = np.zeros((49, 1, 28, 28), np.uint8)
    drawn = reference.DrawnOnce(lambda: iter(images), np.concatenate)
    monkeypatch.setattr(reference, "REHEARSED", drawn)
    for count in drawn.stream():
        if count == 29:
            break
    share = reference.prepared_share()
    assert 0.5 <= share < 1
    with closing(stream_teaching(model, strange, command="")) as teaching_of:
        first = next(teaching_of)
    rest = 2 * teaching.MEASURING + adaptation.BENDING + adaptation.STEPS
    assert first.done <= 2
    assert first.total == rest + round(teaching.PREPARING * (1 - share))


def test_digits_without_labels_cannot_be_taught(model: Model, strange: DigitSet) -> None:
    nameless = DigitSet("nameless", strange.images, np.full(5, -1, np.int8))
    with pytest.raises(DatasetError, match="no labeled digits"):
        finished(stream_teaching(model, nameless, command=""))


def test_a_path_that_cannot_be_written_is_told_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "missing" / "model.npz"
    assert main(["teach", str(tmp_path / "nothing"), "--out", str(out)]) == 1
    assert "Cannot write" in capsys.readouterr().err


FIGURES = Figures(
    taught=9,
    taught_correct_before=0,
    taught_correct_after=9,
    reference_errors_before=3,
    reference_errors_after=3,
    reference_count=1_531,
    reference_doubts_at_first=6,
    reference_doubts_after=6,
    seconds=1.0,
)


@pytest.mark.parametrize(("after", "is_worse"), [(3, False), (7, False), (8, True)])
def test_more_than_three_in_a_thousand_misclassified_is_worse(after: int, is_worse: bool) -> None:
    assert replace(FIGURES, reference_errors_after=after).is_worse == is_worse


def test_digits_that_became_uncertain_are_worse_as_well() -> None:
    unsure = replace(FIGURES, reference_doubts_after=38)
    assert unsure.is_worse
    assert not FIGURES.is_worse


@pytest.mark.parametrize(("correct", "is_unlearned"), [(6, False), (5, True)])
def test_taught_digits_that_stay_misclassified_are_told(correct: int, is_unlearned: bool) -> None:
    assert replace(FIGURES, taught_correct_after=correct).is_unlearned == is_unlearned


def test_many_small_steps_are_measured_against_the_first(
    result: TeachingResult, strange: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adaptation, "STEPS", 3)
    record = result.model.record
    assert record["taught"]["doubts_at_first"] == result.figures.reference_doubts_at_first
    drifted = Model(result.model.network, {**record, "taught": {"doubts_at_first": 0}})
    again = finished(stream_teaching(drifted, strange, command=""))
    assert again.figures.reference_doubts_at_first == 0
    assert again.model.record["taught"]["doubts_at_first"] == 0
