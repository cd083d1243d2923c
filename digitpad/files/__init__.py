"""Ground floor: saves that are all or nothing, and readers that trust no file."""
