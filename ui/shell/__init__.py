"""What stands around every place."""
