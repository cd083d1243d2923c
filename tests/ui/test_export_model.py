"""Model > Export model…: formats, what is known of each, and the file."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad.files.resources import resource_path
from digitpad.files.safetensors import safetensors_bytes
from digitpad.models.model_file import Model, load_model
from digitpad.models.normalized import with_normalization
from digitpad.nn.network import Network
from digitpad.ui.model.exporting import ModelExport
from digitpad.ui.support.settings import text_setting
from digitpad.ui.window.main_window import MainWindow
from tests.few_digits import measure_on_few
from tests.ui.hand import action, button, wait_for_box

pytestmark = pytest.mark.light_window

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def few_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    measure_on_few(monkeypatch)


@pytest.fixture
def model() -> Model:
    return Model(Network.initialized([784, 12, 10], np.random.default_rng(1)))


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the file dialog answers: its one entry can be changed."""
    answer = [str(tmp_path / "net.h")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answer[0], ""))
    return answer


@pytest.fixture
def export(qtbot: QtBot, model: Model) -> Iterator[ModelExport]:
    """The dialog, opened for a small model."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    yield ModelExport(model, "Mine", page)
    page.close()


def choose(dialog: QDialog, name: str) -> None:
    chosen = dialog.findChild(QRadioButton, f"format_{name}")
    assert chosen is not None
    QTest.mouseClick(chosen, LEFT, pos=chosen.rect().center() - chosen.rect().center() / 1.2)


def export_button(dialog: QDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if "xport" in b.text())


def texts(dialog: QDialog) -> str:
    labels = (label for label in dialog.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in labels)


def click_export(qtbot: QtBot, dialog: QDialog) -> None:
    """Press the button once it is known what will be written."""
    qtbot.waitUntil(export_button(dialog).isEnabled)
    QTest.mouseClick(export_button(dialog), LEFT)


def test_the_current_model_becomes_a_c_header(
    qtbot: QtBot, window: MainWindow, model: Model, target: list[str]
) -> None:
    window.current_model.use(model, "")
    action(window, "actionExportModel").trigger()
    dialog = window.findChild(QDialog, "exportDialog")
    assert isinstance(dialog, QDialog)
    int8 = dialog.findChild(QCheckBox)
    assert int8 is not None
    choose(dialog, "json")
    assert not int8.isEnabled()
    choose(dialog, "c")
    QTest.keyClick(int8, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "with the weights as they are" in texts(dialog))
    assert "of 40 reference digits correct" in texts(dialog)
    with qtbot.waitSignals([window.current_model.message, dialog.finished]):
        click_export(qtbot, dialog)
    assert "static const int8_t net_weight_1" in Path(target[0]).read_text()
    assert (text_setting("export/format"), text_setting("export/int8")) == ("c", "on")


def test_without_its_package_onnx_tells_the_command(
    qtbot: QtBot, export: ModelExport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.models.export.onnx_file.find_spec", lambda _: None)
    choose(export.dialog, "json")
    qtbot.waitUntil(export_button(export.dialog).isEnabled)
    choose(export.dialog, "onnx")
    assert "-m pip install onnx" in texts(export.dialog)
    assert not export_button(export.dialog).isEnabled()


def test_an_error_leaves_the_dialog_open(
    qtbot: QtBot, export: ModelExport, target: list[str], tmp_path: Path
) -> None:
    target[0] = str(tmp_path / "missing" / "net.json")
    choose(export.dialog, "json")
    click_export(qtbot, export.dialog)
    box = wait_for_box(qtbot, export.dialog)
    assert "no such folder" in box.text()
    box.close()
    assert export_button(export.dialog).isEnabled()


def test_weights_of_something_else_are_only_replaced_on_demand(
    qtbot: QtBot, export: ModelExport, target: list[str], tmp_path: Path
) -> None:
    target[0] = str(tmp_path / "net.py")
    (tmp_path / "net_weights.npz").write_text("mine")
    choose(export.dialog, "numpy")
    click_export(qtbot, export.dialog)
    box = wait_for_box(qtbot, export.dialog)
    assert '"net_weights.npz" already exists' in box.text()
    QTest.keyClick(box, Qt.Key.Key_Return)  # It must not destroy anything.
    qtbot.waitUntil(lambda: not export.dialog.findChildren(QMessageBox))
    assert (tmp_path / "net_weights.npz").read_text() == "mine"
    click_export(qtbot, export.dialog)
    with qtbot.waitSignal(export.exported):
        QTest.mouseClick(button(wait_for_box(qtbot, export.dialog), "Replace"), LEFT)
    assert (tmp_path / "net_weights.npz").read_bytes().startswith(b"PK")


def test_an_export_can_be_canceled(
    qtbot: QtBot, target: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.learning.exporting.REPORT_BYTES", 1)
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    large = Model(Network.initialized([784, 2000, 10], np.random.default_rng(1)))
    export = ModelExport(large, "Mine", page)
    choose(export.dialog, "c")
    click_export(qtbot, export.dialog)
    cancel = next(b for b in export.dialog.progress.findChildren(QPushButton))
    qtbot.waitUntil(cancel.isVisible)
    QTest.mouseClick(cancel, LEFT)
    assert export_button(export.dialog).isEnabled()
    export.dialog.reject()
    assert not [*tmp_path.iterdir()]


def test_weights_for_normalized_pixels_are_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    built_in = load_model(resource_path("model.npz")).network
    network = with_normalization(built_in, -0.1307 / 0.3081, 1 / 0.3081)
    tensors = {}
    for number, (weights, bias) in enumerate(network.layers):
        tensors[f"{number}.weight"], tensors[f"{number}.bias"] = weights.T.copy(), bias
    path = tmp_path / "net.safetensors"
    path.write_bytes(safetensors_bytes(tensors, {}))
    with qtbot.waitSignal(window.current_model.notice) as told:
        window.image_io.files_found.emit([str(path)])  # As if it had been dropped.
    assert window.current_model.name == "net.safetensors"
    assert "model.npz --mean 0.1307 --std 0.3081" in told.args[0]
    labels = window.notices.findChildren(QLabel)
    assert any("far better with normalized pixels" in label.text() for label in labels)
