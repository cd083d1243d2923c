"""What happens when something other than the user ends the program: an error or a signal."""

import os
import signal
import sys
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox

from digitpad.errors import DigitpadError
from digitpad.files.log import LOG, internal_error
from digitpad.signals import heard_signals
from digitpad.ui.window.main_window import MainWindow

DISPLAY_GONE = ("The X11 connection broke", "The Wayland connection broke")
"""What Qt says before it ends the program, as there is nothing left to show it on."""


def show_unforeseen_errors(window: MainWindow) -> None:
    """Show the user what was not foreseen in a slot or an event, and go on.

    What comes while one is shown is only logged: it may come with every move of the mouse.
    """
    shown: list[QMessageBox] = []

    def show(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            window.quit()
        else:
            told = error if isinstance(error, DigitpadError) else internal_error(error)
            if not shown:
                box = window.show_error(told)
                shown.append(box)
                box.finished.connect(shown.clear)

    sys.excepthook = show


def quit_on_signals(window: MainWindow) -> None:
    """Have Ctrl-C, and whatever asks a program to end, close the window without a question.

    A handler in Python would have to wait until Qt calls Python, and an exception there may hit
    any line. So the signal's number goes through a socket, which the event loop looks at.
    """
    import socket  # Not needed to show the window, which starts sooner without it.

    read, write = socket.socketpair()
    read.setblocking(False)
    write.setblocking(False)
    notifier = QSocketNotifier(read.fileno(), QSocketNotifier.Type.Read, window)

    def heard() -> None:
        if read.recv(64):
            window.quit()

    notifier.activated.connect(heard)
    signal.set_wakeup_fd(write.fileno(), warn_on_full_buffer=False)
    for number in heard_signals():
        signal.signal(number, lambda *_: None)
    # The socket that is written to must live as long as signals may come.
    window.destroyed.connect(lambda: write.close())


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
