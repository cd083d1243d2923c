"""Where the files that come with the program are."""

from importlib.resources import files
from pathlib import Path


def resource_path(name: str) -> Path:
    """Path of a file in ``resources/``, beside the package in a checkout, inside it in a wheel."""
    package = Path(str(files("digitpad")))
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources") / name
