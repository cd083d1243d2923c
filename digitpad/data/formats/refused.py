"""What is not read, told by what it holds: the name of its kind, and how to convert it.

Nothing in these files is run or unpacked. Each hint is a line for a terminal, or what to do.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from digitpad.data.digitset import Chunk
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.formats.lines import dialect_of
from digitpad.errors import DatasetError
from digitpad.files.foreign import (
    HDF5_START,
    KERAS_WEIGHTS,
    PICKLE_START,
    TORCH_NAME,
    TORCH_START,
    TORCH_WEIGHTS,
    is_keras,
    python_line,
    with_name,
)
from digitpad.files.untrusted import plural
from digitpad.files.zip_start import first_name
from digitpad.ink.picture_file import UNREAD

Test = Callable[[bytes], bool]
"""Whether a file with such a start is of a kind."""


@dataclass(frozen=True)
class Kind:
    """A kind of file that is not read.

    Parameters
    ----------
    name : what it is, for people.
    hint : how to convert it; FILE stands for its name.
    is_start : tells it by the first bytes of a file.
    """

    name: str
    hint: str
    is_start: Test


def _begins(*starts: bytes) -> Test:
    return lambda start: start.startswith(starts)


def _zip_with(name: str) -> Test:
    """Whether a file is a zip whose first file has such a name, a regular expression."""
    return lambda start: bool(re.fullmatch(name, first_name(start)))


_UNPACK = "unpack it first"
_AS_CSV = "save it as CSV (UTF-8) in the program it comes from"

_PICKLE = python_line(
    "gzip, pickle, numpy as np",
    "a, b, c = pickle.load(gzip.open('FILE'), encoding='latin1'); "
    "np.savez('digits.npz', x_train=a[0], y_train=a[1], x_test=c[0], y_test=c[1])",
)
_TORCH = python_line(
    "torch, numpy as np",
    "x, y = torch.load('FILE', weights_only=True)[:2]; np.savez('digits.npz', images=x, labels=y)",
)
_MATLAB = python_line(
    "scipy.io, numpy as np",
    "m = scipy.io.loadmat('FILE'); "
    "np.savez('digits.npz', images=m['data'].T, labels=m['label'].ravel())",
)
_HDF5 = python_line(
    "h5py, numpy as np",
    "f = h5py.File('FILE'); "
    "np.savez('digits.npz', images=f['train/data'][:], labels=f['train/target'][:])",
)
_PARQUET = python_line(
    "cv2, numpy as np, pandas as pd",
    "d = pd.read_parquet('FILE'); np.savez('digits.npz', labels=d.label, "
    "images=[cv2.imdecode(np.frombuffer(i['bytes'], 'u1'), 0) for i in d.image])",
)
_SQLITE = python_line(
    "sqlite3, pandas as pd",
    "d = pd.read_sql('select * from digits', sqlite3.connect('FILE')); "
    "d.to_csv('digits.csv', index=False)",
)
_JSON = python_line(
    "pandas as pd", "pd.read_json('FILE', lines=True).to_csv('digits.csv', index=False)"
)
_UTF16 = python_line(
    "pathlib", "pathlib.Path('digits.csv').write_text(pathlib.Path('FILE').read_text('utf-16'))"
)

_OBJECT = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"')
"""How an object of JSON starts."""


def _is_torch(start: bytes) -> bool:
    return start.startswith(TORCH_START) or bool(TORCH_NAME.fullmatch(first_name(start)))


KINDS = (
    # The names of what it holds stand near its start.
    Kind(
        "PyTorch model",
        TORCH_WEIGHTS,
        lambda start: b"weight" in start and _is_torch(start),
    ),
    Kind("PyTorch data", _TORCH, _is_torch),
    Kind(
        "Python pickle, which can run any program when opened",
        f"if you trust it, {_PICKLE}",
        lambda start: bool(PICKLE_START.match(start)),
    ),
    Kind("MATLAB 7.3 file", _HDF5, _begins(b"MATLAB 7.3 MAT-file")),
    Kind("MATLAB file", _MATLAB, _begins(b"MATLAB 5.0 MAT-file")),
    Kind("HDF5", _HDF5, _begins(HDF5_START)),
    Kind("Parquet", _PARQUET, _begins(b"PAR1")),
    Kind("SQLite database", _SQLITE, _begins(b"SQLite format 3\0")),
    Kind(
        "Quick, Draw! drawings",
        "its .npy files are read",
        lambda start: b'"drawing"' in start and bool(_OBJECT.match(start)),
    ),
    Kind("JSON", _JSON, lambda start: bool(_OBJECT.match(start))),
    Kind("Keras model", KERAS_WEIGHTS, is_keras),
    Kind("Excel workbook", _AS_CSV, _zip_with(r"xl/.*\.(xml|rels)")),
    Kind(
        "Office document",
        _AS_CSV,
        _zip_with(r"\[Content_Types\]\.xml|(_rels|docProps|word|ppt)/.*\.(xml|rels)"),
    ),
    Kind("LibreOffice document", _AS_CSV, _zip_with("mimetype")),
    Kind("old Office document", _AS_CSV, _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    Kind("7z archive", _UNPACK, _begins(b"7z\xbc\xaf\x27\x1c")),
    Kind("RAR archive", _UNPACK, _begins(b"Rar!\x1a\x07")),
    Kind("Zstandard", _UNPACK, _begins(b"\x28\xb5\x2f\xfd")),
    Kind(
        "web page",
        "download the file itself",
        lambda start: bool(re.match(rb"\s*<(!doctype\s+html|html)", start, re.IGNORECASE)),
    ),
    Kind(
        "Git LFS pointer",
        "run: git lfs pull",
        _begins(b"version https://git-lfs"),
    ),
    *(Kind(one.name, one.hint, one.is_start) for one in UNREAD),
)
"""Asked in this order."""

UTF16 = (Kind("UTF-16 text", _UTF16, _begins(b"\xff\xfe", b"\xfe\xff")),)
"""Asked after the text digits, which are read in UTF-16 too."""


class Refused(Form):
    """A kind of file that has a name, and is not read."""

    name = ""

    def __init__(self, order: int, kinds: Sequence[Kind]) -> None:
        self.order = order
        self._kinds = kinds

    def sniff(self, source: Source) -> bool:
        return not source.is_folder and any(kind.is_start(source.start) for kind in self._kinds)

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        kind = next(kind for kind in self._kinds if kind.is_start(source.start))
        hint = with_name(kind.hint, source.path)
        raise DatasetError(source.title, found=f"unsupported format ({kind.name}); {hint}")


class Unknown(Form):
    """What no other form takes."""

    name = ""
    order = 1000

    def sniff(self, source: Source) -> bool:
        return True

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        from digitpad.data.formats.registry import known_names

        if not source.start.strip():
            raise DatasetError(source.title, found="empty file")
        raise DatasetError(source.title, found=_described(source.start), expected=known_names())


def _described(start: bytes) -> str:
    """What a file of no known kind holds."""
    if re.search(rb"[\x00-\x08\x0e-\x1f]", start):
        return "other binary data"
    lines = [line.rstrip() for line in start.split(b"\n")[:2] if line.strip()]
    columns = {len(dialect_of(lines).cells(line)) for line in lines}
    if len(columns) == 1 and (count := columns.pop()) > 1:
        return f"a table with {plural(count, 'column')}, which are not images"
    return "other text"


# First of all: of a zip that is cut, only the start can be read.
FORMS = (Refused(1, KINDS), Refused(800, UTF16), Unknown())
