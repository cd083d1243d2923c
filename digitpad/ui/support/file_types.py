"""Names of files that hold pictures or datasets, for file dialogs and for dropped files."""

from digitpad.translatable import translatable
from digitpad.ui.support.translation import tr

PICTURES = "*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp *.avif"
"""Files of pictures that are offered."""

FORMS = {
    translatable("Text digits"): ("*.txt", "*.zip"),
    translatable("Tables"): (
        "*.csv",
        "*.tsv",
        "*.arff",
        "*.data",
        "*.tra",
        "*.tes",
        "*.svm",
        "*.libsvm",
    ),
    translatable("NumPy arrays"): ("*.npz", "*.npy"),
    translatable("IDX files"): ("*ubyte", "*.idx?"),
    translatable("Images by label"): ("*.zip", "*.tar", "*.tgz"),
    translatable("Compressed files"): ("*.gz", "*.bz2", "*.xz"),
}
"""All forms that can be read, and the usual names of their files."""

PATTERNS = tuple(dict.fromkeys(pattern for some in FORMS.values() for pattern in some))


def dataset_filter() -> str:
    """The filters of a file dialog that opens a dataset."""
    forms = {tr(name): patterns for name, patterns in FORMS.items()}
    shown = {tr("Datasets"): PATTERNS, **forms, tr("All files"): ("*",)}
    return ";;".join(f"{name} ({' '.join(patterns)})" for name, patterns in shown.items())
