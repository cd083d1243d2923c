"""A small network on points in the plane: what it learns, and every number on the way."""
