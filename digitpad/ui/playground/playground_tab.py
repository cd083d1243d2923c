"""The Playground tab: made when it is first looked at."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.errors import DigitpadError
from digitpad.files.log import report_lost
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner

if TYPE_CHECKING:
    # Imported when it is made, so that the window starts sooner.
    from digitpad.playground.state import Setup
    from digitpad.ui.playground.playground_view import PlaygroundView


class PlaygroundTab(QWidget):
    """An empty page until it is needed.

    Signals
    -------
    made(PlaygroundView) : there is something in it now.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of what cannot be done.
    front_wanted() : the user has to be asked something.
    """

    made = Signal(object)
    message = Signal(str)
    failed = Signal(object)
    front_wanted = Signal()

    def __init__(self, background: TaskRunner) -> None:
        super().__init__()
        self._background = background
        self._view: PlaygroundView | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def make_view(self) -> "PlaygroundView":
        """What is in the tab, made where it is not there yet."""
        if not self._view:
            from digitpad.ui.playground.playground_view import PlaygroundView

            self._view = PlaygroundView(self._background, self)
            self._view.message.connect(self.message)
            self._view.failed.connect(self.failed)
            self._layout.addWidget(self._view)
            self._view.show()  # Now, and not soon: it is to have the focus.
            self.made.emit(self._view)
        return self._view

    @property
    def is_unfinished(self) -> bool:
        """Whether something would be lost."""
        return bool(self._view and self._view.files.is_unfinished)

    def leave(self, then: Callable[[], None]) -> None:
        """Ask the user what becomes of it, and call ``then`` once it may be left."""
        self.front_wanted.emit()
        self.make_view().files.leave(then)

    def keep_unsaved(self) -> None:
        """Keep what is not saved, to be offered at the next start; it is on the disk afterwards."""
        if self._view and self.is_unfinished:
            self.keep(self._view.session.setup_now())

    def keep(self, setup: "Setup") -> None:
        """Keep a playground, as :meth:`keep_unsaved` does, whether it is shown or not."""
        from digitpad.playground.unsaved_playground import keep_playground

        try:
            keep_playground(setup)
        except DigitpadError as error:
            report_lost("the playground is lost", error)

    def offer_unsaved(self, tell: Callable[..., None]) -> None:
        """Offer what was kept when the program ended.

        Parameters
        ----------
        tell : shows a notice, as :meth:`Notices.tell`.
        """
        from digitpad.playground.unsaved_playground import kept_playgrounds, read_kept

        def offer(file: Path, setup: "Setup") -> None:
            tell(
                tr("The playground was not saved when the program ended."),
                tr("Open playground"),
                partial(self._open_kept, setup),
                closed=partial(file.unlink, missing_ok=True),
            )

        for file in kept_playgrounds():
            self._background.run(partial(read_kept, file), partial(offer, file))

    def _open_kept(self, setup: "Setup") -> None:
        self.front_wanted.emit()
        self.make_view().session.open_setup(setup, tr("Open playground"))

    def shut_down(self) -> None:
        """End what runs."""
        if self._view:
            self._view.session.runner.pause()
