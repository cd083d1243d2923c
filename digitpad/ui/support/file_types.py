"""How files are called that hold datasets, for file dialogs and for what is dropped."""

FORMS = {
    "Text digits": ("*.txt", "*.zip"),
    "Tables": ("*.csv", "*.tsv", "*.arff", "*.data", "*.tra", "*.tes", "*.svm", "*.libsvm"),
    "NumPy arrays": ("*.npz", "*.npy"),
    "IDX files": ("*ubyte", "*.idx?"),
    "Pictures by label": ("*.zip", "*.tar", "*.tgz"),
    "Compressed files": ("*.gz", "*.bz2", "*.xz"),
}
"""All forms that are read, for people, and the names that files of each usually have."""

PATTERNS = tuple(dict.fromkeys(pattern for some in FORMS.values() for pattern in some))

FILTER = ";;".join(
    f"{name} ({' '.join(patterns)})"
    for name, patterns in {"Datasets": PATTERNS, **FORMS, "All files": ("*",)}.items()
)
