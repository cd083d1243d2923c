"""What the user had before the lessons, to be brought back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from digitpad.files.resources import reference_digits
from digitpad.ink.strokes import Drawing
from digitpad.ui.draw.learn_now import Stage
from digitpad.ui.support.translation import tr
from digitpad.ui.window.rooms import Rooms

if TYPE_CHECKING:
    # Imported when they are made, so that the window starts sooner.
    from digitpad.data.formats.base import ReadOptions
    from digitpad.data.query import Query
    from digitpad.models.model_file import Model
    from digitpad.playground.document import Content
    from digitpad.playground.state import Setup


@dataclass(frozen=True, eq=False)
class Before:
    """How the window was.

    Parameters
    ----------
    model, model_path : an empty path for the built-in model.
    dataset_path, options : of the open dataset; an empty path for none.
    query : which digits of it are shown.
    datasets, hyperparameters : to train with.
    setup, content : of the Playground, as far as it had learned.
    is_unsaved : whether no file and no preset has that.
    """

    tab: QWidget
    drawing: Drawing
    model: "Model"
    model_path: str
    dataset_path: str
    options: "ReadOptions"
    query: "Query"
    datasets: Mapping[str, bool]
    hyperparameters: Mapping[str, Any]
    setup: "Setup"
    content: "Content"
    is_unsaved: bool


def remember(rooms: Rooms) -> Before:
    """How the window is now. A mark in the undo stacks stands at this place, too."""
    canvas = rooms.draw.canvas
    canvas.end_line()
    canvas.undo_stack.setClean()
    dataset = rooms.dataset.make_view()
    dataset.controller.editing.undo_stack.setClean()
    choice, session = rooms.retraining.page.choice, rooms.playground.make_view().session
    return Before(
        tab=rooms.tabs.currentWidget(),
        drawing=canvas.drawing,
        model=rooms.current_model.current,
        model_path=rooms.current_model.path,
        dataset_path=dataset.dataset.path,
        options=dataset.dataset.options,
        query=dataset.filters.query,
        datasets=choice.dataset_list.remembered(),
        hyperparameters=choice.hyperparameters.remembered(),
        setup=session.setup_now(),
        content=session.content,
        is_unsaved=session.is_unsaved,
    )


def would_lose(before: Before, rooms: Rooms) -> bool:
    """Whether the program, closed now, would lose something that was there before the lessons."""
    choice = rooms.retraining.page.choice
    return (
        (bool(before.drawing) and rooms.draw.canvas.drawing is not before.drawing)
        or rooms.current_model.path != before.model_path
        or choice.hyperparameters.remembered() != before.hyperparameters
        or not before.datasets.items() <= choice.dataset_list.remembered().items()
        or _would_lose_playground(before, rooms)
    )


def _would_lose_playground(before: Before, rooms: Rooms) -> bool:
    now = rooms.playground.make_view().session.content
    return before.is_unsaved and not now.is_same_but_for_a_run(before.content)


def bring_back(before: Before, rooms: Rooms, *, closes: bool = False) -> bool:
    """Have the window as it was; what the lessons left can be redone, or undone.

    Parameters
    ----------
    closes : the program is about to close: another dataset is not opened.

    Returns whether all that was added to My digits is being taken out again.
    """
    is_undone = _bring_back_drawing(before, rooms)
    rooms.playground.make_view().session.bring_back(before.setup, before.content)
    _bring_back_dataset(before, rooms, opens=not closes)
    _bring_back_model(before, rooms)
    rooms.tabs.setCurrentWidget(before.tab)
    return is_undone


def keep_for_next_start(before: Before, rooms: Rooms) -> None:
    """Have what the next start brings as it was: nobody can be asked, and no event comes."""
    rooms.draw.canvas.show_drawing(before.drawing)
    if _would_lose_playground(before, rooms):
        rooms.playground.keep(before.setup)
    _bring_back_model(before, rooms)


def _bring_back_model(before: Before, rooms: Rooms) -> None:
    """Use the model of before, and what another was to be trained with."""
    if rooms.current_model.path != before.model_path:
        rooms.current_model.use(before.model, before.model_path)
    choice = rooms.retraining.page.choice
    choice.hyperparameters.show_remembered(before.hyperparameters)
    choice.dataset_list.tick(before.datasets)


def _bring_back_drawing(before: Before, rooms: Rooms) -> bool:
    """Undo what was drawn, added to My digits, and learned from them."""
    learning, canvas = rooms.draw.learning, rooms.draw.canvas
    if learning.stage is Stage.ASKING:
        learning.discard()
    elif learning.is_busy:
        learning.cancel()
    canvas.end_line()
    is_undone = _undo_to_mark(canvas.undo_stack)
    if canvas.drawing != before.drawing:
        canvas.replace_drawing(before.drawing, tr("Back to where I was"))
    return is_undone


def _bring_back_dataset(before: Before, rooms: Rooms, *, opens: bool) -> None:
    """Undo changes of labels, or open the dataset that was open; asks before changes are lost."""
    view = rooms.dataset.make_view()
    view.filters.ask(before.query)
    dataset = view.dataset
    is_same = (dataset.path, dataset.options) == (before.dataset_path, before.options)
    # Nobody means to keep what a lesson had changed in the digits that it had offered.
    if is_same or dataset.path == reference_digits():
        _undo_to_mark(view.controller.editing.undo_stack)
    if is_same or not opens:
        return
    if before.dataset_path:
        rooms.dataset.open(before.dataset_path, before.options)
    else:
        view.controller.saver.leave(view.controller.loader.close)


def _undo_to_mark(stack: QUndoStack) -> bool:
    """Undo or redo up to the mark; False where the stack does not have it any more."""
    if stack.cleanIndex() < 0:
        return False
    stack.setIndex(stack.cleanIndex())
    return True
