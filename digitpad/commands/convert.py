"""``digitpad convert``: write a dataset in another form."""

import argparse
import sys
from pathlib import Path

from digitpad.commands.output import follow, load, progress_bar, read_options, teller_of_halves
from digitpad.data.formats import write_dataset
from digitpad.errors import printable


def run(arguments: argparse.Namespace) -> int:
    """Read a dataset and write it."""
    options = read_options(arguments, "train")
    tell = teller_of_halves(arguments.source, options, arguments)
    digits = load(arguments.source, options, tell)
    with progress_bar("digits", desc=printable(Path(arguments.target).name)) as bar:
        write_dataset(digits, arguments.target, follow(bar))
    print(f"Wrote {len(digits):,} digits to {printable(arguments.target)}", file=sys.stderr)
    return 0
