"""Which version of the program this is."""


def program_version() -> str:
    """The installed version, for people."""
    # Slow to import, and asked for only by people.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("digitpad")
    except PackageNotFoundError:
        return "(not installed)"
