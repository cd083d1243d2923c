"""The tutorial's values; light, as the command line asks for them whenever it starts."""

from dataclasses import dataclass

from digitpad.setting import setting


@dataclass(frozen=True)
class PlaneSettings:
    """How a network on points in the plane is made and learns; at first, the tutorial's values."""

    hidden: int = setting(50, "hidden units", low=1, high=10_000)
    learning_rate: float = setting(0.001, "learning rate", high=10**9)
    l2: float = setting(0.001, "L2 regularization", high=10**9)
    seed: int = setting(1, "random seed", high=2**31 - 1)


@dataclass(frozen=True)
class QuadrantSettings(PlaneSettings):
    """How the tutorial's network on four points learns."""

    iterations: int = setting(10_000, "iterations", low=1, high=10**9)
