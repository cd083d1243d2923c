"""The computations of a step: forward to the loss, back below that, and the update below both."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from digitpad.playground.trace import Operation, Phase
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr

ROWS = 3
"""Forward, back, and update."""

HEIGHT = 20
"""Of one of the rows, pixels."""

TIP = 6
"""How far an operation points to the next one, pixels."""

WAYS = 1, -1, 0
"""Where the operations of each row point: right, left, nowhere."""

LIT = 0.22
"""Opacity of the accent behind what is under way."""

IS_LIT = Qt.ItemDataRole.UserRole
NUMBER = Qt.ItemDataRole.UserRole + 1
SHORTER = Qt.ItemDataRole.UserRole + 2
"""Roles: whether an operation is lit, its number, and the texts for less and less room."""

Item = Qt.ItemFlag


class StepRow(QTableWidget):
    """Shows all operations of a step; those under way are lit, and one is open.

    Signals
    -------
    opened(int) : the user opened another operation.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROWS, 0, parent)
        self.setObjectName("playgroundOperations")
        self.setAccessibleName(tr("Operations"))
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab goes on to the next field.
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(2 * SPACE)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.setFixedHeight(ROWS * HEIGHT)
        self._operations: Sequence[Operation] = ()
        self._places: list[tuple[int, int]] = []
        # Its own ground is the page's.
        self.viewport().setAutoFillBackground(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.currentItemChanged.connect(self._tell)

    def open(self, number: int) -> None:
        """Open an operation, as the user would."""
        self.setCurrentItem(self._item(*self._places[number]))

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item, "Every cell has one."
        return item

    def minimumSizeHint(self) -> QSize:
        return QSize(self.columnCount() * 4 * SPACE, ROWS * HEIGHT)

    def show_operations(
        self, operations: Sequence[Operation], phase: Phase | None, opened: int
    ) -> None:
        """Show all operations of a step, and which one is open.

        Parameters
        ----------
        phase : the one under way; later ones cannot be opened yet. None where no step is.
        opened : its number.
        """
        is_same = [(o.phase, o.title) for o in operations] == [
            (o.phase, o.title) for o in self._operations
        ]
        self._operations = operations
        self.blockSignals(True)
        if not is_same:
            self._make_items()
        phases = list(Phase)
        reached = phases.index(phase) if phase else len(phases)
        for operation, place in zip(operations, self._places, strict=True):
            item = self._item(*place)
            is_reached = phases.index(operation.phase) <= reached
            item.setFlags(Item.ItemIsEnabled | Item.ItemIsSelectable if is_reached else Item(0))
            item.setData(IS_LIT, operation.phase is phase)
        if operations:
            self.setCurrentItem(self._item(*self._places[opened]))
        self.blockSignals(False)

    def _make_items(self) -> None:
        self._places = places(self._operations)
        self.clear()
        columns = 1 + max((column for _, column in self._places), default=-1)
        self.setColumnCount(columns)
        for row in range(ROWS):
            for column in range(columns):
                empty = QTableWidgetItem("")
                empty.setFlags(Item(0))
                self.setItem(row, column, empty)
        for number, (operation, place) in enumerate(
            zip(self._operations, self._places, strict=True)
        ):
            item = self._item(*place)
            title, phase = tr(operation.title), tr(operation.phase.value)
            item.setText(title)
            item.setData(NUMBER, number)
            item.setData(SHORTER, shorter_titles(operation))
            item.setToolTip(tip(f"{phase}: {title}\n{tr(operation.formula)}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{phase}: {title}")

    def _tell(self, item: QTableWidgetItem | None) -> None:
        if item and item.data(NUMBER) is not None:
            self.opened.emit(item.data(NUMBER))


def places(operations: Sequence[Operation]) -> list[tuple[int, int]]:
    """Row and column of each operation: below what goes forward in a layer what goes back in it,
    from right to left, and below that its update.

    What has no counterpart stands left of the one before.
    """
    forward = [o for o in operations if o.phase in (Phase.FORWARD, Phase.LOSS)]
    found, column = [(0, column) for column in range(len(forward))], len(forward)
    for operation in operations[len(forward) :]:
        if operation.phase is Phase.UPDATE:
            same = [c for c, o in enumerate(forward) if o.layer == operation.layer]
            column = same[0]  # The affine one.
            found.append((2, column))
        else:
            place = operation.title, operation.layer
            same = [c for c, o in enumerate(forward) if (o.title, o.layer) == place]
            column = same[0] if same else column - 1
            found.append((1, column))
    left = min((column for _, column in found), default=0)
    return [(row, column - left) for row, column in found]


def shorter_titles(operation: Operation) -> list[str]:
    """Shorter texts for the title of an operation, the last one the name of its first result."""
    name = operation.outputs[0].name
    if operation.phase is Phase.LOSS:
        return [tr("Loss"), name]
    if operation.phase is Phase.UPDATE:
        return [tr("Update", "of parameters"), name]
    if operation.title.startswith(("L1 ", "L2 ")):
        return [operation.title[:2], name]
    return [name]


class _Delegate(QStyledItemDelegate):
    """Paints an operation as a sign that points to the next one."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        text = index.data()
        if not text:
            return
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        area: QRectF = option.rect.toRectF().adjusted(0.5, 1.5, -0.5, -1.5)
        state, palette = option.state, option.palette
        fill, pen = _colours(palette, state, bool(index.data(IS_LIT)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_enabled = bool(state & QStyle.StateFlag.State_Enabled)
        is_open = is_enabled and bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        edge = palette.color(QPalette.ColorRole.Text if has_focus else QPalette.ColorRole.Mid)
        painter.setPen(Qt.PenStyle.NoPen if is_open and not has_focus else QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawPolygon(_sign(area, WAYS[index.row()]))
        painter.setPen(pen)
        room = area.adjusted(TIP + 1, 0, -TIP - 1, 0)
        texts = [text, *index.data(SHORTER)]
        widths = map(option.fontMetrics.horizontalAdvance, texts)
        text = next((t for t, w in zip(texts, widths, strict=True) if w <= room.width()), texts[-1])
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def _colours(palette: QPalette, state: QStyle.StateFlag, is_lit: bool) -> tuple[QColor, QColor]:
    """Of an operation and its text."""
    role, colours = QPalette.ColorRole, palette.color
    if not state & QStyle.StateFlag.State_Enabled:
        return QColor(Qt.GlobalColor.transparent), colours(role.PlaceholderText)
    if state & QStyle.StateFlag.State_Selected:
        return colours(role.Accent), colours(role.HighlightedText)
    if is_lit:
        lit = colours(role.Accent)
        lit.setAlphaF(LIT)
        return lit, colours(role.Text)
    return colours(role.Base), colours(role.Text)


def _sign(area: QRectF, way: int) -> QPolygonF:
    """An area that points to the right with 1, to the left with -1, and nowhere with 0."""
    back, front = (area.left(), area.right()) if way > 0 else (area.right(), area.left())
    middle, turn = area.center().y(), TIP * way
    return QPolygonF(
        [
            QPointF(back, area.top()),
            QPointF(front - turn, area.top()),
            QPointF(front, middle),
            QPointF(front - turn, area.bottom()),
            QPointF(back, area.bottom()),
            QPointF(back + turn, middle),
        ]
    )
