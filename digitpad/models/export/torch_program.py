"""A model as a PyTorch program that predicts, and trains as digitpad does."""

import json
import pprint
from collections.abc import Mapping, Sequence
from string import Template
from typing import Any

from digitpad.models.export.prediction import float_layers
from digitpad.models.model_file import Model
from digitpad.version import program_version


def torch_program(
    model: Model, weights: str, datasets: Sequence[str], settings: Mapping[str, Any]
) -> bytes:
    """The text of the program.

    Parameters
    ----------
    weights : the name of the model file beside it that has the weights.
    datasets : what it trains on where the command line names nothing else.
    settings : those of its training, as :func:`digitpad.train` takes them: plain checked values.

    Raises
    ------
    DigitpadError : the model cannot be exported.
    """
    float_layers(model)
    text = PROGRAM.substitute(
        sizes="-".join(map(str, model.network.sizes)),
        size_list=list(model.network.sizes),
        weights=json.dumps(weights),
        datasets=pprint.pformat(list(datasets), width=88),
        settings=pprint.pformat(dict(settings), width=88, sort_dicts=False),
        version=program_version(),
    )
    return text.encode()


PROGRAM = Template('''\
"""A network for handwritten digits, $sizes, in PyTorch; written by digitpad $version.

    python FILE.py predict IMAGES.npz                    a digit for each image
    python FILE.py train [DATASET...] --out new.npz      train; digitpad opens the result
    torchrun --nproc-per-node 2 FILE.py train ...        on two processes or GPUs

Its weights are in the .npz file beside it. predict needs PyTorch and NumPy; train also needs
digitpad, which reads the datasets, splits and augments them.
"""

import argparse
import copy
import math
import os
import shlex
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.nn import functional
from torch.nn.parallel import DistributedDataParallel

SIZES = $size_list
WEIGHTS = Path(__file__).with_name($weights)
DATASETS = $datasets
SETTINGS = $settings


class DigitNetwork(nn.Module):
    """Affine layers with ReLU between them."""

    def __init__(self, sizes=SIZES):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(d, m) for d, m in zip(sizes, sizes[1:]))

    def forward(self, x):
        """The logits (N, 10) of images (N, 28, 28) or (N, 784) with values from 0 to 1."""
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)

    def predict(self, images):
        """The logits (N, 10) of images uint8 (N, 28, 28), 0 (paper) to 255 (ink).

        The mean of two views, half a pixel apart, depends less on single pixels than one.
        """
        x = images.float() / 255
        return (self(moved(x, 1)) + self(moved(x, -1))) / 2

    def load_arrays(self, arrays):
        """Take the weights (inputs, units) and biases of each layer, in turn."""
        with torch.no_grad():
            for number, layer in enumerate(self.layers):
                layer.weight.copy_(torch.as_tensor(arrays[2 * number]).T)
                layer.bias.copy_(torch.as_tensor(arrays[2 * number + 1]))
        return self

    def arrays(self):
        """What load_arrays takes."""
        both = [(layer.weight.T, layer.bias) for layer in self.layers]
        return [array.detach().cpu().numpy().copy() for layer in both for array in layer]


def moved(x, step):
    """Images half a pixel down and to the right (1), or up and to the left (-1)."""
    for axis in (1, 2):
        x = (x + x.roll(step, axis)) / 2  # the mean of each pixel and its neighbor
    return x


def load_network(path=WEIGHTS):
    """The network with the weights of a model file."""
    with np.load(path) as file:
        names = [f"{kind}_{n}" for n in range(1, len(SIZES)) for kind in ("weight", "bias")]
        return DigitNetwork().load_arrays([file[name] for name in names])


def targets_of(labels, before, x, smoothing):
    """What softmax should give: (N, 10). A label of -1 is no digit: all are equally wrong."""
    spread = torch.where(labels < 0, 1.0, smoothing)[:, None]
    targets = spread / 10 + (1 - spread) * functional.one_hot(labels.clamp(min=0), 10)
    if before is not None:  # Fine-tuning: where the network was right, it is to stay as it was.
        with torch.no_grad():
            kept = before(x).softmax(1)
        is_kept = (labels < 0) | (kept.argmax(1) == labels)
        targets = torch.where(is_kept[:, None], kept, targets)
    return targets


def batches(examples, settings, epoch, rank, world):
    """The batches of an epoch, in the order that digitpad takes: the part of this process.

    Yields the images and labels of the part, and how many digits the whole batch has.
    """
    from digitpad.ink.augment_images import distort_annealed
    from digitpad.nn.training import BLOCK

    count, batch = len(examples.labels), settings.batch
    order = np.random.default_rng([settings.seed, epoch]).permutation(count)
    block = max(BLOCK // batch, 1) * batch
    for start in range(0, count, block):
        some = order[start : start + block]
        places = np.arange(len(some))
        mine = places[places % batch % world == rank]
        images, labels = examples.images[some[mine]], examples.labels[some[mine]]
        if settings.augment:
            # The first process draws what digitpad draws.
            rng = np.random.default_rng([settings.seed, epoch, start, rank])
            done = (epoch + start / count) / settings.epochs
            images = distort_annealed(images, rng, done) if len(images) else images
        for first in range(0, len(some), batch):
            part = mine // batch == first // batch
            yield images[part], labels[part], min(batch, len(some) - first)


def evaluate(network, digits, device):
    """Error rate and loss on digits that the network does not learn from."""
    errors, loss = 0, 0.0
    with torch.no_grad():
        for start in range(0, len(digits.labels), 500):
            images = digits.images[start : start + 500]
            labels = torch.as_tensor(digits.labels[start : start + 500].astype(np.int64)).to(device)
            logits = network.predict(torch.as_tensor(images).to(device))
            errors += int((logits.argmax(1) != labels).sum())
            loss += float(functional.cross_entropy(logits, labels, reduction="sum"))
    return errors / len(digits.labels), loss / len(digits.labels)


def train(datasets, out, changes):
    """Train as digitpad does, and save the network of the best epoch as a model of digitpad."""
    import digitpad
    from digitpad.errors import DigitpadError
    from digitpad.files.writable import why_not_writable
    from digitpad.learning.prefetch import prefetched
    from digitpad.learning.prepared import prepared_run

    if reason := why_not_writable(out):  # told before the training, not after it
        sys.exit(f"Cannot write {out}: {reason}")
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    device = torch.device("cpu")
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
        torch.cuda.set_device(device)
    if world > 1:
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    torch.set_flush_denormal(True)

    try:
        run = prepared_run(datasets, {**SETTINGS, **changes})
    except DigitpadError as error:
        sys.exit(str(error))
    settings, examples = run.config, run.split.training
    network = DigitNetwork(run.state.network.sizes).load_arrays(run.state.network.parameters)
    network.to(device)
    before = copy.deepcopy(network) if settings.keep else None
    average = copy.deepcopy(network)  # of the weights over the last steps; this one is kept
    learning = DistributedDataParallel(network) if world > 1 else network

    groups = [
        {"params": [p for p in network.parameters() if p.ndim > 1], "weight_decay": settings.l2},
        {"params": [p for p in network.parameters() if p.ndim == 1]},
    ]
    if settings.optimizer == "adam":
        optimizer = torch.optim.Adam(groups, lr=settings.learning_rate)
    else:
        optimizer = torch.optim.SGD(groups, lr=settings.learning_rate, momentum=0.9)
    steps = settings.epochs * math.ceil(len(examples.labels) / settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: 0.5 * (1 + math.cos(math.pi * step / steps))
    )

    step, start = 0, time.perf_counter()
    for epoch in range(settings.epochs):
        total = torch.zeros((), dtype=torch.float64)
        for images, labels, size in prefetched(batches(examples, settings, epoch, rank, world)):
            x = torch.as_tensor(images).to(device).float().flatten(1) / 255
            labels = torch.as_tensor(labels.astype(np.int64)).to(device)
            targets = targets_of(labels, before, x, settings.label_smoothing)
            loss = -(targets * learning(x).log_softmax(1)).sum() / size
            optimizer.zero_grad()
            (loss * world).backward()  # All processes' gradients are averaged: here, added up.
            optimizer.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                for mean, now in zip(average.parameters(), network.parameters()):
                    mean.lerp_(now, 1 - min(settings.settings.ema_decay, step / (step + 10)))
            total += loss.item() * size
        if world > 1:
            total = total.to(device)
            dist.all_reduce(total)
        if rank == 0:
            error, validation_loss = evaluate(average, run.split.validation, device)
            layers = average.arrays()
            best = digitpad.Network(list(zip(layers[::2], layers[1::2])))
            run.state.finish_epoch(best, error, validation_loss)
            print(
                f"epoch {epoch + 1}/{settings.epochs}: "
                f"training loss {total.item() / len(examples.labels):.4f}, "
                f"validation loss {validation_loss:.4f}, error {error:.2%}",
                flush=True,
            )
    if rank == 0:
        model = run.model(shlex.join(["python", *sys.argv]))  # calibrates and measures it
        model.record.update(seconds=round(time.perf_counter() - start), processes=world)
        model.record["trained_with"] = f"PyTorch {torch.__version__}"
        digitpad.save_model(model, out)
        print(f"Saved {out}")
    if world > 1:
        dist.barrier()  # None ends while another still needs it, e.g. while the first one saves.
        dist.destroy_process_group()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    predicting = commands.add_parser("predict", help="predict the array images of .npz files")
    predicting.add_argument("files", nargs="+")
    training = commands.add_parser("train", help="train; SETTINGS above can be changed")
    training.add_argument("datasets", nargs="*", help="as digitpad train takes them")
    training.add_argument("--out", required=True, help="model file to write (.npz)")
    training.add_argument("--epochs", type=int)
    training.add_argument("--from", dest="start", help="model file to go on from")
    arguments = parser.parse_args()
    if arguments.command == "train":
        datasets = arguments.datasets or DATASETS
        if not datasets:
            parser.error("name the datasets to train on")
        changes = {}
        if arguments.datasets and len(datasets) != len(DATASETS):
            changes = {"repeats": [1], "validation": [0.1]}
        if arguments.epochs is not None:
            changes["epochs"] = arguments.epochs
        if arguments.start:
            changes["start"] = arguments.start
        train(datasets, arguments.out, changes)
        return
    network = load_network()
    for path in arguments.files:
        with np.load(path) as file, torch.no_grad():
            for row in network.predict(torch.as_tensor(file["images"])).softmax(1):
                print(f"{path}: {int(row.argmax())} ({float(row.max()):.1%})")


if __name__ == "__main__":
    main()
''')
