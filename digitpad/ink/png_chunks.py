"""The chunks of a PNG file that make its picture (Portable Network Graphics specification, 5.3).

libpng complains of damaged and of harmless chunks on standard error itself. So it only gets those
that matter, and those only where their checksums are right.
"""

import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"

NEEDED = (b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND")
"""Size, palette, opacity, how the camera was held, pixels, and the end."""


def needed_chunks(data: bytes) -> bytes | None:
    """A PNG file with only the chunks that are needed; None where one is damaged or missing."""
    kept = [data[: len(SIGNATURE)]]
    start = len(SIGNATURE)
    while start + 12 <= len(data):
        # Length, name, content, checksum of name and content.
        end = start + 12 + int.from_bytes(data[start : start + 4])
        name = data[start + 4 : start + 8]
        if name in NEEDED:
            content = memoryview(data)[start + 4 : end - 4]
            if zlib.crc32(content) != int.from_bytes(data[end - 4 : end]):
                return None
            kept.append(data[start:end])
        if name == b"IEND":
            return b"".join(kept)
        start = end
    return None
