"""Icons in the colours of the theme: line drawings of ``resources/icons``, see its README."""

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from digitpad.files.resources import resource_path

_GROUPS = {QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled}


def icon(name: str) -> QIcon:
    """Return an icon by the name of its file, which follows the palette.

    Raises
    ------
    FileNotFoundError : there is no such icon.
    """
    return QIcon(_LineIcon(resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")))


class _LineIcon(QIconEngine):
    """Draws an SVG at any size, with lines in the present colour of a button's text."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self._svg = svg

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        group = _GROUPS.get(mode, QPalette.ColorGroup.Active)
        # A checked button has the accent colour, see CheckedHighlight.
        on, role = state == QIcon.State.On, QPalette.ColorRole
        colour = QGuiApplication.palette().color(
            group, role.HighlightedText if on else role.ButtonText
        )
        painter.setOpacity(painter.opacity() * colour.alphaF())
        svg = self._svg.replace("currentColor", colour.name())
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, pixmap.rect(), mode, state)
        return pixmap

    def clone(self) -> QIconEngine:
        return _LineIcon(self._svg)
