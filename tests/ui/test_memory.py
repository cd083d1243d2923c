"""Memory that a large dataset took goes back to the system."""

import subprocess
import sys

import pytest

from digitpad.ui.support.memory import _glibc

USED = """
import numpy as np
from digitpad.ui.support.memory import share_one_pool

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

share_one_pool()
np.ones(31 << 20, np.uint8)  # Once freed, it makes glibc keep all that is smaller.
block = np.ones(30 << 20, np.uint8)
kept = np.ones(1 << 10, np.uint8)  # Behind it: the end of the pool goes back by itself.
before = resident()
del block
print(before - resident())
"""


@pytest.mark.skipif(not _glibc(), reason="only glibc keeps what was freed")
def test_a_large_block_goes_back_as_soon_as_it_is_freed() -> None:
    done = subprocess.run([sys.executable, "-c", USED], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 25 << 20


SOURCES = """
import linecache
import digitpad.app
linecache.clearcache()
import csv
print(len(linecache.cache))
"""


def test_the_source_of_a_module_is_not_kept_for_its_import() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SOURCES], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0", done.stderr
