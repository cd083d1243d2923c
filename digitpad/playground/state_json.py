"""A playground as plain JSON values, and back, with each value checked."""

import math
from array import array
from dataclasses import asdict
from typing import Any

import numpy as np

from digitpad.nn.activations import ACTIVATIONS
from digitpad.nn.layers import Array
from digitpad.nn.network import Network
from digitpad.playground.checked_json import Checked
from digitpad.playground.experiment import Experiment
from digitpad.playground.learner import Learner
from digitpad.playground.losses import MAX_KEPT, MAX_MOMENTS, Kept, Losses
from digitpad.playground.points import (
    MAX_CLASSES,
    MAX_NOISE,
    MAX_POINTS,
    MIN_CLASSES,
    PRESETS,
    Points,
)
from digitpad.playground.segments import MAX_SEGMENTS, Edit, Record, Segment
from digitpad.playground.settings import MAX_LAYERS, Settings
from digitpad.playground.state import Setup
from digitpad.playground.update_rules import RULES
from digitpad.setting import settings_of

MOST = 2**53
"""The largest count: beyond it, some programs that read JSON round."""

MAX_EDITS = 10_000
"""Weights set by hand one after another, in one segment."""

STEPS, MOMENTS = ("loss",), ("training", "test")
"""Losses: of each step that is kept, and of each moment."""


def setup_to_json(setup: Setup) -> dict[str, Any]:
    """Plain JSON values, for :func:`setup_from_json`. Points and settings stand there once each."""
    experiment = setup.experiment
    segments = experiment.record.segments
    points = {id(experiment.points): experiment.points}
    points |= {id(s.points): s.points for s in segments or ()}
    settings = [*dict.fromkeys([experiment.settings, *(s.settings for s in segments or ())])]
    place = {key: number for number, key in enumerate(points)}

    def segment_to_json(segment: Segment) -> dict[str, Any]:
        return {
            "points": place[id(segment.points)],
            "settings": settings.index(segment.settings),
            "steps": segment.steps,
            "edits": [asdict(edit) for edit in segment.edits],
        }

    return {
        "preset": setup.preset,
        "noise": setup.noise,
        # The first ones are those of the next step.
        "points": [_points_to_json(some) for some in points.values()],
        "settings": [asdict(some) for some in settings],
        "start": _network_to_json(experiment.start),
        "network": _network_to_json(experiment.network),
        "learner": _learner_to_json(experiment.learner),
        "losses": _losses_to_json(experiment.losses),
        "record": None if segments is None else [*map(segment_to_json, segments)],
    }


def setup_from_json(values: Checked) -> Setup:
    """The playground that :func:`setup_to_json` wrote, trusting nothing in it.

    Raises
    ------
    WrongValueError : a value is missing or cannot be.
    """
    preset = values["preset"].choice(("", *PRESETS))
    most = MAX_SEGMENTS + 1
    points = [_points(some) for some in values["points"].items(1, most)]
    settings = [_settings(some) for some in values["settings"].items(1, most)]
    now, classes = settings[0], points[0].classes
    for other, where in zip(points, values["points"].items(1, most), strict=True):
        if other.classes != classes:
            raise where["classes"].wrong(f"{classes}, as now")
    for another, where in zip(settings, values["settings"].items(1, most), strict=True):
        if not now.same_initial_weights(another):
            raise where.wrong("settings that begin with the same weights", "others")
    network = _network(values["network"], now, classes)
    experiment = Experiment.restored(
        points[0],
        now,
        start=_network(values["start"], now, classes),
        network=network,
        learner=_learner(values["learner"], network),
        losses=_losses(values["losses"]),
        record=_record(values["record"], points, settings, network),
    )
    return Setup(preset, experiment, values["noise"].number(0, MAX_NOISE))


# Points


def _points_to_json(points: Points) -> dict[str, Any]:
    return {
        "classes": points.classes,
        "positions": points.positions.tolist(),
        "labels": points.labels.tolist(),
        "test": points.is_test.astype(int).tolist(),
    }


def _points(values: Checked) -> Points:
    classes = values["classes"].whole(MIN_CLASSES, MAX_CLASSES)
    count = len(values["labels"].items(0, MAX_POINTS))
    labels = [label.whole(0, classes - 1) for label in values["labels"].items(count, count)]
    is_test = [one.whole(0, 1) for one in values["test"].items(count, count)]
    positions = values["positions"].array(count, 2)
    return Points(positions, np.array(labels, int), classes, np.array(is_test, bool))


# Settings


