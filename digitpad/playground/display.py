"""What the Playground's state looks like: its texts, what can be chosen, and what is shown."""

import numpy as np

from digitpad.nn.layers import Array, affine_forward
from digitpad.playground.points import PRESETS
from digitpad.playground.state import PlaygroundState
from digitpad.playground.trace import Operation, Phase


def run_text(state: PlaygroundState) -> str:
    """What the button that runs and pauses says."""
    return "Rest" if state.is_running else "Run"


def iteration_text(iteration: int, loss: float | None) -> str:
    """Steps taken, and the loss before the last of them."""
    return f"iteration {iteration:,}   loss {'–' if loss is None else f'{loss:.4g}'}"


def hint(state: PlaygroundState) -> str:
    """What to watch for."""
    return PRESETS[state.setup.preset].hint


def shown_operations(state: PlaygroundState) -> list[Operation]:
    """The operations of a step, as far as it is gone through; all where none is."""
    phases = list(Phase)
    reached = phases.index(state.phase) if state.phase else len(phases) - 1
    return [some for some in state.operations if phases.index(some.phase) <= reached]


def opened_operation(state: PlaygroundState) -> int | None:
    """Which of the shown operations to open, the first of the phase; None to leave it open."""
    phases = [operation.phase for operation in state.operations]
    return phases.index(state.phase) if state.phase in phases else None


def hidden_sums(state: PlaygroundState, selected: int) -> Array:
    """Weighted sums (H,) of the hidden units for a point, the first where none is selected.

    Parameters
    ----------
    selected : index of the point; -1 for none. Without points, there are no sums.
    """
    if not len(state.points):
        return np.zeros(0)
    position = state.points.positions[[max(selected, 0)]]
    with np.errstate(over="ignore", invalid="ignore"):  # The weights may have diverged.
        return affine_forward(position, *state.snapshot.network.layers[0])[0].ravel()
