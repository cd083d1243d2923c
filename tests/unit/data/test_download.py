"""Files fetched from mirrors on this machine, good ones and bad ones."""

import gzip
import hashlib
import io
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from errno import ENOSPC
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
import requests
from requests.adapters import HTTPAdapter

from digitpad.data import download
from digitpad.data.download import fetch_mnist
from digitpad.data.mnist import FILES, Remote
from digitpad.errors import DownloadError

CONTENT = {
    f"{name}.gz": np.random.default_rng(number).bytes(200_000)
    for number, name in enumerate(("images", "labels"))
}
REMOTES = {
    name: Remote(len(content), hashlib.sha256(content).hexdigest())
    for name, content in CONTENT.items()
}
NOWHERE = "http://127.0.0.1:9/"
"""An address that refuses every call: the port is for throwing away, and nobody serves it."""


class Mirror(ThreadingHTTPServer):
    """Serves CONTENT as it is told to."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = dict(CONTENT)
        self.headers: dict[str, str] = {}
        self.is_slow = self.is_silent = self.is_endless = False
        self.rest = 0.06
        self.sent = 0
        self.asked: list[str] = []
        self.may_end = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Mirror

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        name = self.path[1:]
        self.server.asked.append(name)
        if name not in self.server.content:
            self.send_error(404)
            return
        if self.server.is_silent:
            self.server.may_end.wait()
            return
        content = self.server.content[name]
        self.send_response(200)
        for header in self.server.headers.items():
            self.send_header(*header)
        self.end_headers()
        if self.server.is_slow:
            self._drip(content)
        elif self.server.is_endless:
            self._flood()
        else:
            with suppress(OSError):
                self.wfile.write(content)

    def _flood(self) -> None:
        with suppress(OSError):
            while not self.server.may_end.is_set():
                self.server.sent += self.wfile.write(bytes(100_000))

    def _drip(self, content: bytes) -> None:
        """A hundred bytes, a rest, and so on."""
        for place in range(0, len(content), 100):
            try:
                self.wfile.write(content[place : place + 100])
            except OSError:
                return
            if self.server.may_end.wait(self.server.rest):
                return


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with Mirror() as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield server
        server.may_end.set()
        server.shutdown()
        thread.join()
    for thread in threading.enumerate():
        if thread.name == "download":  # Left alone by who wanted no more of it.
            thread.join()


def fetch(folder: Path, *mirrors: str, patience: float = 60.0) -> list[tuple[int, int]]:
    """Fetch CONTENT; the progress that was told."""
    told: list[tuple[int, int]] = []
    fetch_mnist(
        folder,
        lambda done, total: told.append((done, total)),
        mirrors=mirrors,
        files=REMOTES,
        patience=patience,
    )
    return told


def is_whole(folder: Path) -> bool:
    return {path.name: path.read_bytes() for path in folder.iterdir()} == CONTENT


def fails(folder: Path, *mirrors: str, patience: float = 60.0) -> str:
    """Try to fetch, and what was said; no file but parts is there."""
    with pytest.raises(DownloadError) as error:
        fetch(folder, *mirrors, patience=patience)
    assert not [path for path in folder.iterdir() if not path.name.startswith(".")]
    return str(error.value)


def test_all_files_come_whole_and_progress_never_goes_back(mirror: Mirror, tmp_path: Path) -> None:
    told = fetch(tmp_path / "new", mirror.address)
    assert is_whole(tmp_path / "new")
    assert told[-1] == (400_000, 400_000)
    assert all(before[0] <= after[0] for before, after in pairwise(told))
    assert len(told) > 20


def test_what_is_there_is_not_fetched_again(mirror: Mirror, tmp_path: Path) -> None:
    fetch(tmp_path, mirror.address)
    mirror.asked.clear()
    fetch(tmp_path, mirror.address)
    assert mirror.asked == []


def test_a_stopped_download_leaves_nothing_but_whole_files(mirror: Mirror, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > 250_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_mnist(tmp_path, stop, mirrors=[mirror.address], files=REMOTES)
    assert [path.name for path in tmp_path.iterdir()] == ["images.gz"]
    mirror.asked.clear()
    fetch(tmp_path, mirror.address)
    assert is_whole(tmp_path)
    assert mirror.asked == ["labels.gz"]


@pytest.mark.parametrize("size", [1000, 200_000, 300_000])
def test_a_damaged_file_is_fetched_anew(mirror: Mirror, tmp_path: Path, size: int) -> None:
    (tmp_path / "images.gz").write_bytes(bytes(size))
    (tmp_path / ".images.gz.part").write_bytes(bytes(size))
    fetch(tmp_path, mirror.address)
    assert is_whole(tmp_path)


def test_no_link_is_written_through(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("dear diary")
    folder = tmp_path / "mnist"
    folder.mkdir()
    for name in ("images.gz", ".labels.gz.part"):
        (folder / name).symlink_to(tmp_path / "diary")
    fetch(folder, mirror.address)
    assert is_whole(folder)
    assert (tmp_path / "diary").read_text() == "dear diary"


def test_a_mirror_that_sends_too_much_is_cut_off(mirror: Mirror, tmp_path: Path) -> None:
    mirror.is_endless = True
    assert "checksum mismatch" in fails(tmp_path, mirror.address)
    assert mirror.sent < 20_000_000
    assert not list(tmp_path.iterdir())


def test_nothing_is_unpacked_that_nobody_asked_to_pack(mirror: Mirror, tmp_path: Path) -> None:
    mirror.content["images.gz"] = gzip.compress(bytes(50_000_000))
    mirror.headers["Content-Encoding"] = "gzip"
    with pytest.raises(DownloadError, match="checksum mismatch"):
        fetch_mnist(
            tmp_path,
            lambda done, _: None if done <= 200_000 else pytest.fail("unpacked"),
            mirrors=[mirror.address],
            files=REMOTES,
        )
    assert not list(tmp_path.iterdir())


def test_what_a_mirror_calls_packed_is_taken_as_it_is(mirror: Mirror, tmp_path: Path) -> None:
    mirror.headers["Content-Encoding"] = "gzip"
    fetch(tmp_path, mirror.address)
    assert is_whole(tmp_path)


def test_no_way_leads_from_an_encrypted_address_to_another(
    mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def redirect(_: object, request: requests.PreparedRequest, **__: object) -> requests.Response:
        answer = requests.Response()
        answer.status_code = 302
        answer.headers["Location"] = f"{mirror.address}images.gz"
        answer.request, answer.url, answer.raw = request, str(request.url), io.BytesIO()
        return answer

    # There is no certificate for this machine: the encrypted answer is made up.
    monkeypatch.setattr(HTTPAdapter, "send", redirect)
    assert "unencrypted" in fails(tmp_path, "https://mirror.example/")
    assert mirror.asked == []


def test_what_brings_nothing_can_be_ended_at_once(mirror: Mirror, tmp_path: Path) -> None:
    mirror.is_silent = True
    told: list[float] = []

    def stop(*_: int) -> None:
        told.append(time.monotonic())
        if len(told) == 3:
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        fetch_mnist(tmp_path, stop, mirrors=[mirror.address], files=REMOTES, patience=60)
    assert time.monotonic() - start < 30, "it does not wait for the mirror, which would take 60"
    assert not list(tmp_path.iterdir())


def test_something_else_is_refused(mirror: Mirror, tmp_path: Path) -> None:
    mirror.content["images.gz"] = bytes(200_000)
    said = fails(tmp_path, mirror.address)
    assert "images.gz" in said
    assert "checksum mismatch" in said


def test_another_mirror_is_asked(mirror: Mirror, tmp_path: Path) -> None:
    fetch(tmp_path, NOWHERE, f"{mirror.address}not/here/", mirror.address)
    assert is_whole(tmp_path)


def test_offline(tmp_path: Path) -> None:
    assert "check the connection" in fails(tmp_path, NOWHERE)


def test_a_mirror_without_the_file(mirror: Mirror, tmp_path: Path) -> None:
    assert "status 404" in fails(tmp_path, f"{mirror.address}not/here/")


@pytest.mark.parametrize("rest", [0.06, 60.0])
def test_a_slow_mirror(mirror: Mirror, tmp_path: Path, rest: float) -> None:
    mirror.is_slow, mirror.rest = True, rest
    # A machine that is busy begins to answer within this time.
    assert "too slow" in fails(tmp_path, mirror.address, patience=2)


def test_a_mirror_that_says_nothing(mirror: Mirror, tmp_path: Path) -> None:
    mirror.is_silent = True
    assert "timed out" in fails(tmp_path, mirror.address, patience=0.2)


def test_a_full_disk(mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(download, "atomic_write", full)
    assert "The disk is full" in fails(tmp_path, mirror.address)


def test_a_folder_that_cannot_be(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DownloadError, match="Cannot write"):
        fetch(tmp_path / "file" / "mnist", mirror.address)


def test_the_published_files_are_known_by_size_and_checksum() -> None:
    assert sum(remote.size for remote in FILES.values()) == 11_594_722
    assert {len(remote.sha256) for remote in FILES.values()} == {64}
