"""Say what the program does: use cases, the archive, importing and exporting, without a window."""
