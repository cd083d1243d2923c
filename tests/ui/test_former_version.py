"""What a former version left, its settings and the user's digits, is taken over by this one.

``former_home`` was written by the window of the version before modules and options were renamed:
two digits kept, a line left on the canvas, and the Retrain window set to 7 epochs, new weights and
500 non-digits, which were called junk.
"""

import shutil
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from digitpad.app import create_window
from digitpad.data.formats import load_dataset
from digitpad.data.my_digits import my_digits

FORMER = Path(__file__).parent / "former_home"


def test_settings_digits_and_drawing_are_taken_over(qtbot: QtBot, home: Path) -> None:
    shutil.copytree(FORMER, home, dirs_exist_ok=True)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home))
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: len(window.draw_tab.canvas.drawing.strokes) == 1)
    mine = load_dataset(my_digits())
    assert mine.labels.tolist() == [1, 7]
    assert [len(drawing.strokes) for drawing in mine.drawings] == [1, 2]
    dialog = window.retraining.page
    qtbot.waitUntil(
        lambda: "synthetic:3000" in [source.path for source in dialog.dataset_list.ticked()]
    )
    values = dialog.hyperparameters.values()
    assert (values["epochs"], values["non_digits"]) == (7, 500)
    assert dialog.hyperparameters.starts_from_random
    window.close()
