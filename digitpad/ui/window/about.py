"""The Help menu's two pages."""

from PySide6.QtWidgets import QWidget

from digitpad.ui.support.messages import show_page
from digitpad.version import program_version

SHORTCUTS = {
    "Draw": {
        "E": "eraser, and back to the pen",
        "[  ]": "thinner, thicker pen",
        "Ctrl+Z": "undo",
        "Ctrl+Shift+Z": "redo",
        "Delete": "clear",
        "Ctrl+0 … 9": "keep the drawing with this correct label",
        "Ctrl+L": "learn My digits now",
        "Ctrl+V": "paste a picture",
        "Ctrl+C": "copy the drawing",
        "Ctrl+O": "open a picture",
        "Ctrl+S": "save the drawing",
    },
    "Dataset": {
        "Ctrl+D": "open a folder of digits",
        "Ctrl+Shift+D": "open a file of digits",
        "Ctrl+Shift+M": "open my digits",
        "0 … 9": "next digit of that label",
        "Ctrl+0 … 9": "relabel the chosen digits",
        "Ctrl+U": "take their label away",
        "Delete": "take them out of the set",
        "Ctrl+A": "choose all that are shown",
        "Ctrl+F": "find by file name or number",
        "Ctrl+K": "confusion matrix",
        "Ctrl+S": "save changed digits",
        "Ctrl+E": "export the digits that are shown",
        "Return": "send the digit to the canvas",
    },
    "Playground": {
        "Space": "run, and rest",
        "S": "one part of a step",
        "R": "begin anew",
        "1 … 6": "class of the next point",
        "Page Up, Page Down": "choose a point",
        "arrows": "move it",
        "Insert": "add a point",
        "Delete": "remove it",
        "Home": "show all again",
        "Ctrl+Z": "undo",
    },
    "Window": {
        "Ctrl+Tab": "next tab",
        "Ctrl+M": "open a model",
        "Ctrl+R": "retrain",
        "F1": "these shortcuts",
        "Ctrl+Q": "quit",
    },
}


COLUMNS = (("Draw", "Playground"), ("Dataset", "Window"))
"""Side by side, as a small screen is wider than high."""


def show_shortcuts(window: QWidget) -> None:
    """Show all keys on one page."""
    columns = "".join(
        f"<td style='padding-right:24px'>{''.join(map(_section, column))}</td>"
        for column in COLUMNS
    )
    show_page(window, "Keyboard shortcuts", f"<table><tr>{columns}</tr></table>")


def _section(title: str) -> str:
    rows = "".join(
        f"<tr><td style='padding-right:16px; white-space:nowrap'><b>{key}</b></td>"
        f"<td style='white-space:nowrap'>{what}</td></tr>"
        for key, what in SHORTCUTS[title].items()
    )
    return f"<h3>{title}</h3><table>{rows}</table>"


def show_about(window: QWidget) -> None:
    """Say what the program is."""
    show_page(
        window,
        "About digitpad",
        f"<h3>digitpad {program_version()}</h3>"
        "<p>A desktop lab for one small neural network. You draw a digit; the strokes become a "
        "picture of 28 by 28 values; a multilayer perceptron written in NumPy reads it, and the "
        "bars show how likely it holds each digit.</p>"
        "<p>Everything runs on this computer: nothing is sent anywhere.</p>",
    )
