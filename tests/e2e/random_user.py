"""Somebody who draws, clicks, types and opens files at random, as fast as the window allows."""

import random
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QMessageBox,
    QSlider,
    QTabBar,
    QWidget,
)

from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.playground.plane import Plane
from digitpad.ui.window.main_window import MainWindow
from tests.e2e.random_files import Folders
from tests.ui.hand import DIGITS, Line, dense, drop, pixel

T = TypeVar("T")

KEYS = (
    *("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "E", "[", "]", "Delete", "Ctrl+C", "Ctrl+V", "Ctrl+U"),
    *("Ctrl+O", "Ctrl+S", "Ctrl+D", "Ctrl+Shift+D", "Ctrl+Shift+M", "Ctrl+M", "Ctrl+R", "Ctrl+E"),
    *("Ctrl+K", "Ctrl+F", "Ctrl+A", "F1", "Return", "Escape", "Tab", "Shift+Tab", "Space", "S"),
    *("Up", "Down", "Left", "Right", "Shift+Right", "PgDown", "PgUp", "Home", "End", "Insert"),
    *("R", "1", "2", "3", "4", "W", "O", "Alt+Right", "Ctrl+L", "Ctrl+Shift+I", "Shift+F1"),
)

KINDS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QTabBar,
    Canvas,
    Plane,
)
"""Widgets that a click is for."""

AVOIDED = ("Quit",)
"""Actions that would end the run."""

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier


