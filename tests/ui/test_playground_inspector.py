"""The numbers of a step on the Playground, each followed to the numbers that made it."""

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from digitpad.playground.experiment import Experiment
from digitpad.playground.export import numpy_program
from digitpad.playground.operation import Operation, Phase
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import Settings
from digitpad.playground.trace import trace
from digitpad.ui.playground.matrix_model import LIT
from digitpad.ui.playground.step_inspector import StepInspector
from digitpad.ui.playground.step_row import places, shorter_titles

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key

DEEP = Settings(hidden=(4, 3), features=("x", "y", "x*y"), l1=0.01, optimizer="Adam")


def operations_of(settings: Settings) -> Sequence[Operation]:
    experiment = Experiment(PRESETS["quadrants"].make(), settings)
    experiment.step()
    return trace(experiment.network, experiment.points, settings, experiment.learner, 1)


def shown(qtbot: QtBot, settings: Settings, phase: Phase | None = None) -> StepInspector:
    inspector = StepInspector()
    qtbot.addWidget(inspector)
    inspector.resize(1000, 400)
    inspector.row.setParent(None)
    qtbot.addWidget(inspector.row)
    inspector.row.resize(900, 60)
    inspector.row.show()
    inspector.show()
    inspector.show_operations(operations_of(settings), phase, np.tile(np.arange(4), 2))
    return inspector


@pytest.fixture
def inspector(qtbot: QtBot) -> StepInspector:
    return shown(qtbot, Settings())


def table(inspector: StepInspector, name: str) -> QTableView:
    """The matrix of this name; of two, the result."""
    tables = inspector.matrices.tables
    return next(t for t in tables[::-1] if t.accessibleName().startswith(f"{name} ("))


def place_of(view: QTableView, row: int, column: int) -> QPoint:
    return view.visualRect(view.model().index(row, column)).center()


def lit(view: QTableView, strength: int = 1) -> list[tuple[int, int]]:
    """The entries that are lit, or those that are meant most."""
    model = view.model()
    places = np.ndindex(model.rowCount(), model.columnCount())
    return [place for place in places if (model.index(*place).data(LIT) or 0) >= strength]


def head(view: QTableView, way: Qt.Orientation, count: int) -> list[str]:
    return [view.model().headerData(n, way) for n in range(count)]


def lines(inspector: StepInspector) -> list[str]:
    return [inspector.terms.item(row).text() for row in range(inspector.terms.count())]


def test_each_operation_is_opened_by_a_click_and_by_keys(inspector: StepInspector) -> None:
    row = inspector.row
    item = next(i for i in row.findItems("Softmax", Qt.MatchFlag.MatchExactly))
    QTest.mouseClick(row.viewport(), LEFT, pos=row.visualItemRect(item).center())
    assert inspector.title.text() == "Softmax: p = exp(y) / Σ exp(y), for each row"
    QTest.keyClick(row, Key.Key_Left)
    assert inspector.title.text() == "Affine 2: y = h w2 + b2"
    QTest.keyClick(row, Key.Key_Down)
    assert inspector.title.text().startswith("Affine 2: dh = dy w2ᵀ")
    QTest.keyClick(row, Key.Key_Down)
    assert inspector.title.text() == "Gradient descent: w = w − 0.001 dw"


@pytest.mark.parametrize("settings", [Settings(), DEEP], ids=["tutorial", "deep"])
def test_the_code_is_that_of_the_exported_program(qtbot: QtBot, settings: Settings) -> None:
    inspector = shown(qtbot, settings)
    experiment = Experiment(PRESETS["quadrants"].make(), settings)
    experiment.step()
    program = {line.strip() for line in numpy_program(experiment).splitlines()}
    for number in range(len(operations_of(settings))):
        inspector.row.open(number)
        assert {*inspector.code.toPlainText().splitlines()} <= program


def test_operations_stand_below_those_that_they_go_back_through() -> None:
    operations = operations_of(DEEP)
    at = dict(zip(places(operations), operations, strict=True))
    assert at[0, 1].title == "Features"
    for (row, column), operation in at.items():
        if row == 1 and operation.layer:
            assert (operation.title, operation.layer) == (at[0, column].title, at[0, column].layer)
        if row == 2:
            assert operation.phase is Phase.UPDATE
            assert at[0, column].title == f"Affine {operation.layer}"
    assert [at[1, 1].title, at[1, 0].title] == ["L2 regularization", "L1 regularization"]


def test_an_entry_that_is_clicked_lights_its_row_and_column(inspector: StepInspector) -> None:
    result = table(inspector, "a")
    QTest.mouseClick(result.viewport(), LEFT, pos=place_of(result, 2, 1))
    assert lit(table(inspector, "x")) == [(2, 0), (2, 1)]
    assert lit(table(inspector, "w1")) == [(0, 1), (1, 1)]
    assert lit(table(inspector, "b1")) == [(0, 1)]
    told, value = inspector.told.text(), result.currentIndex().data()
    assert told.startswith(f"a (Point 3, Unit 2) = {value[:-1]}")
    assert told.endswith(": row Point 3 of x times column Unit 2 of w1, plus b1 (Unit 2).")
    assert len(lines(inspector)) == 3


