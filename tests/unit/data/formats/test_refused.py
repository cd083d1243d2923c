"""Files of kinds that are not read."""

import gzip
import pickle
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.formats import halves_of, load_dataset
from digitpad.errors import DatasetError, DigitpadError
from digitpad.models.model_file import load_model
from digitpad.ui.support.mime import kind_of_file


class Trap:
    """Leaves a file where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (open, ("trap", "w"))


def zipped(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 100)
    return path


CONTENT = {
    "mnist.pkl": (pickle.dumps([1, 2], 2), "Python pickle", "pickle.load(gzip.open('mnist."),
    "mnist.pkl.gz": (
        gzip.compress(pickle.dumps([1], 4)),
        "Python pickle",
        "encoding='latin1'",
    ),
    "old.pt": (b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9", "PyTorch", "torch.load('old.pt'"),
    "old.pth": (b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9 fc1.weight", "PyTorch model", "s.get("),
    "mnist.mat": (b"MATLAB 5.0 MAT-file, Platform", r"MATLAB file", "scipy.io.loadmat"),
    "new.mat": (b"MATLAB 7.3 MAT-file, Platform", r"MATLAB 7\.3", "h5py.File"),
    "train.parquet": (b"PAR1\x15\x04", "Parquet", "pd.read_parquet('train.parquet')"),
    "usps.h5": (b"\x89HDF\r\n\x1a\n\0", "HDF5", "h5py.File('usps.h5')"),
    "cat.ndjson": (
        b'{"word":"cat","drawing":[[[1,2],[3,4]]]}\n',
        "Quick, Draw! drawings",
        "its .npy files are read",
    ),
    "rows.json": (b'{"label":3,"pixels":[0,1]}\n', "JSON", "pd.read_json"),
    "a.pdf": (b"%PDF-1.7\n", "PDF", "save its pages or images as PNG"),
    "a.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "HEIC photo", "export it as JPEG"),
    "a.svg": (b"<svg xmlns='x'/>", "SVG drawing", "save a screenshot as PNG"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c\0\4", "7z archive", "unpack it first"),
    "a.rar": (b"Rar!\x1a\x07\x01\0", "RAR archive", "unpack it first"),
    "a.html": (b"<!DOCTYPE html>\n<html>", "web page", "download the file itself"),
    "a.csv": ("label,pixel0\n".encode("utf-16"), "UTF-16 text", "read_text('utf-16')"),
    "a.npz": (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS", "git lfs pull"),
    "a.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office document", r"save it as CSV"),
}


@pytest.mark.parametrize("name", CONTENT)
def test_a_kind_is_named_and_how_to_convert_it(tmp_path: Path, name: str) -> None:
    content, kind, hint = CONTENT[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DatasetError, match=f"unsupported format .*{kind}") as caught:
        load_dataset(tmp_path / name)
    assert hint.replace("\\", "") in str(caught.value)
    assert "\n" not in str(caught.value)
    assert halves_of(tmp_path / name) == ()


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("archive/data.pkl", "PyTorch"),
        ("training/byteorder", "PyTorch"),
        ("[Content_Types].xml", "Office document"),
        ("xl/workbook.xml", "Excel workbook"),
        ("mimetype", "LibreOffice document"),
    ],
)
def test_a_kind_that_is_a_zip_inside(tmp_path: Path, first: str, kind: str) -> None:
    path = zipped(tmp_path / "x.dat", first, "other")
    with pytest.raises(DatasetError, match=f"unsupported format .*{kind}"):
        load_dataset(path)
    # Nor is it anything else where its end, with the list of its files, is missing.
    path.write_bytes(path.read_bytes()[:150])
    with pytest.raises(DatasetError, match=f"unsupported format .*{kind}"):
        load_dataset(path)
    with pytest.raises(DatasetError, match=f"unsupported format .*{kind}"):
        kind_of_file(str(path))


def test_digits_that_lack_their_end_are_damaged(tmp_path: Path) -> None:
    for name in ("1.txt", "images.npy"):
        path = zipped(tmp_path / "x.zip", name, "other")
        path.write_bytes(path.read_bytes()[:150])
        with pytest.raises(DatasetError, match="damaged or incomplete"):
            load_dataset(path)


@pytest.mark.parametrize("folder", ["archive", "word", "xl", "ppt"])
def test_digits_in_a_folder_of_any_name_are_read(tmp_path: Path, folder: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(f"{folder}/1.txt", ("0\t" * 27 + "9\n") * 28 + "3")
    assert load_dataset(tmp_path / "x.zip").labels.tolist() == [3]


def test_a_keras_model_is_not_taken_for_digits(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "net.keras", "w") as archive:
        archive.writestr("metadata.json", '{"keras_version": "3.5.0"}')
        archive.writestr("model.weights.h5", bytes(200))
    content = (tmp_path / "net.keras").read_bytes()
    for length in (len(content), 200):
        (tmp_path / "net.keras").write_bytes(content[:length])
        for open_file in (load_dataset, load_model):
            with pytest.raises(DigitpadError, match=r"Keras model.*get_weights"):
                open_file(tmp_path / "net.keras")


def test_a_pytorch_model_is_not_taken_for_digits(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "net.pt", "w") as archive:
        archive.writestr("net/data.pkl", pickle.dumps({"fc1.weight": 1}))
        archive.writestr("net/data/0", bytes(9))
    content = (tmp_path / "net.pt").read_bytes()
    for length in (len(content), 120):
        (tmp_path / "net.pt").write_bytes(content[:length])
        for open_file in (load_dataset, load_model):
            with pytest.raises(DigitpadError, match=r"weights\.npz") as told:
                open_file(tmp_path / "net.pt")
            assert "torch.load('net.pt', weights_only=True)" in str(told.value)


def test_a_document_that_lacks_its_end_is_no_damaged_model(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.docx", "[Content_Types].xml", "word/document.xml")
    path.write_bytes(path.read_bytes()[:150])
    with pytest.raises(DigitpadError, match="not a model file"):
        load_model(path)


def test_a_database_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("create table digits (label)")
    connection.close()
    with pytest.raises(DatasetError, match=r"unsupported format .SQLite database"):
        load_dataset(tmp_path / "x.db")


def test_nothing_in_a_pickle_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.pkl").write_bytes(pickle.dumps(Trap()))
    np.savez(tmp_path / "x.npz", images=np.array([Trap()], object))
    for name in ("x.pkl", "x.npz"):
        with pytest.raises(DatasetError):
            load_dataset(tmp_path / name)
    assert not (tmp_path / "trap").exists()


@pytest.mark.parametrize("name", ["a'); import os; ('.pkl", "my digits.pkl", 'a"b.pkl'])
def test_a_name_that_means_something_to_a_shell_is_not_in_the_line(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(pickle.dumps([1]))
    with pytest.raises(DatasetError) as caught:
        load_dataset(tmp_path / name)
    assert "gzip.open('FILE')" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"Dear reader,\nthis is a letter.\n", "other text"),
        (b"name,place,year\na,b,1\n", "a table with 3 columns, which are not images"),
        (b"a;b;c;d\n1;2;3;4\n", "a table with 4 columns, which are not images"),
        (b"\x01\x02\x03\x04" * 20, "other binary data"),
    ],
)
def test_what_is_unknown_is_told_with_all_that_is_read(
    tmp_path: Path, content: bytes, found: str
) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(DatasetError, match=f"x: expected .*IDX.*table.* or text.*, found {found}"):
        load_dataset(tmp_path / "x")
