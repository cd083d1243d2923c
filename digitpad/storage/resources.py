"""Where the files that come with the program are."""

from pathlib import Path

SAMPLES = "sample-digits.zip"
"""Digits to look at and to learn from before any data set was opened."""

PACKAGE = Path(__file__).resolve().parents[1]


def resource_path(name: str) -> Path:
    """Path of a file in ``resources/``, beside the package in a checkout, inside it in a wheel."""
    inside = PACKAGE / "resources"
    return (inside if inside.is_dir() else PACKAGE.parent / "resources") / name
