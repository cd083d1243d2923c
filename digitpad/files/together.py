"""Several files that belong together, written as a whole or not at all."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from digitpad.files.atomic import check_replaceable, copy_permissions, sweep, temporary_beside


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files, all or none: where one of them fails, the others are as they were.

    Raises
    ------
    OSError : one of them cannot be written, or what is there is read-only or no file.
    """
    targets = {Path(os.path.realpath(path)): content for path, content in files.items()}
    replaced = {target for target in targets if check_replaceable(target)}
    new = {target: temporary_beside(target) for target in targets}
    old: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        # First all that may fail for want of space.
        for target, temporary in new.items():
            with temporary.open("xb") as file:
                if target in replaced:
                    copy_permissions(target, temporary)
                file.write(targets[target])
                file.flush()
                os.fsync(file.fileno())
        for target, temporary in new.items():
            if target in replaced:
                kept = temporary_beside(target)
                target.replace(kept)
                old[target] = kept
            temporary.replace(target)
            done.append(target)
    except BaseException:
        for target in done:
            target.unlink(missing_ok=True)
        for target, kept in old.items():
            kept.replace(target)
        for temporary in new.values():
            temporary.unlink(missing_ok=True)
        raise
    for kept in old.values():
        with suppress(OSError):
            kept.unlink()
    for folder in {target.parent for target in targets}:
        sweep(folder)
