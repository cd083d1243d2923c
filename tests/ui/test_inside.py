"""The panel in the whole window: opened, folded, compared with, drawn into, followed."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.explain.known import KnownDigit
from digitpad.learning.progress import PartDone
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.explain.explain_window import ExplainWindow
from digitpad.ui.explain.explanation_view import ExplanationView
from digitpad.ui.explain.grid_image import GridImage
from digitpad.ui.explain.hidden_units import HiddenUnits
from digitpad.ui.explain.inside_panel import InsidePanel, remember_open
from digitpad.ui.support.plain_text import without_mnemonic
from digitpad.ui.support.theme import apply_theme
from digitpad.ui.window.main_window import MainWindow
from tests.ui.dataset_hand import press
from tests.ui.hand import (
    FOUR,
    SEVEN,
    Draw,
    action,
    button,
    ink_colour,
    paper_colour,
    pixel,
    prediction,
    probabilities,
)

pytestmark = pytest.mark.light_window


def press_w(window: MainWindow) -> InsidePanel:
    """Press the key of Explain; the panel."""
    QTest.keyClick(window, Qt.Key.Key_W)
    panel = window.findChild(InsidePanel, "insidePanel")
    assert panel is not None
    return panel


def explained(qtbot: QtBot, panel: InsidePanel) -> ExplanationView:
    view = panel.explanation
    qtbot.waitUntil(lambda: view.found is not None and bool(view.sum.rows()))
    return view


def test_the_key_opens_the_panel_and_hides_it_again(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    draw(*FOUR)
    panel = press_w(window)
    qtbot.waitUntil(lambda: panel.isAncestorOf(QApplication.focusWidget() or window))
    view = explained(qtbot, panel)
    assert view.found is not None
    assert str(view.found.digit) == prediction(window)
    assert without_mnemonic(panel.why_fold.button.text()) == f"Why 4 and not {view.found.against}?"
    press_w(window)
    assert panel.isHidden()
    assert window.draw_tab.canvas.hasFocus()


def test_the_key_hides_the_panel_from_the_canvas_too(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    explain = action(window, "actionExplain")
    panel = press_w(window)
    assert explain.isChecked()
    draw(*FOUR)
    assert window.draw_tab.canvas.hasFocus()
    press_w(window)
    assert panel.isHidden()
    assert not explain.isChecked()


def test_the_key_in_another_tab_shows_the_panel(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    panel = press_w(window)
    page = window.findChild(QWidget, "trainTab")
    assert page is not None
    window._tabs.setCurrentWidget(page)
    press_w(window)
    assert panel.isVisible()
    assert action(window, "actionExplain").isChecked()


def test_why_leaves_an_open_panel_open(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    panel = press_w(window)
    draw([(280, 280), (282, 280)])
    why = window.draw_tab.prediction.why
    qtbot.waitUntil(why.isVisible)
    QTest.mouseClick(why, Qt.MouseButton.LeftButton)
    assert panel.isVisible()


def test_the_network_follows_the_pen(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    panel = press_w(window)
    units = window.findChild(HiddenUnits, "hiddenUnits")
    assert units is panel.units
    draw(*SEVEN)
    qtbot.waitUntil(lambda: units.state is not None and units.state.digit == 7)


def test_a_bar_that_is_clicked_is_compared_with(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    draw(*FOUR)
    qtbot.waitUntil(lambda: prediction(window) == "4")
    window.draw_tab.bars.digit_clicked.emit(6)
    panel = window.findChild(InsidePanel, "insidePanel")
    assert panel is not None
    view = explained(qtbot, panel)
    assert view.found is not None
    assert view.found.against == 6


def test_missing_ink_is_drawn_and_undone(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    draw(*FOUR)
    view = explained(qtbot, press_w(window))
    missing = view.ink.missing
    qtbot.waitUntil(lambda: missing.height() > 50)  # It is laid out.
    before = probabilities(window)
    place = QPoint(missing.width() // 2, missing.height() // 4)
    QTest.mouseClick(missing, Qt.MouseButton.LeftButton, pos=place)
    canvas = window.draw_tab.canvas
    assert len(canvas.drawing.strokes) == len(FOUR) + 1
    qtbot.waitUntil(lambda: probabilities(window) != before)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(canvas.drawing.strokes) == len(FOUR)
    qtbot.waitUntil(lambda: probabilities(window) == before)


def test_the_panel_is_scrolled_to_the_explanation(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    window.resize(800, 500)
    draw(*FOUR)
    panel = press_w(window)
    explained(qtbot, panel)
    viewport, button = panel.viewport(), panel.why_fold.button
    qtbot.waitUntil(lambda: 0 <= button.mapTo(viewport, QPoint()).y() < 20)
    assert panel.horizontalScrollBar().maximum() == 0


def ink_at(canvas: Canvas, point: tuple[float, float]) -> QColor:
    return canvas.grab().toImage().pixelColor(pixel(canvas, point))


def test_the_evidence_colours_the_ink_until_it_changes(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    canvas, places = window.draw_tab.canvas, FOUR[0]
    draw(*FOUR)
    assert all(ink_at(canvas, place) == ink_colour(canvas) for place in places)
    panel = press_w(window)
    explained(qtbot, panel)
    qtbot.waitUntil(lambda: all(ink_at(canvas, place) != ink_colour(canvas) for place in places))
    assert ink_at(canvas, (60, 60)) == paper_colour(canvas)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (60, 60)))
    assert all(ink_at(canvas, place) == ink_colour(canvas) for place in places)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (60, 60)))
    qtbot.waitUntil(lambda: ink_at(canvas, places[0]) != ink_colour(canvas))
    hide = next(b for b in panel.findChildren(QToolButton) if "Hide" in b.accessibleName())
    QTest.mouseClick(hide, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    assert ink_at(canvas, places[0]) == ink_colour(canvas)


def test_the_evidence_stays_off_the_canvas_where_it_is_not_wanted(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    canvas, place = window.draw_tab.canvas, FOUR[0][0]
    draw(*FOUR)
    panel = press_w(window)
    view = explained(qtbot, panel)
    qtbot.waitUntil(lambda: ink_at(canvas, place) != ink_colour(canvas))
    view.on_canvas.setFocus()
    QTest.keyClick(view.on_canvas, Qt.Key.Key_Space)
    assert ink_at(canvas, place) == ink_colour(canvas)
    again = InsidePanel(window.current_model.current.network, panel._known)
    qtbot.addWidget(again)
    assert not again.explanation.on_canvas.isChecked()
    again.shut_down()


@pytest.mark.parametrize("text", ["Explain", "Why?"])
def test_a_button_beside_the_prediction_explains_it(
    qtbot: QtBot, window: MainWindow, draw: Draw, text: str
) -> None:
    draw([(280, 280), (282, 280)])
    qtbot.waitUntil(lambda: prediction(window) == "?")
    QTest.mouseClick(button(window.draw_tab, text), Qt.MouseButton.LeftButton)
    panel = window.findChild(InsidePanel, "insidePanel")
    assert panel is not None
    assert panel.isVisible()
    assert explained(qtbot, panel).isVisible()


def test_why_is_not_offered_where_the_prediction_is_certain(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    draw(*FOUR)
    qtbot.waitUntil(lambda: prediction(window) == "4")
    assert not window.draw_tab.prediction.why.isVisible()


def test_another_model_explains_anew(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    draw(*FOUR)
    panel = press_w(window)
    explained(qtbot, panel)
    with qtbot.waitSignal(panel.explanation.explained):
        window.current_model.restore()


def test_known_digits_are_not_indexed_while_the_network_is_taught(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    """What comes of the teaching indexes them anew."""
    draw(*FOUR)
    known = press_w(window)._known
    qtbot.waitUntil(lambda: bool(known.sets) and not known._is_busy())
    window.draw_tab.learning.progressed.emit(PartDone("", 1, 2))
    assert known._is_busy()


def test_a_nearest_digit_is_opened_in_its_dataset(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    draw(*FOUR)
    panel = press_w(window)
    view = explained(qtbot, panel)
    row = view.nearest.overall
    qtbot.waitUntil(lambda: len(row.digits) > 0)
    panel.ensureWidgetVisible(row)
    digit = row.digits[0]
    QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.dataset_tab.isVisible)
    dataset_view = window.dataset_tab.make_view()

    def selected() -> int:
        index = dataset_view.gallery.currentIndex()
        return int(dataset_view.open_dataset.shown[index.row()]) if index.isValid() else -1

    qtbot.waitUntil(lambda: selected() == digit.number)
    np.testing.assert_array_equal(dataset_view.dataset.image(digit.number), digit.image)


def test_a_nearest_digit_whose_loading_is_cancelled_is_not_selected(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = press_w(window)
    view = window.dataset_tab.make_view()
    # With the first digits, long before the last one has come.
    view.open_dataset.grown.connect(lambda: press(window, "Cancel"))
    blank = np.zeros((28, 28), np.uint8)
    panel.digit_wanted.emit(KnownDigit("synthetic:3000", 2999, 0, 1.0, blank))
    with qtbot.waitSignal(view.open_dataset.loading_ended):
        pass
    assert 0 < len(view.dataset) < 3000
    assert view.gallery.currentIndex().row() < len(view.dataset)


@pytest.mark.parametrize("by_key", [True, False])
def test_a_digit_of_the_dataset_is_explained_in_a_window(
    qtbot: QtBot, window: MainWindow, by_key: bool
) -> None:
    window.open_dataset("synthetic:30:8")
    view = window.dataset_tab.make_view()
    qtbot.waitUntil(lambda: len(view.dataset) == 30 and view.open_dataset.loading is None)
    view.gallery.show_row(4)
    if by_key:
        QTest.keyClick(view.gallery, Qt.Key.Key_W)
    else:
        detail = view.findChild(QWidget, "digitDetail")
        assert detail is not None
        QTest.mouseClick(button(detail, "Explain"), Qt.MouseButton.LeftButton)
    explain = window.findChild(ExplainWindow, "explainWindow")
    assert explain is not None
    assert not action(window, "actionExplain").isChecked()
    qtbot.waitUntil(lambda: explain.view.found is not None)
    assert explain.view.found is not None
    np.testing.assert_array_equal(explain.view.found.image, view.dataset.image(4))
    row = explain.view.nearest.overall
    qtbot.waitUntil(lambda: len(row.digits) > 0)
    path = view.dataset.path
    assert (path, 4) not in [(digit.path, digit.number) for digit in row.digits]
    explain.close()


@pytest.mark.parametrize(
    ("width", "remembered", "is_open"),
    [(1300, None, True), (1100, None, False), (1300, False, False), (1100, True, True)],
)
def test_it_is_open_at_first_in_a_wide_window(
    qtbot: QtBot, width: int, remembered: bool | None, is_open: bool
) -> None:
    if remembered is not None:
        remember_open(remembered)
    window = create_window()
    qtbot.addWidget(window)
    window.resize(width, 700)
    with qtbot.waitExposed(window):
        window.show()
    if is_open:
        qtbot.waitUntil(lambda: window.inside.panel is not None)
    assert (window.inside.panel is not None) == is_open
    window.close()


def test_a_part_stays_folded(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    panel = press_w(window)
    assert panel.inside_fold.is_open
    QTest.mouseClick(panel.inside_fold.button, Qt.MouseButton.LeftButton)
    assert not panel.units.isVisible()
    again = InsidePanel(window.current_model.current.network, panel._known)
    qtbot.addWidget(again)
    assert not again.inside_fold.is_open
    again.shut_down()


def test_the_action_has_its_name(window: MainWindow) -> None:
    assert action(window, "actionExplain").shortcut().toString() == "W"


def test_nothing_is_cut_off_at_the_least_width(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    draw(*FOUR)
    panel = press_w(window)
    explained(qtbot, panel)
    panel.units.opened.emit(0, 3)
    content = panel.widget()
    assert content is not None
    scroll_bar = panel.verticalScrollBar().sizeHint().width()
    assert content.minimumSizeHint().width() <= panel.minimumSizeHint().width() - scroll_bar


def test_the_panel_follows_the_theme(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    draw(*FOUR)
    panel = press_w(window)
    view = explained(qtbot, panel)
    qtbot.waitUntil(lambda: panel.units.state is not None)
    shown = (view.ink.evidence, panel.units.findChildren(GridImage)[0])
    qtbot.waitUntil(lambda: min(one.height() for one in shown) > 30)  # They are laid out.

    def lightness() -> list[int]:
        return [one.grab().toImage().pixelColor(3, 3).lightness() for one in shown]

    try:
        apply_theme(app, "light")
        qtbot.waitUntil(lambda: min(lightness()) > 200)
        apply_theme(app, "dark")
        qtbot.waitUntil(lambda: max(lightness()) < 50)
    finally:
        apply_theme(app, "system")
