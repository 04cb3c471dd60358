"""Home: what brings you here."""
