"""Files fetched from one of several mirrors."""

import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from errno import ENOSPC
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import pooch
import requests
from urllib3.exceptions import ReadTimeoutError

from digitpad.data.mnist import FILES, MIRRORS, Remote
from digitpad.errors import DownloadError

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and those that there will be; may raise to end it."""

PATIENCE = 10.0
"""Seconds without a byte, or with too few, after which another mirror is asked."""

SLOWEST = 2_000
"""Bytes a second that a mirror must bring."""


def fetch_mnist(
    folder: Path,
    progress: Progress,
    *,
    mirrors: Iterable[str] = MIRRORS,
    files: Mapping[str, Remote] = FILES,
    patience: float = PATIENCE,
) -> None:
    """Fetch what is not there yet.

    What was fetched in part goes on where it stopped. A file appears in the folder when it is
    whole and its checksum is right, and not before.

    Parameters
    ----------
    folder : where to put the files.
    mirrors : addresses of folders that hold them, asked in this order.
    patience : seconds to wait for a mirror that brings nothing, or too little.

    Raises
    ------
    DownloadError : no mirror brought a file, or it cannot be written.
    """
    pooch.get_logger().setLevel("ERROR")
    total, done = sum(remote.size for remote in files.values()), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, remote in files.items():
            before = done

            def tell(part: int, before: int = before) -> None:
                progress(before + part, total)

            _fetch_from_any(folder, name, remote, tuple(mirrors), patience, tell)
            done += remote.size
            progress(done, total)
    except OSError as error:
        if error.errno == ENOSPC:
            raise DownloadError(
                f"The disk is full: {total / 1e6:.0f} MB are needed in {folder}. "
                "What has been fetched is kept, and the rest can be fetched later."
            ) from error
        raise DownloadError(f"{folder} cannot be written: {error.strerror or error}.") from error


def _fetch_from_any(
    folder: Path,
    name: str,
    remote: Remote,
    mirrors: tuple[str, ...],
    patience: float,
    tell: Callable[[int], None],
) -> None:
    """Fetch one file from the first mirror that has it."""
    reasons = {}
    for mirror in mirrors:
        host = urlsplit(mirror).netloc
        try:
            _fetch(mirror + name, folder / name, remote, patience, tell)
        except requests.ConnectionError as error:
            is_stalled = any(isinstance(reason, ReadTimeoutError) for reason in error.args)
            reasons[host] = "is too slow" if is_stalled else "cannot be reached"
        except requests.Timeout:
            reasons[host] = "does not answer"
        except _TooSlowError:
            reasons[host] = "is too slow"
        except requests.HTTPError as error:
            status = error.response.status_code if error.response is not None else "unknown"
            reasons[host] = f"does not have it (status {status})"
        except requests.RequestException as error:
            reasons[host] = f"failed ({error})"
        except ValueError:
            reasons[host] = "brought something else (its checksum is wrong)"
        else:
            return
    if set(reasons.values()) == {"cannot be reached"}:
        raise DownloadError(
            f"No mirror of MNIST can be reached ({', '.join(reasons)}). Is this computer online?"
        )
    told = "; ".join(f"{host} {reason}" for host, reason in reasons.items())
    raise DownloadError(f"{name} could not be fetched: {told}. Try again later.")


def _fetch(
    url: str, path: Path, remote: Remote, patience: float, tell: Callable[[int], None]
) -> None:
    """Fetch a file from one mirror, unless it is there already.

    Raises
    ------
    requests.RequestException, _TooSlowError : the mirror does not bring it.
    ValueError : what it brings has another checksum.
    """
    partial = path.with_name(f".{path.name}.part")
    answers: list[requests.Response] = []

    def note(answer: requests.Response, **_: object) -> None:
        answers.append(answer)

    def download(url: str, output: str, _: object) -> None:
        with partial.open("ab") as file:
            if file.tell() >= remote.size:
                file.truncate(0)
            meter = _Meter(file, remote.size, patience, tell)
            start = {"Range": f"bytes={file.tell()}-"} if file.tell() else {}
            try:
                pooch.HTTPDownloader(
                    progressbar=meter,
                    timeout=patience,
                    headers={"Accept-Encoding": "identity"} | start,
                    hooks={"response": note},
                )(url, file, None)
            finally:
                # A download that ends early would else leave its connection open.
                for answer in answers:
                    answer.close()
        shutil.move(partial, output)

    resumed = partial.exists()
    for is_last in (not resumed, True):
        try:
            pooch.retrieve(
                url,
                f"sha256:{remote.sha256}",
                fname=path.name,
                path=path.parent,
                downloader=download,
            )
        except ValueError:
            # What was there of an earlier time may have been the fault.
            if is_last:
                raise
        else:
            return


class _TooSlowError(Exception):
    pass


class _Meter:
    """What pooch takes for a progress bar: counts the bytes of a file, and how fast they come."""

    def __init__(
        self, file: BinaryIO, size: int, patience: float, tell: Callable[[int], None]
    ) -> None:
        self._file = file
        self._size = size
        self._patience = patience
        self._tell = tell
        self._start_at, self._start_with = time.monotonic(), file.tell()

    @property
    def total(self) -> int:
        return self._size

    @total.setter
    def total(self, total: int) -> None:
        # The bytes that the mirror is about to send: all of them, though it was asked for the rest.
        if self._start_with and total >= self._size:
            self._file.truncate(0)
            self._start_with = 0

    def update(self, _: int) -> None:
        there = self._file.tell()
        self._tell(min(there, self._size))
        passed = time.monotonic() - self._start_at
        if passed > self._patience and there - self._start_with < SLOWEST * passed:
            raise _TooSlowError

    def reset(self) -> None:
        pass

    def close(self) -> None:
        pass
