"""Why the network predicts one digit and not another, in words, images, numbers and digits."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.errors import DigitpadError
from digitpad.explain.explanation import Explanation, explain
from digitpad.explain.hand import missing_line, on_canvas
from digitpad.explain.known import KnownDigit, KnownSet, Place, most_alike
from digitpad.explain.words import sentence
from digitpad.ink.framing import SIDE
from digitpad.ink.raster import InkSteps, steps_of
from digitpad.ink.strokes import Drawing, Points
from digitpad.nn.network import Network
from digitpad.ui.explain.ink_views import InkViews
from digitpad.ui.explain.ink_way import InkWay
from digitpad.ui.explain.known_digits import KnownDigits
from digitpad.ui.explain.nearest_digits import NearestDigits
from digitpad.ui.explain.sum_table import SumTable
from digitpad.ui.support.error_text import error_text
from digitpad.ui.support.plain_text import plain_label, tip
from digitpad.ui.support.settings import settings, text_setting
from digitpad.ui.support.theme import SPACE, scale_text, section_head
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import Worker, end_if_stopped, stop_worker
from digitpad.ui.widgets.colours import overlay_image

REST = 150
"""Milliseconds for which a drawing rests before it is explained."""

ON_CANVAS = "explain/on_canvas"
"""The setting of whether the evidence is shown on the canvas, too: yes or no."""

NEAREST = 8
"""Digits of each kind that are shown."""

Nearest = tuple[tuple[KnownDigit, ...], tuple[KnownDigit, ...]]
"""The most similar digits of all, and those with the label of the other digit."""


@dataclass(frozen=True, eq=False)
class Answer:
    """All that was worked out of a drawing, but for the nearest digits.

    Parameters
    ----------
    corners : float32 (2, 2), the upper left and the lower right of the network's image, as x and
        y on the canvas.
    """

    found: Explanation
    steps: InkSteps
    corners: Points


class ExplanationView(QWidget):
    """Explains what is drawn, once it rests, while this can be seen.

    Signals
    -------
    ink_wanted(Points) : a line, float32 (2, 2) in canvas units, that the user wants to be drawn.
    digit_wanted(KnownDigit) : the user wants to see this digit in its dataset.
    explained(Explanation) : another explanation is shown; None for none.
    evidence_changed() : :meth:`evidence_on_canvas` is another one.
    """

    ink_wanted = Signal(object)
    digit_wanted = Signal(object)
    explained = Signal(object)
    evidence_changed = Signal()

    _answer: Answer | None = None
    _is_stale = False
    _can_draw = True

    def __init__(self, network: Network, known: KnownDigits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self._network = network
        self._known = known
        self._drawing = Drawing()
        self._image: NDArray[np.uint8] | None = None
        self._place: Place | None = None
        self._against: int | None = None
        self._nearest: Nearest | None = None
        self._explaining: Worker | None = None
        self._comparing: Worker | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._explain)
        self._sentence = plain_label("", self)
        self._sentence.setObjectName("explanationSentence")
        self._sentence.setWordWrap(True)
        self._sentence.setMinimumWidth(1)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scale_text(self._sentence, bold=True)
        self._problem = plain_label("", self)
        self._problem.setWordWrap(True)
        self._problem.setMinimumWidth(1)
        self._problem.setObjectName("explanationProblem")
        self._problem.hide()
        self._compared = plain_label("", self)
        self._others = QComboBox(self)
        self._others.setObjectName("explainAgainst")
        self._others.setToolTip(tip(tr("The digit to compare with; a click on its bar does it")))
        self._others.setAccessibleName(tr("Digit to compare with"))
        self._compared.setBuddy(self._others)
        self._others.currentIndexChanged.connect(self._choose)
        self.ink = InkViews(self)
        self.ink.ink_wanted.connect(self._want_ink)
        self.on_canvas = QCheckBox(tr("&Show evidence on the canvas"), self)
        self.on_canvas.setChecked(text_setting(ON_CANVAS, "yes", among=("yes", "no")) == "yes")
        self.on_canvas.toggled.connect(self._show_on_canvas)
        self.sum = SumTable(self)
        self.nearest = NearestDigits(NEAREST, self)
        self.nearest.digit_wanted.connect(self.digit_wanted)
        self.nearest.overall.room_changed.connect(self._tell)
        self._way = InkWay(self)
        self._lay_out()
        known.changed.connect(self._compare)
        known.progressed.connect(self.nearest.show_progress)
        known.failed.connect(lambda error: self.nearest.show_problem(error_text(error)))
        self._show_nothing()

    def _lay_out(self) -> None:
        compared = QHBoxLayout()
        compared.setSpacing(SPACE)
        compared.addWidget(self._compared)
        compared.addWidget(self._others)
        compared.addStretch(1)
        self._body = QWidget(self)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE)
        body.addLayout(compared)
        body.addWidget(self.ink)
        body.addWidget(self.on_canvas)
        body.addWidget(section_head(tr("Most similar digits")))
        body.addWidget(self.nearest)
        body.addWidget(section_head(tr("Logit difference")))
        body.addWidget(self.sum)
        body.addWidget(section_head(tr("From drawing to network input")))
        body.addWidget(self._way)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._sentence)
        layout.addWidget(self._problem)
        layout.addWidget(self._body)
        layout.addStretch(1)

    # What is asked

    @property
    def found(self) -> Explanation | None:
        """The explanation that is shown, of what is drawn now or was drawn just before."""
        return self._answer.found if self._answer else None

    @property
    def problem(self) -> QLabel:
        """Why there is no explanation, where that is so."""
        return self._problem

    def evidence_on_canvas(self) -> tuple[QImage, QRectF] | None:
        """What is to be laid over the drawing and where, in canvas units; None for nothing."""
        answer = self._answer
        if answer is None or self._is_stale or not self.isVisible():
            return None
        if not self._can_draw or not self.on_canvas.isChecked():
            return None
        (left, top), (right, bottom) = answer.corners.tolist()
        place = QRectF(left, top, right - left, bottom - top)
        return overlay_image(answer.found.evidence, self.palette()), place

    def forbid_drawing(self) -> None:
        """Offer nothing that has to do with a canvas: a digit is explained that is no drawing."""
        self._can_draw = False
        self.on_canvas.hide()
        self.ink.forbid_drawing()

    def set_network(self, network: Network) -> None:
        """Explain what this network predicts from now on."""
        self._network = network
        self._request()

    def show_input(
        self, image: NDArray[np.uint8], drawing: Drawing, place: Place | None = None
    ) -> None:
        """Explain an image uint8 (28, 28), once it rests.

        Parameters
        ----------
        drawing : what the image was made of.
        place : where it is among the known digits, if it is one: it is not like itself.
        """
        is_other = not image.any() or _is_other_digit(drawing, self._drawing)
        if is_other and self._image is not None:  # The first one comes after what asks about it.
            self._against = None
        self._image, self._drawing, self._place = image, drawing, place
        self._request()

    def explain_against(self, digit: int) -> None:
        """Compare the prediction with this digit from now on; with the runner-up for -1."""
        self._against = digit if digit >= 0 else None
        self._request(at_once=True)

    def shut_down(self) -> None:
        """End what is under way."""
        self._rest.stop()
        stop_worker(self._explaining)
        stop_worker(self._comparing)

    def showEvent(self, event: QShowEvent) -> None:
        if self._answer is None or self._is_stale:
            self._request(at_once=True)
        self.evidence_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        self.evidence_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            # Once all parts have the new palette, too.
            QTimer.singleShot(0, self, self._show_again)
        super().changeEvent(event)

    def _show_again(self) -> None:
        if self._answer is not None and not self._is_stale:
            self._show(self._answer)

    # Working it out

    def _request(self, *, at_once: bool = False) -> None:
        """Drop what is under way, and explain anew, once the drawing rests."""
        self._is_stale = True
        self.evidence_changed.emit()
        for part in (self._sentence, self.ink):
            part.setEnabled(False)  # What is shown does not fit the drawing any more.
        stop_worker(self._explaining)
        stop_worker(self._comparing)
        if self._image is None or not self._image.any():
            self._rest.stop()
            self._show_nothing()
        elif self.isVisible():
            self._rest.start(0 if at_once else REST)
            if self._answer is None:
                self._say(tr("The explanation follows when you stop drawing…"))

    def _explain(self) -> None:
        if self._image is None:
            return
        work = partial(_answer, self._network, self._image, self._drawing, self._against)
        self._explaining = Worker(work)
        self._explaining.returned.connect(self._show)
        self._explaining.failed.connect(self._show_problem)
        self._explaining.start()

    def _compare(self) -> None:
        """Look for the nearest digits among those that can be searched now."""
        stop_worker(self._comparing)
        sets, answer = self._known.sets, self._answer
        if answer is None or self._is_stale or not sets or not self.isVisible():
            return
        found = answer.found
        self._comparing = Worker(partial(_nearest, sets, found.image, found.against, self._place))
        self._comparing.returned.connect(self._show_nearest)
        self._comparing.failed.connect(self._show_problem)
        self._comparing.start()

    # Showing it

    def _show(self, answer: Answer) -> None:
        self._answer, self._nearest, self._is_stale = answer, None, False
        found = answer.found
        self._problem.hide()
        self._body.show()
        self._tell()
        self._compared.setText(tr("{digit} &compared with").format(digit=found.digit))
        self._fill_others(found)
        self.ink.setEnabled(True)
        self.ink.show_explanation(found)
        self.evidence_changed.emit()
        # What stands farther down comes next: the window answers in between.
        QTimer.singleShot(0, self, partial(self._show_rest, answer))

    def _show_rest(self, answer: Answer) -> None:
        if answer is not self._answer or self._is_stale:
            return
        self.sum.show_explanation(answer.found)
        self._way.show_steps(answer.steps)
        self.explained.emit(answer.found)
        self._known.start()
        self._compare()

    def _fill_others(self, found: Explanation) -> None:
        """The nine other digits, the most probable first."""
        order = sorted(range(10), key=lambda digit: -found.probabilities[digit])
        others = [digit for digit in order if digit != found.digit]
        with QSignalBlocker(self._others):
            self._others.clear()
            for digit in others:
                share = f"{found.probabilities[digit]:.1%}"
                self._others.addItem(f"{digit} ({share})", digit)
            self._others.setCurrentIndex(others.index(found.against))

    def _show_nearest(self, nearest: Nearest) -> None:
        self._nearest = nearest
        assert self._answer is not None
        found = self._answer.found
        self.nearest.show_digits(found.digit, found.against, *nearest)
        self._tell()

    def _tell(self) -> None:
        """Show the explanation in words; of the nearest digits it counts those that are seen."""
        if self._answer is None:
            return
        seen = self.nearest.overall.seen if self._nearest else ()
        self._say(sentence(self._answer.found, [one.label for one in seen], say=tr))

    def _say(self, text: str) -> None:
        self._sentence.setText(text)
        self._sentence.setEnabled(self._answer is None or not self._is_stale)

    def _show_nothing(self) -> None:
        self._answer = self._nearest = None
        self._problem.hide()
        self._body.hide()
        self._say(tr("Draw a digit to see why it is predicted as it is."))
        self.explained.emit(None)

    def _show_problem(self, error: DigitpadError) -> None:
        self._answer = self._nearest = None
        self._body.hide()
        self._say(tr("This drawing could not be explained."))
        self._problem.setText(str(error))
        self._problem.show()
        self.explained.emit(None)

    # What the user wants

    def _choose(self, index: int) -> None:
        if index >= 0:
            self.explain_against(int(self._others.itemData(index)))

    def _show_on_canvas(self, is_shown: bool) -> None:
        settings().setValue(ON_CANVAS, "yes" if is_shown else "no")
        self.evidence_changed.emit()

    def _want_ink(self, row: int, column: int) -> None:
        if self._answer is not None and not self._is_stale:
            line = missing_line(self._answer.found.missing, row, column)
            self.ink_wanted.emit(on_canvas(line, self._drawing))


def _is_other_digit(drawing: Drawing, before: Drawing) -> bool:
    """Whether a drawing is not the one before it with more or less ink."""
    if drawing.picture is not before.picture:
        return True
    is_ink = bool(drawing.strokes and before.strokes)
    return is_ink and not set(drawing.strokes) & set(before.strokes)


def _answer(
    network: Network, image: NDArray[np.uint8], drawing: Drawing, against: int | None
) -> Generator[None, None, Answer]:
    steps = steps_of(drawing)
    corners = on_canvas(np.array([[0, 0], [SIDE, SIDE]], np.float32), drawing)
    yield
    return Answer(explain(network, image, against, check=end_if_stopped), steps, corners)


def _nearest(
    sets: Sequence[KnownSet], image: NDArray[np.uint8], against: int, place: Place | None
) -> Generator[None, None, Nearest]:
    overall = most_alike(sets, image, NEAREST, besides=place)
    yield
    return overall, most_alike(sets, image, NEAREST, label=against, besides=place)
