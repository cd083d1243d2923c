"""The matrices that a result of a Playground step is made of."""

from itertools import product

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from digitpad.playground.experiment import Experiment
from digitpad.playground.points import quadrants
from digitpad.playground.settings import Settings
from digitpad.playground.trace import trace
from digitpad.ui.playground.matrix_row import MatrixRow, _made_of


def test_each_result_is_shown_whatever_was_shown_before(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    row = MatrixRow(parent)
    points = quadrants()
    every = product(
        [(), (3, 2)],
        [("x", "y"), ("y", "sin x"), ("x*y", "x^2")],
        ["gradient descent", "momentum", "Adam"],
        [0.0, 0.01],
    )
    for hidden, features, optimizer, decay in every:
        settings = Settings(hidden, features=features, optimizer=optimizer, l1=decay, l2=decay)
        network = Experiment(points, settings).network
        for operation in trace(network, points, settings):
            for output in operation.outputs:
                row.show_output(operation, output, points.labels)
                shown = [table.accessibleName().partition(" ")[0] for table in row.tables]
                assert shown == [name for name, _ in _made_of(operation, output)] + [output.name]
