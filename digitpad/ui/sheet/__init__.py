"""Import sheet: all digits of a picture, labelled and kept."""
