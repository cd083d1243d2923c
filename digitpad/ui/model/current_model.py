"""The current model, and the Model menu that changes it."""

import shlex
from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from digitpad.errors import printable
from digitpad.models.builtin import model_in
from digitpad.models.model_file import Model, save_model
from digitpad.models.record import measured_error
from digitpad.ui.model.model_title import layers_text, model_title
from digitpad.ui.support.file_dialogs import ask_open, ask_save
from digitpad.ui.support.plain_text import menu_text
from digitpad.ui.support.settings import path_setting, path_to_text, remember_folder, settings
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner, Worker

CURRENT, PREVIOUS = "model/current", "model/previous"

Pixels = tuple[float, float]
"""Mean and standard deviation of pixels from 0 to 1."""


def remembered_model() -> str:
    """The path of the model that was used last; empty for the built-in."""
    return path_setting(CURRENT) or ""


class CurrentModel(QObject):
    """Keeps the current model; opens, saves and restores, and remembers the one before.

    Parameters
    ----------
    current : the model at first.
    path : its file; empty for the built-in one.

    Attributes
    ----------
    previous_name : of the model that *Switch to previous model* brings; empty for none.

    Signals
    -------
    changed() : there is another current model.
    message(str) : something quiet to tell the user.
    notice(str) : something that the user should read.
    exported() : the current model has been exported.
    """

    changed = Signal()
    message = Signal(str)
    notice = Signal(str)
    exported = Signal()

    def __init__(
        self, current: Model, path: str, builtin: Model, background: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self.current = current
        self.path = path
        self.previous_name = ""
        self._builtin = builtin
        self._background = background
        self._window = window
        self._asked = 0  # How often a model was asked for: only the last one is used.
        self.open_action = self._action(tr("&Open model…"), "actionOpenModel", self._open)
        self.save_action = self._action(tr("&Save model as…"), "actionSaveModel", self._save)
        self.export_action = self._action(tr("&Export model…"), "actionExportModel", self._export)
        self.previous_action = self._action("", "actionPreviousModel", self.back)
        self.restore_action = self._action(
            tr("Use &built-in model"), "actionRestoreModel", self.restore
        )
        self.about_action = self._action(tr("Model &information"), "actionAboutModel", self._about)
        self.open_action.setShortcut("Ctrl+M")
        self._show_state()

    def _action(self, text: str, name: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    @property
    def name(self) -> str:
        """What the current model is called, for people."""
        return model_title(self.path)

    @property
    def previous_path(self) -> str | None:
        """The file of the model before this one, empty for the built-in; None for none."""
        return _previous()

    @property
    def description(self) -> str:
        """Name, sizes and error, on one line."""
        error = measured_error(self.current)
        digits = _set_title(error.name) if error and error.kind == "test" else ""
        text = {
            None: tr("Model: {name} ({layers})"),
            "reference": tr(
                "Model: {name} ({layers}), error on reference digits (test set) {rate:.2%}"
            ),
            "test": tr("Model: {name} ({layers}), {digits} error {rate:.2%}"),
            "validation": tr("Model: {name} ({layers}), validation error {rate:.2%}"),
        }[error.kind if error else None]
        return text.format(
            name=self.name,
            layers=layers_text(self.current.network.sizes),
            digits=digits,
            rate=error.rate if error else 0,
        )

    def use(self, model: Model, path: str) -> None:
        """Make this the current model, which is in a file or, with no path, built in."""
        if path != self.path:
            settings().setValue(PREVIOUS, path_to_text(self.path))
        settings().setValue(CURRENT, path_to_text(path))
        self._asked += 1
        self.current, self.path = model, path
        self._show_state()
        self.changed.emit()

    def restore(self) -> None:
        """Use the model that came with the program."""
        self.use(self._builtin, "")

    def back(self) -> None:
        """Use the model that was used before this one."""
        if (path := _previous()) is not None:
            self.open_again(path)

    def open(self, path: str, done: Callable[[], None] = lambda: None) -> None:
        """Load a model file and predict with it; then call ``done``.

        Neither is done where another model was asked for meanwhile.
        """
        path = str(Path(path).absolute())
        self._asked += 1
        asked = self._asked

        def opened(result: tuple[Model, Pixels | None]) -> None:
            if asked == self._asked:
                model, missed = result
                self.use(model, path)
                if missed:
                    self._tell_missed(path, *missed)
                done()

        self._background.run(lambda: _opened(path), opened)

    def _tell_missed(self, path: str, mean: float, std: float) -> None:
        """Say that weights seem to have been trained on other pixels than 0 to 1."""
        options = f"--mean {mean:g} --std {std:g}"
        text = tr(
            "{name} predicts far better with normalized pixels, as it was probably trained. "
            "This makes them part of the model: {command}"
        )
        command = f"digitpad convert {shlex.quote(path)} model.npz {options}"
        self.notice.emit(text.format(name=self.name, command=printable(command)))

    def open_again(self, path: str, done: Callable[[], None] = lambda: None) -> None:
        """Use a model that was in use before; then call ``done``.

        ``path`` is its file, empty for the built-in one.
        """
        if path:
            self.open(path, done)
        else:
            self.restore()
            done()

    def forget_deleted(self) -> None:
        """Offer the model before this one no longer where its file was deleted."""
        if (path := _previous()) and not Path(path).exists():
            settings().remove(PREVIOUS)
            self._show_state()

    def save(self, path: str) -> None:
        """Write the current model."""
        self.save_other(self.current, path)

    def save_other(self, model: Model, path: str, done: Callable[[], None] = lambda: None) -> None:
        """Write a model, then call ``done``."""

        def saved(_: object) -> None:
            self.message.emit(tr("Saved {path}").format(path=printable(path)))
            done()

        remember_folder("model", path)
        self._background.save(lambda: save_model(model, path), saved)

    def adopt(self, model: Model, done: Callable[[], None]) -> Worker:
        """Keep a model that was trained here, and use it from now on; then call ``done``.

        Returns what writes it.
        """

        def adopted(path: str) -> None:
            self.use(model, path)
            done()

        return self._background.save(lambda: _stored(model), adopted)

    def keep_taught(
        self, model: Model, former: Collection[str], done: Callable[[str], None]
    ) -> Worker:
        """Write a model that was taught, then call ``done`` with its path.

        Parameters
        ----------
        former : files of taught models that undo may bring back, so that they stay.

        Returns what writes it.
        """
        used = {*former, self.path, _previous() or ""}
        return self._background.save(lambda: _kept(model, used), done)

    def _show_state(self) -> None:
        """Offer what can be brought back."""
        previous = _previous()
        known = previous is not None and previous != self.path
        name = model_title(previous or "")
        self.previous_name = name if known else ""
        text = tr("Switch to &previous model")
        if known:
            text = tr("Switch to &previous model ({name})").format(name=menu_text(name))
        self.previous_action.setText(text)
        self.previous_action.setEnabled(known)
        # Also where the model of the last time could not be opened, and would be tried again.
        self.restore_action.setEnabled(bool(self.path or remembered_model()))

    def _open(self) -> None:
        if path := ask_open(self._window, tr("Open model"), "model", open_filter()):
            remember_folder("model", path)
            self.open(path)

    def _save(self) -> None:
        if path := self.ask_where():
            self.save(path)

    def ask_where(self) -> str:
        """Where a model is to be saved; empty where the user thought better of it."""
        return ask_save(
            self._window, tr("Save model as"), "model.npz", "model", {_filter(): ".npz"}
        )

    def _export(self) -> None:
        # Rarely needed: without it, the window starts sooner.
        from digitpad.ui.model.exporting import ModelExport

        layers = layers_text(self.current.network.sizes)
        name = tr("{name} ({layers})").format(name=self.name, layers=layers)
        export = ModelExport(self.current, name, self._window)
        export.exported.connect(self.message)
        export.exported.connect(self.exported)

    def _about(self) -> None:
        # Rarely needed: without it, the window starts sooner.
        from digitpad.ui.model.model_facts import show_model_facts

        show_model_facts(self._window, self.current, self.name)


def _set_title(name: str) -> str:
    """What a test set is called in the user's language."""
    # Imported when needed, so that the window starts sooner.
    from digitpad.ui.model.dataset_titles import score_title

    return score_title(name)


def _opened(path: str) -> tuple[Model, Pixels | None]:
    """A model from its file, and the normalization that its weights seem to miss.

    Raises
    ------
    DigitpadError : it cannot be read.
    """
    model = model_in(path)
    if "assumed" not in model.record:
        return model, None
    # Rarely needed: without it, the window starts sooner.
    from digitpad.learning.imported import missed_normalization

    return model, missed_normalization(model)


def _filter() -> str:
    """The files that a dialog offers for a model."""
    models = tr("Models")
    return f"{models} (*.npz)"


def open_filter() -> str:
    """Also weights that other programs wrote."""
    models, others = tr("Models"), tr("All files")
    return f"{models} (*.npz *.safetensors);;{others} (*)"


def _previous() -> str | None:
    """The path of the model before this one, empty for the built-in; None where there was none."""
    return path_setting(PREVIOUS)


def _stored(model: Model) -> str:
    # Rarely needed: without it, the window starts sooner.
    from digitpad.learning.run_history import store_run

    return str(store_run(model))


def _kept(model: Model, used: Collection[str]) -> str:
    # Rarely needed, too.
    from digitpad.learning.kept_models import keep_taught

    return str(keep_taught(model, used))
