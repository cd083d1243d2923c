"""The row of questions above the gallery: which digits to show, and in what order."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from digitpad.data.digitset import UNLABELLED
from digitpad.data.query import Order, Query
from digitpad.ui.support.theme import SPACE

ORDERS = {
    Order.NUMBER: "in order",
    Order.LABEL: "by label",
    Order.CONFIDENCE: "least sure first",
    Order.LOSS: "highest loss first",
}


class Filters(QWidget):
    """Asks which digits to show.

    Signals
    -------
    changed() : another :attr:`query` is asked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLineEdit(self)
        self._text.setPlaceholderText("File name or number")
        self._text.setClearButtonEnabled(True)
        self._text.setToolTip("Show only digits whose file's name holds this (Ctrl+F)")
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self._text,
            self._text.clear,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        self._label = QComboBox(self)
        self._label.setToolTip("Show only digits with this label")
        self._label.addItem("all labels", None)
        self._predicted = QComboBox(self)
        self._predicted.setToolTip("Show only digits that the network reads as this")
        self._predicted.addItem("read as any", None)
        for digit in range(10):
            self._label.addItem(f"label {digit}", digit)
            self._predicted.addItem(f"read as {digit}", digit)
        self._label.addItem("no label", UNLABELLED)
        self._misclassified = QCheckBox("misclassified only", self)
        self._misclassified.setToolTip(
            "Show only digits that the network reads as another than labelled"
        )
        self._order = QComboBox(self)
        self._order.setToolTip("What to show first")
        for order, text in ORDERS.items():
            self._order.addItem(text, order)
        self._show_all = QPushButton("Show all", self)
        self._show_all.setToolTip("Show all digits of the set")
        self._show_all.clicked.connect(self.show_all)
        self.find_action = QAction("&Find digits", self)
        self.find_action.setShortcuts(QKeySequence.StandardKey.Find)
        self.find_action.triggered.connect(self._text.setFocus)
        self.find_action.triggered.connect(self._text.selectAll)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._text, 1)
        for widget in (
            self._label,
            self._predicted,
            self._misclassified,
            self._order,
            self._show_all,
        ):
            layout.addWidget(widget)
        self._text.textChanged.connect(self._change)
        self._misclassified.toggled.connect(self._change)
        for box in (self._label, self._predicted, self._order):
            box.currentIndexChanged.connect(self._change)
        self.ask(Query())

    @property
    def query(self) -> Query:
        """What is asked now."""
        return Query(
            label=self._label.currentData(),
            predicted=self._predicted.currentData(),
            misclassified=self._misclassified.isChecked(),
            text=self._text.text(),
            order=Order(self._order.currentData()),
        )

    def ask(self, query: Query) -> None:
        """Ask something else."""
        with QSignalBlocker(self):
            self._text.setText(query.text)
            self._label.setCurrentIndex(self._label.findData(query.label))
            self._predicted.setCurrentIndex(self._predicted.findData(query.predicted))
            self._misclassified.setChecked(query.misclassified)
            self._order.setCurrentIndex(self._order.findData(query.order))
        self._change()

    def show_all(self) -> None:
        """Ask for everything, in the order that is selected."""
        self.ask(Query(order=self.query.order))

    def _change(self) -> None:
        query = self.query
        self._show_all.setEnabled(query != Query(order=query.order))
        self.changed.emit()
