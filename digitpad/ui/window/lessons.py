"""Makes the panel of lessons when it is first wanted, and connects it with the window."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMainWindow, QMessageBox

from digitpad.errors import DigitpadError
from digitpad.files.resources import reference_digits, resource_path
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import json_setting, settings, text_setting
from digitpad.ui.support.translation import plural, tr
from digitpad.ui.support.worker import TaskRunner
from digitpad.ui.window.notices import Notices
from digitpad.ui.window.rooms import Rooms
from digitpad.ui.window.side_by_side import SideBySide

if TYPE_CHECKING:
    # Imported when they are made, so that the window starts sooner.
    from digitpad.lessons.hard_digit import HardDigit
    from digitpad.ui.lessons.panel import LessonsPanel
    from digitpad.ui.lessons.spotlight import Spotlight
    from digitpad.ui.window.before_lessons import Before
    from digitpad.ui.window.program_state import StateCollector

PROGRESS, OFFERED = "lessons/progress", "lessons/offered"

LOOK = 200
"""Milliseconds between two looks at the program, while a step waits for it."""


class Lessons(QObject):
    """Opens and closes the panel, and does what is selected in it.

    Attributes
    ----------
    action : opens the panel.
    panel : None until it is first opened.

    Signals
    -------
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError of lessons that cannot be opened.
    """

    message = Signal(str)
    failed = Signal(object)

    def __init__(
        self, rooms: Rooms, side: SideBySide, background: TaskRunner, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._rooms, self._side, self._window = rooms, side, window
        self._background = background
        self.panel: LessonsPanel | None = None
        self._collector: StateCollector | None = None
        self._spotlight: Spotlight | None = None
        self._before: Before | None = None
        self._is_kept = False  # What the lessons left, by the user's own decision.
        self._hard: HardDigit | None = None
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self._look)
        self.action = QAction(icon("graduation-cap"), tr("&Lessons"), self)
        self.action.setObjectName("actionLessons")
        self.action.setShortcut("Shift+F1")
        self.action.setToolTip(tip(tr("Learn step by step how a network works (Shift+F1)")))
        self.action.triggered.connect(self.open)
        QDesktopServices.setUrlHandler("lesson", self, "open_link")  # type: ignore[arg-type]  # a str

    def offer_once(self, notices: Notices) -> None:
        """Tell a new user that there are lessons, until that is closed; after all other notices.

        Who has settings of before, but none about this, is not new.
        """
        is_new = not settings().allKeys() or text_setting(OFFERED) == "open"
        if is_new and notices.isHidden():
            settings().setValue(OFFERED, "open")
            notices.tell(
                tr("New to neural networks? Short lessons lead from four points to digits."),
                tr("Open lessons"),
                self.open,
                closed=lambda: settings().setValue(OFFERED, "closed"),
                picture="graduation-cap",
            )

    def open(self) -> None:
        """Show the panel and give it the focus."""
        panel = self._make_panel()
        panel.show()
        (panel.view.text if panel.step else panel.list.list).setFocus()
        self._timer.start()

    @Slot(QUrl)
    def open_link(self, link: QUrl) -> None:
        """Show the lesson that a link of the user guide names, as in ``lesson:01-four-points``."""
        self.open()
        self._make_panel().open_named(link.path())
        self._window.activateWindow()

    @property
    def is_unfinished(self) -> bool:
        """Whether to close now would lose what the user had before the lessons."""
        if self._before is None or self._is_kept:
            return False
        from digitpad.ui.window.before_lessons import would_lose

        return would_lose(self._before, self._rooms)

    def leave(self, then: Callable[[], None]) -> None:
        """Ask whether to bring that back, and call ``then`` once that is decided."""
        from digitpad.ui.support.messages import Answer, ask

        def back() -> None:
            self._go_back(closes=True)
            then()

        def keep() -> None:
            self._is_kept = True
            then()

        text = tr(
            "Bring back drawing, model, training settings and Playground as before the lesson?"
        )
        answers: dict[Answer, Callable[[], None]] = {
            tr("&Bring back"): back,
            tr("&Keep as they are"): keep,
            QMessageBox.StandardButton.Cancel: lambda: None,
        }
        ask(self._window, text, answers)

    def shut_down(self) -> None:
        """Look at nothing any more; keep what the user had where nobody could be asked."""
        self._timer.stop()
        is_in_lesson = self.panel and self.panel.step and not self.panel.isHidden()
        if self._before and is_in_lesson and self.is_unfinished:
            from digitpad.ui.window.before_lessons import keep_for_next_start

            keep_for_next_start(self._before, self._rooms)

    def _close(self) -> None:
        self._timer.stop()
        self._make_panel().hide()
        self._hide_spotlight()
        self._rooms.tabs.currentWidget().setFocus()

    def _make_panel(self) -> "LessonsPanel":
        if self.panel is None:
            from digitpad.lessons.lesson import load_lessons
            from digitpad.lessons.progress import progress_from_json
            from digitpad.ui.lessons.panel import LessonsPanel

            folder = resource_path("lessons") / tr("en", "folder of the user guide")
            progress = progress_from_json(json_setting(PROGRESS))
            lessons, errors = load_lessons(folder)
            self.panel = panel = LessonsPanel(lessons, progress, self._side)
            self._side.set_panel(panel)
            panel.lesson_begun.connect(self._begin_lesson)
            panel.step_begun.connect(self._begin_step)
            panel.progressed.connect(self._keep_progress)
            panel.show_wanted.connect(self._show_control)
            panel.offer_wanted.connect(self._offer)
            panel.back_wanted.connect(lambda: self._go_back())
            panel.closed.connect(self._close)
            panel.set_can_go_back(False)
            if errors:
                text = "\n".join(str(error) for error in errors)
                self.failed.emit(errors[0] if len(errors) == 1 else DigitpadError(text))
        return self.panel

    def _make_collector(self) -> "StateCollector":
        from digitpad.ui.window.program_state import StateCollector

        self._collector = self._collector or StateCollector(self._rooms, self)
        return self._collector

    # A step

    def _begin_lesson(self) -> None:
        from digitpad.ui.window.before_lessons import remember

        collector = self._make_collector()  # Before the tabs are made, which it watches.
        if self._before is None:
            self._before = remember(self._rooms)
            collector.begin_lessons()
        self._is_kept = False
        self._hard = collector.meant = None
        self._make_panel().set_can_go_back(True)

    def _begin_step(self) -> None:
        self._hide_spotlight()
        self._make_collector().begin_step()

    def _look(self) -> None:
        panel = self._make_panel()
        if panel.is_waiting:
            panel.check(self._make_collector().state())

    def _keep_progress(self) -> None:
        settings().setValue(PROGRESS, json.dumps(self._make_panel().progress.as_json()))

    # What the user wants

    def _show_control(self, name: str) -> None:
        from digitpad.ui.lessons.spotlight import Spotlight
        from digitpad.ui.window.show_control import bring_up

        self._spotlight = self._spotlight or Spotlight(self._window)
        if found := bring_up(name, self._rooms, self._window):
            self._spotlight.light(*found)
        else:
            self._make_panel().view.tell(
                tr("It cannot be seen now. Do the steps before, or make the window larger.")
            )

    def _hide_spotlight(self) -> None:
        if self._spotlight:
            self._spotlight.put_out()

    def _offer(self, offer: str) -> None:
        if offer == "reference digits":
            self._rooms.dataset.open(reference_digits())
        elif self._hard:
            self._draw(self._hard)
        else:
            from digitpad.lessons.hard_digit import hard_digit

            network = self._rooms.current_model.current.network
            panel = self._make_panel()
            panel.view.tell(tr("Looking for a drawing that this model misclassifies…"))
            self._background.run(lambda: hard_digit(network), self._draw)

    def _draw(self, hard: "HardDigit") -> None:
        self._hard = hard
        self._make_collector().meant = hard.label
        self._rooms.draw.canvas.replace_drawing(hard.drawing, tr("Draw hard digit"))
        self._rooms.tabs.setCurrentWidget(self._rooms.draw)
        told = tr("Somebody drew this and meant a {digit}.").format(digit=hard.label)
        self._make_panel().view.tell(told)

    def _go_back(self, *, closes: bool = False) -> None:
        from digitpad.ui.window.before_lessons import bring_back

        panel, before = self._make_panel(), self._before
        if before is None:
            return
        self._before = None
        panel.set_can_go_back(False)
        panel.show_list()
        self._hide_spotlight()
        added = self._make_collector().added_in_all
        is_undone = bring_back(before, self._rooms, closes=closes)
        text = tr("Back to where you were. Redo brings back what you did in the lesson.")
        if added > 0 and not is_undone:
            text = plural(
                added,
                tr("Back to where you were. My digits still has 1 digit from the lesson."),
                tr("Back to where you were. My digits still has {n:,} digits from the lesson."),
            )
        self.message.emit(text)
