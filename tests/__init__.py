"""Tests of digitpad; CONTRIBUTING tells what each folder has."""

PATIENCE = 30
"""Seconds after which a test no longer waits, on a machine that is busy too: nothing ends by it."""
