"""Which version of the program this is, and of what it runs on."""

import platform


def program_version() -> str:
    """The installed version, for people."""
    return _version("digitpad")


def all_versions() -> str:
    """That of the program, of Python, NumPy and Qt, e.g. for a report."""
    qt = _version("PySide6-Essentials")
    return (
        f"digitpad {program_version()} "
        f"(Python {platform.python_version()}, NumPy {_version('numpy')}, Qt {qt})"
    )


def _version(package: str) -> str:
    # Slow to import, and asked for only by people.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