def test_the_products_sum_to_the_entry(inspector: StepInspector) -> None:
    operation = operations_of(Settings())[0]
    parts = operation.parts("a", 2, 1)
    inspector.follow(2, 1)
    products = [float(t.split(" = ")[1].split()[0].replace("−", "-")) for t in lines(inspector)[:2]]
    assert sum(products) == pytest.approx(parts.entry.value, abs=1e-3)
    assert lines(inspector)[0].endswith("x (Point 3, x) · w1 (x, Unit 2)")


def test_a_term_that_is_selected_means_its_two_numbers(inspector: StepInspector) -> None:
    inspector.follow(1, 3)
    inspector.terms.setFocus()
    QTest.keyClick(inspector.terms, Key.Key_Home)
    QTest.keyClick(inspector.terms, Key.Key_Down)
    meant = [lit(table(inspector, name), 2) for name in ("x", "w1", "b1")]
    assert meant == [[(1, 1)], [(1, 3)], []]
    assert len(lit(table(inspector, "x"))) == 2


def test_arrow_keys_follow_the_next_entry(inspector: StepInspector) -> None:
    result = table(inspector, "a")
    QTest.mouseClick(result.viewport(), LEFT, pos=place_of(result, 0, 0))
    QTest.keyClick(result, Key.Key_Down)
    QTest.keyClick(result, Key.Key_Right)
    assert inspector.told.text().startswith("a (Point 2, Unit 2) = ")
    assert lit(table(inspector, "x")) == [(1, 0), (1, 1)]


def test_a_number_is_traced_back_to_where_it_was_made(inspector: StepInspector) -> None:
    inspector.row.open(2)
    before = table(inspector, "h")
    before.setCurrentIndex(before.model().index(3, 5))
    QTest.keyClick(before, Key.Key_Return)
    assert inspector.title.text().startswith("ReLU")
    assert inspector.told.text().startswith("h (Point 4, Unit 6) = ")
    sums = table(inspector, "a")
    QTest.mouseClick(sums.viewport(), LEFT, pos=place_of(sums, 3, 5))
    QTest.mouseDClick(sums.viewport(), LEFT, pos=place_of(sums, 3, 5))
    assert inspector.title.text().startswith("Affine 1: a")
    assert inspector.told.text().startswith("a (Point 4, Unit 6) = ")
    first = table(inspector, "x")
    first.setCurrentIndex(first.model().index(0, 0))
    QTest.keyClick(first, Key.Key_Return)  # Nothing made it.
    assert inspector.title.text().startswith("Affine 1: a")


def test_backward_a_weight_is_a_column_times_a_column(qtbot: QtBot) -> None:
    inspector = shown(qtbot, Settings(), Phase.BACKWARD)
    assert inspector.title.text().startswith("Affine 2: dh")
    inspector.value.setCurrentText("dw2 (50 × 4)")
    inspector.follow(7, 2)
    assert "column Unit 8 of h times column Class 3 of dy" in inspector.told.text()
    assert lit(table(inspector, "h")) == [(point, 7) for point in range(4)]
    assert lit(table(inspector, "dy")) == [(point, 2) for point in range(4)]
    inspector.value.setCurrentText("db2 (4)")
    assert "the sum of column Class 3 of dy" in inspector.told.text()


def test_every_entry_of_every_operation_can_be_followed(qtbot: QtBot) -> None:
    inspector = shown(qtbot, DEEP)
    for number, operation in enumerate(operations_of(DEEP)):
        inspector.row.open(number)
        for output in range(len(operation.outputs)):
            inspector.value.setCurrentIndex(output)
            assert inspector.told.text(), operation.title
            assert lines(inspector), operation.title
            assert any(lit(view) for view in inspector.matrices.tables[:-1]), operation.title


def test_rows_and_columns_have_names(inspector: StepInspector) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    result, bias = table(inspector, "a"), table(inspector, "b1")
    assert head(result, down, 4) == ["Point 1", "Point 2", "Point 3", "Point 4"]
    assert head(result, across, 2) == ["Unit 1", "Unit 2"]
    assert head(table(inspector, "w1"), down, 2) == ["x", "y"]
    assert head(bias, down, 1) == ["b1"]
    decoration = Qt.ItemDataRole.DecorationRole
    assert not result.model().headerData(0, down, decoration).isNull()


def test_a_number_is_rounded_to_fit_and_exact_under_the_pointer(inspector: StepInspector) -> None:
    w1 = operations_of(Settings())[0].inputs[1].array
    cell = table(inspector, "w1").model().index(1, 3)
    assert cell.data() == f"{w1[1, 3]:.3f}".replace("-", "−")
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == f"y, Unit 4 = {w1[1, 3].item()!r}"
    low, high = (
        table(inspector, "w1").model().index(0, c).data(Qt.ItemDataRole.BackgroundRole)
        for c in (w1[0].argmin(), w1[0].argmax())
    )
    assert low.name() != high.name()


