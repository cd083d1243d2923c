"""The user guide: short pages of ``resources/guide``, beside the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QImage, QKeySequence, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.files.resources import resource_path
from digitpad.ui.support.focus_ring import FocusRing
from digitpad.ui.support.icons import icon
from digitpad.ui.support.key_text import tip_with_key
from digitpad.ui.support.settings import settings
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.throttle import Throttle
from digitpad.ui.support.translation import tr
from digitpad.ui.support.window_geometry import restore_geometry

PAGES = (
    "first-steps",
    "draw",
    "teach",
    "dataset",
    "train",
    "export",
    "playground",
    "commands",
    "shortcuts",
    "how-it-works",
)
"""The files, without their ending, in the order in which they are listed."""

FIRST_SIZE = QSize(880, 640)
KEY = "guide/geometry"


class GuideWindow(QWidget):
    """The list of pages, and the page that is open. The main window can be used meanwhile."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("guide")
        self._folder = resource_path("guide") / tr("en", "folder of the user guide")
        self._pages = _page_list(self._folder, self)
        self._text = _Page(self)
        self._text.setSearchPaths([str(self._folder)])
        self._text.setOpenExternalLinks(True)
        FocusRing(self._pages)
        FocusRing(self._text)
        back = self._button(tr("Back"), "arrow-left", "Alt+Left", self._text.backward)
        forward = self._button(tr("Forward"), "arrow-right", "Alt+Right", self._text.forward)
        self._text.backwardAvailable.connect(back.setEnabled)
        self._text.forwardAvailable.connect(forward.setEnabled)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._text.sourceChanged.connect(self._show_source)
        self._pages.currentItemChanged.connect(self._open_item)
        self._lay_out([back, forward])
        self.resize(FIRST_SIZE)
        restore_geometry(self, KEY)

    def _button(self, text: str, icon_name: str, key: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setIcon(icon(icon_name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setShortcut(key)
        button.setToolTip(tip_with_key(text, key))
        button.setEnabled(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self, buttons: list[QToolButton]) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        splitter = QSplitter(self)
        splitter.addWidget(self._pages)
        splitter.addWidget(self._text)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([self._pages.minimumWidth(), FIRST_SIZE.width()])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(row)
        layout.addWidget(splitter, 1)

    def open(self, page: str) -> None:
        """Show a page, one of :data:`PAGES`, in front of the other windows."""
        self._pages.setCurrentRow(PAGES.index(page))
        self._text.setFocus()
        self.show()
        self.raise_()
        self.activateWindow()

    def _open_item(self, item: QListWidgetItem) -> None:
        url = QUrl.fromLocalFile(item.data(Qt.ItemDataRole.UserRole))
        if url != self._text.source():
            self._text.setSource(url, QTextDocument.ResourceType.MarkdownResource)

    def _show_source(self, url: QUrl) -> None:
        """Select the open page in the list, also after a link or a button."""
        item = self._pages.item(PAGES.index(Path(url.toLocalFile()).stem))
        self._pages.setCurrentItem(item)
        self.setWindowTitle(tr("{page} — User guide — digitpad").format(page=item.text()))

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:
        settings().setValue(KEY, self.saveGeometry())
        super().closeEvent(event)


class _Page(QTextBrowser):
    """Shows a page, its pictures no wider than the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Page"))
        self.document().setDocumentMargin(2 * SPACE)
        # Always on: a bar that comes and goes with the width would lay out the page endlessly.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._fitting = Throttle(self._fit_pictures, 0, self)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        image = QImage(self.source().resolved(name).toLocalFile())
        if image.isNull():
            return super().loadResource(kind, name)
        margins = 2 * int(self.document().documentMargin())
        width = min(image.width(), max(self.viewport().width() - margins, 1))
        pixels = min(image.width(), round(width * self.devicePixelRatioF()))
        image = image.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(pixels / width)
        return image

    def _fit_pictures(self) -> None:
        place = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.request()


def _page_list(folder: Path, parent: QWidget) -> QListWidget:
    """The list of pages, each by its heading."""
    pages = QListWidget(parent)
    pages.setAccessibleName(tr("Pages"))
    for page in PAGES:
        file = folder / f"{page}.md"
        heading = file.read_text(encoding="utf-8").partition("\n")[0]
        item = QListWidgetItem(heading.removeprefix("# "), pages)
        item.setData(Qt.ItemDataRole.UserRole, str(file))
    pages.setSpacing(2)
    pages.setMinimumWidth(pages.sizeHintForColumn(0) + 4 * SPACE)
    return pages
