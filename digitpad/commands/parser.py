"""All commands and their options, with examples; those of a training are its configuration's."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from digitpad.learning.config import SETTINGS, option
from digitpad.playground.settings import QuadrantSettings
from digitpad.setting import Setting, settings_of

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
    known = SETTINGS["half"]
    parser.add_argument("--half", choices=known.choices, help=f"{known.summary} (default: {half})")
    parser.add_argument("--label-column", metavar="NAME", help=SETTINGS["label_column"].summary)
    for name in ("transpose", "invert", "scale"):
        parser.add_argument(option(name), action="store_true", help=SETTINGS[name].summary)


def _add_train(commands: "Commands") -> None:
    parser = _add(
        commands,
        "train",
        "Train a network on datasets and save the best of it. Where nothing was learned, nothing "
        "is saved and the status is 1.",
        (
            "mnist --out model.npz --epochs 10",
            "mnist my-digits --repeats 1 20 --from model.npz --out better.npz",
            "emnist --transpose --out model.npz",
        ),
    )
    # What is not given stays unset: a run that goes on takes it from its checkpoint.
    parser.argument_default = argparse.SUPPRESS
    parser.add_argument("datasets", nargs="*", metavar="DATASET", help=DATASET)
    parser.add_argument("--out", required=True, metavar="MODEL", help="the model file to write")
    parser.add_argument("--from", dest="start", metavar="MODEL", help=SETTINGS["start"].summary)
    _add_setting(parser, "--keep", SETTINGS["keep"])
    parser.add_argument(
        "--resume",
        metavar="CHECKPOINT",
        help="go on with the run that this checkpoint was kept of, exactly as if it had never "
        "stopped; where there is none yet, begin and keep it there. Every run keeps one, "
        "MODEL.checkpoint, until it is done",
    )
    for name in (
        "repeats",
        "validation",
        "hidden",
        "epochs",
        "batch",
        "optimizer",
        "learning_rate",
        "l2",
        "label_smoothing",
        "augment",
        "non_digits",
        "seed",
    ):
        _add_setting(parser, option(name), SETTINGS[name])
    parser.add_argument(
        "--test",
        metavar="DATASET",
        default=None,
        help="measured once, at the end, and noted in the model; nothing is learned from it",
    )
    _add_reading(parser, "train")
    _add_json(parser)
    # What these options were called before; they go on working for one version.
    for old, name in (("--times", "repeats"), ("--junk", "non_digits")):
        _add_setting(parser, old, SETTINGS[name], dest=name, help=argparse.SUPPRESS)


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
    _add_setting(parser, "--seed", SETTINGS["seed"], default=SETTINGS["seed"].default)
    _add_reading(parser, "train")
    _add_json(parser)


def _add_evaluate(commands: "Commands") -> None:
    parser = _add(
        commands,
        "evaluate",
        "Measure how well a model reads a dataset.",
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
        help="why not this one; else, or where it is what is predicted, the second most probable",
    )
    parser.add_argument(
        "--dataset",
        metavar="DATASET",
        help="where to look for digits that are alike (default: the reference digits)",
    )
    parser.add_argument("--out", metavar="PNG", help="write a picture of the explanation, too")
    parser.add_argument("--model", help="a model file to predict with; else the built-in one")
    _add_reading(parser, "train")
    _add_json(parser)


def _add_convert(commands: "Commands") -> None:
    parser = _add(
        commands,
        "convert",
        "Write a dataset in another form.",
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
    for name, known in settings_of(QuadrantSettings).items():
        _add_setting(parser, option(name), known, default=known.default)
    _add_json(parser)


def _add_setting(parser: argparse.ArgumentParser, name: str, known: Setting, **more: Any) -> None:
    """Add an option by what is known of its setting; ``more`` is as for ``add_argument``."""
    if known.kind is bool:
        more["action"] = argparse.BooleanOptionalAction
    elif known.choices:
        more["choices"] = known.choices
    else:
        more["type"] = _number(known)
        more["metavar"] = "N" if known.kind is int else "X"
    if isinstance(known.default, tuple):
        more["nargs"] = "+" if known.is_for_each else "*"
    parser.add_argument(name, **{"help": known.help, **more})


def _number(known: Setting) -> Callable[[str], float]:
    """A parser for a number within the limits of a setting."""

    def number(text: str) -> float:
        value: float = known.kind(text)
        if not known.low <= value <= known.high:
            raise argparse.ArgumentTypeError(f"{text} is not from {known.low:,} to {known.high:,}")
        return value

    return number


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", default=False, help="print figures as JSON")
