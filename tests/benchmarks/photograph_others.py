"""Further kinds of pictures, which nobody looked at while the steps were chosen."""

import numpy as np

from digitpad.ink.opencv import cv2
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing
from tests.benchmarks.photograph_kinds import (
    SIZE,
    Kind,
    Pixels,
    drawn,
    grey,
    rough,
    small_anywhere,
    written,
)
from tests.benchmarks.photograph_paint import (
    BLACK,
    BLUE,
    BOARD,
    CHALK,
    KRAFT,
    MARGIN,
    PENCIL,
    RED,
    RULE,
    WHITE,
    Rng,
    cloud,
    covered,
    digit_lines,
    edge_shadow,
    glare,
    grid_of,
    hand_shadow,
    jpeg,
    line_mask,
    lit,
    painted,
    paper,
    place,
    rectangle,
    rules,
    soft_shadow,
    taken,
    vignette,
    warped,
)


def scan(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, size=(700, 700), pen=(0.03, 0.04))[0]
    return taken(image, rng, blur=0.5, noise=3, quality=85)


def highlighter(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng, ink=(0.25, 0.95, 0.98), pen=(0.08, 0.13))[0], rng)


def pencil(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, _ = written(drawing, rng, ink=(1, 1, 1), pen=(0.025, 0.05))
    return taken(painted(sheet, rough(mask, rng, 0.5), (0.58, 0.57, 0.57)), rng)


def out_of_focus(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng)[0], rng, blur=rng.uniform(5, 8))


