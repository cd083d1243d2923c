"""A part of a column that folds away below its heading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from digitpad.ui.support.settings import settings, text_setting
from digitpad.ui.support.theme import SPACE, scale_text
from digitpad.ui.support.translation import tr

_ARROWS = {True: Qt.ArrowType.DownArrow, False: Qt.ArrowType.RightArrow}


class Fold(QWidget):
    """A heading that is clicked to show or hide what is below it; the next start remembers it.

    Parameters
    ----------
    title : the heading.
    content : what is below it.
    key : of the setting.
    is_open : whether its content is shown at first.
    """

    def __init__(
        self,
        title: str,
        content: QWidget,
        key: str,
        parent: QWidget,
        *,
        is_open: bool = True,
    ) -> None:
        super().__init__(parent)
        self._content, self._key = content, key
        self.button = QToolButton(self)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        scale_text(self.button, bold=True)
        self.set_title(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._head = QHBoxLayout()
        self._head.addWidget(self.button)
        self._head.addStretch(1)
        layout.addLayout(self._head)
        layout.addWidget(content)
        first = "open" if is_open else "folded"
        self.is_open = text_setting(key, first, among=("open", "folded")) == "open"
        """Whether its content is shown."""
        self._show_state()
        self.button.clicked.connect(self._toggle)

    def open(self) -> None:
        """Show what is below the heading."""
        if not self.is_open:
            self._toggle()

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the end of the heading's line."""
        self._head.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self.button.setText(title)

    def _toggle(self) -> None:
        self.is_open = not self.is_open
        settings().setValue(self._key, "open" if self.is_open else "folded")
        self._show_state()

    def _show_state(self) -> None:
        self.button.setArrowType(_ARROWS[self.is_open])
        self.button.setAccessibleDescription(tr("Expanded") if self.is_open else tr("Collapsed"))
        self._content.setVisible(self.is_open)
