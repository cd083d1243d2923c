"""What the export dialog says of a format."""

import pytest

from digitpad.models.export.formats import FORMATS
from digitpad.ui.model.export_state import ExportState, size_text


@pytest.mark.parametrize(
    ("size", "told"),
    [(47_000, "About 0.05 MB"), (1_260_000, "About 1.3 MB"), (27_200_000, "About 27 MB")],
)
def test_small_files_have_a_size_too(size: int, told: str) -> None:
    assert size_text(ExportState(FORMATS["json"], is_int8=False, about_bytes=size)) == told
