"""More readers: of what other programs write, of lessons, and of the records of trainings."""

import bz2
import gzip
import io
import json
import lzma
import pickle
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.download import fetch_mnist
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.formats.text_forms import parse_any
from digitpad.data.mnist import Remote
from digitpad.errors import DatasetError, DigitpadError, DownloadError, ModelFileError
from digitpad.files.foreign import HDF5_START, TORCH_START
from digitpad.files.resources import resource_path
from digitpad.learning.recipe import recipe_of
from digitpad.learning.run_history import PastRun
from digitpad.lessons.lesson import load_lessons
from digitpad.models.model_file import Model, load_model
from digitpad.models.record import measured_error
from digitpad.nn.network import Network
from digitpad.playground.points import PRESETS
from digitpad.playground.points_file import parse_points, points_csv
from digitpad.ui.model import model_facts
from digitpad.ui.retrain import run_facts
from tests.e2e.fuzz_readers import Reader, as_tar


def form_readers(place: Path) -> dict[str, Reader]:
    """All of these readers, each with a file of its own."""
    digits = load_dataset("synthetic:6:1")
    return {
        **_of_idx(place, digits),
        "npy": _of_npy(place, digits),
        "tables": _of_tables(place, digits),
        "packed": _of_packed(place, digits),
        "set in zip": _of_sets_in_zips(place, digits),
        **_of_text(place, digits),
        **_of_foreign(place),
        "mirror": _of_mirrors(place),
        "lesson file": _of_lesson_files(place),
        "record": _of_records(place),
    }


def _of_set(file: Path, whole: list[bytes]) -> Reader:
    file.parent.mkdir(exist_ok=True)
    return Reader(file, whole, lambda: load_dataset(file), DatasetError)


def _of_idx(place: Path, digits: DigitSet) -> dict[str, Reader]:
    """The labels beside the images, and the note of a save that was killed."""
    made = {}
    for name in ("idx labels", "idx pair"):
        (place / name).mkdir()
        images = place / name / "x-images-idx3-ubyte"
        write_dataset(digits, images)
        labels = images.with_name("x-labels-idx1-ubyte")
        note = images.with_name(f".{images.name}.pair")
        notes = [{"old": [1, 2], "new": [3, 4]}, {"old": [None, None], "new": [3, 4]}]
        if name == "idx labels":
            file, whole = labels, [labels.read_bytes()]
        else:
            file, whole = note, [json.dumps(one).encode() for one in notes]
        made[name] = Reader(file, whole, partial(load_dataset, images), DatasetError)
    return made


def _of_npy(place: Path, digits: DigitSet) -> Reader:
    whole = []
    for array in (digits.images, digits.images / 255, np.asfortranarray(digits.images[:, None])):
        file = io.BytesIO()
        np.save(file, array)
        whole.append(file.getvalue())
    return _of_set(place / "npy" / "x.npy", whole)


def _of_tables(place: Path, digits: DigitSet) -> Reader:
    """Tables with other separators, columns in another order, and numbers of another kind."""
    rows = digits.images.reshape(len(digits), -1)
    names = [f"pixel{n}" for n in range(rows.shape[1])]
    first, last = np.column_stack([digits.labels, rows]), np.column_stack([rows, digits.labels])
    tables = [
        (";", ["label", *names], first),
        ("\t", [], last),
        (",", [*names, "class"], last),
        (",", ["", "label", *names], np.column_stack([np.arange(len(digits)), first])),
        (",", [], np.column_stack([digits.labels, rows / 255])),
        (",", names, rows),
    ]
    whole = []
    for separator, head, table in tables:
        lines = [separator.join(head)] if head else []
        lines += [separator.join(f"{value:g}" for value in row) for row in table]
        whole.append("\n".join([*lines, ""]).encode())
    return _of_set(place / "tables" / "x.csv", whole)


def _of_packed(place: Path, digits: DigitSet) -> Reader:
    """What gzip, bzip2 and xz packed, told by how it starts; and packed archives."""
    table = place / "packed.csv"
    write_dataset(digits, table)
    content = table.read_bytes()
    whole = [pack(content) for pack in (gzip.compress, bz2.compress, lzma.compress)]
    pictures = place / "packed_png.zip"
    write_dataset(digits, pictures)
    whole.append(lzma.compress(as_tar(pictures)))
    return _of_set(place / "packed" / "x.csv.gz", whole)


def _of_sets_in_zips(place: Path, digits: DigitSet) -> Reader:
    """Zips of files that hold a set each, which are read without unpacking them."""
    made = {}
    for name in ("a.csv", "a.npz", "t-images-idx3-ubyte.gz"):
        write_dataset(digits, place / name)
        made[name] = (place / name).read_bytes()
    made["t-labels-idx1-ubyte.gz"] = (place / "t-labels-idx1-ubyte.gz").read_bytes()
    kinds = [
        {"train.csv": made["a.csv"], "test.csv": made["a.csv"]},
        {"a.csv.gz": gzip.compress(made["a.csv"]), "readme.md": b"# mine"},
        {"deep/er/a.npz": made["a.npz"]},
        {f"train-{name[2:]}": made[name] for name in made if name.startswith("t-")},
    ]
    whole = []
    for files in kinds:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        whole.append(packed.getvalue())
    return _of_set(place / "in zip" / "x.zip", whole)


