"""Marks texts outside the window that the window shows in the user's language."""


def translatable(text: str) -> str:
    """Return ``text`` as it is; who shows it translates it with ``tr``.

    ``pyside6-lupdate`` finds these texts beside those in ``tr("…")``, see resources/README.md.
    """
    return text
