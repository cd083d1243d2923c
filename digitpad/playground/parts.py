"""An entry of a matrix, followed to the numbers that it is made of: always a sum of terms."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.playground.matrices import NamedArray


@dataclass(frozen=True)
class Entry:
    """One number of a matrix.

    Parameters
    ----------
    name : of the matrix.
    row, column : from 0, in :attr:`NamedArray.table`.
    is_output : whether the matrix is one of the operation's outputs, else of its inputs: a
        parameter has the same name before and after its update.
    """

    name: str
    row: int
    column: int
    value: float
    is_output: bool = False


@dataclass(frozen=True)
class Term:
    """What is added, and the numbers that it is computed of.

    Parameters
    ----------
    factors : entries; at least one.
    value : what is added.
    scale : the value is this times the product of the factors; None where it is another function of
        them, which the formula of the operation tells.
    """

    factors: tuple[Entry, ...]
    value: float
    scale: float | None = 1.0


@dataclass(frozen=True)
class Parts:
    """An entry and the terms of which it is the sum, but for rounding."""

    entry: Entry
    terms: tuple[Term, ...]


Follow = Callable[[int, int], list[Term]]
"""The terms of an entry, by its row and column."""


def entry(value: NamedArray, row: int, column: int, *, is_output: bool = False) -> Entry:
    """An entry of a matrix."""
    return Entry(value.name, row, column, float(value.table[row, column]), is_output)


def multiplied(*factors: Entry, scale: float = 1.0) -> Term:
    """The product of entries."""
    value = scale * float(np.prod([factor.value for factor in factors]))
    return Term(factors, value, scale)


def of_affine(x: NamedArray, w: NamedArray, b: NamedArray) -> Follow:
    """``x @ w + b``: a row of x times a column of w, product by product, and the bias."""

    def follow(i: int, j: int) -> list[Term]:
        products = [multiplied(entry(x, i, k), entry(w, k, j)) for k in range(len(w.table))]
        return [*products, multiplied(entry(b, 0, j))]

    return follow


def of_input_gradient(dout: NamedArray, w: NamedArray) -> Follow:
    """``dout @ w.T``: an input reaches every unit through its own weight."""

    def follow(i: int, j: int) -> list[Term]:
        units = range(dout.table.shape[1])
        return [multiplied(entry(dout, i, k), entry(w, j, k)) for k in units]

    return follow


def of_weight_gradient(x: NamedArray, dout: NamedArray) -> Follow:
    """``x.T @ dout``: a weight has a part in every point."""

    def follow(i: int, j: int) -> list[Term]:
        return [multiplied(entry(x, k, i), entry(dout, k, j)) for k in range(len(x.table))]

    return follow


def of_column(dout: NamedArray) -> Follow:
    """``dout.sum(axis=0)``: a bias has a part in every point."""

    def follow(i: int, j: int) -> list[Term]:
        return [multiplied(entry(dout, k, j)) for k in range(len(dout.table))]

    return follow


def of_function(out: NamedArray, *inputs: NamedArray, of_output: bool = False) -> Follow:
    """A function of the entries in the same place.

    Parameters
    ----------
    of_output : whether the inputs are other outputs of the operation.
    """

    def follow(i: int, j: int) -> list[Term]:
        factors = tuple(entry(value, i, j, is_output=of_output) for value in inputs)
        return [Term(factors, float(out.table[i, j]), None)]

    return follow


def of_features(points: NamedArray, x: NamedArray, names: tuple[str, ...]) -> Follow:
    """A feature of the coordinates that it is computed of."""

    def follow(i: int, j: int) -> list[Term]:
        coordinates = [k for k, letter in enumerate("xy") if letter in names[j].replace("sin", "")]
        factors = tuple(entry(points, i, k) for k in coordinates)
        return [Term(factors, float(x.table[i, j]), None)]

    return follow


def of_log_softmax(y: NamedArray) -> Follow:
    """``y - log Σ exp(y)``, of the row."""

    def follow(i: int, j: int) -> list[Term]:
        row = y.table[i]
        most = row.max()
        total = float(most + np.log(np.exp(row - most).sum()))
        every = tuple(entry(y, i, k) for k in range(len(row)))
        return [multiplied(entry(y, i, j)), Term(every, -total, None)]

    return follow


def of_loss(log_p: NamedArray, labels: NDArray[np.integer]) -> Follow:
    """``−mean log p[label]``: a term for each point."""

    def follow(i: int, j: int) -> list[Term]:
        share = -1 / len(labels)
        return [
            multiplied(entry(log_p, k, label), scale=share)
            for k, label in enumerate(labels.tolist())
        ]

    return follow


def of_loss_gradient(p: NamedArray, labels: NamedArray) -> Follow:
    """``(p − 1) / N`` at the label, ``p / N`` elsewhere."""

    def follow(i: int, j: int) -> list[Term]:
        share = 1 / len(p.table)
        terms = [multiplied(entry(p, i, j), scale=share)]
        if labels.array[i] == j:
            terms.append(Term((entry(labels, i, 0),), -share, None))
        return terms

    return follow


def of_sum(*scaled: tuple[float, NamedArray], is_output: bool = False) -> Follow:
    """A sum of matrices, each times a number.

    Parameters
    ----------
    is_output : whether the last one is an output of the operation.
    """

    def follow(i: int, j: int) -> list[Term]:
        last = len(scaled) - 1
        return [
            multiplied(entry(value, i, j, is_output=is_output and k == last), scale=scale)
            for k, (scale, value) in enumerate(scaled)
        ]

    return follow


def of_l1(dw: NamedArray, w: NamedArray, l1: float) -> Follow:
    """``dw + l1 sign(w)``."""

    def follow(i: int, j: int) -> list[Term]:
        own = entry(w, i, j)
        return [multiplied(entry(dw, i, j)), Term((own,), l1 * float(np.sign(own.value)), None)]

    return follow


def of_square_mean(s: NamedArray, dw: NamedArray) -> Follow:
    """``0.999 s + 0.001 dw²`` of Adam."""

    def follow(i: int, j: int) -> list[Term]:
        gradient = entry(dw, i, j)
        return [
            multiplied(entry(s, i, j), scale=0.999),
            multiplied(gradient, gradient, scale=0.001),
        ]

    return follow


def of_adam(w: NamedArray, after: NamedArray, m: NamedArray, s: NamedArray) -> Follow:
    """A parameter and its step by the means m and s, which the operation computes first."""

    def follow(i: int, j: int) -> list[Term]:
        own = entry(w, i, j)
        means = entry(m, i, j, is_output=True), entry(s, i, j, is_output=True)
        step = float(after.table[i, j]) - own.value
        return [multiplied(own), Term(means, step, None)]

    return follow
