"""Text digits: one in a file, in folders and zips."""
