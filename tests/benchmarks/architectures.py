"""What more and wider layers bring, and what they cost.

    python -m tests.benchmarks.architectures MNIST PEN_DIGITS.npz

MNIST is the folder of its files. Networks of several sizes learn as the built-in one did, but for
fewer epochs; the pen digits are those of writers held out, each drawn anywhere, in any size, slant
and speed. Prints the rows of a table.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from digitpad.data.digitset import split_validation
from digitpad.data.formats import load_dataset
from digitpad.ink.raster import rasterized
from digitpad.models.model_file import load_model
from digitpad.nn.inference import single_logits
from digitpad.nn.metrics import evaluate
from digitpad.nn.network import Network
from tests.benchmarks.unseen_sites import drawn_anyhow

RECIPE = (
    "synthetic:20000:1 --repeats 1 6 1 --validation 0.05 0.12 0.05 --hidden 1200 800 "
    "--label-smoothing 0.05 --augment --non-digits 8000 --seed 1"
)

HIDDEN = ((), (128,), (800,), (1024, 512), (1200, 800), (2048, 1024))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mnist", metavar="MNIST")
    parser.add_argument("digits", metavar="PEN_DIGITS.npz")
    parser.add_argument("--epochs", type=int, default=10)
    arguments = parser.parse_args()
    test = load_dataset(arguments.mnist, half="t10k")
    pen = load_dataset(arguments.digits)
    pen = pen.select(split_validation(pen, 0.12, 1)[1])
    rng = np.random.default_rng(7)
    drawn = np.array([rasterized(drawn_anyhow(drawing, rng)) for drawing in pen.drawings])
    print(
        "| hidden units | numbers | on disk | MNIST misclassified | drawn misclassified | one "
        "| an epoch |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for hidden in HIDDEN:
            model = Path(folder) / "model.npz"
            seconds = trained(arguments, hidden, model)
            network = load_model(model).network
            print(
                f"| {', '.join(map(str, hidden)) or 'none'} "
                f"| {sum(array.size for array in network.parameters):,} "
                f"| {model.stat().st_size / 1e6:.1f} MB "
                f"| {100 * evaluate(network, test.images, test.labels).error_rate:.2f} % "
                f"| {100 * evaluate(network, drawn, pen.labels).error_rate:.2f} % "
                f"| {1000 * time_of_one(network, test.images):.2f} ms | {seconds:.1f} s |",
                flush=True,
            )


def trained(arguments: argparse.Namespace, hidden: tuple[int, ...], model: Path) -> float:
    """Train a network; seconds of an epoch, the median."""
    words = RECIPE.split()
    at = words.index("--hidden")
    words[at + 1 : words.index("--label-smoothing")] = map(str, hidden)
    command = [sys.executable, "-m", "digitpad", "train", arguments.mnist, arguments.digits]
    command += [*words, "--epochs", str(arguments.epochs), "--out", str(model), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    return float(np.median([report["seconds"] for report in reports if "seconds" in report]))


def time_of_one(network: Network, images: np.ndarray) -> float:
    """Seconds to read a digit alone, the median."""
    times = []
    for image in images[:500]:
        start = time.perf_counter()
        single_logits(network, image)
        times.append(time.perf_counter() - start)
    return float(np.median(times))


if __name__ == "__main__":
    main()
