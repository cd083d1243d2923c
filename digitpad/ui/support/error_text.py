"""What the window says of an error, whose own text is English."""

from digitpad.errors import (
    DatasetError,
    DigitpadError,
    DownloadError,
    FileError,
    InkError,
    InternalError,
    ModelFileError,
    TrainingError,
)
from digitpad.translatable import translatable
from digitpad.ui.support.translation import tr


class ShownError(DigitpadError):
    """What could not be done, told in the language of the window."""


LEADS: dict[type[BaseException], str] = {
    DigitpadError: translatable("This could not be done."),
    InternalError: translatable("Something unexpected went wrong."),
    FileError: translatable("This file cannot be read or written."),
    DatasetError: translatable("This dataset cannot be read or written."),
    ModelFileError: translatable("This model cannot be read or written."),
    TrainingError: translatable("The training could not be completed."),
    InkError: translatable("No digit could be taken from this image."),
    DownloadError: translatable("The download failed."),
}
"""What could not be done, in the language of the window; an English error says it by itself."""


def error_text(error: DigitpadError) -> str:
    """The text of an error, below a line in the language of the window where that is another."""
    text = tr(str(error))
    if isinstance(error, ShownError) or text != str(error):
        return text
    lead = next(LEADS[kind] for kind in type(error).__mro__ if kind in LEADS)
    is_english = tr(lead) == lead
    return text if is_english else f"{tr(lead)}\n{text}"
