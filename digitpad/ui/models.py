"""The model that reads, and the Model menu that changes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from digitpad.storage.model_file import Model, load_model, save_model
from digitpad.ui.file_dialogs import ask_open, ask_save
from digitpad.ui.settings import remember_folder
from digitpad.ui.worker import Background

FILTER = "Models (*.npz)"


class Models(QObject):
    """Keeps the current model; opens, saves and restores.

    Signals
    -------
    changed() : another model reads from now on.
    message(str) : something quiet to tell the user.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(
        self, current: Model, name: str, builtin: Model, background: Background, window: QWidget
    ) -> None:
        super().__init__(window)
        self.current = current
        self.name = name
        self._builtin = builtin
        self._background = background
        self._window = window
        self.open_action = self._action("&Open model…", "actionOpenModel", self._open)
        self.save_action = self._action("&Save model as…", "actionSaveModel", self._save)
        self.restore_action = self._action(
            "&Back to the built-in model", "actionRestoreModel", self.restore
        )
        self.about_action = self._action("&About this model", "actionAboutModel", self._about)
        self.open_action.setShortcut("Ctrl+M")
        self.restore_action.setEnabled(current is not builtin)

    def _action(self, text: str, name: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    @property
    def description(self) -> str:
        """Name, sizes and how well it reads, on one line."""
        sizes = "-".join(map(str, self.current.network.sizes))
        figures = f", {said}" if (said := figure(self.current)) else ""
        return f"model: {self.name} {sizes}{figures}"

    def use(self, model: Model, name: str) -> None:
        """Read with this model from now on."""
        self.current, self.name = model, name
        self.restore_action.setEnabled(model is not self._builtin)
        self.changed.emit()

    def restore(self) -> None:
        """Read with the model that came with the program."""
        self.use(self._builtin, "built-in")

    def open(self, path: str) -> None:
        """Read a model file, then read digits with it."""
        remember_folder("model", path)
        self._background.run(
            lambda: load_model(path), lambda model: self.use(model, Path(path).name)
        )

    def save(self, path: str) -> None:
        """Write the current model."""
        remember_folder("model", path)
        model = self.current
        self._background.run(
            lambda: save_model(model, path), lambda _: self.message.emit(f"Saved {path}")
        )

    def _open(self) -> None:
        if path := ask_open(self._window, "Open model", "model", FILTER):
            self.open(path)

    def _save(self) -> None:
        if path := ask_save(self._window, "Save model as", "model.npz", "model", {FILTER: ".npz"}):
            self.save(path)

    def _about(self) -> None:
        # Rarely asked for: the window starts the sooner without it.
        from digitpad.ui.model_facts import show_model_facts

        show_model_facts(self._window, self.current, self.name)


def figure(model: Model) -> str:
    """The most telling figure in a model's record, empty where there is none."""
    for kind in ("test", "validation"):
        measured = model.record.get(kind)
        if isinstance(measured, dict) and isinstance(measured.get("error_rate"), float):
            return f"{100 * measured['error_rate']:.2f} % on {measured.get('name', kind)}"
    return ""
