"""Training: it learns, repeats itself, stops, goes on, and says when it fails."""

import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from digitpad.errors import TrainingError
from digitpad.nn.layers import softmax
from digitpad.nn.metrics import evaluate
from digitpad.nn.network import Network, network_input
from digitpad.nn.optimizers import SGD, Optimizer
from digitpad.nn.training import (
    Augment,
    BatchReport,
    EpochReport,
    Examples,
    Settings,
    TrainingState,
    train,
)

SETTINGS = Settings(epochs=6, batch=32, learning_rate=0.01, ema_decay=0.9)


def bars(count: int, seed: int) -> Examples:
    """Digit d is a bar at columns 4 + 2 d and the next, of any strength, on noise."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 10, count)
    images = rng.integers(0, 60, (count, 28, 28)).astype(np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[4:24, 4 + 2 * label : 6 + 2 * label] = rng.integers(100, 256)
    return Examples(images, labels)


TRAIN, VALIDATION = bars(500, 0), bars(100, 1)


def state(seed: int = 0, optimizer: Optimizer | None = None) -> TrainingState:
    return TrainingState(Network.initialized([784, 24, 10], np.random.default_rng(seed)), optimizer)


def noisy(images: np.ndarray, rng: np.random.Generator, done: float) -> np.ndarray:
    return np.clip(images + rng.integers(0, 20, images.shape), 0, 255).astype(np.uint8)


def weights(run: TrainingState) -> list[np.ndarray]:
    return [*run.network.parameters, *run.ema.parameters, *run.best.parameters]


def same(a: TrainingState, b: TrainingState) -> bool:
    return all(np.array_equal(x, y) for x, y in zip(weights(a), weights(b), strict=True))


def epochs(
    run: TrainingState, settings: Settings = SETTINGS, augment: Augment | None = None
) -> Iterator[EpochReport]:
    for report in train(run, TRAIN, VALIDATION, settings, augment=augment):
        if isinstance(report, EpochReport):
            yield report


@pytest.mark.parametrize("optimizer", [None, SGD(momentum=0.9)])
def test_it_learns(optimizer: Optimizer | None) -> None:
    run = state(optimizer=optimizer)
    reports = list(epochs(run))
    assert [report.epoch for report in reports] == [1, 2, 3, 4, 5, 6]
    assert reports[-1].train_loss < reports[0].train_loss
    assert reports[-1].validation_error < 0.05
    for report in reports:
        assert report.seconds > 0
        assert report.samples_per_second == pytest.approx(500 / report.seconds)


def test_the_best_network_is_kept() -> None:
    run = state()
    reports = list(epochs(run))
    best = min(reports, key=lambda r: (r.validation_error, r.validation_loss))
    assert run.best_epoch == best.epoch
    result = evaluate(run.best, VALIDATION.images, VALIDATION.labels)
    assert result.error_rate == best.validation_error
    assert result.loss == best.validation_loss


def test_the_same_seed_gives_the_same_weights() -> None:
    a, b, c = state(), state(), state()
    list(train(a, TRAIN, VALIDATION, SETTINGS, augment=noisy))
    list(train(b, TRAIN, VALIDATION, SETTINGS, augment=noisy))
    list(train(c, TRAIN, VALIDATION, replace(SETTINGS, seed=2), augment=noisy))
    assert same(a, b)
    assert not same(a, c)


@pytest.mark.parametrize("optimizer", [None, SGD(momentum=0.9)])
@pytest.mark.parametrize("stops", [[16], [3, 17, 35, 90], list(range(1, 96, 5))])
def test_a_run_taken_up_again_equals_one_never_stopped(
    optimizer: Optimizer | None, stops: list[int]
) -> None:
    settings = replace(SETTINGS, batch=32)
    whole, parts = state(optimizer=deepcopy(optimizer)), state(optimizer=deepcopy(optimizer))
    reports = list(epochs(whole, settings, noisy))
    resumed: list[EpochReport] = []
    for stop in [*stops, 10_000]:
        for report in train(parts, TRAIN, VALIDATION, settings, augment=noisy):
            if isinstance(report, EpochReport):
                resumed.append(report)
            if parts.step == stop:
                break
    assert [r.train_loss for r in resumed] == [r.train_loss for r in reports]
    assert [r.validation_loss for r in resumed] == [r.validation_loss for r in reports]
    assert same(whole, parts)


def test_it_tells_of_every_batch_and_can_be_left_after_any() -> None:
    run = state()
    seen = []
    for report in train(run, TRAIN, VALIDATION, SETTINGS):
        if isinstance(report, BatchReport):
            seen.append((report.epoch, report.seen))
            if seen[-1] == (3, 128):
                break
    assert seen[:3] == [(1, 32), (1, 64), (1, 96)]
    assert seen[15] == (1, 500)
    assert run.step == 16 + 16 + 4
    assert run.best_epoch in (1, 2)


def test_the_time_of_an_epoch_is_that_spent_training(monkeypatch: pytest.MonkeyPatch) -> None:
    paused = 0.0
    clock = SimpleNamespace(perf_counter=lambda: time.perf_counter() + paused)
    monkeypatch.setattr("digitpad.nn.training.time", clock)
    for report in train(state(), TRAIN, VALIDATION, replace(SETTINGS, epochs=2)):
        paused += 3600  # The caller rests for an hour after each batch and each epoch.
        if isinstance(report, EpochReport):
            assert 0 < report.seconds < 3600
            assert report.samples_per_second > len(TRAIN) / 3600


def test_without_an_average_the_last_weights_are_kept() -> None:
    run = state()
    list(train(run, TRAIN, VALIDATION, replace(SETTINGS, ema_decay=0.0, epochs=1)))
    for best, last in zip(run.best.parameters, run.network.parameters, strict=True):
        np.testing.assert_array_equal(best, last)


def test_of_epochs_with_the_same_error_that_with_the_lowest_loss_is_kept() -> None:
    run = state()
    for error, loss in ((0.2, 0.1), (0.1, 0.3), (0.1, 0.2), (0.1, 0.25), (0.2, 0.1)):
        run.finish_epoch(run.network, error, loss)
    assert (run.best_epoch, run.best_score) == (3, (0.1, 0.2))


@pytest.mark.parametrize("optimizer", [None, SGD(momentum=0.9)])
def test_divergence_is_a_sentence(optimizer: Optimizer | None) -> None:
    with pytest.raises(TrainingError, match=r"Training diverged.*learning rate below 1e\+30"):
        list(
            train(
                state(optimizer=optimizer), TRAIN, VALIDATION, replace(SETTINGS, learning_rate=1e30)
            )
        )


def test_weights_that_are_no_numbers_are_found_even_where_the_loss_is_one() -> None:
    run = state()
    reports = train(run, TRAIN, VALIDATION, SETTINGS)
    for report in reports:
        if isinstance(report, BatchReport) and report.seen == len(TRAIN):
            break
    run.network.parameters[0][0, 0] = np.nan
    with pytest.raises(TrainingError, match="Training diverged"):
        next(reports)


def test_what_the_network_before_predicts_rightly_is_kept() -> None:
    first = state()
    list(train(first, TRAIN, VALIDATION, SETTINGS))
    before = first.best
    others = bars(300, 2)
    settings = replace(SETTINGS, epochs=3, label_smoothing=0.3)

    def change(kept: Network | None) -> float:
        run = TrainingState(before.copy())
        list(train(run, TRAIN, VALIDATION, settings, before=kept))
        x = network_input(others.images[:])
        old, new = softmax(before.logits(x)), softmax(run.best.logits(x))
        return float(np.abs(new - old).mean())

    assert change(before) < 0.3 * change(None)


def test_a_batch_tells_its_loss() -> None:
    run = state()
    losses = [r.loss for r in train(run, TRAIN, VALIDATION, SETTINGS) if isinstance(r, BatchReport)]
    assert losses[0] == pytest.approx(np.log(10), rel=0.5)
    assert losses[-1] < losses[0] / 2


def test_nothing_to_learn_from_is_said() -> None:
    none = Examples(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.int8))
    for examples, validation in ((none, VALIDATION), (TRAIN, none)):
        with pytest.raises(TrainingError, match="At least one training and one validation digit"):
            next(train(state(), examples, validation, SETTINGS))
