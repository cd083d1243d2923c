"""Two trainings that would write to one file."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from digitpad.files.lock import InUseError, written_alone

HOLD = """
import sys
import threading
import time
from pathlib import Path
from digitpad.files.lock import written_alone
with written_alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

TAKE_TURNS = """
import sys
from contextlib import suppress
from pathlib import Path
from digitpad.files.lock import InUseError, written_alone
path = Path(sys.argv[1])
rounds = 0
while rounds < 200:
    with suppress(InUseError), written_alone(path, 10):
        path.touch(exist_ok=False)
        path.unlink()
        rounds += 1
"""


def test_the_second_is_told_and_the_first_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.checkpoint"
    with written_alone(path):
        told = pytest.raises(InUseError, match=r"Another training run uses .*m\.checkpoint")
        with told, written_alone(path):
            pass
        with written_alone(tmp_path / "other"):
            pass
    with written_alone(path):
        pass
    assert not list(tmp_path.iterdir())


def test_another_program_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "m.checkpoint"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(InUseError), written_alone(path):
            pass
        other.kill()
        other.wait()
    with written_alone(path):
        pass
    assert not list(tmp_path.iterdir())


def test_where_there_can_be_no_lock_the_work_is_done_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with written_alone(tmp_path / "file" / "m.checkpoint"):
        pass


def test_one_who_is_patient_waits_for_a_look(tmp_path: Path) -> None:
    path = tmp_path / "m.checkpoint"
    is_held = threading.Event()

    def look() -> None:
        with written_alone(path):
            is_held.set()
            time.sleep(0.2)  # What the other one has to wait for.

    thread = threading.Thread(target=look)
    thread.start()
    is_held.wait()
    with written_alone(path, 10):
        thread.join()


def test_no_two_hold_it_at_once_although_its_file_comes_and_goes(tmp_path: Path) -> None:
    path = tmp_path / "m.checkpoint"
    others = [
        subprocess.Popen([sys.executable, "-c", TAKE_TURNS, str(path)], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [other.communicate()[1] for other in others]
    assert [other.returncode for other in others] == [0, 0, 0], said
    assert not list(tmp_path.iterdir())
