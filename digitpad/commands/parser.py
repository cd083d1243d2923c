"""All commands and their options, with examples; those of a training are its configuration's."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from digitpad.learning.config import HALVES, LIMITS, OPTIMIZERS, TrainingConfig, option

DATASET = (
    "a table (.csv, .tsv, .arff), NumPy arrays (.npz, .npy), MNIST's IDX files, pictures or text "
    "digits in a folder or an archive, or strokes, recognised by what they hold and packed or not; "
    "or synthetic:N or synthetic:N:SEED, N digits made by the program itself"
)

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="digitpad",
        description="Draw a digit and watch a small NumPy network read it. "
        "Without a command, the window opens.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument(
        "--model",
        dest="window_model",
        metavar="MODEL",
        help="a model file to predict with; else the built-in one",
    )
    parser.add_argument(
        "--dataset", dest="window_dataset", metavar="PATH", help="what to open in the Dataset tab"
    )
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_train(commands)
    _add_teach(commands)
    _add_evaluate(commands)
    _add_predict(commands)
    _add_explain(commands)
    _add_convert(commands)
    _add_quadrants(commands)
    return parser


def _add(
    commands: "Commands", name: str, text: str, examples: Sequence[str]
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=text,
        description=text,
        epilog="\n  ".join(["examples:", *(f"digitpad {name} {words}" for words in examples)]),
        # Only the examples are not filled.
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=name)
    return parser


def _add_reading(parser: argparse.ArgumentParser, half: str) -> None:
    """Add the options that tell how a dataset is read."""
    parser.add_argument(
        "--half",
        choices=HALVES,
        help=f"which half of a dataset with a training and a test part (default: {half})",
    )
    parser.add_argument(
        "--label-column",
        metavar="NAME",
        help="name, or number from 1, of a table's column of labels; none where it has none",
    )
    for name, text in (
        ("transpose", "exchange rows and columns of the images, as EMNIST's need"),
        ("invert", "exchange paper and ink, where images are dark on light"),
        ("scale", "bring values of another range, such as 0 and 1, to 0 to 255"),
    ):
        parser.add_argument(option(name), action="store_true", help=text)


def _add_train(commands: "Commands") -> None:
    parser = _add(
        commands,
        "train",
        "Train a network on data sets and save the best of it. Where nothing was learned, nothing "
        "is saved and the status is 1.",
        (
            "mnist --out model.npz --epochs 10",
            "mnist my-digits --repeats 1 20 --from model.npz --keep --out better.npz",
            "emnist --transpose --out model.npz",
        ),
    )
    # What is not given stays unset: a run that goes on takes it from its checkpoint.
    parser.argument_default = argparse.SUPPRESS
    parser.add_argument("datasets", nargs="*", metavar="DATASET", help=DATASET)
    parser.add_argument("--out", required=True, metavar="MODEL", help="the model file to write")
    parser.add_argument(
        "--from", dest="start", metavar="MODEL", help="go on from the weights of this model"
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="with --from only, keep what that model knows: where it predicts a digit correctly, "
        "its own probabilities are the target, else the label",
    )
    parser.add_argument(
        "--resume",
        metavar="CHECKPOINT",
        help="go on with the run that this checkpoint was kept of, exactly as if it had never "
        "stopped; where there is none yet, begin and keep it there. Every run keeps one, "
        "MODEL.checkpoint, until it is done",
    )
    parser.add_argument(
        "--repeats",
        nargs="+",
        type=_limited(int, "repeats"),
        metavar="N",
        help="how often the digits are shown in an epoch; "
        "one for all or one for each DATASET (default: 1)",
    )
    parser.add_argument(
        "--hidden",
        nargs="*",
        type=_limited(int, "hidden"),
        metavar="UNITS",
        help="units of each hidden layer (default: 800)",
    )
    parser.add_argument(
        "--optimizer", choices=OPTIMIZERS, help="how steps are taken (default: adam)"
    )
    _add_settings(parser)
    parser.add_argument(
        "--validation",
        nargs="+",
        type=_limited(float, "validation"),
        metavar="X",
        help="share held out to validate on, whole writers where they are known; "
        "one for all or one for each DATASET (default: 0.1)",
    )
    parser.add_argument(
        "--augment",
        action="store_true",
        help="distort every digit anew in each epoch, and bend the strokes of repeated ones",
    )
    parser.add_argument(
        "--test",
        metavar="DATASET",
        default=None,
        help="measured once, at the end, and noted in the model; nothing is learned from it",
    )
    _add_reading(parser, "train")
    _add_json(parser)
    # What these options were called before; they go on working for one version.
    hidden = argparse.SUPPRESS
    repeats, non_digits = _limited(int, "repeats"), _limited(int, "non_digits")
    parser.add_argument("--times", dest="repeats", nargs="+", type=repeats, help=hidden)
    parser.add_argument("--junk", dest="non_digits", type=non_digits, help=hidden)


def _add_teach(commands: "Commands") -> None:
    parser = _add(
        commands,
        "teach",
        "Teach a model a few digits without its forgetting the others, as Learn now does in the "
        "window.",
        ("mine/ --out better.npz", "mine.strokes.npz --from model.npz --out better.npz --json"),
    )
    parser.add_argument("datasets", nargs="+", metavar="DIGITS", help=DATASET)
    parser.add_argument("--out", required=True, metavar="MODEL", help="the model file to write")
    parser.add_argument(
        "--from", dest="start", metavar="MODEL", help="the model to teach; else the built-in one"
    )
    _add_number(parser, "--seed", int, *LIMITS["seed"], 1, "decides everything that is random")
    _add_reading(parser, "train")
    _add_json(parser)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options of a training that are one number each."""
    for name, kind, text in (
        ("epochs", int, "passes over all digits"),
        ("batch", int, "digits in one step"),
        ("learning_rate", float, "size of the first steps"),
        ("l2", float, "decay of the weights"),
        ("label_smoothing", float, "share of the target spread over all"),
        ("non_digits", int, "scribbles, letters, shapes to be unsure of, in each epoch"),
        ("seed", int, "decides everything that is random"),
    ):
        parser.add_argument(
            option(name),
            type=_limited(kind, name),
            metavar="N" if kind is int else "X",
            help=f"{text} (default: {getattr(TrainingConfig, name):g})",
        )


