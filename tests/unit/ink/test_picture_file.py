"""Picture files, and what only looks like one."""

import os
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.errors import InkError
from digitpad.ink.opencv import cv2
from digitpad.ink.picture_file import decode_picture, load_picture, read_picture
from tests.unit.ink.seven import likeness, painted


def test_files_are_read_with_their_opacity(tmp_path: Path) -> None:
    image = painted((255, 255, 255, 0), (0, 0, 0, 255))
    path = tmp_path / "größe.png"
    path.write_bytes(cv2.imencode(".png", image)[1].tobytes())
    assert np.array_equal(read_picture(path), image)
    deep = (painted((255,), (0,)).astype(np.uint16)) * 257
    path.write_bytes(cv2.imencode(".png", deep)[1].tobytes())
    assert likeness(read_picture(path)) > 0.8


@pytest.mark.parametrize("content", [b"", b"hello"])
def test_what_is_no_picture_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.png").write_bytes(content)
    with pytest.raises(InkError, match=r"no\.png: not a supported image"):
        read_picture(tmp_path / "no.png")
    with pytest.raises(InkError, match=r"nowhere\.png: cannot be read"):
        read_picture(tmp_path / "nowhere.png")


@pytest.mark.parametrize("kind", [".png", ".jpg", ".tif", ".webp", ".bmp"])
def test_a_picture_that_was_cut_off_is_called_damaged(kind: str) -> None:
    content = cv2.imencode(kind, painted((255,), (0,)))[1].tobytes()
    with pytest.raises(InkError, match="photo: the image is damaged or cut off"):
        decode_picture(content[: len(content) // 2], "photo")


def test_a_damaged_png_is_told_of_once(capfd: pytest.CaptureFixture[str]) -> None:
    content = bytearray(cv2.imencode(".png", painted((255,), (0,)))[1].tobytes())
    content[len(content) // 2] ^= 1
    with pytest.raises(InkError, match="damaged"):
        decode_picture(bytes(content), "photo")
    assert capfd.readouterr().err == ""


def test_harmless_faults_of_a_png_are_not_told_of(capfd: pytest.CaptureFixture[str]) -> None:
    content = cv2.imencode(".png", painted((255,), (0,)))[1].tobytes()
    profile = b"iCCPx\0\0nothing"
    chunk = (len(profile) - 4).to_bytes(4, "big") + profile + zlib.crc32(profile).to_bytes(4, "big")
    found = decode_picture(content[:33] + chunk + content[33:], "photo")
    assert likeness(found) > 0.8
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", r"\(HEIC photo\); export it as JPEG"),
        (b"<?xml version='1.0'?>\n<!-- 7 --><svg xmlns='x'/>", r"\(SVG drawing\); open it in a"),
        (b"<svg>", "SVG drawing"),
        (b"%PDF-1.7\n", r"\(PDF\); save its pages or images as PNG"),
        (b"8BPS\0\1", "Photoshop image"),
        (b"\0\0\0\x0cJXL \r\n", "JPEG XL image"),
    ],
)
def test_kinds_that_are_not_read_are_named_with_a_way_out(start: bytes, told: str) -> None:
    with pytest.raises(InkError, match=f"photo: unsupported format .*{told}"):
        decode_picture(start + bytes(200), "photo")


GREY = painted((255,), (0,)).astype(np.float64) / 255


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        (".tif", GREY.astype(np.float32)),
        (".tif", GREY),
        (".tif", (255 * GREY).astype(np.float32)),
        (".tif", (9e4 * GREY - 4e4).astype(np.float32)),
        (".tif", (4e4 * GREY - 2e4).astype(np.int16)),
        (".tif", np.where(GREY == 0, np.nan, GREY)),
        (".png", np.rint(1023 * GREY).astype(np.uint16)),
        (".tif", np.rint(4095 * GREY).astype(np.uint16)),
        (".png", np.rint(255 * GREY).astype(np.uint16)),
        (".png", np.rint(65535 * GREY).astype(np.uint16)),
        (".png", (GREY > 0.5).astype(np.uint8)),
        (".png", (GREY > 0.5).astype(np.uint16)),
        (".avif", np.rint(255 * GREY).astype(np.uint8)),
    ],
)
def test_values_of_any_range_are_brought_to_bytes(
    kind: str, stored: NDArray[np.integer | np.floating], capfd: pytest.CaptureFixture[str]
) -> None:
    content = cv2.imencode(kind, stored)[1].tobytes()
    found = decode_picture(content, "photo")
    assert found.dtype == np.uint8
    assert found.min() <= 5
    assert found.max() >= 125
    assert likeness(found) > 0.8
    assert capfd.readouterr().err == ""


