"""One quiet look, light and dark, as a palette: widgets ask it for roles and never name colours.

Roles beyond Qt's plain ones: ``Accent`` marks the one thing that matters, ``PlaceholderText`` is
secondary text, ``Mid`` is the line around a field or a plot.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QToolTip, QWidget

from digitpad.ui.support.plain_text import plain_label

SPACE = 8
"""The grid that everything stands on, pixels."""

TITLE, LARGE = 1.25, 1.85
"""The sizes of text beside the plain one, as multiples of it."""

OUTLINED = (
    "QAbstractSpinBox",
    "QCheckBox",
    "QComboBox",
    "QLineEdit",
    "QListView",
    "QProgressBar",
    "QRadioButton",
    "QSlider",
    "QTextEdit",
)
"""Widgets whose edges the style draws in a darker shade of ``Window``, which they use for nothing
else: it has a colour of its own in their palettes, so that the edges can be seen."""

FRAMED = ("QPlainTextEdit", "QTableView")
"""Widgets with scroll bars at two sides fill the corner between them with ``Window``; of these,
:func:`frame` draws the edges."""

SCROLL_BAR = "QScrollBar"
"""Its handle hardly differs from its groove: the edge has to be seen, which the style draws in a
shade of ``Window`` that lets half of what is below shine through."""

_Role = QPalette.ColorRole

_LIGHT = {
    _Role.Window: "#f5f6f8",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#eef0f3",
    _Role.Button: "#ffffff",
    _Role.Text: "#1a202b",
    _Role.PlaceholderText: "#5b6675",
    _Role.Mid: "#858d99",
    _Role.Dark: "#b4bbc5",
    _Role.Light: "#ffffff",
    _Role.Accent: "#2f57d6",
    _Role.HighlightedText: "#ffffff",
}

_DARK = {
    _Role.Window: "#1b1e24",
    _Role.Base: "#121419",
    _Role.AlternateBase: "#21252c",
    _Role.Button: "#2a2f38",
    _Role.Text: "#e9edf3",
    _Role.PlaceholderText: "#9aa5b4",
    _Role.Mid: "#6f7988",
    _Role.Dark: "#14161a",
    _Role.Light: "#3a414c",
    _Role.Accent: "#6aa3ff",
    _Role.HighlightedText: "#0d1117",
}

_OUTLINE_LIGHT, _OUTLINE_DARK = "#aeb6c2", "#a5b0c0"
"""Colours of the edges; the style draws them darker."""

_HANDLE_LIGHT, _HANDLE_DARK = "#7b8491", "#c6d0de"
"""Likewise, of the handle of a scroll bar."""

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def scale_text(widget: QWidget, scale: float = 1, *, bold: bool = False) -> None:
    """Give a widget's text one of the three sizes: 1, :data:`TITLE`, :data:`LARGE`."""
    font = QFont(QApplication.font(widget))
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    widget.setFont(font)


def frame(view: QFrame) -> None:
    """Draw a line around a table or a text that can be seen in light and dark."""
    view.setFrameShape(QFrame.Shape.Box)
    view.setFrameShadow(QFrame.Shadow.Plain)


def section_head(text: str) -> QLabel:
    """The heading of a part of a page."""
    label = plain_label(text)
    scale_text(label, bold=True)
    return label


def quiet_label(text: str) -> QLabel:
    """Secondary text: a heading, a hint."""
    label = plain_label(text)
    label.setForegroundRole(_Role.PlaceholderText)
    return label


def apply_theme(app: QApplication, choice: str) -> None:
    """Dress the program in ``"light"`` or ``"dark"``, or as the system is with ``"system"``."""
    scheme = _SCHEMES.get(choice, app.styleHints().colorScheme())
    is_dark = scheme == Qt.ColorScheme.Dark
    palette = _palette(_DARK if is_dark else _LIGHT)
    app.setPalette(palette)
    QToolTip.setPalette(palette)
    palette.setColor(_Role.Window, QColor(_OUTLINE_DARK if is_dark else _OUTLINE_LIGHT))
    for kind in OUTLINED:
        app.setPalette(palette, kind)  # type: ignore[arg-type]  # takes a str, not bytes
    # The style draws the lines of a menu darker than its paper, which must not be black for that.
    palette.setColor(_Role.Base, palette.color(_Role.Button))
    app.setPalette(palette, "QMenu")  # type: ignore[arg-type]
    palette = app.palette()
    palette.setColor(_Role.Window, QColor(_HANDLE_DARK if is_dark else _HANDLE_LIGHT))
    app.setPalette(palette, SCROLL_BAR)  # type: ignore[arg-type]
    palette = app.palette()
    palette.setColor(_Role.WindowText, palette.color(_Role.Mid))
    for kind in FRAMED:
        app.setPalette(palette, kind)  # type: ignore[arg-type]


def _palette(colours: dict[QPalette.ColorRole, str]) -> QPalette:
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    text = QColor(colours[_Role.Text])
    for role in (_Role.WindowText, _Role.ButtonText, _Role.ToolTipText, _Role.BrightText):
        palette.setColor(role, text)
    palette.setColor(_Role.ToolTipBase, QColor(colours[_Role.AlternateBase]))
    for role in (_Role.Highlight, _Role.Link):
        palette.setColor(role, QColor(colours[_Role.Accent]))
    faint = QColor(text)
    faint.setAlphaF(0.4)
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette
