"""Why the network predicts what it predicts, and whether that can be trusted."""