def png_of(width: int, height: int) -> bytes:
    """A small file of a very large picture: one bit a pixel, all paper."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            len(content).to_bytes(4, "big")
            + kind
            + content
            + zlib.crc32(kind + content).to_bytes(4, "big")
        )

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    rows = zlib.compress(bytes((width // 8 + 1) * height), 9)
    head = chunk(b"IHDR", size + b"\1\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vast.png").write_bytes(png_of(30_000, 30_000))
    with pytest.raises(InkError, match=r"vast\.png: more than 120 million pixels .30,000×30,000"):
        read_picture(tmp_path / "vast.png")


def test_a_picture_of_any_kind_is_looked_at_before_it_is_decoded(tmp_path: Path) -> None:
    head = b"P5 30000 30000 255\n"
    (tmp_path / "vast.pgm").write_bytes(head + bytes(100))
    with pytest.raises(InkError, match=r"vast\.pgm: more than 120 million"):
        read_picture(tmp_path / "vast.pgm")


@pytest.mark.parametrize("kind", [".jpg", ".png"])
def test_a_large_photograph_is_read_small(tmp_path: Path, kind: str) -> None:
    image = painted((235, 235, 235), (20, 20, 60), (6000, 4000))
    path = tmp_path / f"photo{kind}"
    path.write_bytes(cv2.imencode(kind, image)[1].tobytes())
    found = read_picture(path)
    assert found.shape == (2000, 1333, 3)
    assert likeness(found) > 0.8


def test_a_photograph_is_turned_the_way_it_was_taken(tmp_path: Path) -> None:
    upright = painted((235, 235, 235), (20, 20, 60))
    for size in ((200, 300), (4000, 6000)):
        lying = cv2.resize(cv2.rotate(upright, cv2.ROTATE_90_COUNTERCLOCKWISE), size[::-1])
        content = cv2.imencode(".jpg", lying)[1].tobytes()
        # The sixth of the ways to hold a camera: turned to the left.
        tags = b"MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
        exif = b"Exif\0\0" + tags
        marker = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
        (tmp_path / "photo.jpg").write_bytes(content[:2] + marker + content[2:])
        picture = load_picture(tmp_path / "photo.jpg")
        assert likeness(picture.pixels) > 0.8
        assert picture.size == size
        height, width = picture.pixels.shape[:2]
        assert picture.box_in_file((0, height // 2, width, height)) == (
            0,
            size[1] // 2,
            *size,
        )


def test_deep_colours_with_opacity_are_averaged_down(tmp_path: Path) -> None:
    deep = painted((255, 255, 255, 0), (0, 0, 0, 255), (3000, 2000)).astype(np.uint16) * 257
    (tmp_path / "deep.png").write_bytes(cv2.imencode(".png", deep)[1].tobytes())
    found = read_picture(tmp_path / "deep.png")
    assert found.dtype == np.uint8
    assert found.shape == (2000, 1333, 4)
    assert likeness(found) > 0.8


def test_a_file_that_is_too_long_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digitpad.ink.picture_file.MAX_BYTES", 1 << 20)
    (tmp_path / "long.png").write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(InkError, match=r"long\.png: larger than 1 MB"):
        read_picture(tmp_path / "long.png")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for path in (tmp_path / "pipe.png", Path("/dev/zero")):
        with pytest.raises(InkError, match=r"cannot be read .neither a file nor a folder"):
            read_picture(path)
