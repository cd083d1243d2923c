"""Lessons: Markdown files whose steps are checked by the state of the program."""
