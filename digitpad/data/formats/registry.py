"""Which forms there are: every module of this package may have some."""

import pkgutil
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path

from digitpad.data.formats.base import Form, Source
from digitpad.errors import DatasetError

PACKAGE = "digitpad.data.formats"


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in the order in which they are asked."""
    found: list[Form] = []
    for module_info in pkgutil.iter_modules([str(Path(__file__).parent)]):
        module = import_module(f"{PACKAGE}.{module_info.name}")
        found += getattr(module, "FORMS", ())
        if form := getattr(module, "FORM", None):
            found.append(form)
    return tuple(sorted(found, key=attrgetter("order")))


def form_of(source: Source) -> Form:
    """The form that a source has.

    Raises
    ------
    DatasetError : it has none.
    """
    for form in forms():
        if form.sniff(source):
            return form
    raise DatasetError(source.title, found="another folder or archive", expected=known_names())


def known_names() -> str:
    """The forms that are read, for people."""
    names = list(dict.fromkeys(form.name for form in forms() if form.name))
    return ", ".join(names[:-1]) + f" or {names[-1]}"


def known_endings() -> dict[str, str]:
    """What can be written: for people, and how the target's name ends; ``""`` is a folder."""
    return {text: ending for form in forms() for text, ending in form.endings.items()}


def form_for(target: str | Path) -> Form:
    """The form that a target's name tells.

    A name without an ending, one that ends in a separator, or that of a folder, is a folder: of
    pictures where it ends as theirs do, else of text digits.

    Raises
    ------
    DatasetError : it has an ending that nothing is written under.
    """
    path = Path(target)
    name = path.name.lower()
    best = max(forms(), key=lambda form: form.fit(name))
    # A folder that is there may be called digits.csv; one that asks for pictures gets them.
    is_folder = str(target).endswith(("/", "\\")) or path.is_dir()
    if best.fit(name) and not (is_folder and path.suffix):
        return best
    if path.suffix and not is_folder:
        raise _unknown(target)
    return next(form for form in forms() if "" in form.endings.values())


def _unknown(target: str | Path) -> DatasetError:
    """What to tell of a target under whose ending nothing is written."""
    known = ", ".join(sorted(ending for ending in known_endings().values() if ending))
    problem = f'unknown file type "{Path(target).suffix}"'
    return DatasetError(target, found=f"{problem}; use {known}, or no extension for a folder")
