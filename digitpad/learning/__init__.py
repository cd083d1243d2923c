"""Training runs: what the command line and the window do when they train."""
