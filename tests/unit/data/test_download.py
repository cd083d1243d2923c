"""Files fetched from mirrors on this machine, good ones and bad ones."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

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
        self.knows_ranges = True
        self.is_slow = self.is_silent = False
        self.rest = 0.06
        self.asked: list[tuple[str, str]] = []
        self.may_end = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Mirror

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        name, wanted = self.path[1:], self.headers.get("Range", "")
        self.server.asked.append((name, wanted))
        if name not in self.server.content:
            self.send_error(404)
            return
        if self.server.is_silent:
            self.server.may_end.wait()
            return
        content = self.server.content[name]
        start = int(wanted[6:-1]) if wanted and self.server.knows_ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if self.server.is_slow:
            self._drip(content[start:])
        else:
            self.wfile.write(content[start:])

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


def fetch(folder: Path, *mirrors: str, patience: float = 5.0) -> list[tuple[int, int]]:
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


def fails(folder: Path, *mirrors: str, patience: float = 5.0) -> str:
    """Try to fetch, and what was said; no file but parts is there."""
    with pytest.raises(DownloadError) as error:
        fetch(folder, *mirrors, patience=patience)
    assert not [path for path in folder.iterdir() if not path.name.startswith(".")]
    return str(error.value)


def stopped_half_way(folder: Path, mirror: Mirror) -> Path:
    """Begin to fetch, and stop in the middle of the first file; what there is of it."""

    def stop(done: int, total: int) -> None:
        if done > 50_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_mnist(folder, stop, mirrors=[mirror.address], files=REMOTES)
    part = folder / ".images.gz.part"
    assert not (folder / "images.gz").exists()
    assert 50_000 < part.stat().st_size < 200_000
    return part


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


def test_a_stopped_download_goes_on_where_it_was(mirror: Mirror, tmp_path: Path) -> None:
    size = stopped_half_way(tmp_path, mirror).stat().st_size
    mirror.asked.clear()
    fetch(tmp_path, mirror.address)
    assert is_whole(tmp_path)
    assert mirror.asked[0] == ("images.gz", f"bytes={size}-")


def test_a_mirror_that_knows_no_ranges_sends_all(mirror: Mirror, tmp_path: Path) -> None:
    stopped_half_way(tmp_path, mirror)
    mirror.knows_ranges = False
    fetch(tmp_path, mirror.address)
    assert is_whole(tmp_path)


@pytest.mark.parametrize("size", [1000, 200_000, 300_000])
def test_a_damaged_part_is_fetched_anew(mirror: Mirror, tmp_path: Path, size: int) -> None:
    (tmp_path / ".images.gz.part").write_bytes(bytes(size))
    fetch(tmp_path, mirror.address)
    assert is_whole(tmp_path)


def test_something_else_is_refused(mirror: Mirror, tmp_path: Path) -> None:
    mirror.content["images.gz"] = bytes(200_000)
    said = fails(tmp_path, mirror.address)
    assert "images.gz" in said
    assert "checksum is wrong" in said


def test_another_mirror_is_asked(mirror: Mirror, tmp_path: Path) -> None:
    fetch(tmp_path, NOWHERE, f"{mirror.address}not/here/", mirror.address)
    assert is_whole(tmp_path)


def test_offline(tmp_path: Path) -> None:
    assert "Is this computer online?" in fails(tmp_path, NOWHERE)


def test_a_mirror_without_the_file(mirror: Mirror, tmp_path: Path) -> None:
    assert "does not have it (status 404)" in fails(tmp_path, f"{mirror.address}not/here/")


@pytest.mark.parametrize("rest", [0.06, 60.0])
def test_a_slow_mirror(mirror: Mirror, tmp_path: Path, rest: float) -> None:
    mirror.is_slow, mirror.rest = True, rest
    assert "is too slow" in fails(tmp_path, mirror.address, patience=0.2)


def test_a_mirror_that_says_nothing(mirror: Mirror, tmp_path: Path) -> None:
    mirror.is_silent = True
    assert "does not answer" in fails(tmp_path, mirror.address, patience=0.2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / ".images.gz.part").symlink_to("/dev/full")
    assert "The disk is full" in fails(tmp_path, mirror.address)


def test_a_folder_that_cannot_be(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DownloadError, match="cannot be written"):
        fetch(tmp_path / "file" / "mnist", mirror.address)


def test_the_published_files_are_known_by_size_and_checksum() -> None:
    assert sum(remote.size for remote in FILES.values()) == 11_594_722
    assert {len(remote.sha256) for remote in FILES.values()} == {64}
