"""Icons in the colours of the theme: line drawings of ``resources/icons``, see its README."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from digitpad.files.resources import resource_path

_GROUPS = {QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled}


def icon(name: str) -> QIcon:
    """Return an icon by the name of its file, which follows the palette.

    Raises
    ------
    FileNotFoundError : there is no such icon.
    """
    return QIcon(_LineIcon(_drawing(name)))


@cache
def _drawing(name: str) -> str:
    """The SVG of an icon; many are used more than once."""
    return resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")


class _LineIcon(QIconEngine):
    """Draws an SVG at any size, with lines in the present colour of a button's text."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self._svg = svg

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _draw(self._svg, _colour(mode, state), painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        colour = _colour(mode, state).rgba()
        return QPixmap.fromImage(_image(self._svg, colour, size.width(), size.height()))

    def clone(self) -> QIconEngine:
        return _LineIcon(self._svg)


def _colour(mode: QIcon.Mode, state: QIcon.State) -> QColor:
    group = _GROUPS.get(mode, QPalette.ColorGroup.Active)
    # A checked button has the accent colour, see CheckedHighlight.
    on, role = state == QIcon.State.On, QPalette.ColorRole
    return QGuiApplication.palette().color(group, role.HighlightedText if on else role.ButtonText)


@lru_cache(maxsize=512)
def _image(svg: str, colour: int, width: int, height: int) -> QImage:
    """Draw an icon once for all buttons, which are painted often."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        _draw(svg, QColor.fromRgba(colour), painter, QRectF(image.rect()))
    return image.copy()  # One that was painted on keeps what it was painted with, 10 KB.


def _draw(svg: str, colour: QColor, painter: QPainter, rect: QRectF) -> None:
    painter.setOpacity(painter.opacity() * colour.alphaF())
    coloured = svg.replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, rect)
