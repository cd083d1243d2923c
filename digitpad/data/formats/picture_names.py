"""What the names of picture files tell: half and label of each.

The label is the folder, ``train/3/12.png``, or stands in the name where all names say it in the
same way: first, ``3_17.png``, last, ``2828_my_own_6.png``, or after a word, ``digit-7.png``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from digitpad.data.digitset import UNLABELLED

ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".avif")
"""Of the names of pictures, in lower case."""

IGNORED_NAMES = {"__macosx", "thumbs.db", "desktop.ini"}

_RULES = (
    re.compile(r"([0-9])[-_ ]"),
    re.compile(r".*[-_ ]([0-9])\.[a-z]+", re.IGNORECASE),
    re.compile(r".*(?:digit|label|class)[-_ ]?([0-9])(?![0-9]).*", re.IGNORECASE),
)
"""Where the label stands in a name."""

_COUNTED = re.compile(
    r"(?:.*[-_ ])?(?:images?|img|pictures?|pic|photos?|scans?|pages?|frames?|screenshots?|dsc)"
    r"[-_ ]?[0-9]\.[a-z]+",
    re.IGNORECASE,
)
"""Names whose last number is only that of the file."""


def is_visible(name: str) -> bool:
    """Whether no part of a path is hidden or the system's own."""
    parts = name.lower().replace("\\", "/").split("/")
    return not any(
        (part.strip(".") and part.startswith(".")) or part in IGNORED_NAMES for part in parts
    )


def leads_out(name: str) -> bool:
    """Whether a path in an archive claims a place outside it."""
    folders = name.replace("\\", "/").split("/")
    return ".." in folders or not folders[0] or ":" in folders[0]


def is_picture(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def halves_of_names(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by half, ``"train"`` and ``"test"``; all under ``""`` where there is one only.

    A folder for validation is the test half where there is no other, else a part of training.
    """
    parts: dict[str, list[str]] = {"train": [], "test": [], "val": []}
    for name in names:
        folders = name.lower().replace("\\", "/").split("/")[:-1]
        half = next((h for folder in folders for h in parts if folder.startswith(h)), "train")
        parts[half].append(name)
    if not parts["test"]:
        parts["test"], parts["val"] = parts["val"], []
    train, test = parts["train"] + parts["val"], parts["test"]
    return {"train": train, "test": test} if train and test else {"": train + test}


def labels_of(names: Sequence[str]) -> Mapping[str, int]:
    """The label of each picture by its name."""
    folders = {name: _folder_label(name) for name in names}
    if any(label != UNLABELLED for label in folders.values()):
        return folders
    files = [name.replace("\\", "/").rpartition("/")[2] for name in names]
    found = []
    for rule in _RULES:
        matches = [rule.match(file) for file in files]
        if all(matches) and not all(map(_COUNTED.fullmatch, files)):
            found.append([int(match[1]) for match in matches if match])
    # Where two rules hold and disagree, neither is sure. One file alone is no rule.
    if len(names) < 2 or not found or any(labels != found[0] for labels in found):
        return folders
    return dict(zip(names, found[0], strict=True))


def _folder_label(name: str) -> int:
    """The label that the innermost folder with the name of a digit tells."""
    folders = name.replace("\\", "/").split("/")[:-1]
    digits = [int(folder) for folder in folders if re.fullmatch("[0-9]", folder)]
    return digits[-1] if digits else UNLABELLED
