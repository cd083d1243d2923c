"""Kinds of pictures of one digit, as people take, scan, draw and paste them.

Each makes a picture, uint8 (H, W, 3), of a drawing; sizes, places, pens and colours vary by chance.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing
from tests.benchmarks.photograph_paint import (
    BEIGE,
    BLACK,
    BLUE,
    BOARD,
    CHALK,
    KRAFT,
    PENCIL,
    RED,
    RULE,
    WHITE,
    YELLOW,
    Colour,
    Image,
    Mask,
    Rng,
    Size,
    cloud,
    covered,
    digit_lines,
    edge_shadow,
    glare,
    hand_shadow,
    line_mask,
    lit,
    painted,
    paper,
    place,
    rectangle,
    rules,
    soft_shadow,
    taken,
    warped,
)

Pixels = NDArray[np.uint8]
Kind = Callable[[Drawing, Rng], Pixels]
SIZE = (560, 560)


def written(
    drawing: Drawing,
    rng: Rng,
    *,
    size: Size = SIZE,
    ground: Colour = WHITE,
    ink: Colour = BLACK,
    pen: tuple[float, float] = (0.04, 0.09),
    share: tuple[float, float] = (0.4, 0.7),
) -> tuple[Image, Mask, tuple[float, float, float]]:
    """A sheet with a digit, where its ink is, and its place; ``pen`` is a share of its side."""
    box = place(size, rng, share)
    mask = line_mask(size, digit_lines(drawing, box), max(1.0, rng.uniform(*pen) * box[2]))
    return painted(paper(size, ground, rng), mask, ink), mask, box


def rough(mask: Mask, rng: Rng, least: float, cell: float = 3) -> Mask:
    """Ink that does not cover evenly, as a pencil's."""
    return np.asarray(
        mask * np.clip(1 + (1 - least) * (cloud(mask.shape, rng, cell) - 1) / 2, least, 1),
        np.float32,
    )


def drawn(
    drawing: Drawing,
    rng: Rng,
    pen: float,
    size: Size = SIZE,
    share: float = 0.6,
    ink: float = 0,
    ground: float = 1,
) -> Pixels:
    """A picture from a paint program: no camera."""
    mask = line_mask(size, digit_lines(drawing, place(size, rng, (share, share))), pen)
    return grey(np.rint(255 * (ground + (ink - ground) * mask)))


def grey(values: ArrayLike) -> Pixels:
    return np.repeat(np.clip(np.asarray(values), 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def clean(drawing: Drawing, rng: Rng) -> Pixels:
    return drawn(drawing, rng, 24)


def blue_marker(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng, ground=BEIGE, ink=BLUE)[0], rng)


def red_pen(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng, ink=RED, pen=(0.025, 0.06))[0], rng)


def perspective(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(warped(written(drawing, rng, share=(0.35, 0.5))[0], rng, skew=0.08), rng)


def noisy(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng)[0], rng, noise=28, quality=None)


def jpeg_40(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng)[0], rng, quality=40)


def chalkboard(drawing: Drawing, rng: Rng) -> Pixels:
    size = SIZE
    mask = line_mask(size, digit_lines(drawing, place(size, rng)), rng.uniform(14, 28))
    board = paper(size, BOARD, rng) * (1 + 0.12 * cloud(size, rng, 90)[:, :, None])
    return taken(covered(board, rough(mask, rng, 0.5), CHALK), rng)


def whiteboard_glare(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, pen=(0.03, 0.06), ink=(BLUE, RED, BLACK)[rng.integers(3)])[0]
    return taken(0.75 * image + glare(SIZE, rng, 0.5)[:, :, None], rng)


def ruled_light(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng)[0]
    lines = rules(SIZE, rng.uniform(50, 110), rng.uniform(1.5, 3.5), rng.uniform(-2, 2), rng)
    return taken(painted(image, lines, RULE), rng)


def squared_strong(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, ink=(BLUE, BLACK)[rng.integers(2)])[0]
    lines = rules(
        SIZE, rng.uniform(30, 80), rng.uniform(1.5, 4), rng.uniform(-2, 2), rng, both=True
    )
    return taken(painted(image, lines, (0.6, 0.5, 0.45)), rng)


