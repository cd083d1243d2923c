"""Where the files that come with the program are."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def resource_path(name: str) -> Path:
    """Path of a file in ``resources/``, beside the package in a checkout, inside it in a wheel."""
    inside = PACKAGE / "resources"
    return (inside if inside.is_dir() else PACKAGE.parent / "resources") / name


REFERENCE_DIGITS = "reference-digits.strokes.npz"


def reference_digits() -> str:
    """The path of the real pen digits that come with the program, in two halves by writer."""
    return str(resource_path(REFERENCE_DIGITS))


def is_shipped(path: str | Path) -> bool:
    """Whether a path leads to what comes with the program, which is never written to."""
    return Path(path).resolve().is_relative_to(resource_path("").resolve())
