"""What the Train tab says of weights, gradients and dead units, in the language of the window."""

import math

from digitpad.nn.snapshot import LayerState, Snapshot
from digitpad.ui.support.numbers import raised, with_minus
from digitpad.ui.support.translation import tr

UNKNOWN = "–"


def unit_name(snapshot: Snapshot, place: int) -> str:
    """What the unit at a place among those shown is called."""
    unit, is_output = snapshot.units[place], len(snapshot.layers) == 1
    # An output stands for a digit, and these begin with 0.
    text = tr("Weights of output {digit}") if is_output else tr("Weights of unit {unit} of layer 1")
    return text.format(digit=unit, unit=unit + 1)


def unit_text(snapshot: Snapshot, place: int) -> str:
    """The unit at a place among those shown, and the range of its weights."""
    weights = snapshot.weights[place]
    return tr("{unit}: {low} to {high}").format(
        unit=unit_name(snapshot, place),
        low=number_text(float(weights.min())),
        high=number_text(float(weights.max())),
    )


def layer_name(snapshot: Snapshot, layer: int) -> str:
    """What a layer is called in the table."""
    is_output = layer == len(snapshot.layers) - 1
    return tr("Output") if is_output else tr("Layer {layer}").format(layer=layer + 1)


def layer_texts(state: LayerState) -> tuple[str, str]:
    """The size of its gradients, and its share of dead units."""
    dead = UNKNOWN if state.dead is None else f"{state.dead:.0%}"
    return scientific(state.gradient), dead


def number_text(value: float) -> str:
    """A weight, with two digits that count."""
    return with_minus(f"{value:.2g}")


def scientific(value: float) -> str:
    """A size such as "3.2×10⁻⁵"."""
    if not math.isfinite(value):
        return "∞"
    if not value:
        return "0"
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}×10{raised(int(exponent))}"