def pencil_squared(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, _ = written(drawing, rng, ink=(1, 1, 1), pen=(0.025, 0.06))
    lines = rules(
        SIZE, rng.uniform(30, 70), rng.uniform(1, 2.5), rng.uniform(-2, 2), rng, both=True
    )
    return taken(
        painted(painted(sheet, lines, (0.8, 0.65, 0.6)), rough(mask, rng, 0.6), PENCIL), rng
    )


def shadow_soft(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(lit(written(drawing, rng)[0], soft_shadow(SIZE, rng, 0.45)), rng)


def shadow_edge(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(lit(written(drawing, rng)[0], edge_shadow(SIZE, rng, rng.uniform(0.4, 0.6))), rng)


def shadow_hand(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(
        lit(written(drawing, rng, ink=BLUE, pen=(0.03, 0.07))[0], hand_shadow(SIZE, rng, 0.45)), rng
    )


def page_on_desk(drawing: Drawing, rng: Rng) -> Pixels:
    sheet = written(drawing, rng)[0]
    desk = ((0.12, 0.17, 0.25), (0.1, 0.1, 0.1), (0.2, 0.3, 0.45))[rng.integers(3)]
    return taken(warped(sheet, rng, 0.06, rng.uniform(-15, 15), desk, rng.uniform(0.65, 0.85)), rng)


def frame_at_edge(drawing: Drawing, rng: Rng) -> Pixels:
    sheet = written(drawing, rng, share=(0.4, 0.65))[0]
    width = rng.uniform(4, 30)
    edge = width / 2 + rng.choice([0, 0, 8])
    box = (edge, edge, SIZE[1] - edge, SIZE[0] - edge)
    return taken(painted(sheet, line_mask(SIZE, [rectangle(box)], width), BLACK), rng)


def box_around(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.35, 0.55))
    out = side * rng.uniform(0.62, 0.8)
    line = rectangle((x - out, y - out, x + out, y + out), rng.uniform(-4, 4))
    return taken(painted(sheet, line_mask(SIZE, [line], rng.uniform(3, 14)), BLACK), rng)


def underlined(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.35, 0.6))
    at, half = y + side * rng.uniform(0.58, 0.68), side * rng.uniform(0.4, 0.8)
    line = np.array(
        [[x - half, at], [x, at + rng.normal(0, 4)], [x + half, at + rng.normal(0, 8)]], np.float32
    )
    return taken(painted(sheet, line_mask(SIZE, [line], rng.uniform(8, 20)), BLACK), rng)


def very_thick(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng, pen=(0.14, 0.2))[0], rng)


def paint_1px(drawing: Drawing, rng: Rng) -> Pixels:
    picture = np.full((480, 640), 255, np.uint8)
    for line in digit_lines(drawing, place((480, 640), rng, (0.4, 0.75))):
        points = np.rint(line).astype(np.int32)
        cv2.polylines(picture, [points[:, None]], False, 0, 1, cv2.LINE_8)
    return grey(picture)


def thin_in_large(drawing: Drawing, rng: Rng) -> Pixels:
    size = (1500, 2000)
    image = written(drawing, rng, size=size, pen=(0.006, 0.01), share=(0.35, 0.6), ink=BLUE)[0]
    return taken(image, rng, blur=0.8)


def pencil_faint(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, _ = written(drawing, rng, ink=(1, 1, 1), pen=(0.025, 0.05))
    return taken(painted(sheet, rough(mask, rng, 0.5), (0.78, 0.77, 0.77)), rng)


def size_8(drawing: Drawing, rng: Rng) -> Pixels:
    fine = line_mask((256, 256), digit_lines(drawing, (128, 128, 220)), 24)
    return grey(255 * cv2.resize(fine, (8, 8), interpolation=cv2.INTER_AREA))


def small_anywhere(drawing: Drawing, rng: Rng, side: int) -> Pixels:
    """Drawn into few pixels, of any size, anywhere."""
    box = place((side, side), rng, (0.4, 0.8))
    fine = line_mask(
        (side * 8, side * 8),
        digit_lines(drawing, [8 * part for part in box]),
        8 * max(1, 0.09 * box[2]),
    )
    mask = cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA)
    return grey(255 * mask) if rng.random() < 0.5 else grey(255 - 255 * mask)


def size_28_anywhere(drawing: Drawing, rng: Rng) -> Pixels:
    return small_anywhere(drawing, rng, 28)


def turned_20(drawing: Drawing, rng: Rng) -> Pixels:
    box = (280 + rng.uniform(-70, 70), 280 + rng.uniform(-70, 70), rng.uniform(170, 260))
    mask = line_mask(SIZE, digit_lines(drawing, box), rng.uniform(0.04, 0.09) * box[2])
    sheet = painted(paper(SIZE, WHITE, rng), mask, BLACK)
    lines = rules(SIZE, rng.uniform(50, 90), 2.5, 0, rng)
    return taken(
        warped(
            painted(sheet, lines, RULE),
            rng,
            0,
            rng.choice([-20, 20]) + rng.normal(0, 2),
            None,
            1.25,
        ),
        rng,
    )


def screen_moire(drawing: Drawing, rng: Rng) -> Pixels:
    light = rng.random() < 0.5
    ground, ink = (WHITE, BLACK) if light else (BLACK, WHITE)
    image = covered(
        paper(SIZE, ground, rng, 0),
        line_mask(SIZE, digit_lines(drawing, place(SIZE, rng)), rng.uniform(14, 30)),
        ink,
    )
    y, x = np.mgrid[0:560, 0:560].astype(np.float32)
    for channel, period in enumerate(rng.uniform(2.6, 4.5, 3)):
        wave = np.sin(2 * np.pi * (x * rng.uniform(0.9, 1.1) + y * rng.uniform(-0.2, 0.2)) / period)
        slow = np.sin(2 * np.pi * (x * rng.uniform(-1, 1) + y) / rng.uniform(25, 60))
        image[:, :, channel] = (image[:, :, channel] + 0.04) * (1 + 0.12 * wave + 0.08 * slow)
    return taken(image * 0.9, rng, noise=6)


def kraft(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, _ = written(drawing, rng, ground=KRAFT, ink=(1, 1, 1), pen=(0.03, 0.08))
    fibres = line_mask(
        SIZE,
        [
            start + np.cumsum(rng.normal(0, 5, (6, 2)), axis=0).astype(np.float32)
            for start in rng.uniform(0, 560, (220, 1, 2)).astype(np.float32)
        ],
        1.5,
    )
    sheet = painted(sheet, fibres, (0.8, 0.82, 0.85)) * (
        1 + 0.05 * cloud(SIZE, rng, 12)[:, :, None]
    )
    return taken(painted(sheet, mask, BLUE if rng.random() < 0.5 else BLACK), rng)


def sticky_note(drawing: Drawing, rng: Rng) -> Pixels:
    note = written(
        drawing, rng, ground=YELLOW, ink=(BLACK, BLUE)[rng.integers(2)], pen=(0.03, 0.07)
    )[0]
    desk = ((0.9, 0.9, 0.9), (0.3, 0.45, 0.6), (0.15, 0.15, 0.15))[rng.integers(3)]
    image = warped(note, rng, 0.03, rng.uniform(-12, 12), desk, rng.uniform(0.55, 0.8))
    return taken(lit(image, soft_shadow(SIZE, rng, 0.7)), rng)


def table_cell(drawing: Drawing, rng: Rng) -> Pixels:
    """The digit in a cell whose lines it may touch, its neighbours empty."""
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.3, 0.45), ink=BLUE)
    wide, high = side * rng.uniform(1.3, 2), side * rng.uniform(1.05, 1.5)
    lines = [
        np.array([[0, y + step * high], [560, y + step * high]], np.float32)
        for step in (-1.5, -0.5, 0.5, 1.5)
    ]
    lines += [
        np.array([[x + step * wide, 0], [x + step * wide, 560]], np.float32)
        for step in (-1.5, -0.5, 0.5, 1.5)
    ]
    image = painted(sheet, line_mask(SIZE, lines, rng.uniform(2, 4)), (0.25, 0.25, 0.25))
    return taken(warped(image, rng, 0.02), rng)


