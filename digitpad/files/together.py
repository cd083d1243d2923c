"""Several files that belong together, written as a whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from digitpad.files.atomic import check_replaceable, copy_permissions, sweep, temporary_beside


def write_together(files: Mapping[Path, bytes | memoryview]) -> None:
    """Write files, all or none: where one of them fails, the others are as they were.

    Each of them is the old or the new one at any time, even where the program is killed.

    Raises
    ------
    OSError : one of them cannot be written, or what is there is read-only or no file.
    """
    targets = {Path(os.path.realpath(path)): content for path, content in files.items()}
    replaced = [target for target in targets if check_replaceable(target)]
    new = {target: temporary_beside(target) for target in targets}
    # A single file needs no copy: it is replaced or it is not.
    old = {target: temporary_beside(target) for target in replaced if len(targets) > 1}
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
        for target, kept in old.items():
            shutil.copy2(target, kept)
        for target, temporary in new.items():
            temporary.replace(target)
            done.append(target)
    except BaseException:
        for target in done:
            if target in old:
                old[target].replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        for temporary in (*new.values(), *old.values()):
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    for folder in {target.parent for target in targets}:
        sweep(folder)
