"""Networks on disk, read with distrust."""
