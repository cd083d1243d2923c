"""Marks texts that are written outside ``digitpad.ui`` and shown in the user's language."""


def translatable(text: str) -> str:
    """Return ``text`` unchanged; the window translates it with ``tr`` when it is shown.

    ``pyside6-lupdate`` finds these texts beside those in ``tr("…")``, see resources/README.md.
    """
    return text
