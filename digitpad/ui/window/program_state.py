"""Collects what lessons know of the program, of tabs that know nothing of lessons."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from digitpad.lessons.program_state import (
    DatasetFacts,
    DrawFacts,
    PlaygroundFacts,
    ProgramState,
    TrainingFacts,
)
from digitpad.ui.window.rooms import Rooms

if TYPE_CHECKING:
    # Imported when they are made, so that the window starts sooner.
    from digitpad.learning.run_report import RunReport
    from digitpad.ui.dataset.dataset_view import DatasetView
    from digitpad.ui.playground.playground_view import PlaygroundView


class StateCollector(QObject):
    """Looks at the program, and remembers what has happened since a step began.

    Attributes
    ----------
    added_in_all : digits that were added to My digits since the lessons began, and not taken out.
    meant : the digit that a lesson has offered, or the label that was selected last; None before.
    """

    def __init__(self, rooms: Rooms, parent: QObject) -> None:
        super().__init__(parent)
        self._rooms = rooms
        self.meant: int | None = None
        self._happened: set[str] = set()
        self._added = self.added_in_all = 0
        rooms.draw.labelling.kept.connect(self._note_added)
        for label, action in enumerate(rooms.draw.labelling.menu.actions()):
            action.triggered.connect(partial(self._note_label, label))
        rooms.current_model.changed.connect(lambda: self._happened.add("model changed"))
        rooms.current_model.exported.connect(lambda: self._happened.add("model exported"))
        rooms.undo_group.undo_action.triggered.connect(lambda: self._happened.add("undone"))
        rooms.draw.labelling.taken_out.connect(self._note_taken_out)
        self._playground = rooms.playground.make_view()
        self._playground.session.gradients_checked.connect(
            lambda: self._happened.add("gradients checked")
        )
        self._dataset = rooms.dataset.make_view()
        self._dataset.open_dataset.loading_ended.connect(
            lambda _: self._happened.add("dataset opened")
        )
        self._dataset.controller.editing.edited.connect(
            lambda: self._happened.add("digits changed")
        )

    def begin_lessons(self) -> None:
        """Count what is added to My digits from now on."""
        self.added_in_all = 0

    def begin_step(self) -> None:
        """Forget what has happened."""
        self._happened.clear()
        self._added = 0

    def _note_added(self) -> None:
        self._added += 1
        self.added_in_all += 1

    def _note_label(self, label: int) -> None:
        self.meant = label

    def _note_taken_out(self) -> None:
        self.added_in_all -= 1

    def state(self) -> ProgramState:
        """How the program is now."""
        return ProgramState(
            tab=self._rooms.tabs.currentWidget().objectName().removesuffix("Tab"),
            playground=_playground_facts(self._playground),
            draw=self._draw_facts(),
            dataset=_dataset_facts(self._dataset),
            training=self._training_facts(),
            happened=frozenset(self._happened),
        )

    def _draw_facts(self) -> DrawFacts:
        prediction = self._rooms.draw.classifier.prediction
        certainty, probabilities = prediction.certainty, prediction.probabilities
        panel = self._rooms.inside.panel
        is_certain = bool(probabilities) and not certainty.reason
        return DrawFacts(
            has_ink=not self._rooms.draw.canvas.is_empty,
            predicted=probabilities.index(max(probabilities)) if is_certain else None,
            is_uncertain=bool(probabilities) and bool(certainty.reason),
            meant=self.meant,
            is_explained=panel is not None and panel.explanation.isVisible(),
            added=self._added,
        )

    def _training_facts(self) -> TrainingFacts:
        state = self._rooms.retraining.session_state
        if state is None or state.run is None:
            return TrainingFacts(is_running=state is not None and state.is_running)
        from digitpad.learning.overfitting import is_overfitting

        return TrainingFacts(
            epochs=len(state.run.reports),
            units=_first_units(state.run),
            is_running=state.is_running,
            is_finished=state.is_idle and state.result is not None,
            is_decided=state.is_idle and state.undecided is None,
            is_overfitting=is_overfitting(state.run.reports),
        )


def _playground_facts(view: "PlaygroundView") -> PlaygroundFacts:
    from digitpad.playground.experiment import DIVERGED

    state = view.session.state
    training, test = state.snapshot.training, state.snapshot.test
    return PlaygroundFacts(
        preset=state.setup.preset,
        has_moved_points=_has_moved_points(view),
        loss=training.loss if training else None,
        test_loss=test.loss if test else None,
        accuracy=training.accuracy if training else None,
        iteration=state.snapshot.iteration,
        is_running=state.is_running,
        has_diverged=state.message == DIVERGED,
        phase=state.phase.name.lower() if state.phase else "",
        followed=view.inspector.followed,
        learning_rate=state.settings.learning_rate,
        activation=state.settings.activation,
        hidden=state.settings.hidden,
    )


def _has_moved_points(view: "PlaygroundView") -> bool:
    """Whether the points are others than those with which the experiment began."""
    import numpy as np

    from digitpad.playground.points import PRESETS

    state = view.session.state
    if state.setup.preset not in PRESETS:
        return True
    first, now = PRESETS[state.setup.preset].make().positions, state.points.positions
    return first.shape != now.shape or not np.array_equal(first, now)


def _dataset_facts(view: "DatasetView") -> DatasetFacts:
    dataset, query = view.dataset, view.filters.query
    return DatasetFacts(
        digits=len(dataset),
        half=dataset.options.half,
        order=query.order.value,
        shows_misclassified_only=query.misclassified,
        is_digit_selected=view.gallery.currentIndex().isValid(),
        is_matrix_shown=view.is_matrix_shown,
    )


def _first_units(run: "RunReport") -> int:
    """Units of the first hidden layer of the network that is trained."""
    return run.config.hidden[0] if run.config.hidden else 0
