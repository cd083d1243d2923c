"""A training run as it is at one moment."""

import numpy as np

from digitpad.learning.config import TrainingConfig
from digitpad.learning.run_report import RunReport
from digitpad.nn.network import Network
from digitpad.nn.training import EpochReport, TrainingState


def test_the_epoch_that_is_marked_is_the_one_that_is_kept() -> None:
    network = Network.initialized([784, 10], np.random.default_rng(0))
    state, reports = TrainingState(network), []
    assert RunReport(TrainingConfig(("digits",)), (), ()).best_epoch == 0
    for error, loss in ((0.2, 0.1), (0.1, 0.3), (0.1, 0.2), (0.1, 0.25), (0.1, 0.2), (0.2, 0.1)):
        state.finish_epoch(network, error, loss)
        reports.append(EpochReport(state.epoch, 1.0, loss, error, 1.0, 1.0))
        marked = RunReport(TrainingConfig(("digits",)), tuple(reports), ()).best_epoch
        assert marked == state.best_epoch
    assert marked == 5  # Of those that are equal in both, the last.
