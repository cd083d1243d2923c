"""The panel of lessons: progress, Show me, and the way back."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFrame, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from digitpad.data.my_digits import count_digits, my_digits
from digitpad.data.query import Order, Query
from digitpad.files.resources import resource_path
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.lessons.lesson import load_lessons
from digitpad.ui.support.settings import settings
from digitpad.ui.window.main_window import MainWindow
from digitpad.ui.window.rooms import Rooms
from digitpad.ui.window.show_control import bring_up
from tests.ui import dataset_hand, playground_hand, retrain_hand
from tests.ui.hand import ONE, SEVEN, Draw
from tests.ui.lessons_hand import LEFT, Learner
from tests.ui.teaching_hand import has_kept

pytestmark = pytest.mark.light_window

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
PLACEHOLDER = Drawing((Stroke(np.array([[100, 100], [100, 300]], np.float32)),))
SEEN_LATER = {"keepModel", "halves", "nearestDigits"}
"""Seen after a training, with a dataset that has two halves, and with a drawing."""

LESSONS, _ = load_lessons(resource_path("lessons") / "en")


@pytest.fixture(autouse=True)
def looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digitpad.ui.window.lessons.LOOK", 10)


@pytest.fixture
def learner(qtbot: QtBot, window: MainWindow) -> Learner:
    return Learner(qtbot, window)


def rooms_of(window: MainWindow) -> Rooms:
    return window.lessons._rooms


# The panel


def test_a_step_ticks_itself_once_it_is_done(learner: Learner) -> None:
    learner.begin(0)
    assert learner.state == "Not done yet"
    retrain_hand.show_tab(learner.window, "Playground")
    learner.wait_until_done()
    retrain_hand.show_tab(learner.window, "Draw")
    assert learner.state == "Done"  # And stays so.


def test_a_question_wants_the_right_answer(learner: Learner) -> None:
    learner.begin(7)
    learner.press("nextStep")
    learner.answer(right=False)
    learner.window.lessons._look()
    assert (learner.told, learner.state) == ("No. Think again.", "Not done yet")
    learner.answer()
    assert learner.told == "Right."
    learner.wait_until_done()


def test_steps_can_be_skipped_and_gone_back_to(learner: Learner) -> None:
    learner.begin(1)
    learner.press("nextStep")
    assert learner.panel.step == LESSONS[1].steps[1]
    learner.press("previousStep")
    assert learner.panel.step == LESSONS[1].steps[0]
    learner.press("allLessons")
    assert learner.panel.step is None


def test_escape_closes_the_panel_and_its_key_opens_it_where_it_was(learner: Learner) -> None:
    learner.begin(0)
    QTest.keyClick(learner.panel.view.text, Key.Key_Escape)
    assert not learner.panel.isVisible()
    QTest.keyClick(learner.window, Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert learner.panel.isVisible()
    assert learner.panel.step == LESSONS[0].steps[0]


def test_progress_is_remembered(qtbot: QtBot, learner: Learner) -> None:
    learner.begin(0)
    retrain_hand.show_tab(learner.window, "Playground")
    learner.wait_until_done()
    learner.window.close()
    again = Learner(qtbot, retrain_hand.started_again(qtbot))
    steps = len(LESSONS[0].steps)
    assert again.panel.list.list.item(0).text().endswith(f"1 of {steps} steps done")
    again.begin(0)
    assert again.panel.step == LESSONS[0].steps[1]
    again.window.close()


def test_clicks_in_the_panel_leave_the_keys_to_the_tab(learner: Learner) -> None:
    learner.begin(0)
    playground_hand.opened(learner.qtbot, learner.window)
    learner.wait_until_done()
    learner.press("nextStep")
    assert learner.window.playground_tab.make_view().plane.hasFocus()


def test_with_the_keyboard_the_next_step_is_read_next(learner: Learner) -> None:
    learner.begin(0)
    learner.panel.view.next.setFocus()
    QTest.keyClick(learner.panel.view.next, Key.Key_Space)
    assert learner.panel.step == LESSONS[0].steps[1]
    assert learner.panel.view.text.hasFocus()


def test_a_damaged_lesson_is_told_and_the_others_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(resource_path("lessons"), tmp_path / "lessons")
    damaged = tmp_path / "lessons" / "en" / "02-one-step.md"
    damaged.write_text("# T\n## S\ncheck: nothing", encoding="utf-8")
    monkeypatch.setattr("digitpad.ui.window.lessons.resource_path", lambda name: tmp_path / name)
    learner = Learner(qtbot, window)
    (box,) = window.findChildren(QMessageBox)
    assert box.text().startswith(f'{damaged}, line 3: expected a condition, found "nothing"')
    QTest.mouseClick(box.button(QMessageBox.StandardButton.Ok), LEFT)
    assert learner.panel.list.list.count() == len(LESSONS) - 1
    learner.begin(1)
    assert learner.panel.step == LESSONS[2].steps[0]


def test_a_digit_of_ones_own_is_meant_as_it_was_labelled(learner: Learner, draw: Draw) -> None:
    learner.begin(5)
    canvas = learner.window.draw_tab.canvas
    while learner.panel.step and learner.panel.step.title != "Look again":
        learner.press("nextStep")
    draw(*SEVEN)
    learner.wait(lambda: learner.window.draw_tab.classifier.prediction.probabilities)
    learner.window.lessons._look()
    assert learner.state == "Not done yet"
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_7, CTRL)
    draw(*SEVEN)
    learner.wait_until_done()
    learner.wait(lambda: has_kept(1))


# Show me


def test_show_me_finds_the_control_of_every_step(window: MainWindow) -> None:
    window.resize(1366, 768)
    window.dataset_tab.make_view()
    rooms = rooms_of(window)
    window.inside.action.trigger()
    names = {step.show for lesson in LESSONS for step in lesson.steps if step.show}
    for name in names - SEEN_LATER:
        assert bring_up(name, rooms, window), name
    assert all(window.findChild(QWidget, name) for name in SEEN_LATER)


def spotlight(window: MainWindow) -> QWidget:
    """The frame around what is meant."""
    light = window.findChild(QWidget, "spotlight")
    assert light is not None
    return light


def test_show_me_tells_where_there_is_nothing_to_see_yet(learner: Learner) -> None:
    learner.begin(6)
    for _ in range(4):
        learner.press("nextStep")
    learner.press("showMe")
    assert learner.told == "It cannot be seen now. Do the steps before, or make the window larger."


def test_show_me_brings_the_tab_and_lights_the_control(learner: Learner) -> None:
    learner.begin(0)
    for _ in range(5):
        learner.press("nextStep")
    learner.press("showMe")
    window = learner.window
    box = window.playground_tab.make_view().controls.learning_rate
    assert window._tabs.currentWidget() is window.playground_tab
    light = spotlight(window)
    assert light.isVisible()
    assert light.geometry().contains(box.mapTo(window, box.rect().center()))
    learner.press("nextStep")
    assert not light.isVisible()


def test_show_me_stays_on_the_tab_where_undo_is_meant(learner: Learner) -> None:
    learner.begin(3)
    retrain_hand.show_tab(learner.window, "Dataset")
    while learner.panel.step and learner.panel.step.title != "Take it back":
        learner.press("nextStep")
    learner.press("showMe")
    window = learner.window
    assert window._tabs.currentWidget() is window.dataset_tab
    light = spotlight(window)
    edit = window.menuBar().actionGeometry(window._edit_menu.menuAction())
    assert light.geometry().contains(edit.center())


def test_the_light_goes_along_with_its_control(learner: Learner) -> None:
    learner.begin(0)
    for _ in range(5):
        learner.press("nextStep")
    learner.press("showMe")
    window = learner.window
    light = spotlight(window)
    retrain_hand.show_tab(window, "Draw")
    learner.wait(light.isHidden)
    retrain_hand.show_tab(window, "Playground")
    box = window.playground_tab.make_view().controls.learning_rate
    box.move(box.x() + 40, box.y() + 20)
    learner.wait(lambda: light.geometry().contains(box.mapTo(window, box.rect().bottomRight())))


# Back to where I was


@pytest.fixture
def with_work(window: MainWindow, draw: Draw) -> MainWindow:
    """A window in which somebody has drawn a 7 and plays with the spiral."""
    draw(*SEVEN)
    session = window.playground_tab.make_view().session
    session.choose_preset("spiral")
    session.runner.step()
    return window


def test_back_brings_drawing_playground_and_tab(
    qtbot: QtBot, with_work: MainWindow, draw: Draw
) -> None:
    window, canvas = with_work, with_work.draw_tab.canvas
    drawing, session = canvas.drawing, window.playground_tab.make_view().session
    learner = Learner(qtbot, window)
    learner.begin(0)
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Delete)
    draw(*ONE)
    session.choose_preset("XOR")
    playground_hand.opened(qtbot, window)
    learner.press("backToBefore")
    assert window._tabs.currentWidget() is window.draw_tab
    assert canvas.drawing == drawing
    assert (session.state.setup.preset, session.state.snapshot.iteration) == ("spiral", 1)
    assert learner.panel.step is None
    canvas.undo_stack.redo()  # Nothing of the lesson is lost either.
    canvas.undo_stack.redo()
    assert canvas.drawing != drawing


def test_back_takes_digits_of_the_lesson_out_of_my_digits(
    qtbot: QtBot, with_work: MainWindow
) -> None:
    canvas = with_work.draw_tab.canvas
    learner = Learner(qtbot, with_work)
    learner.begin(5)
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_7, CTRL)
    learner.wait(lambda: count_digits(my_digits()) == 1)
    learner.press("backToBefore")
    learner.wait(lambda: not count_digits(my_digits()))
    assert not canvas.is_empty


def test_what_cannot_be_undone_is_told(qtbot: QtBot, with_work: MainWindow) -> None:
    canvas = with_work.draw_tab.canvas
    learner = Learner(qtbot, with_work)
    learner.begin(5)
    canvas.undo_stack.undo()
    canvas.replace_drawing(PLACEHOLDER, "Other drawing")  # The mark is gone.
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_7, CTRL)
    learner.wait(lambda: with_work.draw_tab.learning.untaught)
    with qtbot.waitSignal(with_work.lessons.message) as told:
        learner.press("backToBefore")
    assert told.args is not None
    assert "My digits still has 1 digit from the lesson" in told.args[0]


def test_back_undoes_changes_of_labels(qtbot: QtBot, window: MainWindow) -> None:
    view = window.dataset_tab.make_view()
    learner = Learner(qtbot, window)
    retrain_hand.show_tab(window, "Dataset")
    learner.wait(lambda: view.gallery.model().rowCount() and view.open_dataset.loading is None)
    learner.begin(3)
    dataset_hand.pick(window, 0)
    view.controller.editing.relabel(5 if view.dataset.labels[0] != 5 else 6)
    assert len(view.dataset.changed())
    learner.press("backToBefore")
    assert not len(view.dataset.changed())


def test_back_brings_filters_and_what_to_train_with(qtbot: QtBot, window: MainWindow) -> None:
    learner, choice = Learner(qtbot, window), window.retraining.page.choice
    filters = window.dataset_tab.make_view().filters
    before = filters.query, choice.hyperparameters.remembered(), choice.dataset_list.remembered()
    learner.begin(4)
    retrain_hand.opened(qtbot, window)
    page = window.retraining.page
    retrain_hand.tick(page, "Synthetic", False)
    retrain_hand.click(page, "Random (from scratch)")
    retrain_hand.enter(page, "learning_rate", 0.01)
    filters.ask(Query(misclassified=True, order=Order.LOSS))
    learner.press("backToBefore")
    now = filters.query, choice.hyperparameters.remembered(), choice.dataset_list.remembered()
    assert now == before


def test_back_opens_the_half_that_was_open(qtbot: QtBot, window: MainWindow) -> None:
    view = window.dataset_tab.make_view()
    opened = view.open_dataset
    learner = Learner(qtbot, window)
    retrain_hand.show_tab(window, "Dataset")
    box = window.findChild(QComboBox, "halves")
    assert box is not None
    learner.wait(lambda: box.isVisible() and opened.loading is None)
    assert box.currentText() == "Training set"
    learner.begin(6)  # It has one look at the test set.
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    learner.wait(lambda: box.currentText() == "Test set" and opened.loading is None)
    learner.press("backToBefore")
    learner.wait(lambda: box.currentText() == "Training set" and opened.loading is None)


def test_back_asks_nothing_about_labels_of_the_digits_that_were_offered(
    qtbot: QtBot, window: MainWindow
) -> None:
    view, learner = window.dataset_tab.make_view(), Learner(qtbot, window)
    learner.begin(3)
    learner.press("lessonOffer")
    learner.wait(lambda: view.gallery.model().rowCount() and view.open_dataset.loading is None)
    dataset_hand.pick(window, 0)
    view.controller.editing.relabel(5 if view.dataset.labels[0] != 5 else 6)
    assert len(view.dataset.changed())
    learner.press("backToBefore")
    learner.wait(lambda: not len(view.dataset))
    assert not window.findChildren(QMessageBox)


# Where lessons are offered


def notices(window: MainWindow) -> list[QFrame]:
    return [bar for bar in window.findChildren(QFrame, "notice") if bar.isVisible()]


def test_lessons_are_offered_until_that_is_closed(qtbot: QtBot, window: MainWindow) -> None:
    assert not notices(window)
    settings().clear()
    window.lessons.offer_once(window.notices)
    (bar,) = notices(window)
    settings().setValue("draw/pen_width", 30)  # What the first use leaves does not end the offer.
    bar.hide()
    window.notices.hide()
    window.lessons.offer_once(window.notices)
    (bar,) = notices(window)
    button = bar.findChild(QPushButton)
    assert button is not None
    QTest.mouseClick(button, LEFT)
    assert window.lessons.panel is not None
    assert window.lessons.panel.isVisible()
    assert not notices(window)
    window.lessons.offer_once(window.notices)
    assert not notices(window)


def test_lessons_are_not_offered_to_who_has_used_the_program_before(window: MainWindow) -> None:
    settings().setValue("draw/pen_width", 30)
    window.lessons.offer_once(window.notices)
    assert not notices(window)


def test_a_link_of_the_guide_opens_a_lesson(window: MainWindow) -> None:
    QDesktopServices.openUrl(QUrl("lesson:03-activation"))
    assert window.lessons.panel is not None
    assert window.lessons.panel.step == LESSONS[2].steps[0]
