"""What happens when something other than the user ends the program: an error or a signal."""

import os
import signal
import socket
import sys
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox

from digitpad.storage.log import LOG, internal_error
from digitpad.ui.main_window import MainWindow

SIGNALS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]

DISPLAY_GONE = ("The X11 connection broke", "The Wayland connection broke")
"""What Qt says before it ends the program, as there is nothing left to show it on."""


def show_unforeseen_errors(window: MainWindow) -> None:
    """Show the user what nobody foresaw in a slot or an event, and go on.

    The same again while it is shown is only logged: it may come with every move of the mouse.
    """

    def show(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            window.quit()
        else:
            unforeseen = internal_error(error)
            if str(unforeseen) not in {box.text() for box in window.findChildren(QMessageBox)}:
                window.show_error(unforeseen)

    sys.excepthook = show


def quit_on_signals(window: MainWindow) -> "list[Any]":
    """Have Ctrl-C, and whatever asks a program to end, close the window without a question.

    A handler in Python would have to wait until Qt calls Python, and an exception there may hit
    any line. So the signal's number goes through a socket, which the event loop looks at.

    Returns
    -------
    What must stay alive for as long as signals are to be seen.
    """
    read, write = socket.socketpair()
    read.setblocking(False)
    write.setblocking(False)
    notifier = QSocketNotifier(read.fileno(), QSocketNotifier.Type.Read)

    def heard() -> None:
        if read.recv(64):
            window.quit()

    notifier.activated.connect(heard)
    signal.set_wakeup_fd(write.fileno(), warn_on_full_buffer=False)
    for number in SIGNALS:
        signal.signal(number, lambda *_: None)
    return [read, write, notifier]


def keep_unsaved_when_display_goes(window: MainWindow) -> None:
    """Keep what can be kept when the display is gone: Qt says so, and then ends the program."""

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        print(text, file=sys.stderr)
        if text.startswith(DISPLAY_GONE):
            LOG.warning(text)
            window.keep_all()
            sys.stderr.flush()
            # Qt would leave by way of C's exit, and abort at the first thread still running.
            os._exit(1)

    qInstallMessageHandler(hear)
