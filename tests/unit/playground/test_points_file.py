"""Points in tables: what is read, how it is scaled, and what is told of the rest."""

import codecs
from pathlib import Path

import numpy as np
import pytest

from digitpad.errors import DatasetError
from digitpad.playground.points import MAX_POINTS, PRESETS
from digitpad.playground.points_file import (
    REACH,
    Scaling,
    parse_points,
    points_csv,
    read_points,
)

THREE = [[2.0, 1.0], [-1.0, 0.5], [0.25, -2.0]]


@pytest.mark.parametrize(
    "text",
    [
        "2,1,a\n-1,0.5,b\n0.25,-2,a\n",
        "x,y,label\r\n2,1,a\r\n-1,.5,b\r\n0.25,-2,a",
        "\ufeffx;y;label\n2;1;a\n-1;0,5;b\n0,25;-2;a\n",
        "2\t1\ta\n\n−1\t0,5\tb\n0.25\t-2\ta\n\n",
        "# made by hand\n 2  1 a \n-1   0.5  b\n0.25 -2 a",
        '"Length","Width","Kind"\n"2","1","a"\n"-1","5e-1","b"\n"0.25","-2","a"\n',
        "number,label,y,x\n1,a,1,2\n2,b,0.5,-1\n3,a,-2,0.25\n",
    ],
)
def test_tables_of_all_kinds_are_read(text: str) -> None:
    table = parse_points(text, "points.csv")
    assert table.points.positions.tolist() == THREE
    assert table.points.labels.tolist() == [0, 1, 0]
    assert (table.points.classes, table.names) == (2, ("a", "b"))
    assert (table.scaling, table.left_out, table.count) == (None, (), 3)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.name)
def test_points_come_back_as_they_were(preset: object) -> None:
    points = preset.make()  # type: ignore[attr-defined]
    table = parse_points(points_csv(points), "points.csv")
    np.testing.assert_array_equal(table.points.positions, points.positions)
    np.testing.assert_array_equal(table.points.labels, points.labels)
    np.testing.assert_array_equal(table.points.is_test, points.is_test)
    assert table.scaling is None


def test_numbers_are_in_the_order_of_their_values() -> None:
    table = parse_points("2,1,10\n1,1,9\n0,2,-1\n1,2,9.0\n", "p")
    assert [len(table.names), table.points.labels.tolist()] == [3, [2, 1, 0, 1]]
    assert table.names[0] == "-1"


def test_each_axis_is_scaled_to_the_plane() -> None:
    text = "height,weight,sex\n150,50,f\n190,95,m\n170,70,f\n"
    table = parse_points(text, "p")
    assert table.scaling == Scaling((170.0, 72.5), (7.4, 8.3))
    positions = table.points.positions
    assert 2.5 < np.abs(positions).max(axis=0).min() <= np.abs(positions).max() <= REACH
    np.testing.assert_allclose(
        positions * table.scaling.unit + table.scaling.centre, [[150, 50], [190, 95], [170, 70]]
    )


@pytest.mark.parametrize("low", [0, -1])
def test_a_truth_table_stays_as_it_is(low: int) -> None:
    text = f"{low},{low},0\n{low},1,1\n1,{low},1\n1,1,0\n"
    table = parse_points(text, "p")
    assert table.scaling is None
    assert table.points.positions.tolist() == [[low, low], [low, 1], [1, low], [1, 1]]


@pytest.mark.parametrize("far", [1e-9, 0.9, 3.1, 2e6, 1e308])
@pytest.mark.parametrize("centre", [0.0, 2005.5])
def test_points_of_any_size_are_seen(far: float, centre: float) -> None:
    lines = [f"{centre + way * far},{centre},{label}" for way, label in ((1, "a"), (-1, "b"))]
    positions = parse_points("\n".join(lines), "p").points.positions
    assert np.abs(positions).max() <= REACH
    assert np.abs(positions[:, 0]).max() > 1.5 or far < 1e-6 < centre


def test_what_is_no_point_is_told_with_its_line() -> None:
    text = "x,y,label\n1,1,a\n1,abc,a\n2,2\n\n2,nan,b\n2,2,b\n2,2,\n3,3,b\n2,1,b\n2,0,a\n"
    table = parse_points(text, "mine.csv")
    assert len(table.points) == 5
    told = [(line.line, line.found) for line in table.left_out]
    assert told == [(3, '"abc"'), (4, "2 values"), (6, '"nan"'), (8, "no label")]
    assert table.left_out_count == 4


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "p.csv: expected lines of x, y and label, found no points"),
        ("x,y,label\n", "p.csv: expected lines of x, y and label, found no points"),
        ("Dear reader,\nthis is a letter.", "p.csv, line 1: expected x, y and label, found"),
        ("0,0,0,5\n" * 9, "p.csv, line 1: expected x, y and label, found 4 values"),
        ("1,1,a\n2,2,a\n", 'p.csv: expected 2 to 6 different labels, found 1 ("a")'),
        (
            "".join(f"{n},{n},class {n}\n" for n in range(1, 10)),
            'p.csv: expected 2 to 6 different labels, found 9 ("class 1", "class 2", "class 3", '
            '"class 4", "class 5", "class 6", "class 7", …)',
        ),
        (f"1,1,{'a' * 200_000}", "p.csv, line 1: expected x, y and label, found 0 values"),
    ],
)
def test_what_is_no_table_of_points_is_refused(text: str, problem: str) -> None:
    with pytest.raises(DatasetError) as caught:
        parse_points(text, "p.csv")
    assert str(caught.value).startswith(problem)


def test_too_many_points_are_thinned_evenly() -> None:
    count = 3 * MAX_POINTS
    lines = (f"{4 * n / count - 2},0,{'late' if 2 * n >= count else 'early'}" for n in range(count))
    table = parse_points("\n".join(lines), "p")
    assert (len(table.points), table.count) == (MAX_POINTS, count)
    assert table.points.labels.sum() == MAX_POINTS // 2
    assert np.diff(table.points.positions[:, 0]).max() < 2 * 4 / MAX_POINTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_labels_may_be_chinese(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "点.csv"
    path.write_bytes("x,y,类别\n2,1,苹果\n1,2,梨\n".encode(encoding))
    assert set(read_points(path).names) == {"苹果", "梨"}


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        read_points(tmp_path / "missing.csv")
    (tmp_path / "bytes.csv").write_bytes(codecs.BOM_UTF16_LE + bytes(range(256)) * 9)
    with pytest.raises(DatasetError, match=r"bytes\.csv"):
        read_points(tmp_path / "bytes.csv")


def test_a_file_that_is_far_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.playground.points_file.MAX_BYTES", 20)
    path = tmp_path / "large.csv"
    path.write_text("1,1,a\n" * 4)
    with pytest.raises(DatasetError, match="too large for points"):
        read_points(path)
    with pytest.raises(DatasetError, match="too long for points"):
        parse_points("1,1,a\n" * 4, "pasted")
