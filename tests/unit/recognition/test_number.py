"""A drawing of several digits is a number."""

import numpy as np
import pytest

from digitpad.data.reference import check_part
from digitpad.explain.certainty import Reason
from digitpad.files.resources import resource_path
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Points, Stroke, bounds
from digitpad.models.model_file import load_model
from digitpad.nn.inference import layer_outputs
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network
from digitpad.recognition import number
from digitpad.recognition.number import NumberPredictor, predicted_by


@pytest.fixture(scope="module")
def network() -> Network:
    return load_model(resource_path("model.npz")).network


@pytest.fixture(scope="module")
def examples() -> dict[tuple[int, int], list[Points]]:
    """Lines of the first digit with each label and number of strokes, 100 high."""
    digits = check_part()
    assert digits.drawings is not None
    found: dict[tuple[int, int], list[Points]] = {}
    for drawing, label in zip(digits.drawings, digits.labels, strict=True):
        low, high = bounds(drawing)
        scale = 100 / float(high[1] - low[1])
        lines = [(stroke.points - low) * np.float32(scale) for stroke in drawing.strokes]
        if float(high[0] - low[0]) * scale < 100:
            found.setdefault((int(label), len(lines)), lines)
    return found


def at(lines: list[Points], x: float, y: float = 0) -> list[Stroke]:
    return [Stroke(line + np.array([x, y], np.float32)) for line in lines]


Examples = dict[tuple[int, int], list[Points]]


def test_no_ink_is_no_number(network: Network) -> None:
    found = NumberPredictor(network).predict(Drawing())
    assert found.text == ""
    assert found.rows == ()


@pytest.mark.parametrize(("label", "strokes"), [(4, 2), (5, 2), (7, 2), (8, 1), (1, 1)])
def test_a_digit_of_some_strokes_is_one(
    network: Network, examples: Examples, label: int, strokes: int
) -> None:
    drawing = Drawing(tuple(at(examples[label, strokes], 50)))
    found = NumberPredictor(network).predict(drawing)
    assert found.text == str(label)
    assert found.digits[0].drawing.strokes == drawing.strokes


def test_a_digit_has_what_each_layer_put_out(network: Network, examples: Examples) -> None:
    drawing = Drawing(tuple(at(examples[4, 2], 50)))
    (digit,) = NumberPredictor(network).predict(drawing).digits
    assert [of.tolist() for of in digit.outputs] == [
        of.tolist() for of in layer_outputs(network, digit.image)
    ]
    other = Network.initialized([784, 30, 10], np.random.default_rng(0))
    (by_other,) = predicted_by(other, [digit])
    assert [len(of) for of in by_other.outputs] == [30, 10]
    assert by_other.probabilities == pytest.approx(softmax(by_other.outputs[-1][None])[0])


def test_digits_side_by_side_are_a_number(network: Network, examples: Examples) -> None:
    strokes = [
        stroke
        for place, key in enumerate([(1, 1), (8, 1), (0, 1), (7, 2)])
        for stroke in at(examples[key], 120.0 * place)
    ]
    found = NumberPredictor(network).predict(Drawing(tuple(strokes)))
    assert found.text == "1807"
    lefts = [digit.box[0] for digit in found.digits]
    assert lefts == sorted(lefts)
    assert all(sum(digit.probabilities) == pytest.approx(1) for digit in found.digits)


def test_strokes_may_be_drawn_in_any_order(network: Network, examples: Examples) -> None:
    """The bar of the 5 comes last, after the digit to its right."""
    body, bar = at(examples[5, 2], 20)
    drawing = Drawing((body, *at(examples[3, 1], 150), bar))
    found = NumberPredictor(network).predict(drawing)
    assert found.text == "53"
    assert found.digits[0].drawing.strokes == (body, bar)


def test_two_rows_are_two_numbers(network: Network, examples: Examples) -> None:
    above = [*at(examples[2, 1], 0), *at(examples[3, 1], 130)]
    below = [*at(examples[6, 1], 10, 160), *at(examples[9, 1], 140, 160)]
    found = NumberPredictor(network).predict(Drawing((*above, *below)))
    assert found.text == "23\n69"


def loop(x: float, y: float, radius: float) -> Stroke:
    angles = np.linspace(-np.pi / 2, 1.6 * np.pi, 40)
    line = np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)
    return Stroke(line.astype(np.float32))


def test_an_eight_of_two_loops_is_one_digit(network: Network) -> None:
    drawing = Drawing((loop(100, 60, 40), loop(100, 146, 44)))
    assert NumberPredictor(network).predict(drawing).text == "8"


