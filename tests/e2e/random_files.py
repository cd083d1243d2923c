"""The files that a random user opens and saves, in place of file dialogs."""

from pathlib import Path
from random import Random

from PySide6.QtWidgets import QFileDialog, QWidget

KINDS = {"model": "models", "image": "pictures", "sheet": "sheets", "playground": "playgrounds"}
"""Words in the titles of dialogs, and the folders that they ask for; all others ask for sets."""


class Folders:
    """Chooses files by lot.

    Parameters
    ----------
    files : see :mod:`tests.e2e.materials`.
    """

    def __init__(self, files: Path, random: Random) -> None:
        self._files, self._random = files, random

    def a_file(self, kind: str) -> Path:
        """A file, or a folder that is opened like one, of a kind, e.g. ``"sets"``."""
        return self._random.choice(sorted((self._files / kind).iterdir()))

    def answer_file_dialogs(self) -> None:
        """Choose in place of the file dialogs, which only show up on a real desktop."""
        for name, answer in (
            ("getOpenFileName", self._opened),
            ("getSaveFileName", self._saved),
            ("getExistingDirectory", self._folder),
        ):
            setattr(QFileDialog, name, staticmethod(answer))

    def _opened(self, _: QWidget, title: str, *__: object) -> tuple[str, str]:
        kind = next((KINDS[kind] for kind in KINDS if kind in title.lower()), "sets")
        path = self.a_file(kind)
        if path.is_dir():
            path = next(path.glob("*images*"), path)
        return str(path), ""

    def _saved(self, _: QWidget, title: str, first: str, *__: object) -> tuple[str, str]:
        name = f"{self._random.randrange(5)} {Path(first).name}"
        return str(self._files / "out" / name), ""

    def _folder(self, *_: object) -> str:
        folders = [path for path in (self._files / "sets").iterdir() if path.is_dir()]
        return str(self._random.choice(folders))