def cropped_tight(drawing: Drawing, rng: Rng) -> Pixels:
    image, mask, _ = written(drawing, rng)
    left, top, width, height = cv2.boundingRect((mask > 0.5).astype(np.uint8))
    return taken(np.ascontiguousarray(image[top : top + height, left : left + width]), rng)


TUNED: dict[str, Kind] = {
    "clean": clean,
    "blue marker on beige": blue_marker,
    "red pen": red_pen,
    "perspective": perspective,
    "noise": noisy,
    "JPEG 40": jpeg_40,
    "chalkboard": chalkboard,
    "whiteboard with glare": whiteboard_glare,
    "ruled, light": ruled_light,
    "squared, strong": squared_strong,
    "pencil on squares": pencil_squared,
    "soft shadow": shadow_soft,
    "shadow with an edge": shadow_edge,
    "shadow of a hand": shadow_hand,
    "page on a desk": page_on_desk,
    "frame at the edge": frame_at_edge,
    "box around it": box_around,
    "underlined": underlined,
    "very thick pen": very_thick,
    "Paint's 1 px": paint_1px,
    "thin pen in 2000x1500": thin_in_large,
    "faint pencil": pencil_faint,
    "8x8": size_8,
    "28x28, anywhere": size_28_anywhere,
    "ruled, turned by 20": turned_20,
    "screen with moire": screen_moire,
    "kraft paper": kraft,
    "sticky note": sticky_note,
    "cell of a table": table_cell,
    "cropped tight": cropped_tight,
}
"""Kinds that the steps of digitpad.ink.photograph were chosen by."""
