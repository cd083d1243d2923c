"""Saves killed at random moments, as a power cut would: never half a file, never half a pair."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset, write_dataset
from digitpad.data.my_digits import finish_keeping, my_digits
from digitpad.data.saved_drawing import kept_drawing
from digitpad.data.unsaved_changes import read_unsaved, unsaved_files
from digitpad.errors import DatasetError
from digitpad.files.atomic import TEMPORARY
from digitpad.files.user_data import models_folder
from digitpad.learning.run_history import past_runs
from digitpad.models.model_file import load_model
from digitpad.playground.state_file import read_state

ROOT = Path(__file__).resolve().parents[2]
KILLS = 6
LONGEST = 0.1
"""Seconds between the first save and the kill."""

COUNT = 40

# Saves over and over, all digits with the label 0, then with 1, and so on.
PROGRAM = """
import itertools, os, sys
from dataclasses import replace
from pathlib import Path
import numpy as np
from digitpad.data.editable_set import EditableSet
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import write_dataset
from digitpad.data.my_digits import keep_digit, keep_digits, my_digits, new_name, new_names
from digitpad.data.saved_drawing import keep_drawing
from digitpad.data.text.update import kind_of, stream_changes
from digitpad.data.unsaved_changes import new_unsaved_file, unsaved_in, write_unsaved
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.learning.comparison import Comparison, Score
from digitpad.learning.exporting import stream_export
from digitpad.learning.run_history import described_run, store_run
from digitpad.models.export.formats import FORMATS
from digitpad.models.model_file import Model
from digitpad.nn.network import Network
from digitpad.playground.experiment import Experiment
from digitpad.playground.points import PRESETS
from digitpad.playground.settings import Settings
from digitpad.playground.state import Setup
from digitpad.playground.state_file import save_state

what, place = sys.argv[1], Path(sys.argv[2])
COUNT = 40
images = np.full((COUNT, 28, 28), 7, np.uint8)
names = [f"{n:05}.txt" for n in range(1, COUNT + 1)]
line = Drawing((Stroke(np.array([[160, 100], [400, 100], [260, 480]], np.float32)),))
collection, everything = EditableSet(source=place), np.arange(COUNT)
collection.append(DigitSet("", images, np.zeros(COUNT, np.int8), names=names))
file = new_unsaved_file()
network = Network.initialized([784, 10], np.random.default_rng(1))
experiment = Experiment(PRESETS["quadrants"].make(), Settings())
kept, comparison = [], Comparison([Score("all", 9, 3, 1)])
if what == "settings":
    from PySide6.QtCore import QSettings
    from digitpad.ui.support.settings import settings
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(place))
for number in itertools.count(1):
    label = number % 10
    collection.relabel(everything, label)
    if what == "save":
        changes = collection.changes()
        for _ in stream_changes(place, kind_of(place), changes, overwrite=changes):
            pass
        collection.mark_saved(everything, collection.labels, collection.deleted)
    elif what == "export":
        # Images and labels tell of each other.
        write_dataset(DigitSet("", np.full_like(images, label), collection.labels), place)
    elif what == "folder":
        target = place / f"{os.getpid()} {number}"
        write_dataset(DigitSet("", np.full_like(images, label), collection.labels), target)
    elif what == "playground":
        experiment.settings = replace(Settings(), learning_rate=number / 1000)
        save_state(place, Setup("quadrants", experiment, noise=number / 1000))
    elif what == "model":
        # The program and the weights are two files.
        for _ in stream_export(Model(network, {"number": number}), place, FORMATS["numpy"]):
            pass
    elif what == "drawing":
        keep_drawing(Drawing((line.strokes[0],) * number))
    elif what == "keep":
        keep_digit(my_digits(), new_name(), line, label)
    elif what == "together":
        names, drawings = new_names(6), [line, Drawing(picture=images[0])] * 3
        for _ in keep_digits(my_digits(), names, drawings, [label] * 6, instead=kept):
            pass
        kept = names
    elif what == "run":
        store_run(described_run(Model(network, {"run": f"{os.getpid()} {number}"}), comparison, []))
    elif what == "settings":
        for key in ("draw/pen_width", "window/geometry", "lessons/progress"):
            settings().setValue(key, str(number) * 1000)
        settings().sync()
    else:
        write_unsaved(unsaved_in(collection), file)
    print(label, flush=True)
