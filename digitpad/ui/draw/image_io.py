"""Images into the canvas and out of it: files, clipboard, drag and drop."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QImage, QImageWriter, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from digitpad.data.digitset import UNLABELLED
from digitpad.errors import DigitpadError, InkError, printable
from digitpad.files.atomic import atomic_write
from digitpad.files.writable import reason_of
from digitpad.ink.picture_file import MAX_SIDE, decode_picture, read_content
from digitpad.ink.strokes import Drawing
from digitpad.nn.network import Network
from digitpad.ui.draw.canvas import Canvas
from digitpad.ui.draw.live_classifier import LiveClassifier
from digitpad.ui.draw.painting import drawing_image
from digitpad.ui.support.file_dialogs import ask_open, ask_save
from digitpad.ui.support.file_types import PICTURES
from digitpad.ui.support.icons import icon
from digitpad.ui.support.images import rgba_array, scaled_down
from digitpad.ui.support.mime import local_files
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.settings import remember_folder
from digitpad.ui.support.translation import tr
from digitpad.ui.support.worker import PICTURE_TURN, TaskRunner, end_if_stopped, in_turn

SAVED_SIDE = 1120
"""Side of a saved or copied image, pixels: two for each canvas unit."""

OPENED = f"{PICTURES} *.txt *.csv"
"""Files that can be opened."""

TEXTS = (".txt", ".csv", ".tsv", ".dat", "")
"""Endings of files that may hold a text digit rather than an image."""

MANY = 10
"""Digits in a picture from which on they may be a sheet to be labelled."""

TOLD_AFTER = 300
"""Milliseconds after which the status bar says that digits are being looked for."""

T = TypeVar("T")


@dataclass(frozen=True)
class Origin:
    """Where an image or a text comes from, in the words of errors.

    Parameters
    ----------
    nothing : a sentence for where no image is there.
    image, text : what is there.
    """

    nothing: str
    image: str
    text: str


CLIPBOARD = Origin(
    "The clipboard contains no image.", "the image on the clipboard", "The text on the clipboard"
)
DROPPED = Origin(
    "What was dropped contains no image.", "the image that was dropped", "The text that was dropped"
)


class ImageIO(QObject):
    """Brings images to a canvas and takes drawings from it.

    Parameters
    ----------
    classifier : predicts what is drawn; its network tells what is a digit in a picture.

    Signals
    -------
    message(str) : something quiet to tell the user.
    working(str) : what takes long, to be shown until it has ended: then it is empty.
    failed(object) : the DigitpadError of something that could not be done.
    put() : there is another image on the canvas.
    set_found(str) : this file holds several digits, or is to be asked about.
    files_found(object) : files of whatever kind were dropped or pasted: their paths, a list.
    """

    message = Signal(str)
    working = Signal(str)
    failed = Signal(object)
    put = Signal()
    set_found = Signal(str)
    files_found = Signal(object)  # Qt would cut a path at the first byte that is no UTF-8.

    def __init__(
        self,
        canvas: Canvas,
        background: TaskRunner,
        window: QWidget,
        classifier: LiveClassifier,
    ) -> None:
        super().__init__(window)
        self._classifier = classifier
        self._canvas = canvas
        self._background = background
        self._window = window
        self._is_seen = True
        self._telling = QTimer(self, singleShot=True, interval=TOLD_AFTER)
        self._has_told = False
        self._searches = 0
        self._telling.timeout.connect(self._tell)
        canvas.drawing_changed.connect(self._enable)
        self.open_action = self._action(
            tr("&Open image…"), "folder-open", QKeySequence.StandardKey.Open, self._open
        )
        self.save_action = self._action(
            tr("&Save image as…"), "save", QKeySequence.StandardKey.Save, self._save
        )
        self.copy_action = self._action(
            tr("&Copy image"), "copy", QKeySequence.StandardKey.Copy, self.copy
        )
        self.paste_action = self._action(
            tr("&Paste image"), "clipboard-paste", QKeySequence.StandardKey.Paste, self.paste
        )

        self.open_action.setIconText(tr("Open image"))
        self.save_action.setIconText(tr("Save image"))
        self.open_action.setToolTip(tip(tr("Open an image or a text digit (Ctrl+O)")))
        self.save_action.setToolTip(tip(tr("Save the drawing as an image (Ctrl+S)")))
        self._enable()

    def _action(
        self, text: str, icon_name: str, keys: QKeySequence.StandardKey, slot: Callable[[], None]
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcuts(keys)
        action.triggered.connect(slot)
        return action

    def set_enabled(self, enabled: bool) -> None:
        """Copy, paste and save mean the drawing only while it can be seen."""
        self._is_seen = enabled
        self._enable()

    def _enable(self) -> None:
        """Without ink there is nothing to copy or to save."""
        self.paste_action.setEnabled(self._is_seen)
        for action in (self.copy_action, self.save_action):
            action.setEnabled(self._is_seen and not self._canvas.is_empty)

    # In

    def open(self, path: str) -> None:
        """Put the image or text digit in a file on the canvas."""
        remember_folder("picture", path)

        def show(drawing: Drawing | None) -> None:
            if drawing is None:
                self.set_found.emit(path)
            else:
                self._put(drawing, tr("Open image"))

        network = self._classifier.network
        self._look(lambda: _drawing_in_file(path, network), show)

    def show_digit(self, picture: NDArray[np.uint8]) -> None:
        """Put a digit of a dataset, uint8 (28, 28), on the canvas as it is."""
        self._put(Drawing(picture=picture.copy()), tr("Open digit"))

    def accepts(self, data: QMimeData) -> bool:
        """Whether what is dragged or on the clipboard can be put on the canvas."""
        return data.hasImage() or data.hasUrls() or data.hasText()

    def take(self, data: QMimeData, how: str, origin: Origin = CLIPBOARD) -> None:
        """Put what was dropped or is on the clipboard on the canvas; files are only told of."""
        files = local_files(data)
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            network = self._classifier.network
            self._look(lambda: _drawing_in_image(image, network), self._show(how))
        elif files:
            self.files_found.emit(files)
        elif data.hasUrls():
            self.failed.emit(
                InkError("This image is not on this computer. Save it as a file first.")
            )
        elif data.hasImage():
            self.failed.emit(
                InkError(
                    f"Cannot read {origin.image}; it may be too large. "
                    "Save it to a file in a smaller size and open that file."
                )
            )
        elif data.hasText():
            text = data.text()
            self._background.run(lambda: _drawing_in_text(text, origin), self._show(how))
        else:
            self.failed.emit(InkError(origin.nothing))

    def paste(self) -> None:
        """Put the image on the clipboard on the canvas."""
        # An empty clipboard has no data at all on some platforms, whatever the annotation says.
        self.take(QApplication.clipboard().mimeData() or QMimeData(), tr("Paste image"))

    def _show(self, how: str) -> Callable[[Drawing], None]:
        return lambda drawing: self._put(drawing, how)

    def _look(self, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Look for digits away from the window, which says so if it takes long."""

        def done(found: T) -> None:
            self._end_search()
            show(found)

        def failed(error: DigitpadError) -> None:
            self._end_search()
            self.failed.emit(error)

        self._searches += 1
        if not self._has_told:
            self._telling.start()
        self._background.run(work, done, failed)

    def _tell(self) -> None:
        self._has_told = True
        self.working.emit(tr("Looking for digits in the image…"))

    def _end_search(self) -> None:
        """Digits were found, or there are none, which is told in its own way."""
        self._searches -= 1
        if not self._searches:
            self._telling.stop()
            if self._has_told:
                self._has_told = False
                self.working.emit("")

    def _put(self, drawing: Drawing, how: str) -> None:
        self._canvas.replace_drawing(drawing, how)
        self.put.emit()
        if drawing.found and len(drawing.found.digits) >= MANY:
            digits = tr("{n:,} digits found. File > Import sheet… labels them all.")
            self.message.emit(digits.format(n=len(drawing.found.digits)))

    def _open(self) -> None:
        if path := ask_open(self._window, tr("Open image"), "picture", _open_filter()):
            self.open(path)

    # Out

    def copy(self) -> None:
        """Put the drawing on the clipboard as an image."""
        QApplication.clipboard().setImage(self._image())
        self.message.emit(tr("Image copied"))

    def save(self, path: str) -> None:
        """Write the drawing as an image, or the network input as a text digit (.txt)."""
        remember_folder("picture", path)
        content: bytes | QImage
        # Imported here: the window starts faster without it.
        from digitpad.data.text.codec import format_digit

        if Path(path).suffix.lower() == ".txt":
            # What the network predicts is a guess: as a label it would be learned from.
            content = format_digit(self._classifier.prediction.picture, UNLABELLED)
        else:
            content = self._image()
        self._background.save(
            lambda: _write(path, content),
            lambda _: self.message.emit(tr("Saved {path}").format(path=path)),
        )

    def _image(self) -> QImage:
        return drawing_image(self._canvas.drawing, SAVED_SIDE, QColor("white"), QColor("black"))

    def _save(self) -> None:
        filters = {tr("Image (*.png)"): ".png", tr("Network input as text (*.txt)"): ".txt"}
        title = tr("Save image as")
        if path := ask_save(self._window, title, "digit.png", "picture", filters):
            self.save(path)