class RandomUser:
    """Uses the window.

    Parameters
    ----------
    files : what :mod:`tests.e2e.materials` made.
    seed : the same seed makes the same choices from the same things on the screen.

    Attributes
    ----------
    lately : the last things that were done, for whoever has to find out what went wrong.
    done : how many things were done.
    """

    def __init__(self, window: MainWindow, files: Path, seed: int) -> None:
        self._window = window
        self._random = random.Random(seed)
        self.lately: deque[str] = deque(maxlen=20)
        self.done = 0
        self._habits: Sequence[tuple[int, Callable[[], None]]] = (
            (12, self.draw),
            (2, self.draw_a_number),
            (14, self.press_a_key),
            (25, self.click_something),
            (6, self.type_something),
            (5, self.choose_from_a_menu),
            (5, self.change_tab),
            (4, self.teach),
            (4, self.paste_a_picture),
            (3, self.open_a_set),
            (3, self.drop_a_file),
            (2, self.open_a_model),
            (2, self.train),
            (2, self.play),
            (1, self.import_a_sheet),
            (1, self.resize),
            (1, self.change_appearance),
        )
        self._folders = Folders(files, self._random)
        self._folders.answer_file_dialogs()

    def act(self) -> None:
        """Do something."""
        self.done += 1
        if isinstance(popup := QApplication.activePopupWidget(), QWidget):
            self._use_popup(popup)
        elif (box := _question()) and self._random.random() < 0.8:
            self._click(self._choose(box.buttons()))
        else:
            (habit,) = self._random.choices(
                [habit for _, habit in self._habits], [weight for weight, _ in self._habits]
            )
            habit()

    # With the pointer

    def draw(self) -> None:
        """Draw a digit, or a part of one, with the button still held while a key is pressed."""
        canvas = self._window.draw_tab.canvas
        if not _is_reachable(canvas):
            return
        self._note("draw")
        self._draw_lines(canvas, self._choose(list(DIGITS.values())))

    def draw_a_number(self) -> None:
        """Draw two digits, one beside the other."""
        canvas = self._window.draw_tab.canvas
        if not _is_reachable(canvas):
            return
        self._note("draw a number")
        for left in (20, 290):
            digit = self._choose(list(DIGITS.values()))
            small = [[(left + 0.45 * x, 140 + 0.5 * y) for x, y in line] for line in digit]
            self._draw_lines(canvas, small)

    def _draw_lines(self, canvas: Canvas, lines: Sequence[Line]) -> None:
        for line in lines:
            path = [pixel(canvas, point) for point in dense(line)]
            QTest.mousePress(canvas, LEFT, PLAIN, path[0])
            for place in path[1:]:
                QTest.mouseMove(canvas, place)
            if self._random.random() < 0.05:
                self.press_a_key()
            if _is_reachable(canvas):
                QTest.mouseRelease(canvas, LEFT, PLAIN, path[-1])

    def click_something(self) -> None:
        """Click, right-click, double-click or drag on whatever there is."""
        top = self._top()
        widgets = [
            child
            for child in top.findChildren(QWidget)
            if isinstance(child, KINDS) and _is_reachable(child)
        ]
        if widgets:
            self._click(self._choose(widgets))

    def _click(self, widget: QWidget) -> None:
        self._note(f"click {_name(widget)}")
        if isinstance(widget, QAbstractItemView):
            widget = widget.viewport()
        first, second = self._place_in(widget), self._place_in(widget)
        what = self._random.random()
        if what < 0.8 or isinstance(widget, QAbstractButton):
            QTest.mouseClick(widget, LEFT, PLAIN, first)
        elif what < 0.87:
            QTest.mouseClick(widget, RIGHT, PLAIN, first)
        elif what < 0.92:
            QTest.mouseDClick(widget, LEFT, PLAIN, first)
        else:
            QTest.mousePress(widget, LEFT, PLAIN, first)
            QTest.mouseMove(widget, second)
            if _is_reachable(widget):
                QTest.mouseRelease(widget, LEFT, PLAIN, second)

    def drop_a_file(self) -> None:
        """Drag a file onto the window."""
        data = QMimeData()
        path = self._folders.a_file(self._choose(["pictures", "pictures", "sets", "playgrounds"]))
        data.setUrls([QUrl.fromLocalFile(str(path))])
        if self._top() is self._window:
            self._note(f"drop {path.name}")
            drop(self._window, data)

    def choose_from_a_menu(self) -> None:
        """Open one of the menus; what is chosen from it comes next."""
        bar = self._window.findChild(QMenuBar)
        if isinstance(bar, QMenuBar) and self._top() is self._window:
            action = self._choose(bar.actions())
            self._note(f"menu {action.text()}")
            QTest.mouseClick(bar, LEFT, PLAIN, bar.actionGeometry(action).center())

    def _use_popup(self, popup: QWidget) -> None:
        """Choose from a menu or a list that is open, or close it."""
        actions = [action for action in popup.actions() if _is_safe(action)]
        if isinstance(popup, QMenu) and actions and self._random.random() < 0.8:
            action = self._choose(actions)
            self._note(f"choose {action.text()}")
            QTest.mouseClick(popup, LEFT, PLAIN, popup.actionGeometry(action).center())
            if action.menu():
                self._choose_from(action.menu())
            return
        for _ in range(self._random.randrange(4)):
            QTest.keyClick(popup, Qt.Key.Key_Down)
        self._note("close the list")
        key = Qt.Key.Key_Escape if isinstance(popup, QMenu) else Qt.Key.Key_Return
        QTest.keyClick(popup, key)
        if popup.isVisible():
            popup.close()

    def _choose_from(self, submenu: object) -> None:
        """Choose from a menu within a menu."""
        if isinstance(submenu, QMenu) and submenu.isVisible():
            self._use_popup(submenu)

    def change_tab(self) -> None:
        """Click on the tab of another page."""
        bar = self._window.findChild(QTabBar)
        if isinstance(bar, QTabBar) and self._top() is self._window:
            number = self._random.randrange(bar.count())
            self._note(f"tab {number}")
            QTest.mouseClick(bar, LEFT, PLAIN, bar.tabRect(number).center())

    # With the keys

    def press_a_key(self) -> None:
        """Press a key or a shortcut, wherever the focus is."""
        keys = self._choose(KEYS)
        self._note(f"press {keys}")
        QTest.keySequence(self._focus(), keys)

    def teach(self) -> None:
        """Say what was drawn."""
        self._tab(0)
        self.draw()
        keys = f"Ctrl+{self._random.randrange(10)}"
        self._note(f"teach {keys}")
        QTest.keySequence(self._focus(), keys)

    def type_something(self) -> None:
        """Type a number or a word into a field."""
        fields = [
            field
            for kind in (QAbstractSpinBox, QLineEdit)
            for field in self._top().findChildren(kind)
            if _is_reachable(field)
        ]
        if fields:
            field = self._choose(fields)
            number = self._choose(["1", "3", "12", "0.1", "007", "64", "x", "ß"])
            self._note(f"type {number} into {_name(field)}")
            field.setFocus()
            QTest.keySequence(field, "Ctrl+A")
            QTest.keyClicks(field, number)
            if self._random.random() < 0.6:
                QTest.keyClick(field, Qt.Key.Key_Return)

    # Things that take several steps

    def open_a_set(self) -> None:
        """Open a dataset by its shortcut; the file dialog answers by itself."""
        keys = self._choose(["Ctrl+D", "Ctrl+Shift+D", "Ctrl+Shift+D", "Ctrl+Shift+M"])
        self._note(f"open a set {keys}")
        QTest.keySequence(self._focus(), keys)

    def open_a_model(self) -> None:
        """Open another model, or go back to one."""
        current_model = self._window.current_model
        action = self._choose(
            [current_model.open_action, current_model.previous_action, current_model.restore_action]
        )
        self._note(f"model: {action.text()}")
        action.trigger()

    def paste_a_picture(self) -> None:
        """Copy a picture elsewhere and paste it here."""
        side = self._choose([28, 200, 560, 1500])
        picture = QImage(side, side, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        for _ in range(5):
            painter.setPen(QColor.fromHsv(self._random.randrange(360), 255, 120))
            x, y = (self._random.randrange(side) for _ in range(2))
            painter.fillRect(x, y, side // 6, side // 3, painter.pen().color())
        painter.end()
        QApplication.clipboard().setImage(picture)
        self._tab(0)
        self._note(f"paste {side}")
        QTest.keySequence(self._focus(), "Ctrl+V")
        QApplication.clipboard().clear()  # What is copied elsewhere takes no memory here.

    def train(self) -> None:
        """Press one of the buttons of the Train tab."""
        self._tab(2)
        page = self._window.retraining.page
        buttons = (page.start_button, page.pause_button, page.stop_button)
        outcomes = (page.use_button, page.save_button, page.discard_button)
        ready = [button for button in (*buttons, *outcomes) if _is_reachable(button)]
        if ready:
            self._click(self._choose(ready))

    def play(self) -> None:
        """Run the network of the Playground."""
        self._tab(3)
        self._note("play")
        self._window.playground_tab.make_view().run_action.trigger()

    def import_a_sheet(self) -> None:
        """Find the digits of a page; the file dialog answers by itself."""
        if self._top() is self._window:
            self._note("import a sheet")
            self._window.sheet_import.action.trigger()

    def resize(self) -> None:
        """Make the window larger or smaller."""
        self._note("resize")
        self._window.resize(self._random.randint(768, 1500), self._random.randint(624, 1000))

    def change_appearance(self) -> None:
        """Light or dark."""
        actions = self._window.findChildren(QAction)
        self._note("appearance")
        self._choose([a for a in actions if a.data() in ("light", "dark")]).trigger()

    # Where and what

    def _tab(self, number: int) -> None:
        if self._top() is self._window:
            bar = self._window.findChild(QTabBar)
            assert isinstance(bar, QTabBar)
            QTest.mouseClick(bar, LEFT, PLAIN, bar.tabRect(number).center())

    def _top(self) -> QWidget:
        """The window to use now: what must be answered first, else the main one."""
        return QApplication.activeModalWidget() or self._window

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self._window

    def _place_in(self, widget: QWidget) -> QPoint:
        """A place in the part of a widget that can be seen."""
        seen = widget.visibleRegion().boundingRect() or widget.rect()
        return QPoint(
            self._random.randint(seen.left(), seen.right()),
            self._random.randint(seen.top(), seen.bottom()),
        )

    def _choose(self, things: Sequence[T]) -> T:
        return self._random.choice(things)

    def _note(self, what: str) -> None:
        self.lately.append(what)


def _question() -> QMessageBox | None:
    """The message that waits for an answer, if there is one."""
    modal = QApplication.activeModalWidget()
    return modal if isinstance(modal, QMessageBox) else None


def _is_reachable(widget: QWidget) -> bool:
    """Whether a click would reach a widget."""
    with suppress(RuntimeError):  # It may be gone already.
        modal = QApplication.activeModalWidget()
        is_blocked = modal is not None and widget.window() is not modal
        return (
            widget.isVisible()
            and widget.isEnabled()
            and not is_blocked
            and not widget.visibleRegion().isEmpty()
        )
    return False


def _is_safe(action: QAction) -> bool:
    text = action.text().replace("&", "")
    return action.isVisible() and action.isEnabled() and bool(text) and text not in AVOIDED


def _name(widget: QWidget) -> str:
    name = widget.objectName() or widget.accessibleName()
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {text or name}".strip()
