"""Widgets that more than one tab shows."""
