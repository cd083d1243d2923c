"""The panel that shows lessons."""
