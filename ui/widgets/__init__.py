"""Small pieces that several places are made of."""
