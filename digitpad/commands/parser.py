"""All commands and their options, with examples; those of a training are its configuration's."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from digitpad.learning.config import SETTINGS, option
from digitpad.playground.settings import QuadrantSettings
from digitpad.setting import Setting, settings_of

DATASET = (
    "a table (.csv, .tsv, .arff), NumPy arrays (.npz, .npy), MNIST's IDX files, strokes, or images "
    "or text digits in a folder or archive; the format is detected, compressed or not; or "
    "synthetic:N or synthetic:N:SEED for N generated digits"
)

MODEL = "model file (default: built-in)"

TARGET = (
    "output; format by extension: .zip .csv .npz .keras.npz .strokes.npz .txt -images-idx3-ubyte "
    "-images-idx3-ubyte.gz _png _png.zip, or without an extension a folder of text digits"
)

EXPORT_FORMATS = ("onnx", "numpy", "torch", "safetensors", "json", "c")
"""Names of :data:`digitpad.models.export.formats.FORMATS`: a test compares them."""

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="digitpad",
        description="Recognize handwritten digits with a NumPy network. "
        "Without a command, opens the window.",
        epilog="Each command has examples: digitpad COMMAND --help",
    )
    parser.add_argument("--version", action="store_true", help="print the versions and exit")
    parser.add_argument(
        "--model",
        dest="window_model",
        metavar="MODEL",
        help=MODEL,
    )
    parser.add_argument(
        "--dataset", dest="window_dataset", metavar="PATH", help="dataset to open in the window"
    )
    parser.add_argument(
        "--playground",
        dest="window_playground",
        metavar="FILE",
        help="saved playground (.json) or points (.csv: x, y, label) to open in the window",
    )
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_train(commands)
    _add_teach(commands)
    _add_evaluate(commands)
    _add_predict(commands)
    _add_explain(commands)
    _add_convert(commands)
    _add_export(commands)
    _add_quadrants(commands)
    return parser


def _add(
    commands: "Commands", name: str, text: str, examples: Sequence[str]
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=text,
        description=text,
        epilog="\n  ".join(
            ["examples:", *(f"digitpad {name} {words}".rstrip() for words in examples)]
        ),
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
        "Train a network on datasets and save the model of the best epoch. If nothing was "
        "learned, nothing is saved and the exit status is 1.",
        (
            "mnist -o model.npz --epochs 10",
            "mnist my-digits --repeats 1 20 --from model.npz -o better.npz",
            "emnist --transpose -o model.npz",
        ),
    )
    # What is not given stays unset: a run that goes on takes it from its checkpoint.
    parser.argument_default = argparse.SUPPRESS
    parser.add_argument("datasets", nargs="*", metavar="DATASET", help=DATASET)
    parser.add_argument("-o", "--out", required=True, metavar="MODEL", help="model file to write")
    parser.add_argument("--from", dest="start", metavar="MODEL", help=SETTINGS["start"].summary)
    _add_setting(parser, "--keep", SETTINGS["keep"])
    parser.add_argument(
        "--resume",
        metavar="CHECKPOINT",
        help="resume this checkpoint; started new if missing. Every run keeps one until it is "
        "finished, by default MODEL.checkpoint",
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
        help="test set, evaluated after training and stored in the model",
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
        "Teach a model a few digits in seconds without making it worse on others, as Learn now "
        "does in the window.",
        ("mine/ -o better.npz", "mine.strokes.npz --from model.npz -o better.npz --json"),
    )
    parser.add_argument("datasets", nargs="+", metavar="DIGITS", help=DATASET)
    parser.add_argument("-o", "--out", required=True, metavar="MODEL", help="model file to write")
    parser.add_argument(
        "--from", dest="start", metavar="MODEL", help="model to teach (default: built-in)"
    )
    _add_setting(parser, "--seed", SETTINGS["seed"], default=SETTINGS["seed"].default)
    _add_reading(parser, "train")
    _add_json(parser)


def _add_evaluate(commands: "Commands") -> None:
    parser = _add(
        commands,
        "evaluate",
        "Evaluate a model on a dataset, or compare two models on it.",
        (
            "mnist",
            "mnist --model model.npz",
            "emnist --transpose --json",
            "model.npz mnist",
            "before.npz after.npz --dataset mnist",
        ),
    )
    parser.usage = (
        "digitpad evaluate [options] [MODEL] DATASET\n"
        "       digitpad evaluate [options] MODEL [MODEL] --dataset DATASET"
    )
    parser.add_argument("paths", nargs="*", metavar="[MODEL] DATASET", help=DATASET)
    parser.add_argument("--model", help=MODEL)
    parser.add_argument(
        "--dataset", help="the dataset; then MODEL is named alone, or two to compare"
    )
    _add_reading(parser, "test")
    _add_json(parser)


def _add_predict(commands: "Commands") -> None:
    parser = _add(
        commands,
        "predict",
        "Predict digits in text, image and stroke files. Files that cannot be read are reported "
        "on standard error; then the exit status is 1.",
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
        help="an image, a text digit, or a dataset in any format, such as a folder, a zip or a "
        "table; - for standard input",
    )
    parser.add_argument("--model", help=MODEL)
    _add_reading(parser, "test")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print a Kaggle submission: ImageId,Label")
    _add_json(form)


def _add_explain(commands: "Commands") -> None:
    parser = _add(
        commands,
        "explain",
        "Explain a prediction: which ink decides, which known digits are similar, and what would "
        "change it.",
        ("photo.jpg", "00001.txt --against 7 -o why.png", "photo.jpg --dataset mnist --json"),
    )
    parser.add_argument("file", metavar="FILE", help="an image or a text digit")
    parser.add_argument(
        "--against",
        type=int,
        choices=range(10),
        metavar="DIGIT",
        help="digit to compare with (default: the second most probable)",
    )
    parser.add_argument(
        "--dataset",
        metavar="DATASET",
        help="where to search for similar digits (default: the reference digits)",
    )
    parser.add_argument("-o", "--out", metavar="PNG", help="also write the explanation as an image")
    parser.add_argument("--model", help=MODEL)
    _add_reading(parser, "train")
    _add_json(parser)


def _add_convert(commands: "Commands") -> None:
    parser = _add(
        commands,
        "convert",
        "Convert a dataset, or a model or one's own weights.",
        (
            "digits.zip digits.csv",
            "mnist mnist_test_png --half test",
            "table.csv table.npz --label-column 785",
            "weights.safetensors model.npz --mean 0.1307 --std 0.3081",
            "model.npz model.safetensors",
        ),
    )
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help=f"{DATASET}; or a model, or the weights of a network (.npz, .safetensors)",
    )
    parser.add_argument(
        "target", metavar="TARGET", help=f"{TARGET}. For a model: .npz, or as digitpad export"
    )
    _add_reading(parser, "train")
    _add_export_format(parser)
    for name, what in (("mean", "subtracted from"), ("std", "that then divides")):
        parser.add_argument(
            f"--{name}",
            type=float,
            metavar="X",
            help=f"for the weights of a network: the number {what} the pixels, 0 to 1, before they "
            "go in",
        )


def _add_export(commands: "Commands") -> None:
    parser = _add(
        commands,
        "export",
        "Export a model for other programs, with all that makes the same predictions: ONNX, a "
        "NumPy or PyTorch program, safetensors, JSON, or a C header. Tells how well it predicts "
        "the reference digits.",
        (
            "model.onnx",
            "model.npz digits.py --format torch",
            "model.npz digits.h --int8 --json",
        ),
    )
    parser.usage = "digitpad export [options] [MODEL] TARGET"
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="[MODEL] TARGET",
        help="output; format by extension: .onnx .py .safetensors .json .h",
    )
    parser.add_argument("--model", help=MODEL)
    _add_export_format(parser)
    _add_json(parser)


def _add_export_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=EXPORT_FORMATS,
        help="format of the output, where its extension does not tell, as for .py",
    )
    parser.add_argument(
        "--int8", action="store_true", help="write the weights of a C header as 8-bit integers"
    )


def _add_quadrants(commands: "Commands") -> None:
    parser = _add(
        commands,
        "quadrants",
        "Train the tutorial's two-layer network on four points, one per quadrant.",
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
        try:
            value: float = known.kind(text)
        except ValueError:
            kind = "whole number" if known.kind is int else "number"
            raise argparse.ArgumentTypeError(f"must be a {kind} (got {text})") from None
        if not known.low <= value <= known.high:
            raise argparse.ArgumentTypeError(
                f"must be {known.low:,} to {known.high:,} (got {text})"
            )
        return value

    return number


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", default=False, help="print JSON")
