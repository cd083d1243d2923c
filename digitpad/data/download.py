"""Files fetched from one of several mirrors."""

import hashlib
import queue
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from errno import ENOSPC
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import requests
from requests.exceptions import InvalidSchema
from urllib3.exceptions import HTTPError, ReadTimeoutError

from digitpad.data.mnist import FILES, MIRRORS, Remote
from digitpad.errors import DownloadError
from digitpad.files.atomic import atomic_write
from digitpad.files.writable import reason_of

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and those that there will be, and now and then while none
come; may raise to end it."""

PATIENCE = 10.0
"""Seconds without a byte, or with too few, after which another mirror is asked."""

SLOWEST = 2_000
"""Bytes a second that a mirror must bring."""

CHUNK_BYTES = 1 << 12
"""Bytes that are taken at a time."""

LOOK = 0.1
"""Seconds between two looks at whether the download is still wanted."""


UNREACHABLE = "unreachable"


class _RefusedError(Exception):
    """Why a mirror is not taken, for people."""


def fetch_mnist(
    folder: Path,
    progress: Progress,
    *,
    mirrors: Iterable[str] = MIRRORS,
    files: Mapping[str, Remote] = FILES,
    patience: float = PATIENCE,
) -> None:
    """Fetch what is not there yet.

    A file appears in the folder when it is whole and its checksum is right, and not before; of
    what is not whole, nothing is kept.

    Parameters
    ----------
    folder : where to put the files.
    mirrors : addresses of folders that hold them, asked in this order.
    patience : seconds to wait for a mirror that brings nothing, or too little.

    Raises
    ------
    DownloadError : no mirror brought a file, or it cannot be written.
    """
    total, done = sum(remote.size for remote in files.values()), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in folder.glob(".*.part"):  # What earlier versions had fetched in part.
            part.unlink()
        for name, remote in files.items():
            before = done

            def tell(part: int, before: int = before) -> None:
                progress(before + part, total)

            if not _is_whole(folder / name, remote):
                _fetch_from_any(folder / name, remote, tuple(mirrors), patience, tell)
            done += remote.size
            progress(done, total)
    except OSError as error:
        if error.errno == ENOSPC:
            raise DownloadError(
                f"The disk is full: {total / 1e6:.0f} MB are needed in {folder}. "
                "Files that are complete are kept."
            ) from error
        raise DownloadError(f"Cannot write {folder}: {reason_of(error)}.") from error


def _is_whole(path: Path, remote: Remote) -> bool:
    """Whether a file is there already. A link to anything else is removed, not followed."""
    has_size = path.is_file() and path.stat().st_size == remote.size
    if has_size and hashlib.sha256(path.read_bytes()).hexdigest() == remote.sha256:
        return True
    if path.is_symlink():
        path.unlink()
    return False


def _fetch_from_any(
    path: Path,
    remote: Remote,
    mirrors: tuple[str, ...],
    patience: float,
    tell: Callable[[int], None],
) -> None:
    """Fetch one file from the first mirror that has it."""
    reasons = {}
    for mirror in mirrors:
        try:
            _fetch(mirror + path.name, path, remote, patience, tell)
        except _RefusedError as error:
            reasons[urlsplit(mirror).netloc] = str(error)
        else:
            return
    if set(reasons.values()) == {UNREACHABLE}:
        raise DownloadError(
            f"No MNIST mirror reachable ({', '.join(reasons)}); check the connection."
        )
    told = "; ".join(f"{host}: {reason}" for host, reason in reasons.items())
    raise DownloadError(f"Download of {path.name} failed ({told}). Try again later.")


def _fetch(
    url: str, path: Path, remote: Remote, patience: float, tell: Callable[[int], None]
) -> None:
    """Fetch a file from one mirror, no more than it should have.

    Raises
    ------
    _RefusedError : the mirror does not bring it.
    """
    count, checksum = 0, hashlib.sha256()
    with atomic_write(path) as file, closing(_pieces(url, patience)) as pieces:
        for piece in pieces:
            file.write(piece)
            checksum.update(piece)
            count += len(piece)
            if count > remote.size:
                break
            tell(count)
        if count != remote.size or checksum.hexdigest() != remote.sha256:
            raise _RefusedError("checksum mismatch")


def _pieces(url: str, patience: float) -> Generator[bytes, None, None]:
    """The bytes of an answer as they come, and empty pieces while none do.

    Raises
    ------
    _RefusedError : it does not come, or too slowly.
    """
    answer = _Answer(url, patience)
    answer.start()
    start, count = time.monotonic(), 0
    try:
        while (piece := answer.next_piece()) is not None:
            count += len(piece)
            yield piece
            passed = time.monotonic() - start
            if passed > patience and count < SLOWEST * passed:
                raise _RefusedError("too slow" if answer.has_begun else "timed out")
    finally:
        answer.is_wanted.clear()


class _Answer(Thread):
    """Asks for a file and takes in what comes, in a thread that nobody waits for.

    To look up a name, to connect, and to wait for a byte can each take many seconds, and none of
    it can be interrupted: a caller just leaves, and the thread ends when it can.
    """

    def __init__(self, url: str, patience: float) -> None:
        super().__init__(name="download", daemon=True)
        self._url = url
        self._patience = patience
        self._pieces = queue.Queue[bytes | _RefusedError | None](64)
        self.has_begun = False
        self.is_wanted = Event()
        self.is_wanted.set()

    def next_piece(self) -> bytes | None:
        """What came next, nothing where nothing did for a moment, and None at the end.

        Raises
        ------
        _RefusedError : nothing more comes.
        """
        try:
            piece = self._pieces.get(timeout=LOOK)
        except queue.Empty:
            return b""
        if isinstance(piece, _RefusedError):
            raise piece
        return piece

    def run(self) -> None:
        try:
            with requests.Session() as session:
                self._ask(session)
        except (requests.RequestException, HTTPError) as error:
            self._put(_RefusedError(_reason(error, has_begun=self.has_begun)))
        except Exception as error:  # It would be lost in this thread.
            self._put(_RefusedError(f"{error}"))
        else:
            self._put(None)

    def _ask(self, session: requests.Session) -> None:
        if self._url.startswith("https:"):
            # No redirect to an unencrypted address, where the file could be changed on the way.
            del session.adapters["http://"]
        asked = {"Accept-Encoding": "identity"}
        with session.get(self._url, headers=asked, timeout=self._patience, stream=True) as answer:
            answer.raise_for_status()
            self.has_begun = True
            # As it is: nothing is unpacked, whatever the mirror calls it.
            for piece in answer.raw.stream(CHUNK_BYTES, decode_content=False):
                self._put(piece)
                if not self.is_wanted.is_set():
                    return

    def _put(self, piece: bytes | _RefusedError | None) -> None:
        while self.is_wanted.is_set():
            try:
                self._pieces.put(piece, timeout=LOOK)
            except queue.Full:
                continue
            return


def _reason(error: Exception, *, has_begun: bool) -> str:
    """Why a mirror did not bring a file, for people."""
    match error:
        case requests.HTTPError():
            status = error.response.status_code if error.response is not None else "unknown"
            return f"status {status}"
        case InvalidSchema():
            return "redirects to an unencrypted address"
        case requests.Timeout():
            return "timed out"
        case ReadTimeoutError():
            return "too slow"
        case requests.ConnectionError() if not has_begun:
            return UNREACHABLE
    return f"{error}"