def dim(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(0.28 * written(drawing, rng)[0], rng, noise=5)


def jpeg_8(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(written(drawing, rng)[0], rng, quality=8)


def jpeg_of_jpeg(drawing: Drawing, rng: Rng) -> Pixels:
    first = taken(written(drawing, rng, ink=BLUE, pen=(0.03, 0.06))[0], rng, quality=25)
    small = cv2.resize(first, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    return jpeg(np.asarray(small, np.uint8), 20)


def coffee_and_dust(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng)[0]
    ring = [
        np.stack([np.cos(np.linspace(0, 6, 60)), np.sin(np.linspace(0, 6, 60))], 1)
        * rng.uniform(90, 200)
        + rng.uniform(0, 560, 2)
    ]
    image = painted(
        image, line_mask(SIZE, [ring[0].astype(np.float32)], rng.uniform(8, 16)), (0.6, 0.75, 0.85)
    )
    dots = [np.array([dot], np.float32) for dot in rng.uniform(0, 560, (40, 2))]
    return taken(painted(image, line_mask(SIZE, dots, rng.uniform(2, 5)), (0.3, 0.3, 0.3)), rng)


def dark_screenshot(drawing: Drawing, rng: Rng) -> Pixels:
    return drawn(
        drawing,
        rng,
        rng.uniform(4, 8),
        (480, 640),
        0.5,
        rng.uniform(0.75, 1),
        rng.uniform(0.05, 0.2),
    )


def squared_light(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, ink=BLUE, pen=(0.03, 0.06))[0]
    lines = rules(SIZE, rng.uniform(25, 60), rng.uniform(1, 2), rng.uniform(-3, 3), rng, both=True)
    return taken(painted(image, lines, (0.92, 0.85, 0.8)), rng)


def ruled_dark_margin(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng)[0]
    lines = rules(SIZE, rng.uniform(50, 100), rng.uniform(2, 4), rng.uniform(-2, 2), rng)
    at = rng.uniform(40, 160)
    margin = line_mask(SIZE, [np.array([[at, -5], [at + rng.normal(0, 8), 565]], np.float32)], 3)
    return taken(painted(painted(image, lines, (0.5, 0.4, 0.35)), margin, MARGIN), rng)


def exercise_book(drawing: Drawing, rng: Rng) -> Pixels:
    """Ballpoint on ruled lines, the page curved towards the back of the book."""
    image = written(drawing, rng, ink=BLUE, pen=(0.025, 0.05), share=(0.3, 0.6))[0]
    image = painted(image, rules(SIZE, rng.uniform(45, 90), rng.uniform(1.5, 3), 0, rng), RULE)
    x, y = grid_of(SIZE)
    bent = y * 560 + 18 * np.exp(-x / 0.25) * np.sign(rng.normal())
    wide = cv2.copyMakeBorder(image, 20, 20, 0, 0, cv2.BORDER_REPLICATE)
    page = cv2.remap(wide, x * 560, (bent + 20).astype(np.float32), cv2.INTER_LINEAR)
    return taken(
        lit(np.asarray(page, np.float32), (1 - 0.6 * np.exp(-x / 0.12)).astype(np.float32)), rng
    )


def shadow_strong(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(lit(written(drawing, rng)[0], soft_shadow(SIZE, rng, 0.25)), rng)


def shadow_pencil(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, _ = written(drawing, rng, ink=(1, 1, 1), pen=(0.025, 0.06))
    return taken(
        lit(painted(sheet, rough(mask, rng, 0.6), PENCIL), soft_shadow(SIZE, rng, 0.4)), rng
    )


def circled(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.35, 0.5))
    turn = np.linspace(0, 2 * np.pi + 0.2, 60) + rng.uniform(0, 6)
    away = side * rng.uniform(0.66, 0.8) * (1 + 0.04 * np.sin(turn + rng.uniform(0, 6)))
    ring = np.stack([x + away * np.cos(turn) * rng.uniform(0.85, 1.15), y + away * np.sin(turn)], 1)
    return taken(
        painted(
            sheet,
            line_mask(SIZE, [ring.astype(np.float32)], rng.uniform(6, 16)),
            (RED, BLACK)[rng.integers(2)],
        ),
        rng,
    )


def size_16(drawing: Drawing, rng: Rng) -> Pixels:
    fine = line_mask((256, 256), digit_lines(drawing, (128, 128, 220)), 22)
    return grey(255 * cv2.resize(fine, (16, 16), interpolation=cv2.INTER_AREA))


def as_mnist(drawing: Drawing, rng: Rng) -> Pixels:
    return grey(rasterized(drawing).astype(np.float32))


def fills_28(drawing: Drawing, rng: Rng) -> Pixels:
    fine = line_mask((448, 448), digit_lines(drawing, (224, 224, 400)), rng.uniform(25, 50))
    return grey(255 - 255 * cv2.resize(fine, (28, 28), interpolation=cv2.INTER_AREA))


def size_32(drawing: Drawing, rng: Rng) -> Pixels:
    return small_anywhere(drawing, rng, int(rng.choice([29, 32, 48, 64])))


def small_in_large(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, size=(1500, 2000), share=(0.09, 0.1), pen=(0.06, 0.09))[0]
    return taken(image, rng)


def receipt(drawing: Drawing, rng: Rng) -> Pixels:
    """A crumpled slip of paper on a table."""
    slip = written(drawing, rng, ink=BLUE, pen=(0.03, 0.06), share=(0.4, 0.55))[0][:, 60:500]
    slip = np.ascontiguousarray(slip) * (1 + 0.07 * cloud(slip.shape[:2], rng, 70)[:, :, None])
    image = paper(SIZE, (0.25, 0.35, 0.5), rng) * (1 + 0.1 * cloud(SIZE, rng, 25)[:, :, None])
    image[:, 60:500] = slip
    return taken(warped(image, rng, 0.03, rng.uniform(-10, 10)), rng)


def whiteboard_residue(drawing: Drawing, rng: Rng) -> Pixels:
    """A board that was wiped, with the ghost of what stood there."""
    ghost = line_mask(SIZE, digit_lines(drawing, place(SIZE, rng, (0.5, 0.9))), 24)
    soft = cv2.GaussianBlur(np.rot90(ghost).copy(), (0, 0), 5)
    left = np.clip(0.35 * soft * np.clip(1 + cloud(SIZE, rng, 30), 0, 1.5), 0, 1)
    sheet, mask, _ = written(drawing, rng, ink=(1, 1, 1))
    sheet = painted(sheet, left.astype(np.float32), (0.6, 0.6, 0.7))
    image = painted(sheet, mask, (BLUE, RED, BLACK)[rng.integers(3)])
    return taken(0.85 * image + glare(SIZE, rng, 0.2)[:, :, None], rng)


def vignetted(drawing: Drawing, rng: Rng) -> Pixels:
    return taken(lit(written(drawing, rng)[0], vignette(SIZE, rng, 0.15)), rng)


def folded(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, pen=(0.03, 0.06))[0]
    for turned in (False, True):
        light = edge_shadow(SIZE, rng, rng.uniform(0.75, 0.9), 2)
        image = lit(image, np.ascontiguousarray(light.T) if turned else light)
    lines = rules(SIZE, 240, 3, rng.uniform(-5, 5), rng, both=True)
    soft = np.asarray(cv2.GaussianBlur(lines, (0, 0), 2), np.float32)
    return taken(painted(image, soft, (0.75, 0.75, 0.75)), rng)


def bleeding_felt(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, box = written(drawing, rng, ink=(1, 1, 1), pen=(0.06, 0.1))
    spread = cv2.GaussianBlur(mask, (0, 0), 0.03 * box[2]) * (1 + 0.4 * cloud(SIZE, rng, 6))
    return taken(
        painted(
            sheet,
            np.clip(np.maximum(mask, spread), 0, 1).astype(np.float32),
            (BLUE, BLACK)[rng.integers(2)],
        ),
        rng,
    )


def highlighted_pencil(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, (x, y, side) = written(
        drawing, rng, ink=(1, 1, 1), pen=(0.03, 0.06), share=(0.35, 0.55)
    )
    bar = np.array(
        [
            [x - side * rng.uniform(0.8, 2), y],
            [x + side * rng.uniform(0.8, 2), y + rng.normal(0, 8)],
        ],
        np.float32,
    )
    bar_mask = line_mask(SIZE, [bar], side * rng.uniform(0.5, 1.3))
    return taken(
        painted(painted(sheet, bar_mask, (0.3, 0.95, 0.98)), rough(mask, rng, 0.6), PENCIL), rng
    )


def crossing_the_edge(drawing: Drawing, rng: Rng) -> Pixels:
    image, mask, _ = written(drawing, rng)
    left, top, width, _ = cv2.boundingRect((mask > 0.5).astype(np.uint8))
    if rng.random() < 0.5:
        return taken(np.ascontiguousarray(image[top + 4 :]), rng)
    return taken(np.ascontiguousarray(image[:, : left + width - 4]), rng)


def light_frame(drawing: Drawing, rng: Rng) -> Pixels:
    picture = drawn(drawing, rng, rng.uniform(14, 30), share=0.5, ink=1, ground=0.1)
    cv2.rectangle(picture, (0, 0), (559, 559), (200, 200, 200), int(rng.uniform(8, 50)))
    return picture


def narrow_strip(drawing: Drawing, rng: Rng) -> Pixels:
    """A picture that is several times as wide as high."""
    image = written(
        drawing,
        rng,
        size=(160, 900),
        share=(0.6, 0.85),
        ground=KRAFT if rng.random() < 0.3 else WHITE,
    )[0]
    return taken(lit(image, soft_shadow((160, 900), rng, 0.5)), rng)


def hand_over_squares(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, ink=BLUE, pen=(0.03, 0.06))[0]
    lines = rules(SIZE, rng.uniform(40, 80), 2, rng.uniform(-8, 8), rng, both=True)
    image = lit(painted(image, lines, RULE), hand_shadow(SIZE, rng, 0.4))
    return taken(warped(image, rng, 0.06), rng)


def in_small_boxes(drawing: Drawing, rng: Rng) -> Pixels:
    """A form: a row of boxes, one of them filled."""
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.2, 0.35), ink=BLUE, pen=(0.04, 0.07))
    half = side * rng.uniform(0.56, 0.75)
    lines = [
        rectangle((x + 2 * half * step - half, y - half, x + 2 * half * step + half, y + half))
        for step in (-2, -1, 0, 1, 2)
    ]
    return taken(painted(sheet, line_mask(SIZE, lines, rng.uniform(2, 5)), (0.3, 0.5, 0.3)), rng)


def wiped_board(drawing: Drawing, rng: Rng) -> Pixels:
    """A blackboard on which a sponge has left broad smears of chalk."""
    board = paper(SIZE, BOARD, rng) * (1 + 0.1 * cloud(SIZE, rng, 90)[:, :, None])
    for _ in range(int(rng.integers(3, 7))):
        ends = rng.uniform(0, 560, (2, 2)).astype(np.float32)
        smear = cv2.GaussianBlur(line_mask(SIZE, [ends], rng.uniform(50, 110)), (0, 0), 6)
        streaks = np.clip(0.5 + 0.4 * cloud(SIZE, rng, 5), 0, 1)
        strength = rng.uniform(0.1, 0.3)
        board = covered(board, np.asarray(strength * smear * streaks, np.float32), CHALK)
    mask = line_mask(SIZE, digit_lines(drawing, place(SIZE, rng)), rng.uniform(12, 24))
    return taken(covered(board, rough(mask, rng, 0.5), CHALK), rng)


def recycled_paper(drawing: Drawing, rng: Rng) -> Pixels:
    """Pencil on grey paper with fibres and specks."""
    sheet, mask, _ = written(
        drawing, rng, ground=(0.66, 0.68, 0.69), ink=(1, 1, 1), pen=(0.025, 0.06)
    )
    starts = rng.uniform(0, 560, (160, 1, 2)).astype(np.float32)
    steps = rng.normal(0, 4, (160, 4, 2)).astype(np.float32)
    fibres = line_mask(SIZE, list(starts + np.cumsum(steps, axis=1)), 1.2)
    sheet = painted(sheet, fibres, (0.82, 0.82, 0.82)) * (
        1 + 0.04 * cloud(SIZE, rng, 8)[:, :, None]
    )
    return taken(painted(sheet, rough(mask, rng, 0.6), PENCIL), rng)


def beside_a_label(drawing: Drawing, rng: Rng) -> Pixels:
    """A form: a printed word, and a line on which a digit is written by hand."""
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.25, 0.4), ink=BLUE, pen=(0.04, 0.07))
    word = str(rng.choice(["Points:", "Age", "Room no.", "Class"]))
    size = side * rng.uniform(0.007, 0.011)
    (wide, _), _ = cv2.getTextSize(word, cv2.FONT_HERSHEY_DUPLEX, size, 2)
    ink = np.zeros(SIZE, np.uint8)
    end = x - side * rng.uniform(0.75, 0.9)
    size *= min(max(end - 8, 60) / wide, 1)
    left = end - min(max(end - 8, 60), wide)
    at = round(left), round(y + 0.5 * side)
    cv2.putText(ink, word, at, cv2.FONT_HERSHEY_DUPLEX, size, 255, 2, cv2.LINE_AA)
    under = y + side * rng.uniform(0.56, 0.66)
    rule = np.array([[x - 0.7 * side, under], [x + 0.9 * side, under]], np.float32)
    line = line_mask(SIZE, [rule], rng.uniform(1.5, 3))
    printed = np.maximum(ink.astype(np.float32) / 255, line)
    return taken(painted(sheet, np.asarray(printed, np.float32), (0.2, 0.2, 0.2)), rng)


def coloured_box(drawing: Drawing, rng: Rng) -> Pixels:
    """A box of a form that is filled with a light colour."""
    sheet, mask, (x, y, side) = written(drawing, rng, share=(0.35, 0.5), ink=(1, 1, 1))
    half = side * rng.uniform(0.6, 0.8)
    left, top, right, bottom = (round(at) for at in (x - half, y - half, x + half, y + half))
    colours = ((0.7, 0.9, 0.98), (0.95, 0.85, 0.7), (0.75, 0.92, 0.75), (0.8, 0.75, 0.95))
    colour = np.array(colours[rng.integers(4)], np.float32)
    sheet[max(top, 0) : bottom, max(left, 0) : right] *= colour
    return taken(painted(sheet, mask, (BLUE, BLACK)[rng.integers(2)]), rng)


def stripe_of_light(drawing: Drawing, rng: Rng) -> Pixels:
    """The sun falls through a window on a part of the sheet, between two edges."""
    image = written(drawing, rng, ink=(BLUE, BLACK)[rng.integers(2)], pen=(0.03, 0.07))[0]
    x, y = grid_of(SIZE)
    turn = rng.uniform(0, np.pi)
    away = np.abs((x - 0.5) * np.cos(turn) + (y - 0.5) * np.sin(turn) + rng.uniform(-0.2, 0.2))
    stripe = (away < rng.uniform(0.08, 0.2)).astype(np.float32)
    soft = cv2.GaussianBlur(stripe, (0, 0), rng.uniform(2, 8))
    return taken(lit(image, np.asarray(0.5 + 0.55 * soft, np.float32)), rng)


UNSEEN: dict[str, Kind] = {
    "scan": scan,
    "yellow highlighter": highlighter,
    "pencil": pencil,
    "out of focus": out_of_focus,
    "dim light": dim,
    "JPEG 8": jpeg_8,
    "JPEG of a JPEG": jpeg_of_jpeg,
    "coffee ring and dust": coffee_and_dust,
    "dark screenshot, thin": dark_screenshot,
    "squared, light": squared_light,
    "ruled dark, margin": ruled_dark_margin,
    "exercise book, curved": exercise_book,
    "strong soft shadow": shadow_strong,
    "pencil in a shadow": shadow_pencil,
    "circled": circled,
    "16x16": size_16,
    "28x28 as MNIST": as_mnist,
    "28x28, filled": fills_28,
    "29x29 to 64x64": size_32,
    "small in 2000x1500": small_in_large,
    "receipt on a table": receipt,
    "whiteboard, residue": whiteboard_residue,
    "vignette": vignetted,
    "folded paper": folded,
    "bleeding felt-tip": bleeding_felt,
    "pencil, highlighted": highlighted_pencil,
    "over the edge": crossing_the_edge,
    "light frame, dark ground": light_frame,
    "narrow strip": narrow_strip,
    "hand over squares": hand_over_squares,
    "boxes of a form": in_small_boxes,
    "wiped blackboard": wiped_board,
    "recycled paper": recycled_paper,
    "beside a label": beside_a_label,
    "coloured box": coloured_box,
    "stripe of light": stripe_of_light,
}
"""Kinds that nothing was chosen by."""
