"""What reads files, and good files for each: :mod:`tests.e2e.fuzz` damages these."""

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.editable_set import EditableSet
from digitpad.data.formats import load_dataset, stream_dataset, write_dataset
from digitpad.data.my_digits import keep_digit, strokes_beside
from digitpad.data.saved_drawing import drawing_file, keep_drawing, kept_drawing
from digitpad.data.text import load
from digitpad.data.unsaved_changes import new_unsaved_file, read_unsaved, unsaved_in, write_unsaved
from digitpad.errors import DatasetError, DigitpadError, FileError, InkError, ModelFileError
from digitpad.files.resources import resource_path
from digitpad.files.safetensors import safetensors_bytes
from digitpad.ink.images import extract_ink
from digitpad.ink.opencv import cv2
from digitpad.ink.picture_file import read_picture
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning.checkpoint import load_checkpoint, save_checkpoint
from digitpad.learning.comparison import Comparison, Score
from digitpad.learning.config import TrainingConfig
from digitpad.learning.loss_curve import LossCurve
from digitpad.learning.run_history import described_run, past_runs, store_run
from digitpad.learning.saved_run import load_saved_run
from digitpad.lessons.lesson import load_lessons
from digitpad.lessons.progress import progress_from_json
from digitpad.models.export.safetensors_file import model_safetensors
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network
from digitpad.nn.optimizers import Adam
from digitpad.nn.training import EpochReport, TrainingState
from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.points_file import points_csv, read_points
from digitpad.playground.settings import Settings
from digitpad.playground.state import Setup
from digitpad.playground.state_file import read_state, save_state

PICTURES = (".png", ".jpg", ".webp", ".bmp", ".gif", ".tiff", ".pgm", ".jp2")
SIXTEEN_BITS = (".png", ".tiff", ".pgm", ".jp2")
"""Kinds of pictures, and those of them that hold values of two bytes."""


@dataclass(frozen=True)
class Reader:
    """One way in which files are read.

    Parameters
    ----------
    file : where the damaged content is put.
    whole : what good files hold.
    read : reads it.
    error : what may be raised.
    """

    file: Path
    whole: list[bytes]
    read: Callable[[], object]
    error: type[DigitpadError]


def readers(place: Path) -> dict[str, Reader]:
    """All readers, each with a folder of its own."""
    os.environ["DIGITPAD_CACHE"] = str(place / "no cache" / "file in the way")
    (place / "no cache").write_bytes(b"")
    os.environ["DIGITPAD_DATA"] = str(place / "data")
    # Without a cache, nobody has to tell a file from the one before.
    load.CLOCK_TICK = 0
    return {
        **_of_sets(place),
        **_of_folders(place),
        **_of_cache(place),
        **_of_other_sets(place),
        **_of_networks(place),
        **_of_weights(place),
        **_of_runs(place),
        **_of_playgrounds(place),
        **_of_unsaved(place),
        "lessons": _of_lessons(place),
        "pictures": _of_pictures(place),
    }


def _few(name: str = "synthetic:6:1") -> DigitSet:
    return load_dataset(name)


def _of_sets(place: Path) -> dict[str, Reader]:
    made = {}
    names = {
        "csv": "x.csv",
        "zip": "x.zip",
        "images": "x.npz",
        "strokes": "x.strokes.npz",
        "idx": "x-images-idx3-ubyte",
        "idx gz": "y-images-idx3-ubyte.gz",
    }
    for name, file in names.items():
        write_dataset(_few(), place / file)
        made[name] = _of_set(place / file, [(place / file).read_bytes()])
    text, path = _few("synthetic:1"), place / "x.txt"
    write_dataset(text, path)
    usual = path.read_bytes()
    unusual = b"\xef\xbb\xbf" + usual.replace(b"\t", b" ").replace(b"\n", b"\r\n") + b"\r\n\r\n"
    made["text"] = _of_set(path, [usual, unusual])
    return made


def _of_other_sets(place: Path) -> dict[str, Reader]:
    """Forms that other programs write, and packed ones."""
    digits = _few()
    labels, rows = digits.labels.tolist(), digits.images.reshape(len(digits), -1)
    files = {
        "keras": "y.keras.npz",
        "png zip": "x_png.zip",
    }
    for file in files.values():
        write_dataset(digits, place / file)
    contents = {name: (place / file).read_bytes() for name, file in files.items()}
    columns = "".join(f"@attribute pixel{n} numeric\n" for n in range(rows.shape[1]))
    lines = [
        f"{','.join(map(str, row))},{label}\n" for row, label in zip(rows, labels, strict=True)
    ]
    head = f"% digits\n@relation digits\n{columns}@attribute class {{0,1,2,3,4,5,6,7,8,9}}\n"
    contents["arff"] = f"{head}@data\n{''.join(lines)}".encode()
    sparse = [" ".join(f"{n + 1}:{row[n]}" for n in np.flatnonzero(row)) for row in rows]
    libsvm = [f"{label} {text}\n" for label, text in zip(labels, sparse, strict=True)]
    contents["libsvm"] = "".join(libsvm).encode()
    pen = np.random.default_rng(1).integers(0, 101, (6, 16))
    contents["pen points"] = "".join(f"{','.join(map(str, row))},7\n" for row in pen).encode()
    contents["tar"] = as_tar(place / files["png zip"])
    files |= {
        "arff": "x.arff",
        "libsvm": "x.libsvm",
        "pen points": "x.tra",
        "tar": "x.tar",
    }
    return {name: _of_set(place / file, [contents[name]]) for name, file in files.items()}