def _open_filter() -> str:
    """What the dialog offers to open."""
    known, all_files = tr("Images and text digits"), tr("All files")
    return f"{known} ({OPENED});;{all_files} (*)"


def _drawing_in_file(path: str, network: Network) -> Drawing | None:
    """The digits of an image file, or a text digit; None where a text holds several digits."""
    if Path(path).suffix.lower() not in TEXTS:
        content = read_content(path)
        with in_turn(PICTURE_TURN):
            return _drawing_in_picture(decode_picture(content, path), network)
    # Imported here: the window starts faster without it.
    from digitpad.data.formats import UnclearError, stream_dataset

    images: list[NDArray[np.uint8]] = []
    try:
        with closing(stream_dataset(path)) as chunks:
            for chunk in chunks:
                images.extend(chunk.digits.images[:2])
                if len(images) > 1:
                    return None
    except UnclearError:
        return None
    return Drawing(picture=images[0])


def _drawing_in_text(text: str, origin: Origin) -> Drawing:
    """A text digit that was pasted or dropped, in any form.

    Raises
    ------
    InkError : it is none.
    """
    from digitpad.data.formats.text_forms import parse_any
    from digitpad.data.text.codec import MAX_FILE_BYTES

    content = text.encode(errors="replace")
    if len(content) > MAX_FILE_BYTES:
        raise InkError(f"{origin.nothing} {origin.text} is too long for a digit.")
    digits = parse_any("clipboard", {origin.text: content})
    if digits.left_out:
        raise InkError(f"{origin.nothing} {digits.left_out[0]}.")
    return Drawing(picture=digits.images[0])


