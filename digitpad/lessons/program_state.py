"""What lessons know of the program: one frozen value that the window collects."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaygroundFacts:
    """The Playground at one moment.

    Parameters
    ----------
    preset : name of the points; empty for own points.
    has_moved_points : whether the points are others than those of the preset.
    loss, test_loss : of all training and all test points, nats; None where there are none.
    phase : of the step that is gone through: "forward", "loss", "backward", "update", or empty.
    followed : the result whose entry is followed in the step, e.g. "dw2".
    hidden : units of each hidden layer.
    """

    preset: str = ""
    has_moved_points: bool = False
    loss: float | None = None
    test_loss: float | None = None
    accuracy: float | None = None
    iteration: int = 0
    is_running: bool = False
    has_diverged: bool = False
    phase: str = ""
    followed: str = ""
    learning_rate: float = 0.0
    activation: str = ""
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True)
class DrawFacts:
    """The Draw tab at one moment.

    Parameters
    ----------
    predicted : the digit that is predicted with certainty; None where there is none.
    is_uncertain : whether there is ink, and the prediction is uncertain.
    is_explained : whether the explanation can be seen.
    meant : the digit that the lesson has offered, or the label of the one that was added last;
        None before that.
    added : digits that were added to My digits since the step began.
    """

    has_ink: bool = False
    predicted: int | None = None
    is_uncertain: bool = False
    is_explained: bool = False
    meant: int | None = None
    added: int = 0


@dataclass(frozen=True)
class DatasetFacts:
    """The Dataset tab at one moment.

    Parameters
    ----------
    digits : how many the open dataset has.
    half : "train" or "test", of a dataset that has both.
    order : what they are sorted by: "order", "label", "confidence" or "loss".
    """

    digits: int = 0
    half: str = ""
    order: str = "order"
    shows_misclassified_only: bool = False
    is_digit_selected: bool = False
    is_matrix_shown: bool = False


@dataclass(frozen=True)
class TrainingFacts:
    """The Train tab at one moment.

    Parameters
    ----------
    epochs : that are done in the run under way, or in the last one.
    units : of its first hidden layer; 0 without a run.
    is_decided : whether it has been decided what becomes of its result.
    is_overfitting : whether the validation loss has risen from its lowest value while the training
        loss has fallen.
    """

    epochs: int = 0
    units: int = 0
    is_running: bool = False
    is_finished: bool = False
    is_decided: bool = False
    is_overfitting: bool = False


@dataclass(frozen=True)
class ProgramState:
    """The program at one moment.

    Parameters
    ----------
    tab : in front: "draw", "dataset", "train" or "playground".
    happened : what has happened since the step began, and leaves no trace in the rest: see
        :data:`digitpad.lessons.conditions.EVENTS`.
    """

    tab: str = "draw"
    playground: PlaygroundFacts = PlaygroundFacts()
    draw: DrawFacts = DrawFacts()
    dataset: DatasetFacts = DatasetFacts()
    training: TrainingFacts = TrainingFacts()
    happened: frozenset[str] = frozenset()
