"""Training and reading, against the libraries that others would take.

    python tests/benchmarks/against_others.py MNIST

MNIST is the folder of its files; the extra `bench` brings the others. One epoch over its 60,000
digits, 784-800-10, ReLU, Adam, batch 256, float32, by each in a process of its own with as many
threads for all. They take turns: where others share the machine, it may be half as fast for some
seconds on end, and neither a median nor a round is free of that; the quickest epochs are. Among
them are the bare matrix products of such an epoch: no program that multiplies all of them with
NumPy can be faster. Then 10,000 digits, read by the built-in network in one go, by the program in
chunks as always, and one alone.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from digitpad.data.formats import load_dataset
from digitpad.files.resources import resource_path
from digitpad.ink.augment_images import distort_annealed
from digitpad.learning.memory import keep_freed_memory
from digitpad.learning.prefetch import prefetched
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import CHUNK
from digitpad.nn.network import Network, network_input
from digitpad.nn.training import EpochReport, Examples, Settings, TrainingState, train

COUNT = 60_000
BATCH = 256
HIDDEN = 800
Timing = dict[str, float]

Round = Callable[[], Timing]
"""Does what is clocked."""

Work = Callable[[NDArray[np.float32], NDArray[np.int64]], Round]
"""Makes everything ready for it, of pictures (N, 784) and labels (N,)."""


def bare_products(x: NDArray[np.float32], labels: NDArray[np.int64]) -> Round:
    rng = np.random.default_rng(0)
    w1, w2, h, dh, d = (
        rng.standard_normal(shape).astype(np.float32)
        for shape in ((784, HIDDEN), (HIDDEN, 10), (BATCH, HIDDEN), (BATCH, HIDDEN), (BATCH, 10))
    )
    out, dw1, dw2 = np.empty_like(d), np.empty_like(w1), np.empty_like(w2)

    def epoch() -> None:
        for start in range(0, COUNT, BATCH):
            batch = x[start : start + BATCH]
            rows = slice(len(batch))
            np.matmul(batch, w1, out=h[rows])
            np.matmul(h[rows], w2, out=out[rows])
            np.matmul(h[rows].T, d[rows], out=dw2)
            np.matmul(d[rows], w2.T, out=dh[rows])
            np.matmul(batch.T, dh[rows], out=dw1)

    return clocked(epoch)


def digitpad(
    x: NDArray[np.float32], labels: NDArray[np.int64], *, distorted: bool = False
) -> Round:
    images = np.rint(x * 255).astype(np.uint8).reshape(-1, 28, 28)
    settings = Settings(epochs=90, batch=BATCH, label_smoothing=0, ema_decay=0)
    network = Network.initialized([784, HIDDEN, 10], np.random.default_rng(1))
    learned, predicted = (Examples(images[:n], labels[:n]) for n in (COUNT, 1))
    augment = distort_annealed if distorted else None
    state = TrainingState(network)
    keep_freed_memory()
    reports = train(state, learned, predicted, settings, augment=augment, prefetch=prefetched)

    def epoch() -> None:
        while not isinstance(next(reports), EpochReport):
            pass

    return clocked(epoch)


def digitpad_distorted(x: NDArray[np.float32], labels: NDArray[np.int64]) -> Round:
    return digitpad(x, labels, distorted=True)


def pytorch(x: NDArray[np.float32], labels: NDArray[np.int64]) -> Round:
    import torch

    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    model = torch.nn.Sequential(
        torch.nn.Linear(784, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 10)
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    inputs, targets = torch.from_numpy(x), torch.from_numpy(labels)

    def epoch() -> None:
        order = torch.randperm(COUNT)
        for start in range(0, COUNT, BATCH):
            some = order[start : start + BATCH]
            optimizer.zero_grad(set_to_none=True)
            loss = torch.nn.functional.cross_entropy(model(inputs[some]), targets[some])
            loss.backward()
            optimizer.step()

    return clocked(epoch)


def scikit_learn(x: NDArray[np.float32], labels: NDArray[np.int64]) -> Round:
    from sklearn.neural_network import MLPClassifier

    warnings.simplefilter("ignore")

    def epoch() -> None:
        MLPClassifier((HIDDEN,), batch_size=BATCH, alpha=0, max_iter=1).fit(x, labels)

    return clocked(epoch)


def digitpad_reads(x: NDArray[np.float32], labels: NDArray[np.int64]) -> Round:
    network = built_in()

    def in_chunks(some: NDArray[np.float32]) -> None:
        for start in range(0, len(some), CHUNK):
            network.logits(some[start : start + CHUNK])

    return reading(x, in_chunks, network.outputs_of_one)


def pytorch_reads(x: NDArray[np.float32], labels: NDArray[np.int64]) -> Round:
    import torch

    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    layers: list[torch.nn.Module] = []
    for w, b in built_in().layers:
        linear = torch.nn.Linear(*w.shape)
        linear.weight.data, linear.bias.data = torch.from_numpy(w.T.copy()), torch.from_numpy(b)
        layers += [linear, torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    with torch.inference_mode():
        return reading(x, *[lambda some: model(torch.from_numpy(some))] * 2)


def onnx_runtime_reads(x: NDArray[np.float32], labels: NDArray[np.int64]) -> Round:
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    nodes, weights, last = [], [], "x"
    for number, (w, b) in enumerate(built_in().layers, 1):
        weights += [
            numpy_helper.from_array(w, f"w{number}"),
            numpy_helper.from_array(b, f"b{number}"),
        ]
        nodes.append(helper.make_node("Gemm", [last, f"w{number}", f"b{number}"], [f"y{number}"]))
        nodes.append(helper.make_node("Relu", [f"y{number}"], [f"h{number}"]))
        last = f"h{number}"
    graph = helper.make_graph(
        nodes[:-1],
        "digits",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 784])],
        [helper.make_tensor_value_info(nodes[-2].output[0], TensorProto.FLOAT, ["n", 10])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ["OMP_NUM_THREADS"])
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    return reading(x, *[lambda some: session.run(None, {"x": some})] * 2)


def built_in() -> Network:
    return load_model(resource_path("model.npz")).network


def reading(
    x: NDArray[np.float32],
    many: Callable[[NDArray[np.float32]], object],
    one: Callable[[NDArray[np.float32]], object],
) -> Round:
    """Read 10,000 digits at once, and one alone."""

    def read() -> Timing:
        alone = [seconds(lambda i=i: one(x[i : i + 1])) for i in range(1000)]  # type: ignore[misc]
        return {"10,000": seconds(lambda: many(x[:10_000])), "one": float(np.median(alone))}

    return read


def clocked(epoch: Callable[[], None]) -> Round:
    """Two epochs, of which the second counts: the first has to warm up what others cooled down."""

    def run() -> Timing:
        epoch()
        return {"epoch": seconds(epoch)}

    return run


def name_of(work: Work) -> str:
    return getattr(work, "__name__", "")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


TRAINING: tuple[Work, ...] = (bare_products, digitpad, digitpad_distorted, pytorch, scikit_learn)
READING: tuple[Work, ...] = (digitpad_reads, pytorch_reads, onnx_runtime_reads)


def answer_rounds(work: Work, mnist: str) -> None:
    """Do the work once for each line that comes in, and tell how long it took."""
    digits = load_dataset(mnist)
    do_round = work(network_input(digits.images[:COUNT]), digits.labels[:COUNT].astype(np.int64))
    for _ in sys.stdin:
        print(json.dumps(do_round()), flush=True)


def started(arguments: argparse.Namespace, name: str) -> subprocess.Popen[str]:
    threads = str(arguments.threads)
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return subprocess.Popen(
        [sys.executable, __file__, arguments.mnist, "--one", name],
        env={**os.environ, **dict.fromkeys(names, threads)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ask(name: str, process: subprocess.Popen[str]) -> Timing:
    assert process.stdin
    assert process.stdout
    print(file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        sys.exit(f"{name} has ended.")
    return json.loads(answer)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mnist", metavar="MNIST")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        answer_rounds(globals()[arguments.one], arguments.mnist)
        return
    print(f"{arguments.threads} threads, {arguments.rounds} rounds")
    processes = {name_of(work): started(arguments, name_of(work)) for work in TRAINING + READING}
    rounds = []
    for number in range(arguments.rounds + 1):  # The first warms up.
        rounds.append({name: ask(name, process) for name, process in processes.items()})
        figures = (f"{name} {t['epoch']:.2f} s" for name, t in rounds[-1].items() if "epoch" in t)
        print(f"round {number}:", ", ".join(figures), flush=True)
    for process in processes.values():
        process.communicate()
    del rounds[0]
    for title, works, ours in (
        ("epoch", TRAINING, "digitpad"),
        ("10,000", READING, "digitpad_reads"),
        ("one", READING, "digitpad_reads"),
    ):
        print(
            f"\n{title}: median, least to most, in seconds; against {ours} of the same round; "
            "quickest against quickest"
        )
        least = min(each[ours][title] for each in rounds)
        for work in works:
            times = np.array([each[name_of(work)][title] for each in rounds])
            ratio = times / [each[ours][title] for each in rounds]
            print(
                f"{name_of(work):<20}{np.median(times):>10.4g}{times.min():>10.4g} to "
                f"{times.max():<8.4g}{np.median(ratio):>6.2f} times ({ratio.min():.2f} to "
                f"{ratio.max():.2f}){times.min() / least:>6.2f} times"
            )


if __name__ == "__main__":
    main()