def _drawing_in_image(image: QImage, network: Network) -> Drawing:
    """The digits of an image from the clipboard, which may be of any size."""
    with in_turn(PICTURE_TURN):
        pixels = rgba_array(scaled_down(image, MAX_SIDE))
        pixels[:, :, [0, 2]] = pixels[:, :, [2, 0]]
        return _drawing_in_picture(pixels, network)


def _drawing_in_picture(pixels: NDArray[np.uint8], network: Network) -> Drawing:
    """The digits of a picture, its colours in the order of OpenCV, laid on the canvas."""
    # Imported here: the window starts faster without them.
    from digitpad.ink.photograph.digits import found_digits
    from digitpad.ink.photograph.on_canvas import drawing_of
    from digitpad.recognition.picture import doubt_of

    found = found_digits(pixels, doubt_of(network), end_if_stopped)
    return drawing_of(found, *pixels.shape[:2])


def _write(path: str, content: bytes | QImage) -> None:
    """Write a file, all or nothing."""
    data = _encoded(content, path) if isinstance(content, QImage) else content
    try:
        with atomic_write(path) as file:
            file.write(data)
    except OSError as error:
        raise InkError(f"Cannot write {printable(path)}: {reason_of(error)}.") from error


def _encoded(image: QImage, path: str) -> bytes:
    """The bytes of an image file in the form that the path's ending names."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(Path(path).suffix[1:].encode())).write(image):
        raise InkError(
            f"Cannot save an image as {printable(Path(path).name)}: unsupported file type. "
            "Use .png or .txt."
        )
    return bytes(buffer.data().data())
