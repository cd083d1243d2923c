"""Every lesson, step by step, through its real checks with mouse and keys."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from digitpad.data import reference
from digitpad.data.digitset import DigitSet
from digitpad.files.resources import resource_path
from digitpad.learning import adaptation, teaching
from digitpad.lessons.lesson import load_lessons
from digitpad.playground.operation import Phase
from digitpad.ui.model.export_dialog import ExportDialog
from digitpad.ui.window.main_window import MainWindow
from tests.ui import dataset_hand, retrain_hand
from tests.ui.hand import ONE, SEVEN, Draw
from tests.ui.lessons_hand import LEFT, Learner, Player, named

pytestmark = pytest.mark.light_window

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
Walk = list[Callable[[], object]]
LESSONS, _ = load_lessons(resource_path("lessons") / "en")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is looked at often, and learns little."""
    monkeypatch.setattr("digitpad.ui.window.lessons.LOOK", 10)
    monkeypatch.setattr(adaptation, "STEPS", 6)
    monkeypatch.setattr(adaptation, "VERSIONS", 20)
    monkeypatch.setattr(teaching, "MIN_TAUGHT_SHARE", 0)
    rng = np.random.default_rng(0)
    few = DigitSet(
        "few",
        rng.integers(0, 256, (40, 28, 28)).astype(np.uint8),
        np.arange(40, dtype=np.int8) % 10,
    )
    drawn = reference.DrawnOnce(lambda: iter([few]), lambda parts: parts[0])
    monkeypatch.setattr("digitpad.learning.exporting.CHECK", drawn)


@pytest.fixture
def learner(qtbot: QtBot, window: MainWindow) -> Learner:
    window.resize(960, 540)
    return Learner(qtbot, window)


def show_tab(window: MainWindow, name: str) -> None:
    retrain_hand.show_tab(window, name)


def walk(learner: Learner, row: int, actions: Walk) -> None:
    """Go through a lesson: an action for each step, which is not done before it."""
    learner.begin(row)
    assert len(actions) == len(LESSONS[row].steps)
    for number, act in enumerate(actions):
        assert learner.panel.step == LESSONS[row].steps[number]
        act()
        learner.answer()
        learner.wait_until_done()
        learner.press("nextStep")
    assert learner.panel.step is None
    assert f"{LESSONS[row].title}\n✓ Done" == learner.panel.list.list.item(row).text()


# The Playground


def test_four_points(learner: Learner) -> None:
    player = Player(learner)

    def larger_steps() -> None:
        player.type_rate(0.1)
        player.run()

    def too_large() -> None:
        for rate in (10, 1000):
            player.type_rate(rate)
            player.key(Key.Key_R)
            player.run()
            learner.wait(lambda: player.view.session.state.snapshot.iteration > 20)

    walk(
        learner,
        0,
        [
            player.open,
            partial(player.preset, "quadrants"),
            player.run,
            lambda: None,
            player.drag,
            larger_steps,
            too_large,
        ],
    )


def test_one_step(learner: Learner) -> None:
    player = Player(learner)

    def begin() -> None:
        player.open()
        player.preset("quadrants")

    def follow_back() -> None:
        player.follow("p")
        log_p, p = player.view.inspector.matrices.tables
        QTest.mouseClick(p.viewport(), LEFT, pos=p.visualRect(p.model().index(0, 2)).center())
        entry = log_p.visualRect(log_p.model().index(0, 2)).center()
        QTest.mouseClick(log_p.viewport(), LEFT, pos=entry)
        QTest.mouseDClick(log_p.viewport(), LEFT, pos=entry)

    def backward() -> None:
        player.step_to(Phase.BACKWARD)
        player.follow("dw2")

    walk(
        learner,
        1,
        [
            begin,
            partial(player.step_to, Phase.FORWARD),
            follow_back,
            partial(player.step_to, Phase.LOSS),
            lambda: None,
            partial(player.follow, "dy"),
            backward,
            lambda: QTest.mouseClick(named(learner.window, "playgroundCheck"), LEFT),
            partial(player.step_to, Phase.UPDATE),
        ],
    )


def test_why_an_activation(learner: Learner) -> None:
    player = Player(learner)

    def begin() -> None:
        player.open()
        player.preset("circles")

    def activation(name: str) -> None:
        player.choose(player.view.controls.activation, name)
        player.run()

    def units(count: int) -> None:
        player.units(count)
        player.run()

    def relu() -> None:
        activation("ReLU")
        units(3)

    walk(
        learner,
        2,
        [
            begin,
            partial(activation, "linear"),
            partial(activation, "step"),
            relu,
            lambda: None,
            partial(units, 8),
        ],
    )


# Drawing and digits


def wait_for_digits(learner: Learner) -> None:
    learner.press("lessonOffer")
    view = learner.window.dataset_tab.make_view()
    learner.wait(lambda: view.gallery.model().rowCount() and view.open_dataset.loading is None)


