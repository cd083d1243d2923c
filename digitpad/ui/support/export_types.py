"""What the dialog for exports offers to write."""

from digitpad.data.formats import known_endings
from digitpad.translatable import translatable
from digitpad.ui.support.translation import tr

NAMES = {
    ".zip": translatable("Zip of text digits"),
    "": translatable("Folder of text digits"),
    ".txt": translatable("Text digit"),
    ".csv": translatable("CSV"),
    "-images-idx3-ubyte": translatable("MNIST IDX"),
    "-images-idx3-ubyte.gz": translatable("MNIST IDX, compressed"),
    ".npz": translatable("NumPy arrays"),
    ".keras.npz": translatable("NumPy arrays as in Keras"),
    "_png": translatable("Folder of PNG images by label"),
    "_png.zip": translatable("Zip of PNG images by label"),
    ".strokes.npz": translatable("Strokes"),
}
"""What each ending stands for; the first is suggested."""

FIRST = next(iter(NAMES))
"""The ending that is suggested."""


def export_filters() -> dict[str, str]:
    """What the file dialog shows, and the ending that each choice gives to a name."""
    written = known_endings().values()
    return {f"{tr(name)} (*{end})": end for end, name in NAMES.items() if end in written}
