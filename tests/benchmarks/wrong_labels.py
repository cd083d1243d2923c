"""Pen digits whose labels are plainly wrong: nothing is learned from them, nor measured on them."""

import re
import sys
from pathlib import Path

from digitpad.data.digitset import DigitSet

UNIPEN = Path(__file__).with_name("wrong_labels_unipen.txt")
UCI = Path(__file__).with_name("wrong_labels_uci.txt")


def wrong_labels(digits: DigitSet, listed: Path) -> list[int]:
    """The numbers of the digits that a list names, which only one file has at these places."""
    numbers = []
    for line in listed.read_text().splitlines():
        if told := re.match(r"(\d+) labelled (\d)", line):
            number, label = map(int, told.groups())
            if number >= len(digits) or digits.labels[number] != label:
                sys.exit(f"{digits.name}: digit {number} is not the one of {listed.name}.")
            numbers.append(number)
    return numbers
