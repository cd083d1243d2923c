"""Memory that a training step frees stays with the program for the next step."""

import numpy as np


def keep_freed_memory() -> None:
    """Have the memory that one step frees wait for the next.

    Call it once, before training. glibc, the C library of most Linux systems, gives large blocks
    back to the system as soon as they are freed. It stops doing so for blocks up to the size of the
    largest one freed so far, 32 MB at most. Without that, to get a step's memory from the system
    again can take half as long as the step's arithmetic. Elsewhere this does nothing.
    """
    np.empty(31 << 20, np.uint8)  # Freed at once.
