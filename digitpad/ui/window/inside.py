"""Connects the panel and the window that explain a prediction with the tabs."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from digitpad.ink.strokes import PEN_WIDTH, Drawing, Points, Stroke
from digitpad.ui.dataset.dataset_tab import DatasetTab
from digitpad.ui.draw.draw_tab import DrawTab
from digitpad.ui.draw.live_classifier import LivePrediction
from digitpad.ui.model.current_model import CurrentModel
from digitpad.ui.support.icons import icon
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.translation import tr

if TYPE_CHECKING:
    # Imported when they are made, so that the window starts sooner.
    from digitpad.explain.known import KnownDigit
    from digitpad.ui.dataset.dataset_view import DatasetView
    from digitpad.ui.explain.explain_window import ExplainWindow
    from digitpad.ui.explain.inside_panel import InsidePanel
    from digitpad.ui.explain.known_digits import KnownDigits

A_STEP = 2.0
"""Seconds for which the index waits after each step of teaching, which takes less."""


class Inside(QObject):
    """Makes the panel beside the drawing when it is needed, and lets it follow the drawing.

    Signals
    -------
    draw_wanted() : the Draw tab is to be in front.
    dataset_wanted() : the Dataset tab is to be in front.
    """

    draw_wanted = Signal()
    dataset_wanted = Signal()

    def __init__(
        self,
        draw_tab: DrawTab,
        dataset_tab: DatasetTab,
        current_model: CurrentModel,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._draw, self._dataset_tab, self._window = draw_tab, dataset_tab, window
        self._current_model = current_model
        self.panel: InsidePanel | None = None
        self._known: KnownDigits | None = None
        self._explain_window: ExplainWindow | None = None
        self._view: DatasetView | None = None
        self._wanted: KnownDigit | None = None
        self._explained: int | None = None  # the digit of the dataset that has a window
        self.action = QAction(icon("scan-search"), tr("&Explain"), self, checkable=True)
        self.action.setObjectName("actionExplain")
        self.action.setShortcut("W")
        self.action.setToolTip(tip(tr("Show or hide why the network predicts this digit (W)")))
        self.action.setIconText(tr("Explain"))
        self.action.triggered.connect(self._explain)
        draw_tab.set_explain_action(self.action)
        draw_tab.prediction.why_asked.connect(self._open_panel)
        self.digit_action = QAction(icon("scan-search"), tr("E&xplain"), self)
        self.digit_action.setToolTip(tip(tr("Show why this digit is predicted as it is (W)")))
        self.digit_action.triggered.connect(self._explain_digit)
        draw_tab.classified.connect(self._show_prediction)
        draw_tab.bars.digit_clicked.connect(self._explain_against)
        draw_tab.labelling.changed.connect(self._note_my_digits)
        draw_tab.learning.progressed.connect(self._hold_index)
        dataset_tab.made.connect(self._note_view)
        current_model.changed.connect(self._set_network)

    def open_at_first(self) -> None:
        """Open the panel if it was open the last time, or if the window is wide."""
        # Later, once the window has its final size.
        QTimer.singleShot(0, self, self._open_where_wide)

    def _open_where_wide(self) -> None:
        from digitpad.ui.explain.inside_panel import opens_at_first

        if opens_at_first(self._window.width()):
            self._make_panel().show()
            self.action.setChecked(True)

    def shut_down(self) -> None:
        """Stop all work in threads."""
        if self.panel is not None:
            self.panel.shut_down()
        if self._explain_window is not None:
            self._explain_window.view.shut_down()
        if self._known is not None:
            self._known.shut_down()

    # Made when it is needed

    def _make_known(self) -> "KnownDigits":
        from digitpad.ui.explain.known_digits import KnownDigits

        if self._known is None:
            self._known = KnownDigits(self._current_model.current.network, self)
            self._search_dataset()
        return self._known

    def _make_panel(self) -> "InsidePanel":
        from digitpad.ui.explain.inside_panel import InsidePanel

        if self.panel is None:
            network = self._current_model.current.network
            self.panel = panel = InsidePanel(network, self._make_known(), self._draw)
            panel.hide()
            self._draw.set_side_panel(panel)
            panel.ink_wanted.connect(self._draw_ink)
            panel.digit_wanted.connect(self._open_known)
            panel.hidden_by_user.connect(self._hide_panel)
            panel.explanation.evidence_changed.connect(self._show_evidence)
            self._draw.classifier.request()
        return self.panel

    # What the user does

    def _explain(self) -> None:
        """Open the panel, or hide it where it is seen; in the Dataset tab, explain its digit."""
        is_open = self.panel is not None and not self.panel.isHidden()
        # A click or the key has changed the mark, whatever comes of it.
        self.action.setChecked(is_open)
        if self._dataset_tab.isVisible():
            self._explain_digit()
        elif is_open and self._draw.isVisible():
            self._hide_panel()
        else:
            self.draw_wanted.emit()
            self._open_panel()

    def _open_panel(self) -> None:
        """Open the panel and give it the focus."""
        from digitpad.ui.explain.inside_panel import remember_open

        panel = self._make_panel()
        remember_open(True)
        panel.show()
        self.action.setChecked(True)
        # Later, once it is laid out and can be scrolled.
        QTimer.singleShot(0, panel, panel.focus_explanation)

    def _hide_panel(self) -> None:
        from digitpad.ui.explain.inside_panel import remember_open

        remember_open(False)
        self._make_panel().hide()
        self.action.setChecked(False)
        self._draw.canvas.setFocus()

    def _explain_against(self, digit: int) -> None:
        if not self._draw.canvas.is_empty:
            self._open_panel()
            self._make_panel().explain_against(digit)

    def _explain_digit(self) -> None:
        """Explain the selected digit of the dataset in a window of its own."""
        number, view = self._selected_digit(), self._view
        if number is None or view is None:
            return
        if self._explain_window is None:
            from digitpad.ui.explain.explain_window import ExplainWindow

            network = self._current_model.current.network
            self._explain_window = ExplainWindow(network, self._make_known(), self._window)
            self._explain_window.digit_wanted.connect(self._open_known)
        self._explained = number
        self._explain_window.explain(view.dataset.image(number), (view.dataset.path, number))

    def _draw_ink(self, line: Points) -> None:
        """Draw the missing ink as a step that can be undone."""
        canvas = self._draw.canvas
        before = canvas.drawing
        width = before.strokes[-1].width if before.strokes else PEN_WIDTH
        after = replace(before, strokes=(*before.strokes, Stroke(line, width)))
        canvas.replace_drawing(after, tr("Draw missing ink"))

    # What happens

    def _show_prediction(self, prediction: LivePrediction) -> None:
        if self.panel is not None:
            # Of several digits, the selected one.
            digit = prediction.digit
            drawing, outputs = (digit.drawing, digit.outputs) if digit else (Drawing(), ())
            standing_out = prediction.certainty.standing_out
            self.panel.show_input(prediction.picture, drawing, outputs, standing_out)

    def _show_evidence(self) -> None:
        if self.panel is None or (shown := self.panel.explanation.evidence_on_canvas()) is None:
            self._draw.canvas.remove_colours()
        else:
            self._draw.canvas.colour_ink(*shown)

    def _set_network(self) -> None:
        network = self._current_model.current.network
        if self._known is not None:
            self._known.set_network(network)
        if self.panel is not None:
            self.panel.set_network(network)
        if self._explain_window is not None:
            self._explain_window.view.set_network(network)

    def _hold_index(self) -> None:
        """Let the index wait while the network is taught: it is made anew for what comes of it."""
        if self._known is not None:
            self._known.hold(A_STEP)

    def _note_my_digits(self) -> None:
        if self._known is not None:
            self._known.note_my_digits()

    # The dataset

    def _note_view(self, view: "DatasetView") -> None:
        self._view = view
        view.detail.add_action_button(self.digit_action)
        view.open_dataset.work_changed.connect(self._forget_dataset)
        view.open_dataset.replaced.connect(self._forget_explained)
        view.open_dataset.loading_ended.connect(self._note_dataset)
        view.images_changed.connect(self._note_images)

    def _forget_dataset(self) -> None:
        """Let the dataset before go, and its index, before the digits of another one come."""
        loading = self._view.open_dataset.loading if self._view else None
        if self._known is not None and loading is not None:
            self._known.set_open(None)

    def _forget_explained(self) -> None:
        self._explained = None

    def _note_dataset(self) -> None:
        self._search_dataset()
        self._show_wanted()

    def _search_dataset(self) -> None:
        """Search the dataset that is open, with the images that it has now."""
        view = self._view
        if self._known is not None and view is not None and view.open_dataset.loading is None:
            self._known.set_open(view.dataset)

    def _note_images(self) -> None:
        """Go on with the images that the dataset has now."""
        self._search_dataset()
        view, window, number = self._view, self._explain_window, self._explained
        if view is not None and window is not None and number is not None:
            window.show_image(view.dataset.image(number), (view.dataset.path, number))

    def _open_known(self, digit: "KnownDigit") -> None:
        """Show a known digit in the Dataset tab; open its dataset first if needed."""
        self._wanted = digit
        view = self._dataset_tab.make_view()
        if view.dataset.path == digit.path and view.open_dataset.loading is None:
            self.dataset_wanted.emit()
            self._show_wanted()
        else:
            self._dataset_tab.open(digit.path)

    def _show_wanted(self) -> None:
        """Select the wanted digit if its dataset is open."""
        wanted, view = self._wanted, self._view
        if wanted is None or view is None or view.dataset.path != wanted.path:
            return
        self._wanted = None
        if wanted.number >= len(view.dataset):
            return  # The loading was cancelled before it came.
        view.filters.show_all()
        rows = view.open_dataset.rows_of(np.array([wanted.number]))
        if len(rows):
            view.gallery.show_row(int(rows[0]))

    def _selected_digit(self) -> int | None:
        """The number of the digit that is selected in the dataset."""
        view = self._view
        if view is None or not view.gallery.currentIndex().isValid():
            return None
        return int(view.open_dataset.shown[view.gallery.currentIndex().row()])
