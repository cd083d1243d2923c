"""A run exported: its weights and its losses."""

import csv
import io

import numpy as np

from digitpad.nn.network import Network
from digitpad.playground.losses import Losses
from digitpad.playground.matrices import Names
from digitpad.playground.numpy_program import numpy_program as numpy_program
from digitpad.playground.torch_program import torch_program as torch_program


def weights_npz(network: Network) -> bytes:
    """An .npz archive with the arrays w1, b1, w2, b2 and so on."""
    archive = io.BytesIO()
    names = Names(len(network.layers)).parameters
    arrays = dict(zip(names, network.parameters, strict=True))
    np.savez(archive, **arrays)  # type: ignore[arg-type]
    return archive.getvalue()


def losses_csv(losses: Losses) -> str:
    """A table with the loss before each step, or before some steps of a long run."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["iteration", "loss"])
    writer.writerows(zip(*losses.curve(), strict=True))
    return text.getvalue()