def _of_text(place: Path, digits: DigitSet) -> dict[str, Reader]:
    """Text digits in unusual forms, read from a file or pasted; and points that are pasted."""
    image, label = digits.images[0], int(digits.labels[0])
    lines = [" ".join(map(str, row)) for row in image]
    texts = [
        np.array2string(image, threshold=1000),
        np.array2string(image / 255, threshold=1000, max_line_width=4000),
        "\n".join("".join("1" if value > 127 else "0" for value in row) for row in image),
        "\n".join([*lines, str(label)]),
    ]
    whole = [*(text.encode() for text in texts), texts[-1].encode("utf-16")]
    in_a_line = [repr(image.tolist()).encode(), ",".join(map(str, [label, *image.flat])).encode()]
    file, pasted, points = (place / name for name in ("t.txt", "pasted", "pasted points"))
    table = points_csv(PRESETS["spiral"].make()).encode()

    def parse() -> None:
        text = pasted.read_bytes().decode(errors="replace")
        parse_any("clipboard", {"The text on the clipboard": text.encode(errors="replace")})

    def parse_table() -> None:
        parse_points(points.read_bytes().decode(errors="replace"), "The text on the clipboard")

    return {
        "text forms": _of_set(file, whole),
        "pasted digit": Reader(pasted, whole[:-1] + in_a_line, parse, DatasetError),
        "pasted points": Reader(points, [table], parse_table, DatasetError),
    }


def _of_foreign(place: Path) -> dict[str, Reader]:
    """Files of other programs that are told by how they start, and never opened."""
    starts = [HDF5_START, TORCH_START, b"PAR1", b"SQLite format 3\0", b"MATLAB 5.0 MAT-file"]
    starts += [b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"<!doctype html>"]
    starts += [b'{"word": "seven", "drawing": [[[1, 2], [3, 4]]]}', b"version https://git-lfs\n"]
    whole = [start + bytes(range(256)) for start in starts]
    whole += [pickle.dumps({"x": [1, 2]}), b"", b"\n", b"once upon a time\n"]
    dataset, model = place / "foreign", place / "foreign.pt"

    def refuse(read: Callable[[Path], object], file: Path, error: type[DigitpadError]) -> None:
        with pytest.raises(error):
            read(file)

    return {
        "no set": Reader(
            dataset, whole, lambda: refuse(load_dataset, dataset, DatasetError), DatasetError
        ),
        "no model": Reader(
            model, whole, lambda: refuse(load_model, model, ModelFileError), ModelFileError
        ),
    }


def _of_mirrors(place: Path) -> Reader:
    """What a mirror of MNIST answers, word for word: the file is whole, or it is not there."""
    answer, folder, content = place / "answer", place / "mnist", bytes(range(256)) * 20
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/gzip\r\nContent-Length: 5120\r\n\r\n"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1400\r\n%b\r\n0\r\n\r\n"

    class Answer(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # Who asked may have heard enough.
                self.rfile.readline()
                self.wfile.write(answer.read_bytes())

    server = ThreadingTCPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    files = {"x": Remote(len(content), sha256(content).hexdigest())}

    def read() -> None:
        (folder / "x").unlink(missing_ok=True)
        try:
            fetch_mnist(folder, lambda *_: None, mirrors=[address], files=files, patience=1)
        finally:
            assert [file.read_bytes() for file in folder.iterdir()] in ([], [content])

    return Reader(answer, [head + content, chunked % content], read, DownloadError)


def _of_lesson_files(place: Path) -> Reader:
    """Lessons as their authors write them: one that is damaged is told of, the others are read."""
    folder = place / "lessons"
    folder.mkdir()
    first, *others = sorted((resource_path("lessons") / "en").glob("*.md"))[:2]
    for other in others:
        (folder / other.name).write_bytes(other.read_bytes())

    def read() -> None:
        lessons, errors = load_lessons(folder)
        assert len(lessons) + len(errors) == 1 + len(others)
        assert len(lessons) >= len(others)

    return Reader(folder / first.name, [first.read_bytes()], read, DigitpadError)


def _of_records(place: Path) -> Reader:
    """What a model tells of its training: any JSON, as any program may have written it."""
    file = place / "record.json"
    network = Network.initialized([784, 2, 10], np.random.default_rng(1))
    score = {"name": "all", "count": 9, "before": 3, "after": 1}
    run = {"run": "a", "epochs_done": 2, "best_epoch": 1, "date": "2026-01-02 03:04:05"}
    run |= {"sets": ["x"], "comparison": [score], "optimizer": "adam", "non_digits": 5}
    whole = [json.dumps(load_model(resource_path("model.npz")).record).encode()]
    whole += [json.dumps({**json.loads(whole[0]), **run}).encode()]

    def read() -> None:
        try:
            record = json.loads(file.read_bytes())
        except (ValueError, RecursionError):
            return  # Who reads a model refuses such a record.
        if isinstance(record, dict):
            show(Model(network, record))

    def show(model: Model) -> None:
        recipe_of(model)
        measured_error(model)
        past = PastRun(file, model.record)
        for told in (run_facts.cells, run_facts.facts, run_facts.command):
            str(told(past)).encode(errors="surrogatepass")
        run_facts.stored_comparison(past)
        model_facts.facts_page(model, "x")

    return Reader(file, whole, read, DigitpadError)
