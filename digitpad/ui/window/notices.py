"""What the user must not miss: each stays in a bar of its own until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import DigitpadError, printable
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.settings import take_damage, why_not_kept
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr


class Notices(QWidget):
    """The bars, one below the other; empty, it takes no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bars = QVBoxLayout(self)
        self._bars.setContentsMargins(0, 0, 0, 0)
        self._bars.setSpacing(1)
        self.hide()

    def tell(
        self,
        text: str,
        answer: str = "",
        answered: Callable[[], None] | None = None,
        *,
        closed: Callable[[], None] = lambda: None,
        picture: str = "triangle-alert",
    ) -> None:
        """Show a text until the user closes it.

        Parameters
        ----------
        answer : the text of a button that closes it as well, and calls ``answered``.
        closed : called where the user closes it, with either button.
        picture : name of the icon before the text.
        """
        bar = self._bar(printable(text), picture, closed)
        if answered:
            button = QPushButton(answer, bar)
            button.clicked.connect(answered)
            button.clicked.connect(lambda: self._close(bar))
            button.clicked.connect(closed)
            row = bar.layout()
            assert isinstance(row, QHBoxLayout)
            row.insertWidget(row.count() - 1, button)
        self._bars.addWidget(bar)
        self.show()

    def tell_error(self, error: DigitpadError) -> None:
        """Show an error that needs no answer."""
        # Rarely needed: without it, the window starts sooner.
        from digitpad.ui.support.error_text import error_text

        self.tell(error_text(error))

    def tell_settings(self) -> None:
        """Say which settings could not be read, and whether those of today can be written."""
        if problem := why_not_kept():
            self.tell_error(problem)
        for damage in take_damage():
            text = tr(
                "The settings could not be read; digitpad starts with the defaults."
                " The damaged file is kept as {path}."
            )
            if damage.is_partial:
                text = tr(
                    "Some settings could not be read; digitpad uses the others."
                    " The damaged file is kept as {path}."
                )
            self.tell(text.format(path=printable(damage.kept)))

    def _bar(self, text: str, picture: str, closed: Callable[[], None]) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("notice")
        bar.setFrameShape(QFrame.Shape.StyledPanel)
        bar.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        bar.setAutoFillBackground(True)
        label = plain_label(parent=bar)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        label.setWordWrap(True)  # Only now: the height that it needs follows from its width.
        label.setText(text)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton(bar)
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setToolTip(tip(tr("Close this message")))
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(lambda: self._close(bar))
        close.clicked.connect(closed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(_Picture(picture, bar))
        row.addWidget(label, 1)
        row.addWidget(close)
        return bar

    def _close(self, bar: QFrame) -> None:
        self._bars.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(self._bars.count() > 0)


class _Picture(QWidget):
    """An icon, in the colour that text has now."""

    def __init__(self, picture: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon(picture)
        self.setFixedSize(3 * SPACE, 3 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
