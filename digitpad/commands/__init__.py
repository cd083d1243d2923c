"""What the commands do: a module for each, with ``run`` that takes its arguments.

``run`` prints what there is to print, and returns the exit status.
"""
