"""What a person sees: the window, its places, and nothing of SQL or file formats."""