def test_a_picture_is_numbers(learner: Learner, draw: Draw) -> None:
    window = learner.window

    def gallery_key(key: Qt.Key) -> None:
        QTest.keyClick(dataset_hand.gallery_of(window), key, CTRL)

    def change_label() -> None:
        dataset = window.dataset_tab.make_view().dataset
        gallery_key(Key.Key_3)
        if not len(dataset.changed()):  # It was a 3.
            gallery_key(Key.Key_4)

    def draw_one() -> None:
        show_tab(window, "Draw")
        draw(*ONE)

    def draw_another() -> None:
        QTest.keyClick(window.draw_tab.canvas, Key.Key_Delete)
        draw(*SEVEN)

    walk(
        learner,
        3,
        [
            partial(wait_for_digits, learner),
            partial(dataset_hand.pick, window, 0),
            change_label,
            partial(gallery_key, Key.Key_Z),
            draw_one,
            draw_another,
        ],
    )


def test_why_was_mine_misclassified(learner: Learner) -> None:
    window, canvas = learner.window, learner.window.draw_tab.canvas

    def draw_it() -> None:
        show_tab(window, "Draw")
        learner.press("lessonOffer")
        learner.wait(lambda: "meant a" in learner.told)
        canvas.setFocus()

    def explain() -> None:
        panel = window.inside.panel
        if panel is None or panel.isHidden():
            QTest.keyClick(canvas, Key.Key_W)

    def learn() -> None:
        learning = window.draw_tab.learning
        learner.wait(lambda: not learning.why_not)
        QTest.keyClick(canvas, Key.Key_L, CTRL)
        learner.wait(lambda: not learning.is_busy)
        if learning.is_asking:
            QTest.mouseClick(window.draw_tab.learn_now_row.use, LEFT)

    meant: list[str] = []

    def draw_and_note() -> None:
        draw_it()
        meant.append(learner.told)

    def teach_noted() -> None:
        digit = meant[0].rstrip(".").split()[-1]
        QTest.keyClick(canvas, getattr(Key, f"Key_{digit}"), CTRL)

    walk(learner, 5, [draw_and_note, explain, lambda: None, teach_noted, learn, draw_it])


def test_how_good_is_it(learner: Learner) -> None:
    window = learner.window

    def tick() -> None:
        box = window.findChild(QCheckBox, "misclassifiedOnly")
        assert box is not None
        QTest.keyClick(box, Key.Key_Space)

    def matrix() -> None:
        tick()
        QTest.mouseClick(named(window, "matrixButton"), LEFT)

    def choose(name: str, steps: int) -> None:
        box = window.findChild(QComboBox, name)
        assert box is not None
        box.setFocus()
        for _ in range(steps):
            QTest.keyClick(box, Key.Key_Down)

    def sort() -> None:
        QTest.mouseClick(named(window, "matrixButton"), LEFT)
        choose("sortBy", 2)

    walk(
        learner,
        6,
        [
            partial(wait_for_digits, learner),
            tick,
            matrix,
            sort,
            partial(choose, "halves", 1),
            lambda: None,
        ],
    )


# Training and export


def test_from_two_inputs_to_784(learner: Learner) -> None:
    window = learner.window
    page = partial(retrain_hand.opened, learner.qtbot, window)

    def start() -> None:
        retrain_hand.click(page(), "Start training")

    def small() -> None:
        retrain_hand.tick(page(), "Synthetic", False)
        retrain_hand.click(page(), "Random (from scratch)")
        retrain_hand.enter(page(), "hidden", 16)
        page().hyperparameters._hidden[1].setValue(0)
        retrain_hand.enter(page(), "learning_rate", 0.01)
        start()

    def stop() -> None:
        if page().session.is_busy:
            retrain_hand.click(page(), "Stop")

    def overfit() -> None:
        learner.wait(lambda: not page().session.is_busy)
        retrain_hand.enter(page(), "hidden", 64)
        QTest.keyClick(page().hyperparameters._augment, Key.Key_Space)
        retrain_hand.enter(page(), "epochs", 30)
        page().hyperparameters.advanced.open()
        retrain_hand.enter(page(), "batch", 32)
        retrain_hand.enter(page(), "label_smoothing", 0)
        start()

    walk(
        learner,
        4,
        [
            lambda: show_tab(window, "Train"),
            small,
            lambda: None,
            overfit,
            stop,
            lambda: QTest.mouseClick(named(window, "keepModel"), LEFT),
        ],
    )


def test_out_of_the_nest(learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = learner.window
    target = str(tmp_path / "model.py")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))

    def export(form: str) -> None:
        window.current_model.export_action.trigger()
        learner.wait(lambda: window.findChildren(ExportDialog))
        dialog = window.findChildren(ExportDialog)[-1]
        chosen = named(dialog, f"format_{form}")
        QTest.mouseClick(chosen, LEFT, pos=chosen.rect().center() - chosen.rect().center() / 1.2)
        learner.wait(dialog._export.isEnabled)
        QTest.mouseClick(dialog._export, LEFT)
        learner.wait(lambda: not window.findChildren(ExportDialog))
        window.activateWindow()

    walk(
        learner,
        7,
        [
            partial(export, "numpy"),
            lambda: None,
            partial(export, "torch"),
            lambda: show_tab(window, "Playground"),
        ],
    )
    assert (tmp_path / "model.py").exists()
