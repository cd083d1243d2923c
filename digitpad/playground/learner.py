"""The optimizer of a run, which goes on from step to step."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from digitpad.nn.layers import Array
from digitpad.nn.network import Network
from digitpad.nn.optimizers import Optimizer
from digitpad.playground.settings import GRADIENT_DESCENT, Settings
from digitpad.playground.update_rules import RULES


@dataclass(frozen=True)
class Learner:
    """An optimizer and how far it is: what a network has besides its weights.

    Parameters
    ----------
    rule : its name in :data:`digitpad.playground.update_rules.RULES`.
    optimizer : with all that it keeps from step to step.
    steps : taken with it, since it was chosen.
    """

    rule: str
    optimizer: Optimizer
    steps: int = 0

    @classmethod
    def of(cls, settings: Settings) -> "Learner":
        """One that has not taken a step yet."""
        return cls(settings.optimizer, RULES[settings.optimizer].make())

    @classmethod
    def restored(cls, rule: str, steps: int, state: dict[str, list[Array]]) -> "Learner":
        """One that goes on from where another was.

        Parameters
        ----------
        state : as the other's ``optimizer.state``.
        """
        optimizer = RULES[rule].make()
        optimizer.load_state(steps, state)
        return cls(rule, optimizer, steps)

    def following(self, settings: Settings) -> "Learner":
        """One to take the next step with: a new one where these settings want another."""
        if settings.optimizer != self.rule:
            return Learner.of(settings)
        # Gradient descent keeps nothing from step to step.
        return self if self.rule == GRADIENT_DESCENT else deepcopy(self)

    def stepped(self, network: Network, gradients: Sequence[Array], rate: float) -> "Learner":
        """Change the network, in place; the learner after that."""
        self.optimizer.step(network.parameters, gradients, rate)
        return Learner(self.rule, self.optimizer, self.steps + 1)