def _add_evaluate(commands: "Commands") -> None:
    parser = _add(
        commands,
        "evaluate",
        "Measure how well a model reads a data set.",
        ("model.npz mnist", "model.npz emnist --transpose", "model.npz digits.csv --json"),
    )
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("dataset", metavar="DATASET", help=DATASET)
    _add_reading(parser, "test")
    _add_json(parser)


def _add_predict(commands: "Commands") -> None:
    parser = _add(
        commands,
        "predict",
        "Predict which digits these are. What cannot be read is named, and the status is 1.",
        (
            "photo.jpg 00001.txt",
            "scans/ --model model.npz --json",
            "test.csv --csv > submission.csv",
            "- < photo.jpg",
        ),
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a picture, a text digit, or a dataset in any form, such as a folder, a zip or a "
        "table; - is standard input",
    )
    parser.add_argument("--model", help="a model file to predict with; else the built-in one")
    _add_reading(parser, "test")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--csv", action="store_true", help="print a submission for Kaggle: ImageId,Label"
    )
    _add_json(form)


def _add_explain(commands: "Commands") -> None:
    parser = _add(
        commands,
        "explain",
        "Explain why a digit is predicted as it is: which ink decides, which digits are alike, and "
        "what would change it.",
        ("photo.jpg", "00001.txt --against 7 --out why.png", "photo.jpg --dataset mnist --json"),
    )
    parser.add_argument("file", metavar="FILE", help="a picture or a text digit")
    parser.add_argument(
        "--against",
        type=int,
        choices=range(10),
        metavar="DIGIT",
        help="why not this one; else the second most probable",
    )
    parser.add_argument(
        "--dataset",
        metavar="DATASET",
        help="where to look for digits that are alike (default: the reference digits)",
    )
    parser.add_argument("--out", metavar="PNG", help="write a picture of the explanation, too")
    parser.add_argument("--model", help="a model file to predict with; else the built-in one")
    _add_json(parser)


def _add_convert(commands: "Commands") -> None:
    parser = _add(
        commands,
        "convert",
        "Write a data set in another form.",
        (
            "digits.zip digits.csv",
            "mnist mnist_test_png --half test",
            "table.csv table.npz --label-column 785",
        ),
    )
    parser.add_argument("source", metavar="SOURCE", help=DATASET)
    parser.add_argument(
        "target",
        metavar="TARGET",
        help="its ending tells the form, e.g. .csv, .npz, .zip, _png; without one, it is a folder "
        "of text digits",
    )
    _add_reading(parser, "train")


def _add_quadrants(commands: "Commands") -> None:
    parser = _add(
        commands,
        "quadrants",
        "Train the tutorial's network on four points in a plane.",
        ("", "--hidden 10 --iterations 2000 --json"),
    )
    _add_number(parser, "--hidden", int, 1, 100_000, 50, "hidden units")
    _add_number(parser, "--learning-rate", float, 0, 1e9, 0.001, "size of a step")
    _add_number(parser, "--l2", float, 0, 1e9, 0.001, "decay of the weights")
    _add_number(parser, "--iterations", int, 1, 10**9, 10_000, "steps")
    _add_number(parser, "--seed", int, 0, 2**32 - 1, 1, "decides the first weights")
    _add_json(parser)


def _add_number(
    parser: argparse.ArgumentParser,
    name: str,
    kind: type[int] | type[float],
    low: float,
    high: float,
    default: float,
    text: str,
) -> None:
    parser.add_argument(
        name,
        type=_number(kind, low, high),
        default=default,
        metavar="N" if kind is int else "X",
        help=f"{text} (default: {default:g})",
    )


def _number(kind: type[int] | type[float], low: float, high: float) -> Callable[[str], float]:
    """A parser for a number from ``low`` to ``high``."""

    def number(text: str) -> float:
        value = kind(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not from {low:g} to {high:g}")
        return value

    return number


def _limited(kind: type[int] | type[float], name: str) -> Callable[[str], float]:
    """A parser for one of a configuration's numbers."""
    return _number(kind, *LIMITS[name])


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", default=False, help="print figures as JSON")
