"""The parts of the window that lessons look into, as one value."""

from dataclasses import dataclass

from digitpad.ui.dataset.dataset_tab import DatasetTab
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.playground.playground_tab import PlaygroundTab
from digitpad.ui.retrain.controller import RetrainController
from digitpad.ui.window.inside import Inside
from digitpad.ui.window.tabs import Tabs
from digitpad.ui.window.undo_group import UndoGroup


@dataclass(frozen=True, eq=False)
class Rooms:
    """The tabs, what is in them, and what they have in common."""

    tabs: Tabs
    draw: DrawTab
    dataset: DatasetTab
    retraining: RetrainController
    playground: PlaygroundTab
    inside: Inside
    current_model: CurrentModel
    undo_group: UndoGroup
