"""``python -m digitpad`` is the command ``digitpad``."""

from digitpad.cli import entry_point

if __name__ == "__main__":
    entry_point()
