"""The diagram of a network in words."""

from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.diagram_lines import Weight
from digitpad.ui.playground.diagram_state import Diagram
from digitpad.ui.support.numbers import with_minus
from digitpad.ui.support.translation import tr


def unit_name(diagram: Diagram, unit: Unit) -> str:
    """A unit, such as "Hidden layer 1, unit 3"."""
    if unit.layer == 0:
        return tr("Input {feature}").format(feature=diagram.features[unit.index])
    if unit.layer == len(diagram.layers):
        return tr("Class {n}").format(n=unit.index + 1)
    text = tr("Hidden layer {layer}, unit {n}")
    return text.format(layer=unit.layer, n=unit.index + 1)


def unit_note(diagram: Diagram, unit: Unit) -> str:
    """A unit with its bias, where it has one."""
    name = unit_name(diagram, unit)
    if unit.layer == 0:
        is_on = unit.index in diagram.inputs
        return name if is_on else tr("{unit}: not used, click to use it").format(unit=name)
    bias = diagram.layers[unit.layer - 1][1][unit.index]
    return tr("{unit}: bias {value}").format(unit=name, value=figure(bias))


def weight_title(diagram: Diagram, weight: Weight) -> str:
    """The unit whose weight is edited."""
    return unit_name(diagram, Unit(weight.layer + 1, weight.target))


def weight_note(diagram: Diagram, weight: Weight) -> str:
    """A weight with the units that it joins."""
    tile = diagram.rows(weight.layer)[weight.source]
    text = tr("{source} → {target}: weight {value}")
    return text.format(
        source=unit_name(diagram, Unit(weight.layer, tile)),
        target=weight_title(diagram, weight),
        value=figure(diagram.value(weight)),
    )


def figure(value: float) -> str:
    """A weight as it is told."""
    return with_minus(f"{value:.4g}")
