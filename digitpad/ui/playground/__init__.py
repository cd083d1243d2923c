"""The Playground tab: a small network on points in the plane."""
