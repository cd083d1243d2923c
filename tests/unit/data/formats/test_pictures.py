import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import halves_of, load_dataset, stream_dataset, write_dataset
from digitpad.data.formats.picture_names import halves_of_names, labels_of
from digitpad.data.synthesis.digits import stream_synthetic
from digitpad.errors import DatasetError
from digitpad.ink.opencv import cv2
from digitpad.ink.picture_file import DAMAGED, NOT_AN_IMAGE

Pack = Callable[[dict[str, bytes]], Path]


@pytest.fixture(scope="module")
def drawn() -> DigitSet:
    """Twenty digits, 0 to 9 and again."""
    return next(stream_synthetic(20, 3)).digits


def encoded(image: NDArray[np.uint8], ending: str = ".png") -> bytes:
    return cv2.imencode(ending, image)[1].tobytes()


def large(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A digit as a photograph may show it: dark on light, of another size, with room around."""
    big = cv2.resize(image, (112, 112), interpolation=cv2.INTER_CUBIC)
    wide = cv2.copyMakeBorder(big, 20, 60, 30, 10, cv2.BORDER_CONSTANT)
    return 255 - np.asarray(wide, np.uint8)


def in_colour(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.repeat(image[:, :, None], 3, axis=2)


def by_label(digits: DigitSet, folder: str = "") -> dict[str, bytes]:
    rows = zip(digits.images, digits.labels, strict=True)
    return {f"{folder}{label}/{n}.png": encoded(image) for n, (image, label) in enumerate(rows)}


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "tar": bytes,
    "tgz": gzip.compress,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


@pytest.fixture(params=["folder", "zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Pack:
    """Writes files to a folder or an archive."""

    def write(files: dict[str, bytes]) -> Path:
        path = tmp_path / f"set.{request.param}"
        if request.param == "folder":
            for name, content in files.items():
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                (path / name).write_bytes(content)
        elif request.param == "zip":
            with zipfile.ZipFile(path, "w") as archive:
                for name, content in files.items():
                    archive.writestr(name, content)
        else:
            path.write_bytes(PACKERS[request.param.replace("tar.", "")](tar_of(files)))
        return path

    return write


def tar_of(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def in_order(digits: DigitSet) -> DigitSet:
    """The digits as folders by label sort them."""
    return digits.select(np.argsort(digits.labels, kind="stable"))


def test_the_folder_is_the_label(pack: Pack, drawn: DigitSet) -> None:
    path = pack(by_label(drawn))
    found = in_order(load_dataset(path))
    assert (found.images == in_order(drawn).images).all()
    assert found.labels.tolist() == in_order(drawn).labels.tolist()
    assert sorted(found.names) == sorted(by_label(drawn))
    assert found.name == path.name
    assert halves_of(path) == ()


@pytest.mark.parametrize(
    ("train", "test"),
    [
        ("train", "test"),
        ("mnist_png/training", "mnist_png/testing"),
        ("trainingSet/trainingSet", "testSet/testSet"),
        ("training", "val"),
    ],
)
def test_both_halves(pack: Pack, drawn: DigitSet, train: str, test: str) -> None:
    few = drawn.select(np.arange(4))
    path = pack({**by_label(drawn, f"{train}/"), **by_label(few, f"{test}/")})
    assert halves_of(path) == ("train", "test")
    assert len(load_dataset(path)) == 20
    found = load_dataset(path, half="test")
    assert found.labels.tolist() == [0, 1, 2, 3]
    assert found.name == f"{path.name} (test)"


def test_what_belongs_to_the_system_is_passed_over(pack: Pack, drawn: DigitSet) -> None:
    non_digits = dict.fromkeys(
        ["__MACOSX/0/._1.png", ".hidden/1.png", "3/.4.png", "3/Thumbs.db"], b"?"
    )
    files = {**by_label(drawn), **non_digits}
    found = load_dataset(pack({f"./{name}": content for name, content in files.items()}))
    assert len(found) == 20
    assert not found.left_out


def test_what_is_no_picture_is_left_out_by_its_name(pack: Pack, drawn: DigitSet) -> None:
    grey = encoded(np.full((50, 50), 90, np.uint8))
    bad = {"0/cut.png": b"\x89PNG\r\n", "1/empty.png": b"", "2/grey.png": grey, "README.md": b"#"}
    found = load_dataset(pack({**by_label(drawn), **bad}))
    assert len(found) == 20
    assert {Path(error.file).name: error.found for error in found.left_out} == {
        "cut.png": DAMAGED,
        "empty.png": NOT_AN_IMAGE,
        "grey.png": "no digit found: the image has a single color",
        "README.md": "not an image",
    }


def test_a_set_that_is_dark_on_light_is_turned_round_as_a_whole(
    pack: Pack, drawn: DigitSet
) -> None:
    images = 255 - drawn.images
    images[3, :, :2] = images[3, :, -2:] = images[3, :2] = 0  # a black frame around one
    found = in_order(load_dataset(pack(by_label(replace(drawn, images=images)))))
    assert (found.images == in_order(replace(drawn, images=255 - images)).images).all()


@pytest.mark.parametrize("ending", [".png", ".jpg", ".bmp", ".gif", ".tif", ".webp", ".avif"])
def test_large_pictures_of_any_kind(tmp_path: Path, drawn: DigitSet, ending: str) -> None:
    if not cv2.haveImageWriter(f"x{ending}"):
        pytest.skip("this OpenCV does not write such pictures")
    for image, label in zip(drawn.images, drawn.labels[:10], strict=False):
        (tmp_path / f"{label}").mkdir()
        (tmp_path / f"{label}" / f"x{ending.upper()}").write_bytes(
            encoded(in_colour(large(image)), ending)
        )
    found = load_dataset(tmp_path)
    assert found.labels.tolist() == [*range(10)]
    alike = [
        np.corrcoef(one.ravel(), other.ravel())[0, 1]
        for one, other in zip(found.images, drawn.images, strict=False)
    ]
    assert min(alike) > 0.9


def test_colour_palette_and_transparent_pictures_of_28x28(tmp_path: Path, drawn: DigitSet) -> None:
    image = drawn.images[4]
    clear = np.dstack([np.zeros((28, 28, 3), np.uint8), image])
    for name, picture in (("grey", image), ("colour", in_colour(image)), ("clear", clear)):
        (tmp_path / f"{name}.png").write_bytes(encoded(picture))
    assert (load_dataset(tmp_path).images == image).all()


def test_one_picture_is_a_set_of_one(tmp_path: Path, drawn: DigitSet) -> None:
    path = tmp_path / "seven.png"
    path.write_bytes(encoded(drawn.images[7]))
    found = load_dataset(path)
    assert (found.images == drawn.images[7]).all()
    assert found.labels.tolist() == [UNLABELLED]
    assert list(found.names) == ["seven.png"]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["3_17.png", "3_18.png", "0_1700000000.png"], [3, 3, 0]),
        (["2828_my_own_6.png", "2828_my_own_2.png"], [6, 2]),
        (["digit-7.png", "digit-3.png"], [7, 3]),
        (["00012_label_5.png", "00013_label_5.png"], [5, 5]),
        (["a/label5_x.jpg", "b/label6_y.jpg"], [5, 6]),
        (["4-2021.png", "other.png"], [-1, -1]),
        (["img_1.png", "img_2.png"], [-1, -1]),
        (["1.png", "2.png"], [-1, -1]),
        (["3_4.png", "5_6.png"], [-1, -1]),
        (["17_x.png", "18_x.png"], [-1, -1]),
        (["3_17.png"], [-1]),
        (["3/1.png", "x.png"], [3, -1]),
        (["3/5_1.png", "4\\1.png", "train/7/img_1.png"], [3, 4, 7]),
        (["2021/8/1.png", "10/9.png"], [8, -1]),
    ],
)
def test_labels_by_name(names: list[str], labels: list[int]) -> None:
    found = labels_of(names)
    assert [found[name] for name in names] == labels


def test_validation_is_a_part_of_training_where_there_is_a_test() -> None:
    names = ["data/train/1/a.png", "data/val/1/b.png", "data/test/1/c.png"]
    assert halves_of_names(names) == {"train": names[:2], "test": names[2:]}
    assert halves_of_names(names[:1]) == {"": names[:1]}


def test_chunks_come_as_they_are_read(
    pack: Pack, drawn: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.formats.pictures.CHUNK_SIZE", 8)
    monkeypatch.setattr("digitpad.data.formats.pictures.PATIENCE", 60)
    chunks = list(stream_dataset(pack(by_label(drawn))))
    assert [(chunk.done, chunk.total) for chunk in chunks] == [(8, 20), (16, 20), (20, 20)]


def test_places_outside_an_archive(tmp_path: Path, drawn: DigitSet) -> None:
    files = {"../3/1.png": b"", "/3/2.png": b"", "C:\\3\\3.png": b"", **by_label(drawn)}
    (tmp_path / "x.tar").write_bytes(tar_of(files))
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    for path in (tmp_path / "x.tar", tmp_path / "x.zip"):
        found = load_dataset(path)
        assert len(found) == 20
        assert [e.found for e in found.left_out] == ["its path leads out of the archive"] * 3


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path, drawn: DigitSet) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"3/{kind!r}.png")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        for name, content in by_label(drawn).items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    assert len(load_dataset(tmp_path / "x.tar")) == 20


@pytest.mark.parametrize("keep", [600, 2000, 5000])
def test_a_tar_that_was_cut_off(tmp_path: Path, drawn: DigitSet, keep: int) -> None:
    whole = tar_of(by_label(drawn))
    for name, content in (
        ("x.tar", whole[:keep]),
        ("x.tgz", gzip.compress(whole)[:keep]),
        ("x.txz", lzma.compress(whole)[:keep]),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DatasetError, match=r"(damaged or incomplete|no )"):
            load_dataset(tmp_path / name)


def test_a_header_of_a_tar_that_claims_to_be_large_costs_no_memory(tmp_path: Path) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 1 << 40
    content = header.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20)
    (tmp_path / "x.tgz").write_bytes(gzip.compress(content))
    with pytest.raises(DatasetError, match="at once"):
        load_dataset(tmp_path / "x.tgz")


def test_a_tar_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(tar_of({"a.txt": b"hello"}))
    with pytest.raises(DatasetError, match="no images"):
        load_dataset(tmp_path / "x.tar")


def test_idx_files_in_a_tar_are_to_be_unpacked(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(tar_of({"train-images-idx3-ubyte": b"\0\0\x08\x03"}))
    with pytest.raises(DatasetError, match="no images; unpack the archive"):
        load_dataset(tmp_path / "x.tar")


def test_a_picture_that_is_too_large(
    tmp_path: Path, drawn: DigitSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.data.formats.pictures.MAX_FILE_BYTES", 100_000)
    files = {**by_label(drawn), "3/large.png": bytes(200_000)}
    (tmp_path / "x.tar").write_bytes(tar_of(files))
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    for path in (tmp_path / "x.tar", tmp_path / "x.zip"):
        (error,) = load_dataset(path).left_out
        assert "larger than" in str(error)


@pytest.mark.parametrize("name", ["mnist_png", "my-png", "x_png.zip"])
def test_written_sets_are_read_again(tmp_path: Path, drawn: DigitSet, name: str) -> None:
    labels = drawn.labels.copy()
    labels[5] = UNLABELLED
    write_dataset(replace(drawn, labels=labels), tmp_path / name)
    found = load_dataset(tmp_path / name)
    order = np.argsort([int(Path(name).stem) for name in found.names])
    assert (found.images[order] == drawn.images).all()
    assert found.labels[order].tolist() == labels.tolist()
    assert found.names[0] == "0/00001.png"
    assert found.names[-1] == "unlabelled/00006.png"


# Thousands of pixels at once are made slowly where other work keeps the processor busy.
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=20,
    deadline=None,
)
@given(
    arrays(np.uint8, st.tuples(st.integers(1, 5), st.just(26), st.just(26))),
    st.lists(st.integers(UNLABELLED, 9), min_size=5, max_size=5),
)
def test_any_pixels_survive(tmp_path: Path, inner: NDArray[np.uint8], labels: list[int]) -> None:
    images = np.pad(inner, ((0, 0), (1, 1), (1, 1)))
    digits = DigitSet("x", images, np.array(labels[: len(images)], np.int8))
    write_dataset(digits, tmp_path / "x_png.zip")
    found = load_dataset(tmp_path / "x_png.zip")
    order = np.argsort([int(Path(name).stem) for name in found.names])
    assert (found.images[order] == images).all()
    assert found.labels[order].tolist() == digits.labels.tolist()


def test_a_picture_of_the_networks_size_keeps_its_values_though_they_are_0_and_1(
    tmp_path: Path,
) -> None:
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = 1
    (tmp_path / "set" / "1").mkdir(parents=True)
    cv2.imwrite(str(tmp_path / "set" / "1" / "a.png"), image)
    assert (load_dataset(tmp_path / "set").images[0] == image).all()
