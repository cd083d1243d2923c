"""What can be chosen about numbers: the selected digit, and whether there are numbers at all."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from digitpad.ui.draw.live_classifier import LiveClassifier, LivePrediction
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import number_setting, settings
from digitpad.ui.support.translation import tr

SETTING = "draw/always_one_digit"


class DigitChoice(QObject):
    """Actions for the menu of the Draw tab.

    Attributes
    ----------
    always_one : predicts each drawing as one digit; off at first, then as it was left.
    previous, next : select another digit of a number.
    """

    def __init__(self, classifier: LiveClassifier, parent: QObject) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self.always_one = QAction(tr("Always &one digit"), self, checkable=True)
        self.always_one.setObjectName("actionAlwaysOneDigit")
        self.always_one.setShortcut("O")
        self.always_one.setToolTip(tip(tr("Predict every drawing as a single digit (O)")))
        self.always_one.setChecked(number_setting(SETTING, 0, 0, 1) == 1)
        classifier.set_always_one(self.always_one.isChecked())
        self.always_one.toggled.connect(self._turn)
        self.previous = QAction(tr("Pre&vious digit"), self)
        self.previous.setObjectName("actionPreviousDigit")
        self.previous.setShortcut("Alt+Left")
        self.previous.triggered.connect(lambda: self._move(-1))
        self.next = QAction(tr("Ne&xt digit"), self)
        self.next.setObjectName("actionNextDigit")
        self.next.setShortcut("Alt+Right")
        self.next.triggered.connect(lambda: self._move(1))
        classifier.classified.connect(self._offer)
        self._offer(LivePrediction())

    @property
    def actions(self) -> list[QAction]:
        """All of them, in the order of the menu."""
        return [self.always_one, self.previous, self.next]

    def _turn(self, is_on: bool) -> None:
        settings().setValue(SETTING, int(is_on))
        self._classifier.set_always_one(is_on)

    def _move(self, by: int) -> None:
        self._classifier.select(self._classifier.prediction.selected + by)

    def _offer(self, prediction: LivePrediction) -> None:
        last = len(prediction.number.digits) - 1
        self.previous.setEnabled(prediction.selected > 0)
        self.next.setEnabled(prediction.selected < last)
