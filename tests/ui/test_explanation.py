"""Why one digit and not another: shown once the drawing rests, and always of what is drawn."""

from collections.abc import Callable, Generator, Iterator
from decimal import Decimal

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.ink.strokes import Drawing
from digitpad.nn.network import Network
from digitpad.ui.explain import known_digits
from digitpad.ui.explain.explanation_view import ExplanationView
from digitpad.ui.explain.known_digits import KnownDigits
from tests.ui.explain_hand import bar, broken, knowing, random_network

Show = Callable[..., ExplanationView]


def nothing(path: str) -> Generator[None, None, known_digits.Loaded]:
    yield
    return known_digits.NOTHING


def known_of(network: Network, monkeypatch: pytest.MonkeyPatch) -> KnownDigits:
    """Knows an open dataset of four digits, and nothing else."""
    monkeypatch.setattr(known_digits, "_load", nothing)
    monkeypatch.setattr(known_digits, "_load_reference", lambda: nothing(""))
    images = np.stack([bar()] * 4)
    images[1, 12:20] = 0
    images[2, :, :6] = 255
    images[3, 20:] = 255
    dataset = EditableSet("four")
    dataset.path = "four"
    dataset.append(DigitSet("four", images, np.array([6, 6, 2, 4], np.int8)))
    known = KnownDigits(network)
    known.set_open(dataset)
    return known


@pytest.fixture
def show(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """Shows a view of a network, and explains an image if there is one."""
    made: list[tuple[ExplanationView, KnownDigits]] = []

    def make(network: Network, image: NDArray[np.uint8] | None = None) -> ExplanationView:
        known = known_of(network, monkeypatch)
        view = ExplanationView(network, known)
        qtbot.addWidget(view)
        made.append((view, known))
        view.resize(560, 1000)
        with qtbot.waitExposed(view):
            view.show()
        if image is not None:
            with qtbot.waitSignal(view.explained, check_params_cb=lambda found: found is not None):
                view.show_input(image, Drawing(picture=image))
        return view

    yield make
    for view, known in made:
        view.shut_down()
        known.shut_down()


def values(rows: list[tuple[str, str]]) -> list[Decimal]:
    return [Decimal(value.replace("−", "-")) for _, value in rows]


def test_the_evidence_lies_where_the_network_looks(show: Show) -> None:
    view = show(knowing(), bar())
    found = view.found
    assert found is not None
    assert found.digit == 6
    rows, _ = np.nonzero(found.evidence > 0.5 * found.evidence.max())
    assert 10 <= rows.min() <= rows.max() <= 17
    assert view.sentence.text().startswith(f"6 rather than {found.against}: the ink in the middle")


@pytest.mark.parametrize("hidden", [(), (4,), (60, 40), (20, 30, 10)])
def test_the_parts_add_up_to_the_difference_shown(show: Show, hidden: tuple[int, ...]) -> None:
    view = show(random_network(*hidden), bar())
    rows = view.sum.rows()
    ends = [number for number, (text, _) in enumerate(rows) if text.startswith("Logit")]
    assert len(ends) == (2 if hidden else 1)
    start = 0
    for end in ends:
        *parts, total = values(rows[start : end + 1])
        assert sum(parts) == total
        start = end + 1


def test_another_digit_is_chosen_from_the_list(qtbot: QtBot, show: Show) -> None:
    view = show(knowing(), bar())
    box = view.findChild(QComboBox, "explainAgainst")
    assert box is not None
    assert box.count() == 9
    box.setFocus()
    with qtbot.waitSignal(view.explained):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert view.found is not None
    assert view.found.against == box.currentData()
    assert f"rather than {view.found.against}" in view.sentence.text()


def test_a_bar_that_is_clicked_is_compared_with(qtbot: QtBot, show: Show) -> None:
    view = show(knowing(), bar())
    with qtbot.waitSignal(view.explained):
        view.explain_against(2)
    assert view.found is not None
    assert view.found.against == 2
    assert "Logit 6 − logit 2" in [text for text, _ in view.sum.rows()]


def test_what_is_stale_is_dropped(qtbot: QtBot, show: Show) -> None:
    view = show(knowing())
    explained: list[object] = []
    view.explained.connect(lambda found: explained.append(found and found.image))
    first, second = bar(), np.roll(bar(), 3, axis=1)
    view.show_input(first, Drawing(picture=first))
    view.explain_against(2)  # Begins at once.
    view.show_input(second, Drawing(picture=second))
    qtbot.waitUntil(lambda: any(image is second for image in explained))
    assert not any(image is first for image in explained)


def test_nothing_is_worked_out_while_it_cannot_be_seen(qtbot: QtBot, show: Show) -> None:
    view = show(knowing())
    view.hide()
    view.show_input(bar(), Drawing(picture=bar()))
    assert view.found is None
    with qtbot.waitSignal(view.explained, check_params_cb=lambda found: found is not None):
        view.show()


def test_without_ink_there_is_an_invitation(show: Show) -> None:
    view = show(knowing(), bar())
    view.show_input(np.zeros((28, 28), np.uint8), Drawing())
    assert view.found is None
    assert view.sentence.text().startswith("Draw a digit")


def test_a_failure_is_shown(qtbot: QtBot, show: Show, caplog: pytest.LogCaptureFixture) -> None:
    view = show(broken())
    view.show_input(bar(), Drawing(picture=bar()))
    qtbot.waitUntil(view.problem.isVisible)
    assert view.problem.text()
    assert view.found is None
    caplog.clear()


def test_a_click_asks_for_the_missing_ink(qtbot: QtBot, show: Show) -> None:
    view = show(knowing(), bar())
    with qtbot.waitSignal(view.explained):
        view.explain_against(2)
    missing = view.ink.missing
    with qtbot.waitSignal(view.ink_wanted) as wanted:
        place = QPoint(missing.width() // 8, missing.height() // 2)
        QTest.mouseClick(missing, Qt.MouseButton.LeftButton, pos=place)
    line = wanted.args[0]
    assert line.shape == (2, 2)
    assert line[:, 0].max() < 280 < line[:, 1].max() + 100


def test_the_nearest_digits_are_shown_and_opened(qtbot: QtBot, show: Show) -> None:
    view = show(knowing(), bar())
    with qtbot.waitSignal(view.explained):
        view.explain_against(2)
    row, of_other = view.nearest.overall, view.nearest.of_other
    qtbot.waitUntil(lambda: len(of_other.digits) == 1)
    assert row.digits[0].number == 0
    assert row.digits[0].similarity == pytest.approx(1)
    assert [digit.label for digit in of_other.digits] == [2]
    assert "Most alike: " in view.sentence.text()
    with qtbot.waitSignal(view.digit_wanted) as wanted:
        QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    assert (wanted.args[0].path, wanted.args[0].number) == ("four", 0)


def test_a_label_that_was_changed_counts(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    known = known_of(knowing(), monkeypatch)
    with qtbot.waitSignal(known.changed, check_params_cb=lambda: known.is_complete):
        known.start()
    dataset = known._open
    assert dataset is not None
    before = known.sets[0].labels.tolist()
    dataset.relabel(np.array([1]), 9)
    assert known.sets[0].labels.tolist() != before
    known.shut_down()
