"""The window."""

from digitpad.ui.support.memory import spare_sources

spare_sources()
