"""What house.md asks of the code and no other test would notice."""
