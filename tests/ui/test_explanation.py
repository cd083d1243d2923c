"""Why one digit and not another: shown once the drawing rests, and always of what is drawn."""

from collections.abc import Callable, Generator, Iterator
from decimal import Decimal

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from digitpad.data.digitset import DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.explain.explanation import explain
from digitpad.explain.known import KnownDigit
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.nn.network import Network
from digitpad.ui.explain import known_digits
from digitpad.ui.explain.explanation_view import ExplanationView
from digitpad.ui.explain.grid_image import GridImage
from digitpad.ui.explain.known_digits import KnownDigits
from digitpad.ui.explain.nearest_digits import NearestDigits
from tests.ui.explain_hand import bar, broken, knowing, random_network

Show = Callable[..., ExplanationView]


def nothing() -> Generator[None, None, known_digits.Loaded]:
    yield
    return known_digits.NOTHING


def known_of(network: Network, monkeypatch: pytest.MonkeyPatch) -> KnownDigits:
    """Knows an open dataset of four digits, and nothing else."""
    monkeypatch.setattr(known_digits, "_load_my_digits", nothing)
    monkeypatch.setattr(known_digits, "_load_reference", nothing)
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


def sentence(view: ExplanationView) -> str:
    label = view.findChild(QLabel, "explanationSentence")
    assert label is not None
    return label.text()


def values(rows: list[tuple[str, str]]) -> list[Decimal]:
    return [Decimal(value.replace("−", "-")) for _, value in rows]


def test_the_evidence_lies_where_the_network_looks(show: Show) -> None:
    view = show(knowing(), bar())
    found = view.found
    assert found is not None
    assert found.digit == 6
    rows, _ = np.nonzero(found.evidence > 0.5 * found.evidence.max())
    assert 10 <= rows.min() <= rows.max() <= 17
    assert sentence(view).startswith(f"6 rather than {found.against}: the ink in the middle")


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
    assert f"rather than {view.found.against}" in sentence(view)


def test_a_bar_that_is_clicked_is_compared_with(qtbot: QtBot, show: Show) -> None:
    view = show(knowing(), bar())
    with qtbot.waitSignal(view.explained):
        view.explain_against(2)
    assert view.found is not None
    assert view.found.against == 2
    assert "Logit 6 − logit 2" in [text for text, _ in view.sum.rows()]


def test_another_picture_is_compared_with_its_own_runner_up(qtbot: QtBot, show: Show) -> None:
    view = show(knowing(), bar())
    label = view.findChild(QLabel, "explanationSentence")
    assert label is not None
    with qtbot.waitSignal(view.explained):
        view.explain_against(2)
    other = np.roll(bar(), 3, axis=1)
    with qtbot.waitSignal(view.explained):
        view.show_input(other, Drawing(picture=other))
        assert not label.isEnabled()  # It tells of the picture before.
    assert label.isEnabled()
    assert view.found is not None
    assert view.found.against == explain(knowing(), other).against != 2


def test_the_choice_is_kept_for_a_digit_that_grows_but_not_for_another(
    qtbot: QtBot, show: Show
) -> None:
    view = show(knowing(), bar())
    first, more, other = (
        Stroke(np.array([[x, 90], [x, 400]], np.float32)) for x in (100, 150, 300)
    )
    compared = []
    for strokes in ((first,), (first, more), (other,)):
        with qtbot.waitSignal(view.explained):
            view.show_input(bar(), Drawing(strokes))
        assert view.found is not None
        compared.append(view.found.against)
        if len(compared) == 1:
            with qtbot.waitSignal(view.explained):
                view.explain_against(2)
    assert compared[1:] == [2, compared[0]]
    assert compared[0] != 2


def test_a_picture_that_comes_after_the_click_is_compared_as_asked(
    qtbot: QtBot, show: Show
) -> None:
    """The click opens the panel, which is given the drawing after that."""
    view = show(knowing())
    view.explain_against(2)
    with qtbot.waitSignal(view.explained, check_params_cb=lambda found: found is not None):
        view.show_input(bar(), Drawing(picture=bar()))
    assert view.found is not None
    assert view.found.against == 2 != explain(knowing(), bar()).against


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
    assert sentence(view).startswith("Draw a digit")


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
    assert "Most similar digits: " in sentence(view)
    with qtbot.waitSignal(view.digit_wanted) as wanted:
        QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    assert (wanted.args[0].path, wanted.args[0].number) == ("four", 0)


def test_the_sentence_counts_the_nearest_digits_that_are_seen(qtbot: QtBot, show: Show) -> None:
    view = show(knowing(), bar())
    row = view.nearest.overall

    def seen() -> list[str]:
        return [b.text() for b in row.buttons if b.isVisible() and not b.visibleRegion().isEmpty()]

    qtbot.waitUntil(lambda: len(seen()) == 4)
    assert sentence(view).endswith(" 2 labeled 6, 1 labeled 4 and 1 labeled 2.")
    view.resize(180, 1000)
    qtbot.waitUntil(lambda: len(seen()) == 3)
    assert sentence(view).endswith(" 2 labeled 6 and 1 labeled 4.")


def test_a_digit_is_not_most_similar_to_itself(qtbot: QtBot, show: Show) -> None:
    view = show(knowing())
    view.show_input(bar(), Drawing(picture=bar()), ("four", 0))
    view.explain_against(2)
    row = view.nearest.overall
    qtbot.waitUntil(lambda: len(row.digits) == 3)
    assert 0 not in [digit.number for digit in row.digits]


def test_there_is_no_empty_row_while_the_known_digits_are_not_ready(qtbot: QtBot) -> None:
    nearest = NearestDigits(8)
    qtbot.addWidget(nearest)
    nearest.show()

    def shown() -> list[str]:
        return [label.text() for label in nearest.findChildren(QLabel) if label.isVisible()]

    assert shown() == ["Waiting for the known digits…"]
    nearest.show_digits(6, 2, [], [])  # Of a set without digits, which is ready first.
    assert shown() == ["Waiting for the known digits…"]
    assert not nearest.overall.isVisible()
    digit = KnownDigit("four", 0, 6, 0.5, bar())
    nearest.show_digits(6, 2, [digit], [])
    assert shown() == ["Label · similarity"]
    assert nearest.overall.isVisible()
    nearest.show_digits(6, 2, [digit], [digit])
    assert shown() == ["Label · similarity", "Most similar digits with label 2"]


@pytest.mark.parametrize("width", [280, 470])
def test_images_beside_each_other_begin_at_one_height(show: Show, width: int) -> None:
    view = show(knowing(), bar())
    view.resize(width, 1000)
    QApplication.processEvents()
    for parts in (view.ink, view._way):
        images = parts.findChildren(GridImage)
        assert len({image.y() for image in images}) == 1
        heads = [label for label in parts.findChildren(QLabel) if label.y() < images[0].y()]
        assert len(heads) == len(images)
        for head in heads:
            assert head.height() >= head.heightForWidth(head.width())
            widest = max(head.fontMetrics().horizontalAdvance(w) for w in head.text().split())
            assert widest <= head.width()


def test_a_label_that_was_changed_counts(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    known = known_of(knowing(), monkeypatch)
    with qtbot.waitSignal(known.changed, check_params_cb=lambda: bool(known.sets)):
        known.start()
    dataset = known._open
    assert dataset is not None
    before = known.sets[0].labels.tolist()
    dataset.relabel(np.array([1]), 9)
    assert known.sets[0].labels.tolist() != before
    known.shut_down()
