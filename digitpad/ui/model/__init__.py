"""The model in use, and what is known of it."""
