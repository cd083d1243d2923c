"""``digitpad predict --json`` says whether it is certain, as the window does."""

import json
from pathlib import Path

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke

SEVEN = [(160, 100), (400, 100), (330, 260), (260, 480)]
DOT = [(280, 280)]
ONE_BESIDE = [(480, 100), (480, 480)]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([SEVEN], None),
        ([DOT], "Too little ink"),
        ([SEVEN, ONE_BESIDE], "Several digits"),
    ],
)
def test_it_tells_why_it_is_uncertain(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    lines: list[list[tuple[float, float]]],
    reason: str | None,
) -> None:
    drawing = Drawing(tuple(Stroke(np.array(line, np.float32)) for line in lines))
    path = tmp_path / "digit.npz"
    np.savez(path, images=rasterized(drawing)[None], labels=np.array([7]))
    assert main(["predict", str(path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["certain"], found["reason"]) == (reason is None, reason)
    assert found["digit"] == int(np.argmax(found["probabilities"]))
