"""Digits, and drawings that are no digits, made by the program itself."""
