"""What the user must not miss: each stays in a bar of its own until it is closed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.errors import printable
from digitpad.ui.text import plain_label
from digitpad.ui.theme import SPACE


class Notices(QWidget):
    """The bars, one below the other; empty, it takes no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bars = QVBoxLayout(self)
        self._bars.setContentsMargins(0, 0, 0, 0)
        self._bars.setSpacing(1)
        self.hide()

    def tell(self, text: str) -> None:
        """Show a text until the user closes it."""
        self._bars.addWidget(self._bar(printable(text)))
        self.show()

    def _bar(self, text: str) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("notice")
        bar.setFrameShape(QFrame.Shape.StyledPanel)
        bar.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        bar.setAutoFillBackground(True)
        warning = QLabel(bar)
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        warning.setPixmap(icon.pixmap(3 * SPACE, 3 * SPACE))
        label = plain_label(parent=bar)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        label.setWordWrap(True)  # Only now: the height that it needs follows from its width.
        label.setText(text)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton(bar)
        close.setText("×")
        close.setAutoRaise(True)
        close.setToolTip("Close this message")
        close.setAccessibleName("Close")
        close.clicked.connect(lambda: self._close(bar))
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(warning)
        row.addWidget(label, 1)
        row.addWidget(close)
        return bar

    def _close(self, bar: QFrame) -> None:
        self._bars.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(self._bars.count() > 0)