def test_a_unit_of_the_diagram_is_found_in_the_numbers(qtbot: QtBot) -> None:
    inspector = shown(qtbot, DEEP)
    inspector.open_unit(2, 1)
    assert inspector.title.text().startswith("Affine 2: a2")
    assert ", Unit 2)" in inspector.told.text()
    inspector.open_unit(3, 3)
    assert ", Class 4)" in inspector.told.text()


def test_what_is_open_stays_open_with_other_numbers(qtbot: QtBot, inspector: StepInspector) -> None:
    inspector.row.open(2)
    inspector.follow(1, 2)
    before = inspector.told.text()
    inspector.show_operations(operations_of(Settings(seed=2)), None, np.arange(4))
    qtbot.waitUntil(lambda: inspector.told.text() != before)
    assert inspector.title.text().startswith("Affine 2")
    assert inspector.told.text().startswith("y (Point 2, Class 3) = ")


def test_later_phases_cannot_be_opened_yet(qtbot: QtBot) -> None:
    inspector = shown(qtbot, Settings(), Phase.LOSS)
    row = inspector.row
    enabled = [
        item.text()
        for r in range(3)
        for c in range(row.columnCount())
        if (item := row.item(r, c)) and item.flags() & Qt.ItemFlag.ItemIsEnabled
    ]
    assert enabled == ["Affine 1", "ReLU", "Affine 2", "Softmax", "Cross-entropy"]
    assert inspector.title.text().startswith("Cross-entropy")
    assert (
        inspector.told.text()
        == f"loss = {operations_of(Settings())[4].outputs[0].array:.4g}: the sum of 4 terms."
    )


def test_nothing_is_done_while_it_is_not_seen(qtbot: QtBot) -> None:
    inspector = StepInspector()
    qtbot.addWidget(inspector)
    inspector.show_operations(operations_of(Settings()), None, np.arange(4))
    assert not inspector.title.text()
    inspector.show()
    assert inspector.title.text() == "Affine 1: a = x w1 + b1"


def test_without_points_there_is_nothing(qtbot: QtBot, inspector: StepInspector) -> None:
    inspector.show_operations((), None, np.zeros(0, int))
    assert not inspector.title.text()
    assert not inspector.matrices.tables
    assert not lines(inspector)


def test_both_rows_of_a_matrix_are_seen_over_its_scroll_bar_in_the_lowest_window(
    qtbot: QtBot,
) -> None:
    inspector = shown(qtbot, DEEP)
    inspector.resize(700, inspector.minimumSizeHint().height())
    for number, operation in enumerate(operations_of(DEEP)):
        inspector.row.open(number)
        least = inspector.matrices.minimumSizeHint().height()
        assert least <= inspector.matrices.height(), operation.title


@pytest.mark.parametrize("width", [650, 1000])
def test_the_numbers_of_a_term_are_never_cut_off(qtbot: QtBot, width: int) -> None:
    """Without its exponent, a number is another one."""
    inspector = shown(qtbot, DEEP)
    inspector.resize(width, 400)
    terms, are_scrolled = inspector.terms, set()
    for number in range(len(operations_of(DEEP))):
        inspector.row.open(number)
        numbers = [line.split("   ")[0] for line in lines(inspector)]
        needed = max(map(terms.fontMetrics().horizontalAdvance, numbers))
        QApplication.processEvents()  # Everything has its place.
        assert terms.visualItemRect(terms.item(0)).width() > needed
        bar = terms.horizontalScrollBar()
        assert bar.maximum() + terms.viewport().width() > needed
        are_scrolled.add(bar.isVisible())
    assert are_scrolled == {False, True}, "only where that is needed"


def test_a_term_that_is_pointed_at_tells_its_names(inspector: StepInspector) -> None:
    terms = inspector.terms
    place = terms.visualItemRect(terms.item(1)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, terms.viewport().mapToGlobal(place))
    QApplication.sendEvent(terms.viewport(), event)
    told = " ".join(QToolTip.text().split())
    QToolTip.hideText()
    assert told.startswith(" ".join(lines(inspector)[1].split()))
    assert told.endswith("Select a term to see its numbers in the matrices")


def test_operations_have_proper_names_in_a_narrow_row_too() -> None:
    shorter = {o.title: shorter_titles(o)[0] for o in operations_of(DEEP)}
    assert shorter["Cross-entropy"] == "Loss"
    assert shorter["Adam"] == "Update"
    assert shorter["L1 regularization"] == "L1"
    assert shorter["L2 regularization"] == "L2"


def test_the_selected_operation_stays_while_numbers_follow(qtbot: QtBot) -> None:
    inspector = shown(qtbot, Settings(), Phase.FORWARD)
    forward = [o for o in operations_of(Settings()) if o.phase is Phase.FORWARD]
    moved = operations_of(Settings(seed=2))
    inspector.show_operations(moved, Phase.FORWARD, np.tile(np.arange(4), 2))
    inspector.row.open(len(forward) - 1)  # Before the numbers have followed.
    softmax = inspector.title.text()
    qtbot.waitUntil(lambda: inspector._operations is moved)
    assert inspector.title.text() == softmax
    assert inspector.followed == "p"
