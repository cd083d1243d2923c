"""Curves over two axes: what is drawn where, and what stands beside the axes."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad.ui.retrain.curve_plot import CurvePlot
from digitpad.ui.widgets.plot import Axis, Plot, Series

RED = QColor("#ff0000")


@pytest.fixture
def plot(qtbot: QtBot) -> Plot:
    widget = Plot("Loss", 56)
    qtbot.addWidget(widget)
    widget.resize(400, 240)
    widget.show()
    return widget


def is_red(plot: Plot, x: float, y: float) -> bool:
    """Whether the plot is red there, in shares of the box."""
    box = plot.box
    place = QPoint(round(box.left() + x * box.width()), round(box.top() + (1 - y) * box.height()))
    colour = plot.grab().toImage().pixelColor(place)
    return colour.red() > 200 and colour.green() < 120


@pytest.mark.parametrize(
    ("axis", "most", "figures"),
    [
        (Axis("", -4, 4), 4, ["−4", "−2", "0", "2", "4"]),
        (Axis("", -0.08, 1.08), 5, ["0.0", "0.5", "1.0"]),
        (Axis("", -0.08, 1.08), 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (Axis("", 0, 2500), 3, ["0", "1,000", "2,000"]),
        (Axis("", 0, 0.003), 3, ["0.000", "0.001", "0.002", "0.003"]),
        (Axis("", -0.04, 1.04, is_whole=True), 9, ["0", "1"]),
        (Axis("", -0.4, 10.4, is_whole=True), 6, ["0", "2", "4", "6", "8", "10"]),
        (Axis("", -3.6, 90.4, is_whole=True), 1, ["0"]),
        (Axis("", -2.1, 0.1, is_log=True), 8, ["0.01", "0.1", "1"]),
        (Axis("", -5, 4, is_log=True), 4, ["10⁻⁵", "1"]),
        (Axis("", 2, 5.1, is_log=True), 4, ["100", "1,000", "10⁴", "10⁵"]),
        (Axis("", 0, 1, is_numbered=False), 5, []),
    ],
)
def test_figures_are_round_and_have_room(axis: Axis, most: int, figures: list[str]) -> None:
    ticks = axis.ticks(most)
    assert [figure for _, figure in ticks] == figures
    assert all(axis.low <= place <= axis.high for place, _ in ticks)


@pytest.mark.parametrize(
    ("epochs", "most", "step"),
    [(1, 9, 1), (10, 10, 1), (10, 5, 2), (40, 9, 5), (40, 2, 20), (90, 1, 100), (7, 0, 10)],
)
def test_as_many_epochs_are_numbered_as_have_room(epochs: int, most: int, step: int) -> None:
    assert Axis("", 0, epochs, is_whole=True).step(most) == step


def test_a_curve_lies_where_its_points_are(plot: Plot) -> None:
    xs, ys = np.array([0.0, 2.0]), np.array([10.0, 10.0])
    plot.show_series(Axis("", 0, 4), Axis("", 0, 20), Series(xs, ys, RED, width=5))
    assert is_red(plot, 0.25, 0.5)
    assert not is_red(plot, 0.75, 0.5)
    assert not is_red(plot, 0.25, 0.75)


def test_dots_and_stars_lie_on_their_points(plot: Plot) -> None:
    at = np.array([0.25]), np.array([0.5])
    for is_star in (False, True):
        dots = Series(*at, RED, width=0, dot=16, is_star=is_star)
        plot.show_series(Axis(""), Axis(""), dots)
        assert is_red(plot, 0.25, 0.5)
        assert not is_red(plot, 0.5, 0.5)


def test_what_lies_far_beyond_an_axis_is_not_drawn_over_its_figures(plot: Plot) -> None:
    xs, ys = np.array([-1.0, 0.5, 0.5]), np.array([0.5, 0.5, -1.0])
    plot.show_series(Axis(""), Axis(""), Series(xs, ys, RED, width=5))
    assert is_red(plot, 0.25, 0.5)
    assert not is_red(plot, -0.1, 0.5)
    assert not is_red(plot, 0.5, -0.1)


def test_the_pointer_is_told_in_units_of_the_axis(qtbot: QtBot, plot: Plot) -> None:
    plot.show_series(Axis("", 0, 40), Axis(""))
    with qtbot.waitSignal(plot.pointed) as told:
        QTest.mouseMove(plot, plot.box.center().toPoint())
    assert told.args is not None
    assert told.args[0] == pytest.approx(20, abs=0.2)
    with qtbot.waitSignal(plot.left):
        QTest.mouseMove(plot, QPoint(3, 3))  # Over the figures.


def test_a_hint_stands_where_there_is_no_curve(plot: Plot) -> None:
    (hint,) = plot.findChildren(QLabel)
    assert not hint.isVisible()
    plot.show_hint("Starts with the first epoch")
    assert hint.isVisible()
    assert plot.box.toRect().contains(hint.geometry())
    plot.show_hint("")
    assert not hint.isVisible()


def test_the_values_at_the_pointer_are_told(qtbot: QtBot) -> None:
    curves = CurvePlot("Loss", "Loss", "{:.2f}", ("Training", "Validation"))
    qtbot.addWidget(curves)
    curves.resize(400, 300)
    curves.show()
    curves.show_curves([(1, 0.9), (2, 0.5), (4, 0.4)], [(1, 1.0), (4, 0.6)], epochs=4, best=4)
    assert curves.figures.startswith("Epoch 4 · Training 0.40 · Validation 0.60")
    plot, box = curves.plot, curves.plot.box
    without = plot.grab().toImage()
    QTest.mouseMove(plot, QPoint(round(box.left() + 0.3 * box.width()), round(box.center().y())))
    qtbot.waitUntil(lambda: "Epoch 1 · Training 0.90 · Validation 1.00" in curves.figures)
    assert plot.grab().toImage() != without  # A line marks the place.
    QTest.mouseMove(plot, QPoint(3, 3))
    qtbot.waitUntil(lambda: curves.figures.startswith("Epoch 4"))
    assert plot.grab().toImage() == without
