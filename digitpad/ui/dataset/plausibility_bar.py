"""A bar that tells where a set looks wrong, and offers to repair it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from digitpad.data.digitset import UNLABELLED, DigitSet, concatenate, is_synthetic
from digitpad.data.editable_set import EditableSet
from digitpad.data.plausibility import REPAIRS, SAMPLE_SIZE, Finding, Repair, findings
from digitpad.files.resources import is_shipped
from digitpad.models.builtin import builtin_model
from digitpad.translatable import translatable
from digitpad.ui.dataset.digit_strip import described, preview
from digitpad.ui.dataset.editing import Editing
from digitpad.ui.dataset.open_dataset import OpenDataset
from digitpad.ui.support.finding_text import finding_text
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker, as_generator, stop_worker

DONE = translatable("Digits repaired. The file is unchanged; Export writes them as shown.")

MAX_SHOWN = 4
"""Digits that are shown as they would look."""

BUTTONS: dict[Repair, str] = {
    "scale": translatable("S&cale"),
    "transpose": translatable("&Transpose"),
    "invert": translatable("Inver&t"),
}

TIPS: dict[Repair, str] = {
    "scale": translatable("Multiply all values so that the largest is 255 (Ctrl+Z to undo)"),
    "transpose": translatable("Swap rows and columns of all digits (Ctrl+Z to undo)"),
    "invert": translatable("Swap background and ink of all digits (Ctrl+Z to undo)"),
}

UNDO_TEXTS: dict[Repair, str] = {
    "scale": translatable("Scale all digits"),
    "transpose": translatable("Transpose all digits"),
    "invert": translatable("Invert all digits"),
}


class PlausibilityBar(QFrame):
    """Looks at the open dataset, away from the window; seen only where something looks wrong.

    What it repairs is what is shown and exported: no file is touched.

    Parameters
    ----------
    open_dataset : what is looked at.
    editing : what makes changes that can be undone.

    Signals
    -------
    changed() : the digits of the set have other images.
    message(str) : something quiet to tell the user.
    failed(object) : the DigitpadError that ended looking or repairing.
    """

    changed = Signal()
    message = Signal(str)
    failed = Signal(object)

    def __init__(self, open_dataset: OpenDataset, editing: Editing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("doubts")
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self._open = open_dataset
        self._editing = editing
        self._is_closed = False
        self._worker: Worker | None = None
        self._repair: Repair = "transpose"
        self._text = plain_label(parent=self)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._preview = plain_label(parent=self)
        self._preview.setObjectName("repairedDigits")
        self._preview.setToolTip(tip(tr("Digits after this change")))
        self._button = QPushButton(self)
        self._button.clicked.connect(self._begin_repair)
        close = QToolButton(self)
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setToolTip(tip(tr("Leave the digits as they are")))
        close.setAccessibleName(tr("Close"))
        close.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE // 2, SPACE // 2, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self._text, 1)
        row.addWidget(self._preview)
        row.addWidget(self._button)
        row.addWidget(close)
        self.hide()
        open_dataset.replaced.connect(self.forget)
        open_dataset.loading_ended.connect(self._look_at_loaded)

    def forget(self) -> None:
        """Tell nothing more of the set that was open."""
        self._stop()
        self._is_closed = False

    def _look_at_loaded(self, loaded: EditableSet) -> None:
        """Look at a dataset of the user's once all of it is there."""
        is_ours = is_shipped(loaded.path) or is_synthetic(loaded.path)
        if loaded.is_whole and loaded is self._open.dataset and not is_ours:
            self._look()

    def _look(self) -> None:
        """Look at the open dataset, and tell what looks wrong."""
        self._stop()
        if self._is_closed:
            return
        sample = _sample(self._open.dataset)
        self._worker = Worker(lambda: as_generator(lambda: _findings(sample)))
        self._worker.failed.connect(self.failed)
        self._worker.returned.connect(lambda found: self._tell(found, sample))
        self._worker.start()

    def _stop(self) -> None:
        stop_worker(self._worker)
        self._worker = None
        self.hide()

    def _close(self) -> None:
        self._stop()
        self._is_closed = True

    def _tell(self, found: Sequence[Finding], sample: DigitSet) -> None:
        if not found:
            return
        finding = found[0]  # The others hold once it is repaired.
        self._text.setText(finding_text(finding))
        self._button.setVisible(finding.repair is not None)
        self._preview.setVisible(finding.repair is not None)
        if finding.repair:
            edited = REPAIRS[finding.repair](sample.select(_first_of_each(sample.labels)))
            self._preview.setPixmap(preview(edited, self, MAX_SHOWN))
            after = tr("Digits after this change: {digits}").format(digits=described(edited))
            self._preview.setAccessibleName(after)
            self._repair = finding.repair
            self._button.setText(tr(BUTTONS[finding.repair]))
            self._button.setToolTip(tip(tr(TIPS[finding.repair])))
            self._button.setEnabled(True)
        self.show()

    def _begin_repair(self) -> None:
        """Make the images that repair the set, away from the window."""
        self._button.setEnabled(False)
        dataset, repair = self._open.dataset, self._repair
        before = dataset.sets
        self._worker = Worker(lambda: as_generator(lambda: (REPAIRS[repair](concatenate(before)),)))
        self._worker.failed.connect(self.failed)
        self._worker.ended.connect(lambda: self._button.setEnabled(True))
        self._worker.returned.connect(lambda after: self._push(dataset, before, after))
        self._worker.start()

    def _push(
        self, dataset: EditableSet, before: tuple[DigitSet, ...], after: tuple[DigitSet, ...]
    ) -> None:
        if dataset.sets != before:
            return  # Others have come meanwhile.
        was_as_read = dataset.is_as_read

        def show(sets: tuple[DigitSet, ...], is_as_read: bool) -> None:
            dataset.show_images(sets, is_as_read)
            self.changed.emit()
            self._look()

        self._editing.push(
            tr(UNDO_TEXTS[self._repair]),
            np.empty(0, np.int64),
            lambda: show(after, False),
            lambda: show(before, was_as_read),
        )
        self.message.emit(tr(DONE))


def _sample(dataset: EditableSet) -> DigitSet:
    """Some digits, spread over the set; labelled ones where there are any."""
    kept = ~dataset.deleted
    labelled = np.flatnonzero((dataset.labels != UNLABELLED) & kept)
    wanted = labelled if len(labelled) else np.flatnonzero(kept)
    places = np.linspace(0, len(wanted) - 1, min(SAMPLE_SIZE, len(wanted))).astype(np.intp)
    numbers = wanted[places]
    images = [dataset.image(number) for number in numbers.tolist()]
    stacked = np.stack(images) if images else np.empty((0, 28, 28), np.uint8)
    return DigitSet(dataset.name, stacked, dataset.labels[numbers])


def _first_of_each(labels: NDArray[np.int8]) -> NDArray[np.intp]:
    """Numbers of a few digits, each of another label where there are labels."""
    known = np.unique(labels[labels != UNLABELLED])
    if not len(known):
        return np.arange(min(MAX_SHOWN, len(labels)))
    # 0, 1 and 8 look the same on their side: they come last.
    order = sorted(known.tolist(), key=lambda label: (label in (0, 1, 8), label))
    return np.array([np.argmax(labels == label) for label in order[:MAX_SHOWN]], np.intp)


def _findings(sample: DigitSet) -> list[Finding]:
    """What looks wrong to the built-in model, which predicts well."""
    return findings(builtin_model().network, sample)
