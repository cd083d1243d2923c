"""Does a training under way go wrong? If so, a sentence says what is seen, and what to do."""

from digitpad.learning.diagnosis import EXPLODED, GUESSING, MIN_STEPS, Diagnosis
from digitpad.nn.snapshot import Snapshot
from digitpad.translatable import translatable

DEAD = translatable("Layer {layer}: {share:.0%} of the units are dead. Lower the learning rate.")
HIGH_LOSS = translatable(
    "The loss is {loss:.3g}, while guessing has {guessing:.2f}. Lower the learning rate."
)

MAX_DEAD = 0.9
"""Share of dead units from which on a layer hardly learns any more. In a network that learns well
it is about a tenth, with batches of 16 digits a half."""

MIN_EXAMPLES = 16
"""In a smaller batch many units are 0 by chance."""


def warning_of(snapshot: Snapshot) -> Diagnosis | None:
    """What goes wrong, and what to do; None where nothing does."""
    shares = [layer.dead or 0.0 for layer in snapshot.layers]
    worst = max(shares)
    if worst >= MAX_DEAD and snapshot.examples >= MIN_EXAMPLES:
        return Diagnosis((DEAD,), {"layer": shares.index(worst) + 1, "share": worst})
    if snapshot.step >= MIN_STEPS and not snapshot.loss <= EXPLODED:
        return Diagnosis((HIGH_LOSS,), {"loss": snapshot.loss, "guessing": GUESSING})
    return None