def _settings(values: Checked) -> Settings:
    found = {name: _setting(values[name], name) for name in settings_of(Settings)}
    if not found["features"] or len({*found["features"]}) < len(found["features"]):
        raise values["features"].wrong("different features")
    return Settings(**found)


def _setting(value: Checked, name: str) -> Any:
    known = settings_of(Settings)[name]
    if isinstance(known.default, tuple):
        most = len(known.choices) or MAX_LAYERS
        return tuple(_one(item, known) for item in value.items(0, most))
    return _one(value, known)


def _one(value: Checked, known: Any) -> Any:
    if known.choices:
        return value.choice(known.choices)
    if known.kind is int:
        return value.whole(int(known.low), int(known.high))
    return value.number(known.low, known.high)


# Weights


def _network_to_json(network: Network) -> list[dict[str, Any]]:
    return [{"w": w.tolist(), "b": b.tolist()} for w, b in network.layers]


def _network(values: Checked, settings: Settings, classes: int) -> Network:
    sizes = (len(settings.features), *settings.hidden, classes)
    layers = values.items(len(sizes) - 1, len(sizes) - 1)
    return Network(
        [
            (layer["w"].array(d, m), layer["b"].array(m))
            for layer, d, m in zip(layers, sizes, sizes[1:], strict=False)
        ],
        ACTIVATIONS[settings.activation],
    )


def _learner_to_json(learner: Learner) -> dict[str, Any]:
    state = {
        name: [one.tolist() for one in arrays] for name, arrays in learner.optimizer.state.items()
    }
    return {"rule": learner.rule, "steps": learner.steps, "state": state}


def _learner(values: Checked, network: Network) -> Learner:
    rule = values["rule"].choice((*RULES,))
    steps = values["steps"].whole(0, MOST)
    optimizer = RULES[rule].make()
    state = {name: _kept(values["state"][name], network, steps) for name in optimizer.state}
    optimizer.load_state(steps, state)
    return Learner(rule, optimizer, steps)


def _kept(values: Checked, network: Network, steps: int) -> list[Array]:
    """What an optimizer keeps of each parameter; nothing before its first step."""
    parameters = network.parameters if steps else []
    items = values.items(len(parameters), len(parameters))
    return [item.array(*one.shape) for item, one in zip(items, parameters, strict=True)]


# Losses


def _losses_to_json(losses: Losses) -> dict[str, Any]:
    steps, moments = losses.kept
    return {
        "count": losses.count,
        "last": losses.last,
        "steps": _kept_to_json(steps, STEPS),
        "moments": _kept_to_json(moments, MOMENTS),
    }


def _kept_to_json(kept: Kept, names: tuple[str, ...]) -> dict[str, Any]:
    every, columns = kept.every_and_columns
    lists = [[loss if math.isfinite(loss) else None for loss in column] for column in columns]
    return {"every": every, **dict(zip(names, lists, strict=True))}


def _losses(values: Checked) -> Losses:
    count = values["count"].whole(0, MOST)
    return Losses.restored(
        count,
        values["last"].number() if count else None,
        _kept_losses(values["steps"], MAX_KEPT, count, STEPS),
        _kept_losses(values["moments"], MAX_MOMENTS, count, MOMENTS),
    )


def _kept_losses(values: Checked, most: int, count: int, names: tuple[str, ...]) -> Kept:
    every = values["every"].whole(1, MOST)
    kept = -(-count // every)
    if kept > most or every & (every - 1):
        raise values["every"].wrong(f"a power of 2 that leaves at most {most:,} of {count:,}")
    columns = (array("d", map(_loss, values[name].items(kept, kept))) for name in names)
    return Kept.restored(most, every, tuple(columns))


def _loss(value: Checked) -> float:
    return math.nan if value.value is None else value.number()


# The record of the run


def _record(
    values: Checked, points: list[Points], settings: list[Settings], network: Network
) -> Record:
    if values.value is None:
        return Record(None)
    return Record(
        [
            Segment(
                points[one["points"].whole(0, len(points) - 1)],
                settings[one["settings"].whole(0, len(settings) - 1)],
                one["steps"].whole(0, MOST),
                tuple(_edit(edit, network) for edit in one["edits"].items(0, MAX_EDITS)),
            )
            for one in values.items(0, MAX_SEGMENTS)
        ]
    )


def _edit(values: Checked, network: Network) -> Edit:
    layer = values["layer"].whole(0, len(network.layers) - 1)
    d, m = network.layers[layer][0].shape
    row = values["row"]
    return Edit(
        layer,
        None if row.value is None else row.whole(0, d - 1),
        values["column"].whole(0, m - 1),
        values["value"].number(),
    )
