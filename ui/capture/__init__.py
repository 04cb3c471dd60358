"""Capture: the line, and the notes kept with it."""
