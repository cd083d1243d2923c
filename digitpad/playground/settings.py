"""What can be set; light, as the command line asks for the tutorial's values when it starts."""

from dataclasses import dataclass, replace

from digitpad.setting import setting
from digitpad.translatable import translatable

MAX_LAYERS = 4
"""Hidden layers that there may be."""

MAX_UNITS = 64
"""Units that a hidden layer may have: all of them are drawn many times a second."""

ALL = 0
"""A batch of all points."""

GRADIENT_DESCENT, MOMENTUM, ADAM = "gradient descent", "momentum", "Adam"

NORMAL, HE, XAVIER = "normal", "He", "Xavier"


@dataclass(frozen=True)
class QuadrantSettings:
    """How the tutorial's network on four points is made and learns; at first, as it does."""

    hidden: int = setting(50, "hidden units", low=1, high=10_000)
    learning_rate: float = setting(0.001, "learning rate", high=10**9)
    l2: float = setting(0.001, "L2 regularization", high=10**9)
    seed: int = setting(1, "random seed", high=2**31 - 1)
    iterations: int = setting(10_000, "iterations", low=1, high=10**9)


@dataclass(frozen=True)
class Settings:
    """How a network on points in the plane is made and learns; at first, the tutorial's values.

    Parameters
    ----------
    hidden : units of each hidden layer, the first one first; empty for none.
    activation : a name in :data:`digitpad.nn.activations.ACTIVATIONS`.
    features : what of a point goes into the network: names in
        :data:`digitpad.playground.features.FEATURES`, one at least.
    initialization : how the first weights are drawn, see
        :func:`digitpad.playground.plane_network.first_weights`.
    seed : decides the first weights, and which points each batch has.
    optimizer : a name in :data:`digitpad.playground.update_rules.RULES`.
    batch : points of each step; :data:`ALL` for all of them.
    l1, l2 : add ``l1 * sign(w) + l2 * w`` to the gradient of each weight ``w``, but of no bias.
    """

    hidden: tuple[int, ...] = setting(
        (50,), translatable("Units of the hidden layer"), low=1, high=MAX_UNITS
    )
    activation: str = setting(
        "ReLU",
        translatable("Activation of the hidden units"),
        choices=("step", "linear", "sigmoid", "tanh", "ReLU"),
    )
    features: tuple[str, ...] = setting(
        ("x", "y"),
        translatable("Features of a point that the network takes in"),
        choices=("x", "y", "x*y", "x^2", "y^2", "sin x", "sin y"),
    )
    initialization: str = setting(
        NORMAL,
        translatable(
            "Initial weights. Normal has standard deviation 1, as in the tutorial; "
            "He and Xavier scale it to the number of inputs, which deeper networks need."
        ),
        choices=(NORMAL, HE, XAVIER),
    )
    seed: int = setting(1, translatable("Seed of the initial weights and batches"), high=2**31 - 1)
    optimizer: str = setting(
        GRADIENT_DESCENT,
        translatable("How the weights move along their gradients"),
        choices=(GRADIENT_DESCENT, MOMENTUM, ADAM),
    )
    learning_rate: float = setting(0.001, translatable("Step size; too large diverges"), high=10**9)
    batch: int = setting(ALL, translatable("Points of each step"), high=500)
    l1: float = setting(0.0, translatable("L1 regularization; drives weights to 0"), high=10**9)
    l2: float = setting(0.001, translatable("Weight decay; smoother boundaries"), high=10**9)

    def same_initial_weights(self, other: "Settings") -> bool:
        """Whether the first weights are the same: what differs may change on the way."""
        return self._of_learning(other) == other

    def _of_learning(self, other: "Settings") -> "Settings":
        """These settings, with those of the other that may change on the way."""
        return replace(
            self,
            optimizer=other.optimizer,
            learning_rate=other.learning_rate,
            batch=other.batch,
            l1=other.l1,
            l2=other.l2,
        )
