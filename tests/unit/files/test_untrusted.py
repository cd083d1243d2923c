"""What is said of a file that cannot be read."""

import gzip
import lzma
import zipfile
from pathlib import Path

import pytest

from digitpad.data.formats import load_dataset
from digitpad.errors import DatasetError

TABLE = "\n".join(["7," + ",".join(map(str, range(784)))] * 20).replace("783", "0").encode()


@pytest.mark.parametrize("ending", [".zip", ".csv.gz", ".csv.xz"])
def test_a_file_of_which_the_end_is_missing_is_to_be_got_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"digits{ending}"
    if ending == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("digits.csv", TABLE)
    else:
        path.write_bytes((gzip if ending == ".csv.gz" else lzma).compress(TABLE))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(DatasetError) as told:
        load_dataset(path)
    said = "damaged or incomplete; copy or download it again"
    assert str(told.value) == f"{path}: {said}"
