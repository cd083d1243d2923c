"""The row above the gallery: which digits to show, and in what order."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from digitpad.data.digitset import UNLABELLED
from digitpad.data.query import Order, Query
from digitpad.translatable import translatable
from digitpad.ui.dataset.search_field import SearchField
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.widgets.flow_layout import FlowLayout

ORDERS = {
    Order.NUMBER: translatable("Original order"),
    Order.LABEL: translatable("Label"),
    Order.CONFIDENCE: translatable("Lowest confidence"),
    Order.LOSS: translatable("Highest loss"),
}


class Filters(QWidget):
    """Asks which digits to show.

    Signals
    -------
    changed() : there is another :attr:`query`, or the same order was selected again.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = SearchField(self)
        self._label = _box(tr("Label"), tr("Show digits with this label"))
        self._label.addItem(tr("All labels"), None)
        self._predicted = _box(tr("Prediction"), tr("Show digits with this prediction"))
        self._predicted.addItem(tr("All predictions"), None)
        for digit in range(10):
            self._label.addItem(tr("Label {digit}").format(digit=digit), digit)
            self._predicted.addItem(tr("Predicted {digit}").format(digit=digit), digit)
        self._label.addItem(tr("Unlabeled"), UNLABELLED)
        self._misclassified = QCheckBox(tr("Misclassifie&d only"), self)
        self._misclassified.setToolTip(
            tip(tr("Show digits whose prediction differs from the label"))
        )
        self._misclassified.setObjectName("misclassifiedOnly")
        self._models_disagree = QCheckBox(tr("Models disagree"), self)
        self._models_disagree.setToolTip(
            tip(tr("Show digits for which the model compared with predicts another digit"))
        )
        self._models_disagree.hide()
        self._changed = QCheckBox(tr("Changed onl&y"), self)
        self._changed.setToolTip(tip(tr("Show digits with unsaved changes of the label")))
        self._order = _box(tr("Sort by"), tr("Which digits come first"))
        for order, text in ORDERS.items():
            self._order.addItem(tr(text), order)
        self._order.setObjectName("sortBy")
        self._clear = QPushButton(icon("funnel-x"), tr("Clear f&ilters"), self)
        self._clear.setToolTip(tip(tr("Show all digits")))
        self.find_action = QAction(tr("&Find digits"), self)
        self.find_action.setShortcuts(QKeySequence.StandardKey.Find)
        self._lay_out()
        self._connect()
        self.ask(Query())

    def _lay_out(self) -> None:
        sorting = QWidget(self)  # Keeps the name and its box on one line.
        row = QHBoxLayout(sorting)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        name = QLabel(tr("Sort &by"), sorting)
        name.setBuddy(self._order)
        row.addWidget(name)
        row.addWidget(self._order)
        layout = FlowLayout(self)
        for widget in (
            self._text,
            self._label,
            self._predicted,
            self._misclassified,
            self._models_disagree,
            self._changed,
            sorting,
            self._clear,
        ):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self._text.textChanged.connect(self._change)
        for box in (self._misclassified, self._models_disagree, self._changed):
            box.toggled.connect(self._change)
        for choice in (self._label, self._predicted, self._order):
            choice.currentIndexChanged.connect(self._change)
        self._order.activated.connect(self._change)  # Selecting the same order sorts again.
        self._clear.clicked.connect(self.show_all)
        self.find_action.triggered.connect(self._text.setFocus)
        self.find_action.triggered.connect(self._text.selectAll)

    @property
    def query(self) -> Query:
        """What is asked now."""
        return Query(
            label=self._label.currentData(),
            predicted=self._predicted.currentData(),
            misclassified=self._misclassified.isChecked(),
            models_disagree=self._models_disagree.isChecked(),
            changed=self._changed.isChecked(),
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
            self._models_disagree.setChecked(query.models_disagree)
            self._changed.setChecked(query.changed)
            self._order.setCurrentIndex(self._order.findData(query.order))
        self._change()

    def offer_models_disagree(self, is_offered: bool) -> None:
        """Offer the digits on which two models disagree, while two are compared."""
        self._models_disagree.setVisible(is_offered)
        if not is_offered:
            self._models_disagree.setChecked(False)

    def show_all(self) -> None:
        """Show all digits, in the selected order."""
        self.ask(Query(order=self.query.order))

    def show_changed(self) -> None:
        """Show all digits with unsaved changes, in the selected order."""
        self.ask(Query(changed=True, order=self.query.order))

    def _change(self) -> None:
        query = self.query
        self._clear.setEnabled(query != Query(order=query.order))
        self.changed.emit()


def _box(name: str, told: str) -> QComboBox:
    """A box of choices."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip(told))
    return box
