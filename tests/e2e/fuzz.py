"""Damaged files of every kind: each is read, or refused in one clear sentence.

    python -m tests.e2e.fuzz [--rounds 100 | --seconds 600] [--seed 1] [--only model,strokes]

Nothing else may be raised, nothing warned of, and no memory taken that the limits do not allow. A
round is told by its seed, reader and number alone, and can be done again.
"""

import argparse
import io
import json
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.errors import DigitpadError
from tests.e2e.fuzz_forms import form_readers
from tests.e2e.fuzz_readers import Reader, readers

ROUNDS = 100
"""Of each reader, where nothing else is said."""

MEMORY = 2_500 << 20
"""Bytes of addresses that reading may take."""

SLOWEST = 20.0
"""Seconds that one file may take, also on a machine with other work."""


def damaged(rng: np.random.Generator, whole: bytes, other: bytes) -> bytes:
    """A file with one to three kinds of damage."""
    content = bytearray(whole)
    for _ in range(rng.integers(1, 4)):
        length = len(content) or 1
        start = int(rng.integers(length))
        stop = min(length, start + int(rng.integers(1, 65)))
        match int(rng.integers(9)):
            case 0 | 1 if content:
                content[start] ^= 1 << int(rng.integers(8))
            case 2 if content:
                content[start] = int(rng.integers(256))
            case 3:
                del content[start:]
            case 4:
                del content[start:stop]
            case 5:
                content[start:start] = content[start:stop] * int(rng.integers(1, 20))
            case 6:
                content[start:stop] = rng.bytes(stop - start)
            case 7:
                numbers = [b"\xff" * 4, b"\xff\xff\xff\x7f", b"\0" * 4, b"\x80" * 8, b"(((((([["]
                number = numbers[rng.integers(len(numbers))]
                content[start : start + len(number)] = number
            case _:
                place = int(rng.integers(len(other) or 1))
                content[start:] = other[place:]
    return bytes(content)


ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    0.5,
    1e308,
    -(2**70),
    "",
    "x" * 5000,
    "\ud800",
    [],
    {},
    [[]],
    {"a": []},
)
"""Values that are seldom where a program wants them."""


def misshapen(rng: np.random.Generator, whole: bytes) -> bytes:
    """JSON with another value, or none, at one to three places: it stays JSON."""
    root = [json.loads(whole)]
    for _ in range(rng.integers(1, 4)):
        places = list(_places(root))
        holder, key = places[rng.integers(len(places))]
        if holder is not root and rng.random() < 0.2:
            del holder[key]
        else:
            holder[key] = deepcopy(ODD[rng.integers(len(ODD))])
    return json.dumps(root[0]).encode()


def _places(holder: Any) -> Iterator[tuple[Any, Any]]:
    """Where values are in a JSON value: what holds each, and its key there."""
    keys = holder if isinstance(holder, dict) else range(len(holder))
    for key in keys:
        yield holder, key
        if isinstance(holder[key], dict | list):
            yield from _places(holder[key])


def repacked(rng: np.random.Generator, whole: bytes) -> bytes:
    """A zip that is whole, with a damaged file in it: no checksum gives that away.

    Half of the damage is done within a file's first 128 bytes, which is the header of an array.
    """
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = list(files)[rng.integers(len(files))]
    content = files[name]
    place = 128 if rng.random() < 0.5 else len(content)
    files[name] = damaged(rng, content[:place], content) + content[place:]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _anyhow_damaged(rng: np.random.Generator, one: bytes, other: bytes) -> bytes:
    if one.startswith(b"PK") and rng.random() < 0.5:
        return repacked(rng, one)
    if one.startswith(b"{") and rng.random() < 0.5:
        with suppress(ValueError):  # It may only begin like JSON.
            return misshapen(rng, one)
    return damaged(rng, one, other)


def attempt(reader: Reader, rng: np.random.Generator) -> str:
    """Read a damaged file: ``"read"``, or ``"error"`` where it was refused.

    Raises
    ------
    Exception : anything else happened.
    """
    one, other = (reader.whole[rng.integers(len(reader.whole))] for _ in range(2))
    reader.file.parent.mkdir(parents=True, exist_ok=True)
    # Many file systems wait for the disk where a file that is there is written anew.
    reader.file.unlink(missing_ok=True)
    reader.file.write_bytes(_anyhow_damaged(rng, one, other))
    start = time.perf_counter()
    refused: DigitpadError | None = None
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            reader.read()
        except reader.error as error:
            refused = error
    # An error that was made of it would hide that there was no limit.
    assert refused is None or not isinstance(refused.__cause__, MemoryError), refused
    assert not warned, [str(warning.message) for warning in warned]
    assert time.perf_counter() - start < SLOWEST
    return "error" if refused else "read"


def check_good(reader: Reader) -> None:
    """Read all good files: a reader that refuses these, whatever is damaged, finds nothing."""
    for content in reader.whole:
        reader.file.unlink(missing_ok=True)
        reader.file.write_bytes(content)
        reader.read()


def limit_memory() -> None:
    """Let the system refuse what the limits of the readers should not ask for; Linux alone does."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="files of each reader")
    parser.add_argument("--seconds", type=float, help="go on for so long, instead of --rounds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names of readers, with commas between them")
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as place:
        chosen = readers(Path(place)) | form_readers(Path(place))
        limit_memory()
        only = arguments.only.split(",") if arguments.only else list(chosen)
        for name in only:
            check_good(chosen[name])
            seconds = arguments.seconds and arguments.seconds / len(only)
            number, counts, start = 0, Counter[str](), time.monotonic()
            while time.monotonic() < start + seconds if seconds else number < arguments.rounds:
                rng = np.random.default_rng([arguments.seed, *name.encode(), number])
                try:
                    counts[attempt(chosen[name], rng)] += 1
                except Exception:
                    counts["neither"] += 1
                    print(f"{name}, round {number}:\n{traceback.format_exc()}", flush=True)
                number += 1
            failed = failed or counts["neither"] > 0
            taken = time.monotonic() - start
            figures = ", ".join(f"{counts[what]:,} {what}" for what in ("read", "error", "neither"))
            print(f"{name:12} {figures}   ({taken:.1f} s)", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
