"""How large the digits of the gallery are: small, medium or large."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.ink.framing import SIDE
from digitpad.translatable import translatable
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import number_setting, settings
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.action_tool_button import ActionToolButton
from digitpad.ui.widgets.checked_highlight import CheckedHighlight

KEY = "dataset/tile_size"


@dataclass(frozen=True)
class Tile:
    """Room for one digit and the text below it.

    All lengths are multiples of ``zoom``, so that each pixel of an image is an equal square.

    Parameters
    ----------
    zoom : pixels of the screen for a pixel of the image.
    gap, top, below : pixels of an image beside the digit, above it, and above and below it.
    """

    zoom: int
    gap: int
    top: int
    below: int

    @property
    def side(self) -> int:
        """Side of the digit, pixels of the screen."""
        return self.zoom * SIDE

    @property
    def width(self) -> int:
        """Pixels of the screen."""
        return self.zoom * (SIDE + self.gap)

    @property
    def height(self) -> int:
        """Pixels of the screen."""
        return self.zoom * (SIDE + self.below)


SMALL, MEDIUM, LARGE = Tile(1, 16, 4, 24), Tile(2, 4, 2, 12), Tile(3, 3, 1, 8)

TILES = (SMALL, MEDIUM, LARGE)

NAMES = (
    (translatable("S"), translatable("Small digits")),
    (translatable("M"), translatable("Medium digits")),
    (translatable("L"), translatable("Large digits")),
)
"""What stands on the button of each size, and what it means."""


class TileSize(QObject):
    """The size that is selected; it is remembered.

    Parameters
    ----------
    page : where its keys work.

    Attributes
    ----------
    larger, smaller : actions that go to the next size.

    Signals
    -------
    changed() : another size is selected.
    """

    changed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._group = QActionGroup(self)
        for text, name in NAMES:
            action = self._group.addAction(tr(text))
            action.setCheckable(True)
            action.setToolTip(tip(tr("{name} (Ctrl++, Ctrl+-)").format(name=tr(name))))
        selected = number_setting(KEY, TILES.index(MEDIUM), 0, len(TILES) - 1)
        self._group.actions()[selected].setChecked(True)
        for action in self._group.actions():
            action.toggled.connect(self._note)
        self.larger = self._action(tr("&Larger digits"), ["Ctrl++", "Ctrl+="], 1, page)
        self.smaller = self._action(tr("&Smaller digits"), ["Ctrl+-"], -1, page)

    def _action(self, text: str, keys: list[str], step: int, page: QWidget) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self.step(step))
        page.addAction(action)
        return action

    @property
    def tile(self) -> Tile:
        """The size now."""
        return TILES[self._selected]

    @property
    def _selected(self) -> int:
        action = self._group.checkedAction()
        assert action
        return self._group.actions().index(action)

    def step(self, steps: int) -> None:
        """Go some sizes up, or down with a negative number, as far as there are any."""
        wanted = min(max(self._selected + steps, 0), len(TILES) - 1)
        self._group.actions()[wanted].setChecked(True)

    def set_enabled(self, on: bool) -> None:
        """Offer the sizes, or do not: while no digits are seen they would do nothing."""
        for action in (*self._group.actions(), self.larger, self.smaller):
            action.setEnabled(on)

    def _note(self, on: bool) -> None:
        if on:
            settings().setValue(KEY, self._selected)
            self.changed.emit()

    def buttons(self, parent: QWidget) -> QWidget:
        """One button for each size, side by side."""
        group = QWidget(parent)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for action, (_, name) in zip(self._group.actions(), NAMES, strict=True):
            button = ActionToolButton(action, group)
            button.setAccessibleName(tr(name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            CheckedHighlight(button)
            row.addWidget(button)
        return group
