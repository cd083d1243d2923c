"""Networks on disk; files are not trusted."""
