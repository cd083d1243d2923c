"""The lines of code that compute something, read from where they stand."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any


def line_of(function: Callable[..., Any], part: str) -> str:
    """The one line of a function that has this in it.

    Raises
    ------
    ValueError : there is none, or more than one.
    """
    (line,) = (line for line in code_of(function).splitlines() if part in line)
    return line.strip()


def code_of(function: Callable[..., Any]) -> str:
    """The body of a function without its docstring, as it is written."""
    source = textwrap.dedent(inspect.getsource(function))
    definition = ast.parse(source).body[0]
    assert isinstance(definition, ast.FunctionDef)
    body = definition.body[1:] if ast.get_docstring(definition) else definition.body
    lines = source.splitlines()[body[0].lineno - 1 : body[-1].end_lineno]
    return textwrap.dedent("\n".join(lines))