def upright(x: float) -> Stroke:
    return Stroke(np.array([[x, 0], [x, 100], [x, 200]], np.float32))


def test_strokes_that_meet_at_top_and_bottom_are_no_two_digits(network: Network) -> None:
    """A B is not 13."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, 20)
    bow = np.stack([90 + 50 * np.cos(angles), 50 + 50 * np.sin(angles)], axis=1)
    bows = np.concatenate([[[0, 0]], bow, bow + np.array([0, 100]), [[0, 200]]]).astype(np.float32)
    (found,) = NumberPredictor(network).predict(Drawing((upright(0), Stroke(bows)))).digits
    assert found.certainty.reason is Reason.UNKNOWN


def test_rings_that_overlap_are_two_digits(network: Network) -> None:
    """They look like a 0 when taken for one."""
    rings = (loop(150, 100, 60), loop(150 + 112, 100, 60))
    assert NumberPredictor(network).predict(Drawing(rings)).text == "00"


def test_digits_that_touch_once_are_two(network: Network, examples: Examples) -> None:
    two = at(examples[2, 1], 0)
    right = float(two[0].corners[1, 0])
    one = Stroke(np.array([[right - 5, 0], [right - 5, 100]], np.float32))
    assert NumberPredictor(network).predict(Drawing((*two, one))).text == "21"


def test_what_did_not_change_is_not_predicted_again(
    network: Network, examples: Examples, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = at(examples[2, 1], 0)
    *_, last = at(examples[3, 1], 400)
    predictor = NumberPredictor(network)
    first = predictor.predict(Drawing((*left, last)))
    asked: list[int] = []

    def counted(drawing: Drawing) -> np.ndarray:
        asked.append(len(drawing.strokes))
        return rasterized(drawing)

    monkeypatch.setattr(number, "rasterized", counted)
    again = predictor.predict(Drawing((*left, last)))
    assert again.text == first.text == "23"
    assert not asked
    predictor.predict(Drawing((*left, Stroke(last.points[:-5]))))
    assert asked == [1], "too far apart to be one digit: only the new stroke is predicted"


def test_rows_that_interleave_are_two_numbers(network: Network, examples: Examples) -> None:
    """Each digit below stands between two above."""
    above = [*at(examples[1, 1], 40), *at(examples[8, 1], 190), *at(examples[0, 1], 340)]
    below = [*at(examples[2, 1], 90, 150), *at(examples[4, 2], 250, 150)]
    found = NumberPredictor(network).predict(Drawing((*above, *below)))
    assert found.text == "180\n24"


def test_a_digit_below_a_number_is_a_row(network: Network, examples: Examples) -> None:
    above = [*at(examples[9, 1], 40), *at(examples[3, 1], 190)]
    found = NumberPredictor(network).predict(Drawing((*above, *at(examples[3, 1], 40, 120))))
    assert found.text == "93\n3"


def test_all_of_it_may_be_one_digit(network: Network, examples: Examples) -> None:
    strokes = [*at(examples[1, 1], 0), *at(examples[8, 1], 150)]
    found = NumberPredictor(network).predict(Drawing(tuple(strokes)), as_one=True)
    (digit,) = found.digits
    assert digit.drawing.strokes == tuple(strokes)


def test_a_picture_is_one_digit_and_a_blank_one_none(network: Network) -> None:
    picture = np.zeros((28, 28), np.uint8)
    assert NumberPredictor(network).predict(Drawing(picture=picture)).text == ""
    picture[4:24, 13:15] = 255
    (digit,) = NumberPredictor(network).predict(Drawing(picture=picture)).digits
    assert digit.box == (0, 0, 560, 560)
    assert digit.image is picture or (digit.image == picture).all()


def test_a_scribble_of_many_strokes_is_not_cut(network: Network) -> None:
    rng = np.random.default_rng(0)
    strokes = [Stroke(rng.uniform(0, 560, (3, 2)).astype(np.float32)) for _ in range(200)]
    assert len(NumberPredictor(network).predict(Drawing(tuple(strokes))).digits) == 1


def test_many_digits_are_predicted_in_steps(network: Network, examples: Examples) -> None:
    strokes = [stroke for place in range(5) for stroke in at(examples[3, 1], 150.0 * place)]
    drawing = Drawing(tuple(strokes))
    predictor = NumberPredictor(network)
    steps = [predictor.predict_in_steps(drawing, 2) for _ in range(3)]
    assert steps[:2] == [None, None]
    assert steps[2] is not None
    assert steps[2].text == predictor.predict(drawing).text == "33333"
