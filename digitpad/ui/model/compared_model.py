"""The model that the current one is compared with, and the menu that selects it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.models.builtin import model_in
from digitpad.models.model_file import Model
from digitpad.ui.model.current_model import CurrentModel, open_filter
from digitpad.ui.model.model_title import model_title
from digitpad.ui.support.file_dialogs import ask_open
from digitpad.ui.support.plain_text import menu_text
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import TaskRunner


class ComparedModel(QObject):
    """Keeps a second model, whose predictions are shown beside those of the current one.

    Attributes
    ----------
    model : the model; None where nothing is compared.
    name : what it is called, for people.
    menu : selects it.
    stop_action : ends the comparison.

    Signals
    -------
    changed() : there is another :attr:`model`, or none any more.
    """

    changed = Signal()

    def __init__(
        self, current: CurrentModel, builtin: Model, background: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self.model: Model | None = None
        self.name = ""
        self._current, self._builtin = current, builtin
        self._background, self._window = background, window
        self._asked = 0  # Only the model that was asked for last is compared with.
        self.menu = QMenu(tr("Compare &with"), window)
        self._previous = self.menu.addAction("", self._compare_with_previous)
        built_in = tr("&Built-in model")
        self._with_built_in = self.menu.addAction(built_in, lambda: self.compare_with(""))
        self.menu.addAction(tr("Model &file…"), self._ask).setObjectName("actionCompareWith")
        self.menu.addSeparator()
        self.stop_action = QAction(tr("&Stop comparing"), self)
        self.stop_action.triggered.connect(self.stop)
        self.stop_action.setEnabled(False)
        self.menu.addAction(self.stop_action)
        self.menu.aboutToShow.connect(self._offer)

    def compare_with(self, path: str) -> None:
        """Compare with the model in a file; the built-in one where ``path`` is empty."""
        self._asked += 1
        asked = self._asked

        def loaded(model: Model) -> None:
            if asked == self._asked:
                self._use(model, model_title(path))

        if path:
            self._background.run(lambda: model_in(path), loaded)
        else:
            self._use(self._builtin, model_title(""))

    def stop(self) -> None:
        """Compare no longer."""
        self._use(None, "")

    def _use(self, model: Model | None, name: str) -> None:
        self._asked += 1
        self.model, self.name = model, name
        self.stop_action.setEnabled(model is not None)
        self.changed.emit()

    def _offer(self) -> None:
        """Say which model was used before; a model is not compared with itself."""
        self._with_built_in.setEnabled(bool(self._current.path))
        name = self._current.previous_name
        text = tr("&Previous model ({name})") if name else tr("&Previous model")
        self._previous.setText(text.format(name=menu_text(name)))
        self._previous.setEnabled(bool(name))

    def _compare_with_previous(self) -> None:
        if (path := self._current.previous_path) is not None:
            self.compare_with(path)

    def _ask(self) -> None:
        title = tr("Compare with model")
        if path := ask_open(self._window, title, "model", open_filter()):
            remember_folder("model", path)
            self.compare_with(str(Path(path).absolute()))