"""


def kill(what: str, place: Path, after: float) -> int:
    """Kill a program that saves, so many seconds after its first save; how often it had saved."""
    words = [sys.executable, "-c", PROGRAM, what, str(place)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as program:
        assert program.stdout is not None
        assert program.stdout.readline(), "the program ended by itself"
        time.sleep(after)  # The moment of the kill is what is tried.
        program.kill()
        return 1 + len(program.stdout.readlines())


def kill_often(what: str, place: Path, check: Callable[[int], None], kills: int = KILLS) -> None:
    rng = random.Random(f"{what} {place.name}")
    for _ in range(kills):
        check(kill(what, place, rng.uniform(0, LONGEST)))
        for path in place.parent.rglob(".*"):
            known = TEMPORARY.fullmatch(path.name) or path.suffix == ".pair"
            assert known or path.name == ".strokes", f"litter that nobody knows: {path}"


def digits(label: int) -> DigitSet:
    return DigitSet("", np.full((COUNT, 28, 28), 7, np.uint8), np.full(COUNT, label, np.int8))


@pytest.mark.parametrize("name", ["set", "set.zip"])
def test_a_killed_save_leaves_every_digit_whole(tmp_path: Path, name: str) -> None:
    place = tmp_path / "place" / name
    place.parent.mkdir()
    write_dataset(digits(0), place)

    def check(_: int) -> None:
        found = load_dataset(place)
        assert not found.left_out
        assert len(found) == COUNT
        labels = set(found.labels.tolist())
        assert len(labels) <= (1 if place.is_file() else 2)

    kill_often("save", place, check, KILLS // 2)


@pytest.mark.parametrize("name", ["set.zip", "set.csv", "set.npz"])
def test_a_killed_export_leaves_the_old_file_or_the_new_one(tmp_path: Path, name: str) -> None:
    place = tmp_path / "place" / name
    place.parent.mkdir()

    def check(_: int) -> None:
        found = load_dataset(place)
        assert len(found) == COUNT
        assert (found.images == found.labels[0]).all()
        assert (found.labels == found.labels[0]).all()

    kill_often("export", place, check, 2)


def test_a_killed_export_of_two_files_is_whole_or_told(tmp_path: Path) -> None:
    place = tmp_path / "place" / "set-images-idx3-ubyte"
    place.parent.mkdir()

    def check(_: int) -> None:
        try:
            found = load_dataset(place)
        except DatasetError as error:
            assert "not written together" in str(error)  # noqa: PT017
            return
        assert (found.images == found.labels[0]).all()

    kill_often("export", place, check)
    write_dataset(digits(3), place)
    assert (load_dataset(place).labels == 3).all()
    assert not list(place.parent.glob("*.pair"))


def test_a_kill_keeps_every_digit_that_was_said_to_be_kept(tmp_path: Path) -> None:
    kept = [0]

    def check(saved: int) -> None:
        kept[0] += saved
        found = load_dataset(my_digits())
        assert not found.left_out
        assert len(found) >= kept[0]
        assert all(drawing.strokes for drawing in found.drawings)

    kill_often("keep", tmp_path / "none", check, KILLS // 2)


def test_a_kill_leaves_all_of_the_digits_that_were_kept_together(tmp_path: Path) -> None:
    def check(_: int) -> None:
        finish_keeping(my_digits())  # As the next start does.
        found = load_dataset(my_digits())
        assert not found.left_out
        assert len(found) == 6
        assert len(set(found.labels.tolist())) == 1
        assert sum(bool(drawing.strokes) for drawing in found.drawings) == 3
        shutil.rmtree(my_digits())

    kill_often("together", tmp_path / "none", check, 2)


def test_a_kill_keeps_every_run_of_the_history(tmp_path: Path) -> None:
    kept = [0]

    def check(saved: int) -> None:
        kept[0] += saved
        files = list(models_folder().glob("[!.]*"))
        assert len(files) >= kept[0]
        assert len(past_runs()) == len(files)
        assert all(load_model(file).network.sizes == (784, 10) for file in files)

    kill_often("run", tmp_path / "none", check, 2)


def test_a_kill_leaves_the_settings_whole(tmp_path: Path) -> None:
    from PySide6.QtCore import QSettings

    def check(saved: int) -> None:
        file = tmp_path / "place" / "digitpad" / "digitpad.ini"
        kept = QSettings(str(file), QSettings.Format.IniFormat)
        values = [str(kept.value(key)) for key in kept.allKeys()]
        numbers = [value[: len(value) // 1000] for value in values]
        assert values == [number * 1000 for number in numbers]
        assert len(numbers) == 3
        assert all(int(number) >= saved for number in numbers)

    kill_often("settings", tmp_path / "place", check, 2)


def test_a_kill_leaves_unsaved_changes_whole(tmp_path: Path) -> None:
    def check(_: int) -> None:
        for file in unsaved_files():
            unsaved = read_unsaved(file)
            assert unsaved
            assert len(set(unsaved.after)) == 1

    kill_often("change", tmp_path / "none", check, KILLS // 2)


def test_a_killed_export_of_a_folder_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()

    def check(_: int) -> None:
        for folder in place.glob("[!.]*"):
            found = load_dataset(folder)
            assert len(found) == COUNT
            assert not found.left_out

    kill_often("folder", place, check, 2)


def test_a_killed_save_of_a_playground_leaves_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    place = tmp_path / "place" / "playground.json"
    place.parent.mkdir()

    def check(_: int) -> None:
        setup = read_state(place)
        assert setup.noise == setup.experiment.settings.learning_rate

    kill_often("playground", place, check, 2)


def test_a_killed_export_of_a_model_leaves_two_whole_files(tmp_path: Path) -> None:
    place = tmp_path / "place" / "net.py"
    place.parent.mkdir()

    def check(_: int) -> None:
        compile(place.read_text(), str(place), "exec")
        assert load_model(place.with_name("net_weights.npz")).network.sizes == (784, 10)

    kill_often("model", place, check, 2)


def test_a_kill_keeps_the_drawing_whole(tmp_path: Path) -> None:
    def check(saved: int) -> None:
        assert len(kept_drawing().strokes) >= saved

    kill_often("drawing", tmp_path / "none", check, 2)
