"""What can be exported: programs that take the same steps, weights and losses."""

import json
import runpy
import subprocess
import sys
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
from digitpad.playground.features import FEATURES
from digitpad.playground.losses import MAX_KEPT, Losses
from digitpad.playground.matrices import Names
from digitpad.playground.points import PRESETS
from digitpad.playground.segments import Edit

PLAIN = Settings(hidden=(7,), learning_rate=0.05, l2=0.01)
DEEP = Settings(
    hidden=(5, 4, 3, 2),
    activation="tanh",
    features=tuple(FEATURES),
    initialization="Xavier",
    optimizer="Adam",
    batch=7,
    l1=0.002,
    learning_rate=0.05,
)
VARIANTS = {
    **{name: replace(PLAIN, activation=name) for name in ACTIVATIONS},
    "no hidden layer": replace(PLAIN, hidden=(), features=("x^2", "y"), l2=0.0),
    "momentum": replace(PLAIN, hidden=(3, 3), optimizer="momentum", initialization="He"),
    "deep": DEEP,
}


def changed_run(settings: Settings) -> Experiment:
    """A run with everything that can happen in one but another optimizer."""
    experiment = Experiment(PRESETS["blobs"].make().split(0.2, 1), settings)
    for _ in range(20):
        experiment.step()
    experiment.points = experiment.points.moved(0, (3.0, -2.0)).added((0.1, 0.2), 4)
    experiment.settings = replace(settings, learning_rate=0.3, l2=0.0)
    for _ in range(30):
        experiment.step()
    return experiment


def much_changed_run() -> Experiment:
    """A run with another optimizer, other batches, and weights that were set by hand."""
    experiment = changed_run(replace(DEEP, hidden=(4, 3), learning_rate=0.02))
    for changes in (
        {"optimizer": "momentum", "batch": 0},
        {"optimizer": "gradient descent", "batch": 3, "l1": 0.0, "l2": 0.1},
        {"optimizer": "Adam", "batch": 500},
        {"optimizer": "momentum"},
    ):
        experiment.edit(Edit(1, 2, 1, 0.75))
        experiment.edit(Edit(2, None, 0, -0.25))
        experiment.settings = replace(experiment.settings, learning_rate=0.02, **changes)
        for _ in range(10):
            experiment.step()
    # Another optimizer that takes no step leaves this one as it is.
    momentum = experiment.settings
    experiment.settings = replace(momentum, optimizer="Adam")
    experiment.edit(Edit(0, 1, 3, 0.5))
    experiment.settings = momentum
    experiment.step()
    experiment.edit(Edit(0, 1, 3, 0.25))
    return experiment


@pytest.fixture(params=[*VARIANTS, "much changed"], scope="module")
def experiment(request: pytest.FixtureRequest) -> Experiment:
    if request.param == "much changed":
        return much_changed_run()
    return changed_run(VARIANTS[request.param])


def run_alone(program: str, parameters: str) -> tuple[list[float], list[list[float]], str]:
    """Losses, parameters and output of a program, run by a Python that has nothing of ours.

    Parameters
    ----------
    parameters : an expression of the program's names for the list of all parameters.
    """
    told = f"import json; print(json.dumps([[float(l) for l in losses], {parameters}]))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; exec(sys.stdin.read())"],
        input=f"{program}\n{told}",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *output, figures = done.stdout.splitlines()
    losses, values = json.loads(figures)
    return losses, values, "\n".join(output)


def run_here(program: str, folder: Path) -> dict[str, Any]:
    """The names of a program after it has run; PyTorch need be imported only once."""
    path = folder / "program.py"
    path.write_text(program, encoding="utf-8")
    return runpy.run_path(str(path))


def test_the_numpy_program_takes_the_same_steps(experiment: Experiment) -> None:
    names = Names(len(experiment.network.layers)).parameters
    parameters = f"[{', '.join(f'{name}.tolist()' for name in names)}]"
    losses, values, output = run_alone(numpy_program(experiment), parameters)
    np.testing.assert_allclose(losses, experiment.losses.curve()[1], rtol=0, atol=1e-9)
    for own, others in zip(experiment.network.parameters, values, strict=True):
        np.testing.assert_allclose(others, own, rtol=0, atol=1e-9)
    assert f"{experiment.iteration} steps, loss" in output


def test_the_torch_program_compiles(experiment: Experiment) -> None:
    compile(torch_program(experiment), "program.py", "exec")


def test_the_torch_program_leaves_the_settings_of_torch_alone(experiment: Experiment) -> None:
    program = torch_program(experiment)
    assert "set_default" not in program
    of_decimals = [line for line in program.splitlines() if "torch.tensor(" in line]
    assert of_decimals
    assert all("dtype=torch.float64" in line for line in of_decimals)


def test_the_torch_program_takes_the_same_steps(
    experiment: Experiment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("torch")
    names = run_here(torch_program(experiment), tmp_path)
    np.testing.assert_allclose(names["losses"], experiment.losses.curve()[1], rtol=0, atol=1e-6)
    for own, other in zip(experiment.network.parameters, names["parameters"], strict=True):
        np.testing.assert_allclose(other.detach().numpy().T, own, rtol=0, atol=1e-6)
    assert f"{experiment.iteration} steps, loss" in capsys.readouterr().out


def test_a_program_has_only_what_its_run_used() -> None:
    experiment = Experiment(PRESETS["XOR"].make(), Settings(l2=0.0))
    experiment.step()
    for program in (numpy_program(experiment), torch_program(experiment)):
        for word in ("batch", "l1", "l2", "edits", "rule ==", "stack"):
            assert word not in program


@pytest.mark.parametrize("program", [numpy_program, torch_program])
def test_a_run_that_has_not_begun_is_a_program_too(
    program: Callable[[Experiment], str], tmp_path: Path
) -> None:
    if program is torch_program:
        pytest.importorskip("torch")
    experiment = Experiment(PRESETS["XOR"].make(), Settings())
    assert run_here(program(experiment), tmp_path)["losses"] == []


@pytest.mark.parametrize("program", [numpy_program, torch_program])
def test_a_run_with_too_many_changes_is_no_program(program: Callable[[Experiment], str]) -> None:
    experiment = Experiment(PRESETS["XOR"].make(), Settings())
    experiment.record.segments = None
    with pytest.raises(TrainingError, match="more than 500 times"):
        program(experiment)


def test_losses_are_a_table() -> None:
    experiment = changed_run(PLAIN)
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


@pytest.mark.parametrize("hidden", [(), (7,), (3, 2)])
def test_weights_are_arrays(hidden: tuple[int, ...], tmp_path: Path) -> None:
    network = Experiment(PRESETS["XOR"].make(), Settings(hidden=hidden)).network
    (tmp_path / "w.npz").write_bytes(weights_npz(network))
    with np.load(tmp_path / "w.npz") as archive:
        assert archive.files == Names(len(network.layers)).parameters
        for name, parameter in zip(archive.files, network.parameters, strict=True):
            np.testing.assert_array_equal(archive[name], parameter)
