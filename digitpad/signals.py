"""What asks a program to end, from outside: Ctrl-C, the system, a terminal that is closed."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def heard_signals() -> list[int]:
    """The signals that ask the program to end. One that is ignored, as by nohup, is not heard."""
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    return [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]


class Interruption:
    """Raises KeyboardInterrupt where the program is asked to end, or only notes that.

    Attributes
    ----------
    is_asked : whether it was asked.
    is_only_noted : whether the work looks at ``is_asked`` by itself, where it can be stopped.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self.is_only_noted = False

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Handle a signal."""
        self.is_asked = True
        if not self.is_only_noted:
            raise KeyboardInterrupt


@contextmanager
def interruption() -> Iterator[Interruption]:
    """Hear every signal that asks the program to end.

    Only the main thread is given signals; in any other, nothing is heard.
    """
    asked = Interruption()
    is_main = threading.current_thread() is threading.main_thread()
    heard = heard_signals() if is_main else []
    before = {number: signal.signal(number, asked.hear) for number in heard}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