def as_tar(path: Path) -> bytes:
    """A tar of what is in a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as archive, tarfile.open(fileobj=packed, mode="w") as tar:
        for info in archive.infolist():
            member = tarfile.TarInfo(info.filename)
            member.size = info.file_size
            tar.addfile(member, archive.open(info))
    return packed.getvalue()


def _of_set(file: Path, whole: list[bytes]) -> Reader:
    return Reader(file, whole, lambda: load_dataset(file), DatasetError)


def _of_folders(place: Path) -> dict[str, Reader]:
    folder, mine = place / "folder", place / "My digits"
    write_dataset(_few(), folder)
    file = sorted(folder.iterdir())[2]
    drawn = _few()
    for number, drawing in enumerate(drawn.drawings):
        keep_digit(mine, f"{number}.txt", drawing, int(drawn.labels[number]))
    strokes = strokes_beside(mine / "2.txt")

    def read_mine() -> None:
        found = load_dataset(mine)
        assert found.labels.tolist() == drawn.labels.tolist()
        assert len(found.drawings) == len(drawn)
        assert sum(bool(drawing.strokes) for drawing in found.drawings) >= len(drawn) - 1

    return {
        "folder": Reader(file, [file.read_bytes()], lambda: load_dataset(folder), DatasetError),
        "My digits": Reader(strokes, [strokes.read_bytes()], read_mine, DatasetError),
    }


def _of_cache(place: Path) -> dict[str, Reader]:
    """Whatever the cache holds, the same digits are read."""
    folder, cache = place / "cached", place / "cache"
    write_dataset(_few(), folder)
    (folder / "bad.txt").write_bytes(b"bad")

    def read(*, in_passing: bool) -> DigitSet:
        os.environ["DIGITPAD_CACHE"], before = str(cache), os.environ["DIGITPAD_CACHE"]
        try:
            chunks = stream_dataset(folder, in_passing=in_passing)
            return concatenate([chunk.digits for chunk in chunks])
        finally:
            os.environ["DIGITPAD_CACHE"] = before

    whole = read(in_passing=True)  # Else its images would be taken from memory again.

    def read_again(*, in_passing: bool) -> None:
        found = read(in_passing=in_passing)
        assert (found.images == whole.images).all()
        assert found.labels.tolist() == whole.labels.tolist()
        assert list(found.names) == list(whole.names)
        assert list(map(str, found.left_out)) == list(map(str, whole.left_out))

    file = next(path for path in cache.rglob("*") if path.is_file())
    content = [file.read_bytes(), file.read_bytes(), (place / "x.npz").read_bytes()]
    return {
        name: Reader(file, content, partial(read_again, in_passing=in_passing), DatasetError)
        for name, in_passing in [("cache", False), ("cache in passing", True)]
    }


def _of_networks(place: Path) -> dict[str, Reader]:
    model, checkpoint = place / "model.npz", place / "x.checkpoint"
    network = Network.initialized([784, 2, 10, 10], np.random.default_rng(1))
    save_model(Model(network, {"test": {"name": "few", "error_rate": 0.25}}), model)
    state = TrainingState(network, Adam())
    gradients = [np.ones_like(parameter) for parameter in network.parameters]
    state.optimizer.step(network.parameters, gradients, 0.001)
    state.step = 1
    save_checkpoint(state, {"seconds": 1.5}, checkpoint)

    def read_checkpoint() -> object:
        return load_checkpoint(checkpoint, lambda _: Adam())

    return {
        "model": Reader(model, [model.read_bytes()], lambda: load_model(model), ModelFileError),
        "checkpoint": Reader(
            checkpoint, [checkpoint.read_bytes()], read_checkpoint, ModelFileError
        ),
    }


def _of_weights(place: Path) -> dict[str, Reader]:
    """Networks of other programs."""
    network = Network.initialized([784, 2, 10], np.random.default_rng(1))
    (w1, b1), (w2, b2) = network.layers
    ours, theirs, arrays = place / "x.safetensors", io.BytesIO(), place / "weights.npz"
    np.savez(theirs, W1=w1, b1=b1[:, None], W2=w2, b2=b2[:, None])
    turned = {"fc1.weight": w1.T, "fc1.bias": b1, "fc2.weight": w2.T, "fc2.bias": b2}
    whole = [model_safetensors(Model(network, {"test": {}})), safetensors_bytes(turned, {})]
    return {
        "safetensors": Reader(ours, whole, lambda: load_model(ours), ModelFileError),
        "weights": Reader(arrays, [theirs.getvalue()], lambda: load_model(arrays), ModelFileError),
    }


def _of_runs(place: Path) -> dict[str, Reader]:
    """A stopped training, and the history: there, a damaged file is passed over."""
    config = TrainingConfig(("synthetic:20:1",), hidden=(2,), epochs=3)
    state = TrainingState(Network.initialized([784, 2, 10], np.random.default_rng(1)))
    gradients = [np.ones_like(parameter) for parameter in state.network.parameters]
    state.optimizer.step(state.network.parameters, gradients, 0.001)
    state.step = 1
    state.finish_epoch(state.ema, 0.25, 1.5)
    report = asdict(EpochReport(1, 2.0, 1.5, 0.25, 0.5, 40.0))
    losses = LossCurve()
    losses.add(1.0, 2.0)
    record = {"config": config.to_json(), "digits": "1f", "seconds": 1.5, "history": [report]}
    stopped = place / "run.checkpoint"
    save_checkpoint(state, {**record, "run": "a", "losses": losses.to_json()}, stopped)
    past = store_run(
        described_run(Model(state.best, {"run": "a"}), Comparison([Score("all", 9, 3, 1)]), ["x"])
    )
    history = Reader(past, [past.read_bytes()], past_runs, ModelFileError)
    saved = Reader(stopped, [stopped.read_bytes()], lambda: load_saved_run(stopped), ModelFileError)
    return {"stopped run": saved, "history": history}


def _of_playgrounds(place: Path) -> dict[str, Reader]:
    file, table = place / "playground.json", place / "points.csv"
    points, whole = PRESETS["spiral"].make().split(0.3, seed=2), []
    for settings in (Settings(hidden=(3, 2), optimizer="Adam"), Settings(hidden=())):
        experiment = Experiment(points, settings)
        for _ in range(3):
            experiment.step()
        save_state(file, Setup("spiral", experiment))
        whole.append(file.read_bytes())
    rows = points_csv(points).encode()
    tables = [rows, rows.replace(b",", b"\t").replace(b"\n", b"\r\n")]
    return {
        "playground": Reader(file, whole, lambda: read_state(file), FileError),
        "points": Reader(table, tables, lambda: read_points(table), DatasetError),
    }


def _of_unsaved(place: Path) -> dict[str, Reader]:
    """What was not saved when the program ended: the drawing, and changes to a dataset."""
    line = Stroke(np.array([[160, 100], [400, 100], [260, 480]], np.float32))
    picture, whole = np.full((28, 28), 200, np.uint8), []
    for drawing in (Drawing((line, line)), Drawing(picture=picture), Drawing((line,), picture)):
        keep_drawing(drawing)
        whole.append(drawing_file().read_bytes())
    dataset = EditableSet(source=place / "x.zip")
    dataset.append(replace(_few(), names=[f"{n}.txt" for n in range(6)]))
    dataset.relabel(np.arange(2), 9)
    dataset.delete(np.array([4]))
    changes = new_unsaved_file()
    write_unsaved(unsaved_in(dataset), changes)
    return {
        "drawing": Reader(drawing_file(), whole, kept_drawing, DigitpadError),
        "changes": Reader(
            changes, [changes.read_bytes()], lambda: read_unsaved(changes), DatasetError
        ),
    }


def _of_lessons(place: Path) -> Reader:
    """How far a user is: whatever is damaged counts as not done."""
    file, (lessons, _) = place / "lessons.json", load_lessons(resource_path("lessons") / "en")
    whole = json.dumps({lesson.name: [*range(len(lesson.steps))] for lesson in lessons}).encode()

    def read() -> None:
        with suppress(ValueError, RecursionError):  # The settings give an empty object then.
            kept = json.loads(file.read_bytes())
            progress = progress_from_json(kept if isinstance(kept, dict) else {})
            for lesson in lessons:
                assert progress.next_step(lesson) in range(len(lesson.steps))

    return Reader(file, [whole], read, DigitpadError)


def _of_pictures(place: Path) -> Reader:
    file = place / "picture"
    # JPEG 2000 halves it five times: a smaller one is not written, and leaves a temporary file.
    grey = np.full((40, 32), 240, np.uint8)
    cv2.putText(grey, "7", (3, 33), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 10, 3)
    opaque, whole = np.dstack([*[grey] * 3, np.full_like(grey, 255)]), []
    for kind in PICTURES:
        images = [grey, np.dstack([grey] * 3), opaque]
        for image in [*images, grey.astype("u2") * 257] if kind in SIXTEEN_BITS else images:
            try:
                done, content = cv2.imencode(kind, image)
            except cv2.error:
                continue  # OpenCV was made without it, or it has no such pictures
            if done:
                whole.append(content.tobytes())
    return Reader(file, whole, lambda: extract_ink(read_picture(file)), InkError)
