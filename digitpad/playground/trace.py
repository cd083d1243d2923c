"""One step of learning, taken apart: each layer, what goes in, what comes out."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.activations import LINEAR, RELU, SIGMOID, STEP, TANH
from digitpad.nn.layers import (
    Array,
    affine_backward,
    affine_backward_parameters,
    affine_forward,
    cross_entropy,
    log_softmax,
    softmax,
)
from digitpad.nn.network import Network
from digitpad.playground import parts, step_code
from digitpad.playground.batches import batch_of
from digitpad.playground.features import COORDINATES, FEATURES, network_inputs
from digitpad.playground.learner import Learner
from digitpad.playground.matrices import ONE, Axis, NamedArray, Names, Side
from digitpad.playground.operation import Operation as Operation
from digitpad.playground.operation import Phase as Phase
from digitpad.playground.points import Part, Points
from digitpad.playground.settings import ADAM, Settings
from digitpad.playground.update_rules import RULES
from digitpad.translatable import translatable

ACTIVATION_TITLES: Mapping[str, str] = {
    STEP.name: translatable("Step"),
    LINEAR.name: translatable("Linear"),
    SIGMOID.name: translatable("Sigmoid"),
    TANH.name: translatable("Tanh"),
    RELU.name: translatable("ReLU"),
}
"""Names of the activations for people."""

AFFINE_TITLES = (
    translatable("Affine 1"),
    translatable("Affine 2"),
    translatable("Affine 3"),
    translatable("Affine 4"),
    translatable("Affine 5"),
)
"""Names of the affine layers for people."""

Decay = Callable[[Array], Array]
"""What is added to the gradient of these weights."""

DecayParts = Callable[[NamedArray, NamedArray], parts.Follow]
"""How that is followed, by the gradient before and the weights."""

FLAT = translatable("The step function is flat: what is below it cannot learn.")


def trace(
    network: Network,
    points: Points,
    settings: Settings,
    learner: Learner | None = None,
    iteration: int = 0,
) -> list[Operation]:
    """The operations of a step of :class:`~digitpad.playground.experiment.Experiment`, in order.

    Parameters
    ----------
    network : it is left as it was.
    points : those of the batch are learned from; one at least.
    learner : the optimizer before the step; None for a new one. It is left as it was.
    iteration : steps taken before.
    """
    batch = batch_of(points, settings, iteration)
    step = _Step(network, batch, settings)
    step.forward()
    step.loss()
    step.backward()
    step.decay()
    step.update((learner or Learner.of(settings)).following(settings))
    return step.operations


class _Step:
    """The step under way: its operations so far, and all its matrices by their names."""

    def __init__(self, network: Network, batch: Part, settings: Settings) -> None:
        self.operations: list[Operation] = []
        self._network, self._batch, self._settings = network, batch, settings
        self._count = len(network.layers)
        self._names = Names(self._count)
        self._known: dict[str, NamedArray] = {}
        self._points = Side(Axis.POINT, points=tuple(batch.indices.tolist()))
        for k, (w, b) in enumerate(network.layers, 1):
            self._put(f"w{k}", w, self._units(k - 1), self._units(k))
            self._put(f"b{k}", b, ONE, self._units(k))
        self._put("labels", batch.labels, self._points)

    def _units(self, layer: int) -> Side:
        """What comes out of a layer: of the input for 0, of the last affine layer the classes."""
        if layer == 0:
            return Side(Axis.INPUT, features=tuple(FEATURES[f].title for f in self._features))
        return Side(Axis.CLASS) if layer == self._count else Side(Axis.UNIT, layer)

    @property
    def _features(self) -> tuple[str, ...]:
        return self._settings.features

    def _put(
        self, name: str, array: NDArray[np.number], rows: Side = ONE, columns: Side = ONE
    ) -> NamedArray:
        self._known[name] = NamedArray(name, array, rows, columns)
        return self._known[name]

    def _like(self, name: str, array: NDArray[np.number]) -> NamedArray:
        """A matrix with the rows and columns of the one whose gradient or mean it is."""
        model = self._known[name[1:]]
        return self._put(name, array, model.rows, model.columns)

    def _get(self, *names: str) -> list[NamedArray]:
        return [self._known[name] for name in names]

    def forward(self) -> None:
        """Add the operations up to the probabilities."""
        positions, names = self._batch.positions, self._names
        x = network_inputs(positions, self._features)
        self._put("x", x, self._points, self._units(0))
        if self._features != COORDINATES:
            self._add_features(positions)
        for k, (w, b) in enumerate(self._network.layers, 1):
            below, above = names.outputs(k - 1), names.sums(k)
            sums, _ = affine_forward(self._known[below].array, w, b)
            self._put(above, sums, self._points, self._units(k))
            self._add_affine(k, below, above)
            if k < self._count:
                self._add_activation(k)
        y = self._known["y"]
        p = self._put("p", softmax(y.array), self._points, y.columns)
        log_p = self._put("log_p", log_softmax(y.array), self._points, y.columns)
        self.operations.append(
            Operation(
                Phase.FORWARD,
                translatable("Softmax"),
                translatable("p = exp(y) / Σ exp(y), for each row"),
                step_code.SOFTMAX,
                [y],
                [p, log_p],
                self._count,
                follow={
                    "p": parts.of_function(p, log_p, of_output=True),
                    "log_p": parts.of_log_softmax(y),
                },
            )
        )

    def _add_features(self, positions: Array) -> None:
        coordinates = Side(Axis.INPUT, features=COORDINATES)
        points = self._put("points", positions, self._points, coordinates)
        x = self._known["x"]
        columns = ", ".join(FEATURES[name].title for name in self._features)
        self.operations.append(
            Operation(
                Phase.FORWARD,
                translatable("Features"),
                f"x = ({columns})",
                step_code.features(self._features),
                [points],
                [x],
                follow={"x": parts.of_features(points, x, self._features)},
            )
        )

    def _add_affine(self, layer: int, below: str, above: str) -> None:
        x, w, b = inputs = self._get(below, f"w{layer}", f"b{layer}")
        self.operations.append(
            Operation(
                Phase.FORWARD,
                AFFINE_TITLES[layer - 1],
                f"{above} = {below} {w.name} + {b.name}",
                step_code.affine(self._names, layer),
                inputs,
                self._get(above),
                layer,
                follow={above: parts.of_affine(x, w, b)},
            )
        )

    def _add_activation(self, layer: int) -> None:
        activation, number = self._network.activation, self._names.number(layer)
        a = self._known[f"a{number}"]
        h = self._put(f"h{number}", activation.forward(a.array)[0], self._points, a.columns)
        self.operations.append(
            Operation(
                Phase.FORWARD,
                ACTIVATION_TITLES[activation.name],
                step_code.numbered(activation.formula, number),
                step_code.numbered(activation.numpy_forward, number),
                [a],
                [h],
                layer,
                follow={h.name: parts.of_function(h, a)},
            )
        )

    def loss(self) -> None:
        """Add the loss, and its gradient with respect to the logits."""
        loss, dy = cross_entropy(self._known["y"].array, self._batch.labels)
        p, log_p, labels = inputs = self._get("p", "log_p", "labels")
        outputs = [self._put("loss", np.array(loss)), self._like("dy", dy)]
        self.operations.append(
            Operation(
                Phase.LOSS,
                translatable("Cross-entropy"),
                "loss = −mean log p[label]",
                step_code.CROSS_ENTROPY,
                inputs,
                outputs,
                self._count,
                follow={
                    "loss": parts.of_loss(log_p, self._batch.labels),
                    "dy": parts.of_loss_gradient(p, labels),
                },
            )
        )

    def backward(self) -> None:
        """Add the operations of the backward pass: the chain rule, from the last layer down."""
        for k in range(self._count, 0, -1):
            if k < self._count:
                self._add_activation_backward(k)
            self._add_affine_backward(k)

    def _add_affine_backward(self, layer: int) -> None:
        names = self._names
        x, w, b = self._get(names.outputs(layer - 1), f"w{layer}", f"b{layer}")
        dout = self._known[f"d{names.sums(layer)}"]
        cache = (x.array, w.array, b.array)
        formula = f"d{w.name} = {x.name}ᵀ {dout.name}   d{b.name} = Σ {dout.name}"
        follow = {
            f"d{w.name}": parts.of_weight_gradient(x, dout),
            f"d{b.name}": parts.of_column(dout),
        }
        inputs, outputs = [dout, x], list[NamedArray]()
        if layer == 1:
            dw, db = affine_backward_parameters(dout.array, cache)
        else:
            dx, dw, db = affine_backward(dout.array, cache)
            below = self._like(f"d{x.name}", dx)
            formula = f"{below.name} = {dout.name} {w.name}ᵀ   {formula}"
            follow[below.name] = parts.of_input_gradient(dout, w)
            inputs, outputs = [dout, x, w], [below]
        outputs += [self._like(f"d{w.name}", dw), self._like(f"d{b.name}", db)]
        self.operations.append(
            Operation(
                Phase.BACKWARD,
                AFFINE_TITLES[layer - 1],
                formula,
                step_code.affine_backward(names, layer),
                inputs,
                outputs,
                layer,
                follow=follow,
            )
        )

    def _add_activation_backward(self, layer: int) -> None:
        activation, number = self._network.activation, self._names.number(layer)
        dh, h = inputs = self._get(f"dh{number}", f"h{number}")
        # Of every activation, the cache is its output.
        da = self._like(f"da{number}", activation.backward(dh.array, h.array))
        self.operations.append(
            Operation(
                Phase.BACKWARD,
                ACTIVATION_TITLES[activation.name],
                step_code.numbered(activation.slope, number),
                step_code.numbered(activation.numpy_backward, number),
                inputs,
                [da],
                layer,
                note=FLAT if activation is STEP else "",
                follow={da.name: parts.of_function(da, *inputs)},
            )
        )

    def decay(self) -> None:
        """Add the decay of the weights to their gradients."""
        l1, l2 = self._settings.l1, self._settings.l2
        if l2:
            self._add_decay(
                translatable("L2 regularization"),
                f"dw = dw + {l2:g} w",
                step_code.l2(self._names),
                lambda w: l2 * w,
                lambda dw, w: parts.of_sum((1.0, dw), (l2, w)),
            )
        if l1:
            self._add_decay(
                translatable("L1 regularization"),
                f"dw = dw + {l1:g} sign(w)",
                step_code.l1(self._names),
                lambda w: l1 * np.sign(w),
                lambda dw, w: parts.of_l1(dw, w, l1),
            )

    def _add_decay(
        self, title: str, formula: str, code: str, decay: Decay, follow: DecayParts
    ) -> None:
        weights = self._get(*(f"w{k}" for k in range(1, self._count + 1)))
        before = self._get(*(f"d{w.name}" for w in weights))
        pairs = [*zip(before, weights, strict=True)]
        after = [self._like(dw.name, dw.array + decay(w.array)) for dw, w in pairs]
        followed = {dw.name: follow(dw, w) for dw, w in pairs}
        self.operations.append(
            Operation(
                Phase.BACKWARD,
                title,
                formula,
                code,
                [*before, *weights],
                after,
                follow=followed,
            )
        )

    def update(self, learner: Learner) -> None:
        """Add the update of each layer.

        Parameters
        ----------
        learner : before the step, which it takes.
        """
        rule, rate = RULES[learner.rule], self._settings.learning_rate
        names, after = self._names.parameters, self._network.copy()
        before = rule.kept_of(learner.optimizer, after.parameters)
        gradients = [self._known[f"d{name}"].array.copy() for name in names]
        learner = learner.stepped(after, gradients, rate)
        kept = rule.kept_of(learner.optimizer, after.parameters)
        for k in range(1, self._count + 1):
            inputs, outputs = list[NamedArray](), list[NamedArray]()
            follow = dict[str, parts.Follow]()
            for name in (f"w{k}", f"b{k}"):
                place = names.index(name)
                w, dw = self._get(name, f"d{name}")
                olds = [self._like(f"{c}{name}", arrays[place]) for c, arrays in before.items()]
                news = [self._like(f"{c}{name}", arrays[place]) for c, arrays in kept.items()]
                now = NamedArray(name, after.parameters[place], w.rows, w.columns)
                inputs += [w, dw, *olds]
                outputs += [*news, now]
                follow |= _update_parts(w, dw, now, olds, news, rate)
            if rule.name == ADAM:
                inputs.append(self._put("t", np.array(learner.steps)))
            self.operations.append(
                Operation(
                    Phase.UPDATE,
                    rule.title,
                    rule.formula.format(rate=rate),
                    "\n".join(rule.code(name) for name in (f"w{k}", f"b{k}")),
                    inputs,
                    outputs,
                    k,
                    follow=follow,
                )
            )


def _update_parts(
    w: NamedArray,
    dw: NamedArray,
    now: NamedArray,
    olds: list[NamedArray],
    news: list[NamedArray],
    rate: float,
) -> dict[str, parts.Follow]:
    """How the parameter and what is kept of it are followed, by what there is of that."""
    if not olds:
        return {w.name: parts.of_sum((1.0, w), (-rate, dw))}
    if len(olds) == 1:
        (v,), (velocity,) = olds, news
        return {
            v.name: parts.of_sum((0.9, v), (1.0, dw)),
            w.name: parts.of_sum((1.0, w), (-rate, velocity), is_output=True),
        }
    (m, s), (mean, square) = olds, news
    return {
        m.name: parts.of_sum((0.9, m), (0.1, dw)),
        s.name: parts.of_square_mean(s, dw),
        w.name: parts.of_adam(w, now, mean, square),
    }
