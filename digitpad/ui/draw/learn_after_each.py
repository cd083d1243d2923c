"""Learn after each correction: teaching begins by itself where a digit was kept."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.learn_now import LearnNow
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import number_setting, settings
from digitpad.ui.support.translation import tr

SETTING = "learn/after_each_correction"

IDLE_TIME = 1000
"""Milliseconds without drawing after which teaching begins."""


class LearnAfterEach(QObject):
    """Begins teaching some time after a digit was kept, and after the teaching under way.

    Attributes
    ----------
    action : turns it on and off; off at first, then as it was left.
    """

    def __init__(self, learning: LearnNow, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._learning, self._canvas = learning, canvas
        self._is_due = False
        self._idle_timer = QTimer(self)
        self._idle_timer.setSingleShot(True)
        self._idle_timer.setInterval(IDLE_TIME)
        self._idle_timer.timeout.connect(self._begin)
        self.action = QAction(tr("Learn after each &correction"), self)
        self.action.setObjectName("actionLearnAfterEach")
        self.action.setToolTip(tip(tr("Learn automatically after each label you add")))
        self.action.setCheckable(True)
        self.action.setChecked(number_setting(SETTING, 0, 0, 1) == 1)
        self.action.toggled.connect(self._remember)
        learning.is_automatic = self.action.isChecked()
        canvas.drawing_changed.connect(self._go_on_waiting)
        learning.changed.connect(self._wait)

    def note_kept(self) -> None:
        """There is a digit more to learn."""
        if self.action.isChecked():
            self._is_due = True
            self._wait()

    def note_taken_out(self) -> None:
        """The digit that was to be learned may be gone."""
        self._is_due = self._is_due and bool(self._learning.untaught)

    def _remember(self, is_on: bool) -> None:
        settings().setValue(SETTING, int(is_on))
        self._learning.is_automatic = is_on
        self._is_due = False
        self._idle_timer.stop()

    def _go_on_waiting(self) -> None:
        if self._idle_timer.isActive():
            self._idle_timer.start()

    def _wait(self) -> None:
        if self._is_due and not self._learning.why_not and not self._idle_timer.isActive():
            self._idle_timer.start()

    def _begin(self) -> None:
        is_there = self._canvas.window().isVisible()  # It is hidden while it closes.
        if self._is_due and is_there and not self._learning.why_not:
            self._is_due = False
            self._learning.start()
