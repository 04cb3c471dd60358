"""Plan: the running order and the session editor."""
