"""What datasets are called."""

from pathlib import Path

from digitpad.data.digitset import is_synthetic
from digitpad.data.mnist import mnist_folder
from digitpad.data.my_digits import my_digits
from digitpad.errors import printable
from digitpad.files.resources import reference_digits
from digitpad.learning.comparison import ALL_HELD_OUT, ALL_OF, CHECK_PART, HELD_OUT, MNIST_TEST
from digitpad.translatable import translatable
from digitpad.ui.support.translation import tr

OWN = translatable("My digits")
SYNTHETIC = translatable("Synthetic digits")
REFERENCE = translatable("Reference digits")


def dataset_title(path: str) -> str:
    """The name of a dataset, in English, as models keep it."""
    if is_synthetic(path):
        return SYNTHETIC
    known = {str(my_digits()): OWN, reference_digits(): REFERENCE, str(mnist_folder()): "MNIST"}
    return known.get(path, Path(path).name)


def shown_title(title: str) -> str:
    """The name of a dataset in the user's language; that of a file stays.

    ``title`` is its name in English, or the name in ``learned_from`` of a model's record.
    """
    title = SYNTHETIC if is_synthetic(title) else title
    title = REFERENCE if title == Path(reference_digits()).name else title
    return tr(title) if title in (OWN, SYNTHETIC, REFERENCE) else printable(title)


def score_title(name: str) -> str:
    """What the digits of a score are called in the user's language.

    The names that models keep are English.
    """
    known = {
        CHECK_PART: tr("Reference digits (test set)"),
        MNIST_TEST: tr("MNIST test set"),
        ALL_HELD_OUT: tr("Validation digits"),
    }
    if name in known:
        return known[name]
    for ending, text in ((HELD_OUT, tr("{name} (validation)")), (ALL_OF, tr("{name} (all)"))):
        if name.endswith(ending):
            return text.format(name=shown_title(name.removesuffix(ending)))
    return printable(name)
