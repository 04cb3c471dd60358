"""Documents and records as files: one module per format, bytes out."""
