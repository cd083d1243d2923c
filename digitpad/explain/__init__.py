"""Why the network predicts what it predicts: the work behind the window, without it."""
