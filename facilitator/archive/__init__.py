"""The one store: rows, journal, search index, and the only door through which they change."""
