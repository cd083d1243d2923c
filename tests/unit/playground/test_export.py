"""What can be exported: programs that take the same steps, weights and losses."""

import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.errors import TrainingError
from digitpad.nn.activations import ACTIVATIONS
from digitpad.playground.experiment import Experiment, Settings
from digitpad.playground.export import losses_csv, numpy_program, torch_program, weights_npz
from digitpad.playground.losses import MAX_KEPT, Losses
from digitpad.playground.points import PRESETS


@pytest.fixture(params=ACTIVATIONS)
def experiment(request: pytest.FixtureRequest) -> Experiment:
    """A run with everything that can happen in one."""
    settings = Settings(hidden=7, learning_rate=0.05, l2=0.01, activation=request.param)
    experiment = Experiment(PRESETS["blobs"].make(), settings)
    for _ in range(20):
        experiment.step()
    experiment.points = experiment.points.moved(0, (3.0, -2.0)).added((0.1, 0.2), 4)
    experiment.settings = replace(experiment.settings, learning_rate=0.3, l2=0.0)
    for _ in range(30):
        experiment.step()
    return experiment


def executed(program: str, folder: Path) -> dict[str, Any]:
    path = folder / "program.py"
    path.write_text(program)
    return runpy.run_path(str(path))


def test_the_numpy_program_takes_the_same_steps(
    experiment: Experiment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = executed(numpy_program(experiment), tmp_path)
    np.testing.assert_allclose(names["losses"], experiment.losses.curve()[1], rtol=0, atol=1e-9)
    for name, parameter in zip(
        ("w1", "b1", "w2", "b2"), experiment.network.parameters, strict=True
    ):
        np.testing.assert_allclose(names[name], parameter, atol=1e-9)
    assert "50 steps, loss" in capsys.readouterr().out


def test_the_torch_program_compiles(experiment: Experiment) -> None:
    program = torch_program(experiment)
    compile(program, "program.py", "exec")
    assert f"        {experiment.network.activation.torch_forward}\n" in program


def test_the_torch_program_takes_the_same_steps(
    experiment: Experiment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("torch")
    names = executed(torch_program(experiment), tmp_path)
    np.testing.assert_allclose(names["losses"], experiment.losses.curve()[1], rtol=0, atol=1e-6)
    (w1, b1), (w2, b2) = experiment.network.layers
    first, second = names["network"].affine1, names["network"].affine2
    for layer, w, b in ((first, w1, b1), (second, w2, b2)):
        np.testing.assert_allclose(layer.weight.detach().numpy().T, w, atol=1e-6)
        np.testing.assert_allclose(layer.bias.detach().numpy(), b, atol=1e-6)
    assert "50 steps, loss" in capsys.readouterr().out


def test_a_run_that_has_not_begun_is_a_program_too(tmp_path: Path) -> None:
    experiment = Experiment(PRESETS["XOR"].make(), Settings())
    assert executed(numpy_program(experiment), tmp_path)["losses"] == []


@pytest.mark.parametrize("program", [numpy_program, torch_program])
def test_a_run_with_too_many_changes_is_no_program(program: Callable[[Experiment], str]) -> None:
    experiment = Experiment(PRESETS["XOR"].make(), Settings())
    experiment.segments = None
    with pytest.raises(TrainingError, match="more than 500 times"):
        program(experiment)


def test_losses_are_a_table(experiment: Experiment) -> None:
    header, *rows = losses_csv(experiment.losses).splitlines()
    assert header == "iteration,loss"
    assert [float(row.split(",")[1]) for row in rows] == experiment.losses.curve()[1]
    assert rows[-1].startswith("50,")


def test_the_table_of_a_long_run_says_which_losses_it_has() -> None:
    losses = Losses()
    for step in range(1, 40_001):
        losses.add(1 / step)
    _, *rows = losses_csv(losses).splitlines()
    assert len(rows) <= MAX_KEPT + 1
    assert rows[1] == f"9,{1 / 9!r}" or rows[1] == f"5,{1 / 5!r}"
    assert rows[-1] == f"40000,{1 / 40_000!r}"


def test_weights_are_arrays(experiment: Experiment, tmp_path: Path) -> None:
    (tmp_path / "w.npz").write_bytes(weights_npz(experiment.network))
    with np.load(tmp_path / "w.npz") as archive:
        for name, parameter in zip(
            ("w1", "b1", "w2", "b2"), experiment.network.parameters, strict=True
        ):
            np.testing.assert_array_equal(archive[name], parameter)
